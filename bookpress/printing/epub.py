"""The book as EPUB 3, for e-readers: what is printed, one file a chapter, with its pictures as vectors.

No package writes one that can be used here: EbookLib is under the AGPL and dates each file by the clock, and
Sphinx's builder has no figures of this book. The format is a zip archive of XHTML with two lists.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from lxml import etree, html

from bookpress import templates
from bookpress.engine import papers
from bookpress.engine.progress import step
from bookpress.paths import PDF, ROOT
from bookpress.printing import document, pdf
from bookpress.printing.records import Chapter

_HERE = Path(__file__).parent
_TEMPLATES = {
    name: templates.read(_HERE / "templates" / f"epub-{name}")
    for name in ("container.xml", "page.xhtml", "nav.html", "package.opf")
}
_CSS = _HERE / "epub.css"
_SVG = "http://www.w3.org/2000/svg"
_NAMES = {
    n.lower(): n for n in ("viewBox", "preserveAspectRatio", "clipPath", "linearGradient", "textLength")
}
"""Names of SVG that a parser of HTML makes small."""
_ADDRESS = "%!#$&'()*+,/:;=?@[]~"
"""What stands in an address as it is; browsers take other signs too, readers' programs need not."""
_STAMP = (1980, 1, 1, 0, 0, 0)
_UNDATED = "1980-01-01"


def export() -> Path:
    """Build the book, put it into an EPUB and return its path.

    Raises ExportError or ``build.BuildError``; a file that was there before is then untouched.
    """
    _, inputs = pdf.up_to_date()
    chapters = pdf.as_chapters()
    figures = {name for c in chapters.values() for name, e in c.exhibits.items() if e.kind == "figure"}
    made = book(chapters, pdf.drawn_figures(figures))
    target = PDF / f"{document.settings().pdf}.epub"
    pdf.write(made, target)
    papers.note(target.name, inputs)
    step(f"ready: {target.relative_to(ROOT)}")
    return target


def book(chapters: Mapping[str, Chapter], drawings: Mapping[str, str]) -> bytes:
    """The EPUB of these chapters; equal chapters and drawings give equal bytes with one version of zlib.

    ``drawings`` are SVG elements by the name of their figure.
    """
    settings, sections = document.settings(), document.sections(chapters)
    trees = {s.file: html.fragment_fromstring(s.body, create_parent="div") for s in sections}
    _lead(trees)
    texts = {file: _xhtml(tree) for file, tree in trees.items()}
    pages = {
        s.file: _TEMPLATES["page.xhtml"].render(s=settings, title=s.title, body=texts[s.file])
        for s in sections
    }
    parts = [(part, list(found)) for part, found in groupby(sections, key=lambda s: s.part)]
    nav = _TEMPLATES["nav.html"].render(parts=parts)
    shown = sorted(name for name in drawings if any(f"images/{name}.svg" in text for text in texts.values()))
    edition = settings.edition
    package = _TEMPLATES["package.opf"].render(
        s=settings,
        identifier=":".join(("urn", "bookpress", settings.pdf, edition.day if edition else _UNDATED)),
        day=edition.day if edition else _UNDATED,
        files=[(file, "<svg" in text) for file, text in texts.items()],
        images=shown,
    )
    return _archive(
        {
            "META-INF/container.xml": _TEMPLATES["container.xml"].render(),
            "book/package.opf": package,
            "book/nav.xhtml": _TEMPLATES["page.xhtml"].render(s=settings, title="Contents", body=nav),
            "book/epub.css": _CSS.read_text(encoding="utf-8"),
            **{f"book/{file}": page for file, page in pages.items()},
            **{f"book/images/{name}.svg": _image(drawings[name]) for name in shown},
        }
    )


def _lead(trees: Mapping[str, etree._Element]) -> None:
    """Let links of the book lead to the file that has their target; what leads nowhere becomes text."""
    for tree in trees.values():
        for link in tree.xpath("//a[starts-with(@href, 'http')]"):
            link.set("href", quote(link.get("href"), safe=_ADDRESS))
    home = {i: file for file, tree in trees.items() for i in tree.xpath("//@id")}
    for file, tree in trees.items():
        for link in tree.xpath("//a[starts-with(@href, '#')]"):
            target = link.get("href")[1:]
            if target in home:
                link.set("href", f"{'' if home[target] == file else home[target]}#{target}")
            else:
                link.attrib.pop("href")


def _xhtml(tree) -> str:
    """The content of an element as XHTML."""
    for element in tree.iter():
        if isinstance(element.tag, str) and (element.tag == "svg" or _in_svg(element)):
            element.tag = _NAMES.get(element.tag, element.tag)
            for name, value in list(element.attrib.items()):
                if name in _NAMES:
                    del element.attrib[name]
                    element.set(_NAMES[name], value)
            if element.tag == "svg":
                element.set("xmlns", _SVG)
    return "".join(etree.tostring(child, encoding="unicode", method="xml") for child in tree)


def _in_svg(element) -> bool:
    return any(parent.tag == "svg" for parent in element.iterancestors())


def _image(drawing: str) -> str:
    """A drawing as a file of its own."""
    root = etree.fromstring(drawing)
    return etree.tostring(root, encoding="unicode")


def _archive(files: Mapping[str, str]) -> bytes:
    """The files as an EPUB, the media type first and not compressed, as its standard wants."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(zipfile.ZipInfo("mimetype", _STAMP), "application/epub+zip", zipfile.ZIP_STORED)
        for name, content in files.items():
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.create_system = 3
            made.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
