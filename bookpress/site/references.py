"""Links inside the book by what they lead to: a chapter, a download, or a kind that the book has of its own.

The setting ``bookpress_targets`` maps each such kind to the label of the page that holds it and to the
permalink there: ``source: [sources, "src-{}"]``. The kind ``source`` is where the sources of exhibits lead.
A permalink that is on a page of its own below that page is found there.

A link is made as a pending reference and resolved when every page is known; what the book does not have stays
text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from docutils import nodes
from sphinx import addnodes
from sphinx.util.nodes import make_refnode

from bookpress.engine import subpages
from bookpress.engine.papers import DOWNLOADS
from bookpress.exhibits.blocks import Link
from bookpress.site.parts import download

EXTERNAL = "external noopener noreferrer"
"""The ``rel`` of a link that leaves the book."""
_TYPE = "bookpress"


class exhibits_citing(nodes.inline):
    """Links to the exhibits that rest on one source, put in when all pages are read.

    Attribute: ``source_id``.
    """


def setup(app) -> None:
    app.add_config_value("bookpress_targets", {}, "env", dict)
    app.add_node(exhibits_citing, html=(lambda self, node: None, lambda self, node: None))
    app.connect("missing-reference", resolve)
    app.connect("doctree-resolved", name_exhibits)


def home(env, kind: str) -> str:
    """The label of the page that holds a kind of target; blank for one that the book has not."""
    return env.config.bookpress_targets.get(kind, ("",))[0]


def anchor(env, kind: str, key: str) -> str:
    """The permalink of a target on its page. Raises KeyError for an unknown kind."""
    return env.config.bookpress_targets[kind][1].format(key.lower())


def place(env, kind: str, key: str) -> tuple[str, str] | None:
    """The page of a target and the permalink there, blank for all of the page; None if the book has it not.

    Raises KeyError for an unknown kind.
    """
    docname = env.get_domain("std").labels.get(home(env, kind), ("",))[0]
    if not docname:
        return None
    permalink = anchor(env, kind, key)
    own = subpages.moved(env).get(docname, {}).get(permalink, docname)
    return own, "" if own == f"{docname}/{permalink}" else permalink


def link(
    to: str,
    text: str,
    docname: str,
    fallback: str = "",
    otherwise: str | None = None,
    title: str = "",
    style: str = "",
) -> nodes.Node:
    """A reference to a web address or to a place in the book (``kind:key``).

    ``fallback`` is an id on the same page, ``otherwise`` the text where the book has neither, ``title`` what
    is read beside a link into the book, ``style`` its class.

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
        title=title,
        style=style,
    )


def text(env, link: Link) -> str:
    """What a page shows of a link: its own text, or the title of the chapter that it leads to."""
    kind, _, key = link.to.partition(":")
    title = env.get_domain("std").labels.get(key, ("", "", key))[2] if kind == "chapter" else str(link)
    return link.text or title


def resolve(app, env, node, contnode):
    """The link of a pending reference if the book has its target, else its text.

    The text leads to the place on the same page if there is one.
    """
    if node.get("reftype") != _TYPE:
        return None
    kind, key = node["reftarget"].split(":", 1)
    is_own = kind in env.config.bookpress_targets
    label = home(env, kind) if is_own else key if kind == "chapter" else ""
    docname, labelid, title = env.get_domain("std").labels.get(label, (None, None, ""))
    text = nodes.Text(contnode.astext() if node["refexplicit"] else title)
    found = place(env, kind, key) if is_own else (key, "") if kind == "page" else None
    if found:
        made = make_refnode(app.builder, node["refdoc"], *found, text, node["title"] or None)
        made["classes"] += filter(None, [node["style"]])
        return made
    if docname:
        return make_refnode(app.builder, node["refdoc"], docname, labelid, text)
    if node["fallback"]:
        return nodes.reference("", "", text, refid=node["fallback"])
    if node["otherwise"] is not None:
        return nodes.Text(node["otherwise"])
    return text if node["refexplicit"] else nodes.Text(key if label else node["reftarget"])


def name_exhibits(app, doctree, docname) -> None:
    """Put links to exhibits in the places kept for them: by kind on paper, one by one in a page."""
    places = list(doctree.findall(exhibits_citing))
    if not places:
        return
    citing = _exhibits_by_source(app.env)
    name = _by_kind if app.builder.name == "print" else _one_by_one
    for place in places:
        place.children = []
        place.extend(name(app, docname, citing.get(place["source_id"], [])))


@dataclass(frozen=True, order=True)
class _Citing:
    """An exhibit that rests on a source."""

    kind: str
    number: int
    """In the book; 0 for one that is not numbered."""
    docname: str
    name: str

    def link(self, app, docname: str, text: str) -> nodes.reference:
        return make_refnode(app.builder, docname, self.docname, self.name, nodes.Text(text))


def _exhibits_by_source(env) -> dict[str, list[_Citing]]:
    """The exhibits that rest on each source, in reading order."""
    numbers = {
        name: number[0]
        for doc in env.toc_fignumbers.values()
        for ids in doc.values()
        for name, number in ids.items()
    }
    found: dict[str, list[_Citing]] = {}
    for docname, known in getattr(env, "bookpress_exhibits", {}).items():
        for name, exhibit in known.items():
            for source in exhibit.sources:
                citing = _Citing(exhibit.kind, numbers.get(name, 0), docname, name)
                found.setdefault(source.id, []).append(citing)
    return {source: sorted(entries) for source, entries in found.items()}


def _one_by_one(app, docname: str, found: list[_Citing]) -> list[nodes.Node]:
    """Links as a page has them: ``Figure 1, Figure 4, Table 2``."""
    links = [e.link(app, docname, f"{e.kind.title()} {e.number}" if e.number else e.name) for e in found]
    return [n for link in links for n in (nodes.Text(", "), link)][1:]


def _by_kind(app, docname: str, found: list[_Citing]) -> list[nodes.Node]:
    """Links as paper has room for: ``Fig. 1, 4. Table 2.``."""
    made: list[nodes.Node] = []
    for kind, label in (("figure", "Fig. "), ("table", "Table ")):
        same = [e for e in found if e.kind == kind and e.number]
        for i, e in enumerate(same):
            made += [nodes.Text(", " if i else " " if made else "")]
            made += [e.link(app, docname, f"{'' if i else label}{e.number}")]
        made += [nodes.Text(".")] if same else []
    return made
