"""Each page as Markdown for programs that read text, and ``llms.txt``, which leads to them (llmstxt.org).

They are made from the page itself, so that they say what it says. Data behind figures are left to their
files; tables of the text stay.
"""

from __future__ import annotations

from pathlib import Path

import html_to_markdown
from html_to_markdown import ConversionOptions
from lxml import etree
from lxml.html import fragment_fromstring

from bookpress import hooks, templates
from bookpress.site import citations, downloads, exhibits, head, site
from bookpress.site.references import DOWNLOADS

_PARTS = Path(__file__).parent / "templates" / "parts"
_FOOT, _INDEX, _LINK = (
    templates.read(_PARTS / name) for name in ("markdown-foot.md", "llms.txt", "markdown-link.html")
)
_OPTIONS = ConversionOptions(
    compact_tables=True,
    extract_metadata=False,
    strip_tags=["figure", "figcaption"],
    exclude_selectors=[
        *(".headerlink", ".share", ".exhibit-details", ".exhibit-slider", ".only-dark", ".table-tools"),
        *(".papers", ".toctree-wrapper", "button", "noscript"),
    ],
)


def setup(app) -> None:
    app.connect("html-page-context", _written, priority=940)
    app.connect("build-finished", _index)


def _written(app, pagename, templatename, context, doctree) -> None:
    """Write a page as Markdown whenever it is written, and name it in the head of the page."""
    if doctree is None or not site.makes_pages(app):
        return
    body = (html_to_markdown.convert(_quoted(context["body"]), _OPTIONS).content or "").strip()
    foot = _FOOT.render(
        data=[
            (e.name, f"{'../' * pagename.count('/')}{DOWNLOADS}/{e.name}.csv", _as_text(e.headline))
            for e in exhibits.registry(app.env).get(pagename, {}).values()
        ],
        cite=_as_text(_citation(app, pagename, site.title(context))),
    )
    target = Path(app.outdir, downloads.markdown(app, pagename))
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(f"{body}\n{foot}\n", encoding="utf-8")
    context["metatags"] = context.get("metatags", "") + _LINK.render(address=target.name)


def _quoted(html: str) -> str:
    """A page whose texts Markdown takes for text; the converter leaves what begins a tag or an address."""
    tree = fragment_fromstring(html, create_parent="div")
    for element in tree.iter(etree.Element):
        if element.text and not _is_in_code(element):
            element.text = _as_text(element.text)
        if alt := element.get("alt"):
            element.set("alt", _as_text(alt))
        if element.tail and not _is_in_code(element.getparent()):
            element.tail = _as_text(element.tail)
    return etree.tostring(tree, method="html", encoding="unicode")


def _as_text(text: str) -> str:
    return text.replace("<", "&lt;").replace("](", "]&#40;")


def _is_in_code(element: etree._Element | None) -> bool:
    return element is not None and (element.tag in ("code", "pre") or _is_in_code(element.getparent()))


def _citation(app, pagename: str, title: str) -> str:
    cite, part = hooks.hook("citation"), citations.of_page(app, pagename, title)
    return cite(part.key, part.title, part.address)[0] if cite else ""


def _index(app, exception) -> None:
    if exception is not None or not site.makes_pages(app):
        return
    found = downloads.index(app)
    written = {page["markdown"] for page in found["pages"]}
    for old in Path(app.outdir).rglob("*.html.md"):
        if old.relative_to(app.outdir).as_posix() not in written:
            old.unlink()
    lead = head.lead(app.env.get_doctree(app.config.root_doc))
    text = _INDEX.render(found=found, lead=lead, index=f"{DOWNLOADS}/{downloads.INDEX}")
    Path(app.outdir, downloads.LLMS).write_text(f"{text}\n", encoding="utf-8")
