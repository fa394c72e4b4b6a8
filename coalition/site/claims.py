"""Make each claim id in a page a link to the claim, wherever it stands."""

from __future__ import annotations

import re

from docutils import nodes
from sphinx import addnodes

from bookpress.site.parts import download
from bookpress.site.references import link
from coalition import data


def setup(app) -> None:
    app.connect("doctree-read", _link_claims)
    app.connect(
        "bookpress-rows-made",
        lambda app, doctree, docname, rows: _link(rows, doctree.get("claims", ()), docname),
    )


def _link_claims(app, doctree) -> None:
    """Make each claim id in a page a link to the claim, and name the claims a chapter treats at its end."""
    docname = app.env.docname
    claims = data.load("claims")
    if docname.endswith("/claims"):
        return
    doctree["claims"] = set(claims["claim_id"])
    _link(doctree, doctree["claims"], docname)
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
            classes=["page-end"],
        )


def _link(tree, claims: set[str], docname: str) -> None:
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
