"""``jupyter nbconvert --to bookpress-pdf`` and ``--to bookpress-html``: one chapter by the book's own pages.

nbconvert hands over a notebook; the chapter it belongs to is set from the book's build, so that numbers,
references and figures are those of the book.
"""

from __future__ import annotations

from pathlib import Path

from nbconvert.exporters import Exporter
from traitlets import Bool

from bookpress.engine import build
from bookpress.printing import fonts, pdf


class _ChapterExporter(Exporter):
    on_paper = True
    show_code = Bool(False, help="Keep the code cells.").tag(config=True)

    def from_notebook_node(self, nb, resources=None, **options):
        """The chapter and its resources.

        Raises ExportError for a notebook that is no chapter, BuildError if the book cannot be built.
        """
        nb, resources = super().from_notebook_node(nb, resources, **options)
        found = resources.get("metadata", {})
        docname = pdf.docname_of(
            str(Path(found.get("path") or ".", f"{found.get('name', 'notebook')}.ipynb").resolve())
        )
        faces = fonts.stylesheet() if self.on_paper else ""
        build.build()
        html, title = pdf.compose(docname, faces, self.show_code, self.on_paper)
        return self._output(html, title), resources


class PDFExporter(_ChapterExporter):
    """One chapter as PDF."""

    file_extension = ".pdf"
    output_mimetype = "application/pdf"
    export_from_notebook = "PDF of the book (bookpress)"

    def _output(self, html: str, title: str) -> bytes:
        return pdf.printed(html, title)


class HTMLExporter(_ChapterExporter):
    """One chapter as a single HTML file that needs nothing else."""

    on_paper = False
    file_extension = ".html"
    output_mimetype = "text/html"
    export_from_notebook = "HTML of the book (bookpress)"

    def _output(self, html: str, title: str) -> str:
        return html
