"""Links inside the book by what they lead to: a source, a claim, a country, a table, a chapter, a download.

A link is made as a pending reference and resolved when every page is known; what the book does not have stays
text.
"""

from __future__ import annotations

import re

from docutils import nodes
from sphinx import addnodes
from sphinx.util.nodes import make_refnode

from coalition import data
from coalition.exhibits.blocks import Link
from coalition.site.parts import download

KINDS = {
    "source": ("sources", "src-{}"),
    "table": ("data", "table-{}"),
    "claim": ("claims", "{}"),
    "country": ("countries", "{}"),
}
"""Kind of target: label of the chapter that holds it, and its permalink there."""
DOWNLOADS = "_downloads"
EXTERNAL = "external noopener noreferrer"
"""The ``rel`` of a link that leaves the book."""
_TYPE = "coalition"


class exhibits_citing(nodes.inline):
    """A place for links to the exhibits that rest on one source; replaced before pages are written."""


def setup(app) -> None:
    app.connect("missing-reference", resolve)
    app.connect("doctree-read", _link_claims)
    app.connect("doctree-resolved", name_exhibits)


def anchor(kind: str, key: str) -> str:
    """The permalink of a source, table, claim or country on its page."""
    return KINDS[kind][1].format(key.lower())


def link(to: str, text: str, docname: str, fallback: str = "") -> nodes.Node:
    """A reference to a web address or to a place in the book (``kind:key``).

    ``fallback`` is an id on the same page. Only http and https lead outside; any other address stays text.
    """
    if re.match(r"https?://", to):
        return nodes.reference("", text or to, refuri=to, rel=EXTERNAL)
    kind = to.split(":", 1)[0]
    if kind == "download":
        return download("", text, address=f"{'../' * docname.count('/')}{DOWNLOADS}/{to.split(':', 1)[1]}")
    if kind != "chapter" and kind not in KINDS:
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
    label = KINDS[kind][0] if kind in KINDS else key
    docname, labelid, title = env.get_domain("std").labels.get(label, (None, None, ""))
    text = nodes.Text(contnode.astext() if node["refexplicit"] else title)
    if docname and kind in KINDS:
        return make_refnode(app.builder, node["refdoc"], docname, anchor(kind, key), text)
    if docname:
        return make_refnode(app.builder, node["refdoc"], docname, labelid, text)
    if node["fallback"]:
        return nodes.reference("", "", text, refid=node["fallback"])
    return text if node["refexplicit"] else nodes.Text(key)


def _link_claims(app, doctree) -> None:
    """Make each claim id in a page a link to the claim, and name the claims a chapter treats at its end."""
    docname = app.env.docname
    claims = data.load("claims")
    if docname.endswith("/claims"):
        return
    doctree["claims"] = set(claims["claim_id"])
    link_claims(doctree, doctree["claims"], docname)
    treated = claims.loc[claims["chapter"] == docname.rsplit("/", 1)[-1], "claim_id"]
    if len(treated) and (sections := list(doctree.findall(nodes.section))):
        last = [s for s in sections if s.parent is doctree or s.parent is sections[0]][-1]
        links = [n for claim in treated for n in (nodes.Text(", "), link(f"claim:{claim}", claim, docname))][
            1:
        ]
        last += nodes.paragraph(
            "",
            "",
            nodes.Text("Claims of the starting article that this chapter treats: "),
            *links,
            nodes.Text("."),
            classes=["claims-treated"],
        )


def link_claims(tree, claims: set[str], docname: str) -> None:
    """Make each of these ids in the text a link to its claim."""
    split = re.compile(r"\b(C\d{2,3})\b")
    for text in list(tree.findall(nodes.Text)):
        if not split.search(text) or _inside(
            text,
            nodes.title,
            nodes.reference,
            nodes.literal,
            nodes.literal_block,
            nodes.raw,
            download,
            addnodes.pending_xref,
        ):
            continue
        pieces = [
            link(f"claim:{p}", p, docname) if p in claims else nodes.Text(p) for p in split.split(text) if p
        ]
        text.parent.replace(text, pieces)


def _inside(node, *kinds) -> bool:
    while node := node.parent:
        if isinstance(node, kinds):
            return True
    return False


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
    for docname, known in getattr(env, "coalition_exhibits", {}).items():
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
