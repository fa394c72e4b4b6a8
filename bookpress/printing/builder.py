"""The builder ``print``: each chapter as a piece of plain HTML for paper, the data behind its figures, its
sources.

It writes ``chapters.json``, which ``bookpress.printing`` puts together as a whole book or as one chapter.
"""

from __future__ import annotations

import json
from pathlib import Path

from docutils import nodes
from docutils.io import StringOutput
from sphinx.builders.html import StandaloneHTMLBuilder

from bookpress.engine import subpages
from bookpress.printing import places
from bookpress.printing.records import Chapter, Printed
from bookpress.printing.shape import Shaper, slug, turned
from bookpress.site import blocks, parts
from bookpress.site.exhibits import row_sources
from bookpress.site.table_search import search_form
from bookpress.upstream import sphinx

FILE = "chapters.json"


def setup(app) -> None:
    app.add_config_value("bookpress_subtitle", "", "")
    app.add_config_value("bookpress_pdf", "book", "")
    app.add_builder(PrintBuilder)
    app.add_node(places.place, print=(places.visit, None))
    app.add_node(turned, print=(_visit_turned, _depart_turned))
    app.add_node(nodes.figure, override=True, print=(_visit_figure, _depart_figure))
    app.add_node(parts.download, override=True, print=(_visit_download, None))
    app.add_node(row_sources, override=True, print=(_visit_row_sources, lambda self, node: None))
    for node in (parts.permalink, parts.download_line, search_form):
        app.add_node(node, override=True, print=(_skip, None))


def _skip(self, node: nodes.Node) -> None:
    """Nothing: paper has no use for it."""
    raise nodes.SkipNode


def _visit_download(self, node: parts.download) -> None:
    """The name of the file, which paper cannot lead to."""
    self.body.append(self.encode(f"File: {parts.file_of(node)}"))
    raise nodes.SkipNode


def _visit_row_sources(self, node: row_sources) -> None:
    """The numbers of the sources; of most of a list the numbers of the others."""
    self.body.append(f"all{' but ' if node.children else ''}" if node["all_of"] else "")


def _visit_figure(self, node: nodes.figure) -> None:
    """A group: the drawing in it is the figure that Chromium tags."""
    self.body.append(
        self.starttag(node, "figure", CLASS=f"align-{node.get('align', 'default')}", role="group")
    )


def _depart_figure(self, node: nodes.figure) -> None:
    type(self).depart_figure(self, node)


def _visit_turned(self, node: turned) -> None:
    wide = f"page:{slug(self.builder.current_docname)}-wide"
    self.body.append(self.starttag(node, "div", CLASS="turned docutils container", style=wide))


def _depart_turned(self, node: turned) -> None:
    self.body.append("</div>\n")


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
        sphinx.inherit_visitors(self.app, self.name, "html")

    def get_outdated_docs(self):
        return self.env.found_docs

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        """A page below a chapter is a section of it."""
        chapter = subpages.chapter_of(self.env, docname)
        return f"#{slug(chapter)}" + (f"#{slug(docname)}" if chapter != docname else "")

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        return self.get_target_uri(to)

    def prepare_writing(self, docnames) -> None:
        super().prepare_writing(docnames)
        self.docsettings.initial_header_level = "2"  # the first level is the book's
        self.shaper = Shaper(self.env)
        self.chapters: dict[str, Chapter] = {}

    def write(self, build_docnames, updated_docnames, method: str = "update") -> None:
        """Write every chapter, with the pages below it."""
        self.prepare_writing(self.env.found_docs)
        for docname in sorted(self.env.found_docs):
            if docname == subpages.chapter_of(self.env, docname):
                doctree = self.env.get_and_resolve_doctree(docname, self)
                self._take_in(doctree)
                self.write_doc(docname, doctree)

    def _take_in(self, doctree: nodes.document) -> None:
        """Put the pages below a chapter in the place of their list, as sections."""
        for listed in list(doctree.findall(blocks.subpages)):
            pages = listed["docnames"] if listed["on_paper"] else []
            trees = [(name, self.env.get_and_resolve_doctree(name, self)) for name in pages]
            sections = [(name, next(tree.findall(nodes.section))) for name, tree in trees]
            for name, section in sections:
                section["ids"] = [slug(name)]
            listed.replace_self([section for _, section in sections])

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
        self.chapters[docname] = Chapter(
            docname=docname,
            slug=slug(docname),
            title=shaped.title,
            sections=tuple(shaped.sections),
            body=self._html(doctree),
            code=tuple(self._fragment([cell]) for cell in shaped.code),
            sources=tuple(shaped.sources),
            entries={source: self._fragment(content) for source, content in shaped.entries.items()},
            rests={source: self._fragment(content) for source, content in shaped.rests.items()},
            exhibits={
                name: Printed(**(vars(e) | {"data": self._fragment(e.data) if e.data else ""}))
                for name, e in shaped.exhibits.items()
            },
        )

    def finish(self) -> None:
        # The theme overwrites this file at the end of every build and fails where there is none.
        Path(self.outdir, "_static").mkdir(exist_ok=True)
        Path(self.outdir, "_static", "pygments.css").touch()
        records = {docname: chapter.to_json() for docname, chapter in self.chapters.items()}
        Path(self.outdir, FILE).write_text(
            json.dumps(records, ensure_ascii=False, sort_keys=True), encoding="utf-8"
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
