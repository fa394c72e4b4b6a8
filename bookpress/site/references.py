"""Links inside the book by what they lead to: a chapter, a download, or a kind that the book has of its own.

The setting ``bookpress_targets`` maps each such kind to the label of the page that holds it and to the
permalink there: ``source: [sources, "src-{}"]``. The kind ``source`` is where the sources of exhibits lead.

A link is made as a pending reference and resolved when every page is known; what the book does not have stays
text.
"""

from __future__ import annotations

import re

from docutils import nodes
from sphinx import addnodes
from sphinx.util.nodes import make_refnode

from bookpress.exhibits.blocks import Link
from bookpress.site.parts import download

DOWNLOADS = "_downloads"
EXTERNAL = "external noopener noreferrer"
"""The ``rel`` of a link that leaves the book."""
_TYPE = "bookpress"


class exhibits_citing(nodes.inline):
    """A place for links to the exhibits that rest on one source; replaced before pages are written."""


def setup(app) -> None:
    app.add_config_value("bookpress_targets", {}, "env", dict)
    app.connect("missing-reference", resolve)
    app.connect("doctree-resolved", name_exhibits)


def home(env, kind: str) -> str:
    """Give the label of the page that holds a kind of target; blank for one that the book has not."""
    return env.config.bookpress_targets.get(kind, ("",))[0]


def anchor(env, kind: str, key: str) -> str:
    """Give the permalink of a target on its page. Raises KeyError for an unknown kind."""
    return env.config.bookpress_targets[kind][1].format(key.lower())


def link(to: str, text: str, docname: str, fallback: str = "", otherwise: str | None = None) -> nodes.Node:
    """Give a reference to a web address or to a place in the book (``kind:key``).

    ``fallback`` is an id on the same page, ``otherwise`` the text where the book has neither.

    Only http and https make a link to the outside; any other address stays text.
    """
    if re.match(r"https?://", to):
        return nodes.reference("", text or to, refuri=to, rel=EXTERNAL)
    kind = to.split(":", 1)[0]
    if kind == "download":
        return download("", text, address=f"{'../' * docname.count('/')}{DOWNLOADS}/{to.split(':', 1)[1]}")
    if not re.fullmatch("[a-z]+", kind) or ":" not in to:
        return nodes.Text(text or to)
    return addnodes.pending_xref(
        "",
        nodes.inline("", text),
        refdomain="",
        reftype=_TYPE,
        reftarget=to,
        refdoc=docname,
        refexplicit=bool(text),
        fallback=fallback,
        otherwise=otherwise,
    )


def text(env, link: Link) -> str:
    """Say what a page shows of a link: its own text, or the title of the chapter that it leads to."""
    kind, _, key = link.to.partition(":")
    title = env.get_domain("std").labels.get(key, ("", "", key))[2] if kind == "chapter" else str(link)
    return link.text or title


def resolve(app, env, node, contnode):
    """Give the link of a pending reference, if the book has its target.

    Else the text, linked to the place on the same page if there is one.
    """
    if node.get("reftype") != _TYPE:
        return None
    kind, key = node["reftarget"].split(":", 1)
    is_own = kind in env.config.bookpress_targets
    label = home(env, kind) if is_own else key if kind == "chapter" else ""
    docname, labelid, title = env.get_domain("std").labels.get(label, (None, None, ""))
    text = nodes.Text(contnode.astext() if node["refexplicit"] else title)
    if docname and is_own:
        return make_refnode(app.builder, node["refdoc"], docname, anchor(env, kind, key), text)
    if docname:
        return make_refnode(app.builder, node["refdoc"], docname, labelid, text)
    if node["fallback"]:
        return nodes.reference("", "", text, refid=node["fallback"])
    if node["otherwise"] is not None:
        return nodes.Text(node["otherwise"])
    return text if node["refexplicit"] else nodes.Text(key if label else node["reftarget"])


def name_exhibits(app, doctree, docname) -> None:
    """Put links to exhibits in the places kept for them."""
    places = list(doctree.findall(exhibits_citing))
    if not places:
        return
    citing = _exhibits_by_source(app.env)
    for place in places:
        found = citing.get(place["source_id"], [])
        place.replace_self(
            [
                n
                for home, name, text in found
                for n in (nodes.Text(", "), _exhibit_link(app, docname, home, name, text))
            ][1:]
            or nodes.Text("")
        )


def _exhibits_by_source(env) -> dict[str, list[tuple[str, str, str]]]:
    """Chapter, name and numbered title of the exhibits that rest on each source, in reading order."""
    numbers = {
        name: f"{kind.title()} {number[0]}"
        for doc in env.toc_fignumbers.values()
        for kind, ids in doc.items()
        for name, number in ids.items()
    }
    found: dict[str, list[tuple[str, str, str]]] = {}
    for docname, known in getattr(env, "bookpress_exhibits", {}).items():
        for name, exhibit in known.items():
            for source in exhibit.sources:
                found.setdefault(source.id, []).append((docname, name, numbers.get(name, name)))
    return {
        source: sorted(
            entries,
            key=lambda e: (e[2].split()[0], int(e[2].split()[-1]) if e[2].split()[-1].isdigit() else 0),
        )
        for source, entries in found.items()
    }


def _exhibit_link(app, docname: str, home: str, name: str, text: str) -> nodes.reference:
    return make_refnode(app.builder, docname, home, name, nodes.Text(text))
