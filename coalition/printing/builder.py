"""The builder ``print``: each chapter as a piece of plain HTML for paper, the data behind its figures, and its sources.

It writes ``chapters.json``, which ``coalition.printing`` puts together as a whole book or as one chapter.
"""

from __future__ import annotations

import json
from pathlib import Path

from docutils import nodes
from docutils.io import StringOutput
from sphinx.builders.html import StandaloneHTMLBuilder

from coalition.printing.shape import Shaper, slug

FILE = "chapters.json"


def setup(app) -> None:
    app.add_config_value("coalition_subtitle", "", "")
    app.add_builder(PrintBuilder)


class PrintBuilder(StandaloneHTMLBuilder):
    """One record a chapter: docname, slug, title, sections, body, and its exhibits with their data."""

    name = "print"
    format = "print"  # what the pages need (scripts, downloads, one stylesheet) is made for "html" alone
    search = False
    copysource = False
    add_permalinks = False
    epilog = ""

    def init(self) -> None:
        super().init()
        self.app.registry.translation_handlers[self.name] = self.app.registry.translation_handlers["html"]

    def get_outdated_docs(self):
        return self.env.found_docs

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        return f"#{slug(docname)}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        return self.get_target_uri(to)

    def prepare_writing(self, docnames) -> None:
        super().prepare_writing(docnames)
        self.docsettings.initial_header_level = "2"  # the first level is the book's
        self.shaper = Shaper(self.env)
        self.chapters = {}

    def write(self, build_docnames, updated_docnames, method: str = "update") -> None:
        """Write every chapter."""
        self.prepare_writing(self.env.found_docs)
        for docname in sorted(self.env.found_docs):
            self.write_doc(docname, self.env.get_and_resolve_doctree(docname, self))

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        shaped = self.shaper.shape(doctree, docname)
        self.fignumbers = {
            kind: {f"{slug(docname)}.{i}": n for i, n in numbers.items()}
            for kind, numbers in self.env.toc_fignumbers.get(docname, {}).items()
        }
        self.secnumbers = {}
        self.current_docname = docname
        self.imgpath = self.dlpath = ""
        doctree.settings = self.docsettings
        self.chapters[docname] = {
            "docname": docname,
            "slug": slug(docname),
            "title": shaped.title,
            "sections": shaped.sections,
            "body": self._html(doctree),
            "sources": shaped.sources,
            "entries": {source: self._fragment(content) for source, content in shaped.entries.items()},
            "exhibits": {
                name: exhibit | {"data": self._fragment(exhibit["data"]) if exhibit["data"] else ""}
                for name, exhibit in shaped.exhibits.items()
            },
        }

    def finish(self) -> None:
        # The theme overwrites this file at the end of every build and fails where there is none.
        Path(self.outdir, "_static").mkdir(exist_ok=True)
        Path(self.outdir, "_static", "pygments.css").touch()
        Path(self.outdir, FILE).write_text(
            json.dumps(self.chapters, ensure_ascii=False, sort_keys=True), encoding="utf-8"
        )

    def _html(self, doctree: nodes.document) -> str:
        self.docwriter.write(doctree, StringOutput(encoding="utf-8"))
        self.docwriter.assemble_parts()
        return self.docwriter.parts["fragment"]

    def _fragment(self, content: list[nodes.Node]) -> str:
        document = self.shaper.document()
        document.extend(content)
        document.settings = self.docsettings
        return self._html(document)
