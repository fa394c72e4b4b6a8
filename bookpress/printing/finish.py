"""Finish a printed PDF: metadata, language, and bytes that depend on its content alone."""

from __future__ import annotations

import io
import re

import pikepdf
from lxml import html

from bookpress.printing import fonts
from bookpress.printing.document import Settings
from bookpress.printing.errors import ExportError

_CREATOR = "bookpress"


def finished(made: bytes, document: str, title: str, settings: Settings) -> bytes:
    """The PDF with the document's titles in its outline and the book's metadata; equal pages give equal
    bytes.

    Raises ExportError if a font other than the book's is in it, or the outline has other titles than the
    document.
    """
    with pikepdf.open(io.BytesIO(made)) as pdf:
        _require_fonts(pdf)
        _name_outline(pdf, document)
        _describe(pdf, title, settings)
        plain = io.BytesIO()
        pdf.save(plain, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    with pikepdf.open(io.BytesIO(_renumbered(plain.getvalue()))) as pdf:
        if "/ID" in pdf.trailer:
            del pdf.trailer["/ID"]
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return out.getvalue()


def _require_fonts(pdf: pikepdf.Pdf) -> None:
    names = {
        str(o.BaseFont)[1:]
        for o in pdf.objects
        if isinstance(o, pikepdf.Dictionary) and o.get("/Type") == "/Font" and "/BaseFont" in o
    }
    if foreign := sorted({n.rpartition("+")[2] for n in names if not fonts.is_ours(n)}):
        raise ExportError(
            f"A character that the book's fonts do not have was set in {', '.join(foreign)}: "
            "change the character, or add a font to bookpress/printing/fonts.py."
        )


def _name_outline(pdf: pikepdf.Pdf, document: str) -> None:
    """The outline the titles of the document.

    Chromium loses the space at the end of a line of a title, gives capitals where the page has them, and
    repeats a title that it had laid out on another page before.
    """
    headings = [
        " ".join(h.text_content().split())
        for h in html.fromstring(document).iter("h1", "h2", "h3", "h4", "h5", "h6")
    ]
    with pdf.open_outline() as outline:
        items = list(_items(outline.root))
        if len(items) != len(headings):
            raise ExportError(
                f"The outline of the PDF has {len(items)} titles, the document {len(headings)}."
            )
        for item, heading in zip(items, headings, strict=True):
            if _letters(item.title) not in (_letters(heading), _letters(heading) * 2):
                raise ExportError(
                    f"The outline of the PDF has the title {item.title!r} where the document has {heading!r}."
                )
            item.title = heading


def _items(items):
    for item in items:
        yield item
        yield from _items(item.children)


def _letters(title: str) -> str:
    return "".join(title.split()).casefold()


def _describe(pdf: pikepdf.Pdf, title: str, settings: Settings) -> None:
    edition = settings.edition
    with pdf.open_metadata(set_pikepdf_as_editor=False) as meta:
        meta["dc:title"] = title
        meta["dc:creator"], meta["dc:language"] = [settings.author], [settings.language]
        meta["xmp:CreatorTool"] = _CREATOR
        if edition:
            line = f"{edition.line[:1].upper()}{edition.line[1:]}."
            meta["dc:description"], meta["dc:rights"] = f"{edition.description} {line}", edition.rights
            meta["dc:subject"], meta["pdf:Keywords"] = list(edition.keywords), ", ".join(edition.keywords)
            meta["xmp:CreateDate"] = meta["xmp:ModifyDate"] = f"{edition.day}T00:00:00Z"
        else:
            for key in ("xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"):
                meta.pop(key, None)
    own = {"Title": title, "Author": settings.author, "Creator": _CREATOR, "Producer": "Chromium, pikepdf"}
    if edition:
        stamp = f"D:{edition.day.replace('-', '')}000000Z"
        own |= {"Subject": edition.description, "Keywords": ", ".join(edition.keywords)}
        own |= {"CreationDate": stamp, "ModDate": stamp}
    for key in ("CreationDate", "ModDate"):  # those of Chromium are of the moment
        if f"/{key}" in pdf.docinfo:
            del pdf.docinfo[f"/{key}"]
    for key, value in own.items():
        pdf.docinfo[f"/{key}"] = value
    pdf.Root.Lang = pikepdf.String(settings.language)
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    pdf.Root.PageMode = pikepdf.Name.UseOutlines


def _renumbered(raw: bytes) -> bytes:
    """Tags named in order; Chromium names them by its document tree, whose numbers vary from run to run."""
    order = {name: b"node%08d" % i for i, name in enumerate(sorted(set(re.findall(rb"node\d{8}", raw))), 1)}
    return re.sub(rb"node\d{8}", lambda m: order[m[0]], raw)
