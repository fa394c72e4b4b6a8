"""Put the printed chapters together: the whole book, or one chapter in the same look, as one HTML document.

Chapters are the records of the Sphinx builder ``print``. On paper, page numbers are left open, in elements
with ``data-page-of``, for the printer to fill in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from lxml import etree
from markupsafe import Markup, escape

from bookpress import chapters as listed
from bookpress import hooks, templates
from bookpress.hooks import Listed, Quoted
from bookpress.paths import ROOT
from bookpress.printing import quoting
from bookpress.printing.errors import ExportError
from bookpress.printing.places import fill
from bookpress.printing.records import Chapter, Printed

CSS = Path(__file__).parent / "print.css"
_TEMPLATES = Path(__file__).parent / "templates"
_PAGE, _TITLE_PAGE, _TITLE_BLOCK, _CONTENTS, _CHAPTER, _SOURCES, _ANNEX, _WAY, _BRIEF, _IMAGE = (
    templates.read(_TEMPLATES / f"{name}.html")
    for name in (
        "page",
        "title-page",
        "title-block",
        "contents",
        "chapter",
        "sources",
        "annex",
        "way",
        "brief",
        "image",
    )
)
BRIEF = "Brief"
_SECTIONS = 9
"""Sections of a chapter up to which the contents name them."""
_SAME = 2
"""Chapters that may have a section of the same title; the contents leave out what every chapter has."""


@dataclass(frozen=True)
class Part:
    """A part of the book: its title (blank for the first page) and the names of its chapters."""

    title: str
    chapters: list[str]


@dataclass(frozen=True)
class Section:
    """A file of the book for e-readers."""

    file: str
    title: str
    part: str
    body: str


@dataclass(frozen=True)
class Settings:
    """What ``_config.yml`` says about the book."""

    title: str
    subtitle: str
    author: str
    language: str
    pdf: str
    """File name of the whole book, without its ending."""
    edition: hooks.Edition | None


def settings(root: Path = ROOT) -> Settings:
    config = yaml.safe_load((root / "_config.yml").read_text(encoding="utf-8"))
    sphinx = config.get("sphinx", {}).get("config", {})
    return Settings(
        config["title"],
        sphinx.get("bookpress_subtitle", ""),
        config["author"],
        sphinx.get("language", "en"),
        sphinx.get("bookpress_pdf", "book"),
        hooks.edition(),
    )


def _sentence(part: str) -> str:
    """Say how a part of the book is cited; nothing where the book does not say."""
    cite = hooks.hook("citation")
    return cite("", part, "")[0] if cite else ""


def parts() -> list[Part]:
    """The parts of the table of contents, in reading order."""
    return [Part(title, names) for title, names in listed.contents()]


def book(chapters: Mapping[str, Chapter], drawings: Mapping[str, str], faces: str) -> str:
    """Put the whole book together: title page, contents, chapters by part, the data behind the figures.

    ``chapters`` are the builder's records by docname, ``drawings`` SVG elements by the name of their figure,
    ``faces`` the fonts' rules.
    """
    return _Document(chapters, drawings).book(faces)


def chapter(
    docname: str,
    chapters: Mapping[str, Chapter],
    drawings: Mapping[str, str],
    faces: str,
    *,
    code: bool = False,
    paper: bool = True,
) -> str:
    """One chapter with a title block, the data behind its figures and its sources, numbered as in the book.

    ``code`` keeps its code cells. Without ``paper`` it is for a browser window of any width and names no
    pages. Raises KeyError for a docname that the book does not have.
    """
    return _Document(chapters, drawings, code=code, paper=paper).chapter(docname, faces)


def sections(chapters: Mapping[str, Chapter]) -> list[Section]:
    """The whole book for e-readers, one file a chapter; figures are images, ``images/NAME.svg``."""
    return _Document(chapters, {}, paper=False).sections()


def brief(
    pieces: Sequence[Quoted | Listed],
    chapters: Mapping[str, Chapter],
    drawings: Mapping[str, str],
    faces: str,
) -> str:
    """The pieces of a brief under the title of the book, and at the end what is said of the edition.

    Raises ExportError naming a piece that no chapter has.
    """
    return _Document(chapters, drawings).brief(pieces, faces)


class _Document:
    """A document put together from chapters: on paper or for a screen, with code or without."""

    def __init__(
        self,
        chapters: Mapping[str, Chapter],
        drawings: Mapping[str, str],
        *,
        code: bool = False,
        paper: bool = True,
    ) -> None:
        self.chapters, self.drawings, self.code, self.paper = chapters, drawings, code, paper
        self.settings, self.order = settings(), parts()
        self.exhibits = {
            name: exhibit
            for part in self.order
            for docname in part.chapters
            for name, exhibit in sorted(chapters[docname].exhibits.items(), key=lambda e: e[1].number)
        }
        """In reading order."""
        self.same = _same(self.exhibits)
        self.list = next((c for c in chapters.values() if c.entries), None)
        """The chapter that has the list of sources."""

    def book(self, faces: str) -> str:
        annex = self._annex(self.exhibits)
        body = [self._title_page(), self._contents(bool(annex))]
        heads = {}
        for part in self.order:
            for i, docname in enumerate(part.chapters):
                one = self.chapters[docname]
                heads[one.slug] = (one.title, part.title)
                body.append(
                    _CHAPTER.render(
                        chapter=one,
                        block="",
                        part=part.title,
                        part_id=_part_id(part),
                        first=i == 0,
                        body=self._filled(one, self.exhibits),
                        sources="",
                    )
                )
        heads["annex"] = ("Data behind the figures", "Appendix")
        return self._page(self.settings.title, faces, heads, "".join([*body, annex]))

    def chapter(self, docname: str, faces: str) -> str:
        one = self.chapters[docname]
        part = next(p.title for p in self.order if docname in p.chapters)
        listed = {} if one.entries or not self.list else self.list.entries
        # What rests on a source is said in the whole book alone.
        entries = [fill(listed[i], {"rests": lambda _: ""}) for i in one.sources if i in listed]
        shown = {name: e for name, e in self.exhibits.items() if name in one.exhibits}
        body = _CHAPTER.render(
            chapter=one,
            block=_TITLE_BLOCK.render(s=self.settings, part=part, cite=_sentence(one.title)),
            body=self._filled(one, shown),
            sources=_SOURCES.render(entries=entries, alone=True) if entries else "",
        )
        heads = {one.slug: (one.title, part), "annex": (one.title, "Data behind the figures")}
        title = f"{one.title} ({self.settings.title})"
        return _without_dead_links(self._page(title, faces, heads, body + self._annex(shown)))

    def sections(self) -> list[Section]:
        title = Section("title.xhtml", self.settings.title, "", self._title_page())
        chapters = [
            Section(
                f"{one.slug}.xhtml",
                one.title,
                part.title,
                _CHAPTER.render(
                    chapter=one,
                    block="",
                    part=part.title,
                    part_id=_part_id(part),
                    first=False,
                    body=self._filled(one, self.exhibits),
                    sources="",
                ),
            )
            for part in self.order
            for one in (self.chapters[docname] for docname in part.chapters)
        ]
        annex = self._annex(self.exhibits)
        last = [Section("annex.xhtml", "Data behind the figures", "", annex)] if annex else []
        return [title, *chapters, *last]

    def brief(self, pieces: Sequence[Quoted | Listed], faces: str) -> str:
        body = _BRIEF.render(
            s=self.settings,
            pieces=[(piece, self._quoted(piece) if isinstance(piece, Quoted) else "") for piece in pieces],
            facts=self._facts(),
        )
        return _without_dead_links(
            self._page(f"{self.settings.title}: {BRIEF}", faces, {"brief": ("", "")}, body)
        )

    def _quoted(self, piece: Quoted) -> str:
        """The HTML of what a chapter has. Raises ExportError."""
        docname, _, section = piece.key.partition("#")
        one = next(
            (c for c in self.chapters.values() if docname == c.docname or piece.key in c.exhibits), None
        )
        found = one and quoting.found(
            piece.kind, self._filled(one, self.exhibits), f"{one.slug}.{section or piece.key}"
        )
        if not found:
            raise ExportError(f"The brief quotes a {piece.kind} that no chapter has: {piece.key}.")
        return found

    def _facts(self) -> list[tuple[str, Markup]]:
        edition = self.settings.edition
        return [(term, _linked(text)) for term, text in edition.facts] if edition else []

    def _filled(self, one: Chapter, shown: Mapping[str, Printed]) -> str:
        """The body of a chapter of a document that has these exhibits."""
        fillers = {
            "picture": self._drawing,
            "data": lambda name: self._data_link(name, shown),
            "sources": lambda _: self._source_list(),
            "page": lambda target: self._way("page", target),
            "moved": lambda target: self._way("moved", target),
        }
        code = [fill(cell, fillers) for cell in one.code] if self.code else [""] * len(one.code)
        return fill(one.body, fillers | {"code": lambda number: code[int(number)]})

    def _drawing(self, name: str) -> str:
        """The drawing with the alternative text on itself: Chromium tags it, and nothing around it, as the
        figure.
        """
        if name not in self.drawings:
            return str(_IMAGE.render(name=name, alt=self.exhibits[name].alt))
        drawing = etree.fromstring(self.drawings[name])
        drawing.set("role", "img")
        drawing.set("aria-label", self.exhibits[name].alt)
        return f'<div class="picture">{etree.tostring(drawing, encoding="unicode")}</div>'

    def _way(self, kind: str, target: str, otherwise: str = "") -> Markup:
        return Markup(_WAY.render(kind=kind, target=target, otherwise=otherwise, paper=self.paper))

    def _data_link(self, name: str, shown: Mapping[str, Printed]) -> str:
        same = self.same[name] if self.same[name] in shown else name
        first = shown.get(self.same[name])
        if first and first.kind == "table":
            return f"Data: {self._way('table', first.id, first.label)}. "
        return f"Data: {self._way('on', f'data.{same}', 'table')}. "

    def _source_list(self) -> str:
        rests = self.list.rests if self.list else {}
        entries = [
            fill(entry, {"rests": rests.__getitem__})
            for entry in (self.list.entries if self.list else {}).values()
        ]
        return _SOURCES.render(entries=entries, alone=False)

    def _annex(self, shown: Mapping[str, Printed]) -> str:
        """The table behind each figure, once, with the way back."""
        figures = [
            (
                name,
                figure,
                [other for o, other in shown.items() if self.same[o] == name != o],
                self._way("on", figure.id, "the figure"),
            )
            for name, figure in shown.items()
            if figure.kind == "figure" and (self.same[name] == name or self.same[name] not in shown)
        ]
        return _ANNEX.render(figures=figures, paper=self.paper) if figures else ""

    def _title_page(self) -> str:
        return _TITLE_PAGE.render(
            s=self.settings,
            facts=self._facts(),
            sources=self._way("on", self.list.slug) if self.list else "",
        )

    def _contents(self, annex: bool) -> str:
        titles = Counter(title for c in self.chapters.values() for _, title in c.sections)
        lines = []
        for part in self.order:
            if part.title:
                lines.append(("part", _part_id(part), part.title))
            for docname in part.chapters:
                c = self.chapters[docname]
                lines.append(("chapter", c.slug, c.title))
                if len(c.sections) <= _SECTIONS:
                    lines += [("section", i, title) for i, title in c.sections if titles[title] <= _SAME]
        if annex:
            lines.append(("chapter", "annex", "Data behind the figures"))
        return _CONTENTS.render(lines=[(*line, self._way("page", line[1])) for line in lines])

    def _page(self, title: str, faces: str, heads: Mapping[str, tuple[str, str]], body: str) -> str:
        s = self.settings
        said = ", ".join(filter(None, (s.title, s.edition.line if s.edition else "")))
        foot = f"@page{{@bottom-left{{content:{_css(said)}}}}}"
        rules = "".join(_page_rule(name, head, part) for name, (head, part) in heads.items())
        styles = f"{faces}{CSS.read_text(encoding='utf-8')}{foot}{rules}"
        return _PAGE.render(s=s, title=title, styles=styles, body=body, paper=self.paper)


def _same(exhibits: Mapping[str, Printed]) -> dict[str, str]:
    """For each exhibit the one whose data stand for its own: any table with the same data, else the first
    figure.
    """
    named: dict[str, str] = {}
    for kind in ("table", "figure"):
        for name, exhibit in exhibits.items():
            if exhibit.kind == kind:
                named.setdefault(exhibit.content, name)
    return {name: named[exhibit.content] for name, exhibit in exhibits.items()}


def _linked(text: str) -> Markup:
    """Text with each web address in angle brackets after a name as a link of that name."""
    return Markup(re.sub(r"\[([^\]]*)\]\((https?://[^)]*)\)", r"<a href='\2'>\1</a>", str(escape(text))))


def _part_id(part: Part) -> str:
    return "part-" + re.sub(r"\W+", "-", part.title.lower()).strip("-")


def _page_rule(name: str, head: str, part: str) -> str:
    """The running heads of a chapter, on its upright and on its wide pages."""
    boxes = f"@top-left{{content:{_css(head)}}}@top-right{{content:{_css(part)}}}"
    wide = "size:A4 landscape;"
    return f"@page {name}{{{wide if name == 'annex' else ''}{boxes}}}@page {name}-wide{{{wide}{boxes}}}"


def _css(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\3c ").replace("\n", " ")
    return f'"{escaped}"'


def _without_dead_links(document: str) -> str:
    """Links that lead out of this document become plain text."""
    here = set(re.findall(r"""\bid=["']([^"']+)["']""", document))
    return re.sub(
        r"""<a [^>]*?href=["']#([^"']*)["'][^>]*>(.*?)</a>""",
        lambda m: m[0] if m[1] in here else m[2],
        document,
        flags=re.DOTALL,
    )
