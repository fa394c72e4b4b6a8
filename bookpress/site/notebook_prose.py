"""The prose of a chapter as Markdown that any viewer of notebooks reads: numbers, references and citations
as text, boxes as quotations.

It is taken from the page, so that it says what the page says; code stays where it stood between the prose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin

import html_to_markdown
from docutils import nodes
from html_to_markdown import ConversionOptions

from bookpress.site import site

_OPTIONS = ConversionOptions(
    escape_asterisks=True,
    escape_misc=True,
    escape_underscores=True,
    extract_metadata=False,
    exclude_selectors=[".headerlink", ".toctree-wrapper"],
)
_MONEY = re.compile(r"(`[^`]*`)|\$")
_DOLLAR = r"<span>\$</span>"
"""Viewers take two bare signs in a paragraph for a formula."""


@dataclass(frozen=True)
class Prose:
    """Text between two cells of code, as nodes of the page; ``depth`` of a heading, else none."""

    nodes: list[nodes.Node] = field(default_factory=list)
    depth: int = 0


Part = Prose | int
"""Prose, or the number of a cell of code in its notebook."""


def parts(doctree: nodes.Element) -> list[Part]:
    """A page in its order: copies of its prose, and the cells of code between it."""
    found: list[Part] = []
    for part in _walked(doctree, 0):
        last = found[-1] if found else None
        if isinstance(part, Prose) and not part.depth and isinstance(last, Prose) and not last.depth:
            last.nodes.extend(part.nodes)
        else:
            found.append(part)
    return found


def _walked(node: nodes.Element, depth: int) -> Iterator[Part]:
    for child in node.children:
        if isinstance(child, nodes.section):
            yield from _walked(child, depth + 1)
        elif isinstance(child, nodes.title):
            yield Prose([child.deepcopy()], depth)
        elif (number := _cell(child)) is not None:
            yield number
        elif any(_cell(inner) is not None for inner in child.findall(nodes.container)):
            yield from _walked(child, depth)
        else:
            yield Prose([child.deepcopy()])


def _cell(node: nodes.Node) -> int | None:
    is_cell = isinstance(node, nodes.container) and node.get("nb_element") == "cell_code"
    return node["cell_index"] if is_cell else None


def markdown(app, docname: str, prose: Prose) -> str:
    """Prose as Markdown. Links lead into the book where it has an address; elsewhere their text stays."""
    block = nodes.container("", *prose.nodes)
    for box in list(block.findall(nodes.Admonition)):
        box.replace_self(nodes.block_quote("", *box.children))
    for title in list(block.findall(nodes.title)):
        words = title.children if prose.depth else [nodes.strong("", "", *title.children)]
        title.replace_self(nodes.paragraph("", "", *words))
    for link in list(block.findall(nodes.reference)):
        _lead(app, docname, link)
    for work in block.findall(nodes.citation):
        work["backrefs"] = []  # the places of a page, which a notebook has not
    html = app.builder.render_partial(block)["fragment"]
    text = (html_to_markdown.convert(html, _OPTIONS).content or "").strip()
    text = _MONEY.sub(lambda found: found[1] or _DOLLAR, text)
    return f"{'#' * prose.depth} {' '.join(text.split())}" if prose.depth and text else text


def _lead(app, docname: str, link: nodes.reference) -> None:
    """Make a link within the book a full address, or nothing but its text."""
    address = link.get("refuri", "") or f"#{link.get('refid', '')}"
    if re.match(r"(https?|mailto):", address):
        return
    here = site.address(app, docname)
    if not here:
        at = link.parent.index(link)
        link.parent[at : at + 1] = link.children
        return
    link.attributes.pop("refid", None)
    link["refuri"] = urljoin(here, address)
