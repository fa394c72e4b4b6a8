"""Put the printed chapters together: the whole book, or one chapter in the same look, as one HTML document.

Chapters are the records of the Sphinx builder ``print``. Page numbers are left open, in elements with
``data-page-of``, for the printer to fill in.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import yaml

from coalition import data
from coalition.paths import ROOT
from coalition.reference import citation

CSS = Path(__file__).parent / "print.css"
_SCREEN = "body{max-width:46rem;margin:2rem auto;padding:0 1rem}.pst-scrollable-table-container{overflow-x:auto}html{font-size:12pt}"
"""What a chapter on its own needs in a browser window of any width."""
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
class Settings:
    """What ``_config.yml`` says about the book."""

    title: str
    subtitle: str
    author: str
    language: str


def settings(root: Path = ROOT) -> Settings:
    config = yaml.safe_load((root / "_config.yml").read_text(encoding="utf-8"))
    sphinx = config["sphinx"]["config"]
    return Settings(
        config["title"], sphinx.get("coalition_subtitle", ""), config["author"], sphinx.get("language", "en")
    )


def parts(root: Path = ROOT) -> list[Part]:
    """The parts of the table of contents, in reading order."""
    toc = yaml.safe_load((root / "_toc.yml").read_text(encoding="utf-8"))
    groups = [
        ("", [{"file": toc["root"]}, *toc.get("chapters", [])]),
        *((p.get("caption", ""), p["chapters"]) for p in toc.get("parts", [])),
    ]
    return [Part(title, [c["file"] for c in chapters]) for title, chapters in groups]


def book(chapters: dict[str, dict], drawings: dict[str, str], faces: str) -> str:
    """The whole book: title page, contents, chapters by part, the data behind the figures.

    ``chapters`` are the builder's records by docname, ``drawings`` SVG elements by the name of their figure, ``faces`` the fonts' rules.
    """
    s, order = settings(), parts()
    shown = _exhibits(chapters, order)
    annex = _annex(shown, "annex")
    body = [_title_page(s, chapters), _contents(chapters, order, bool(annex))]
    for part in order:
        for i, docname in enumerate(part.chapters):
            chapter = chapters[docname]
            label = part.title and (
                f"<h1 class='part' id='{_part_id(part)}'>{html.escape(part.title)}</h1>"
                if i == 0
                else f"<p class='part'>{html.escape(part.title)}</p>"
            )
            body.append(
                f"<article class='chapter' style='page:{chapter['slug']}'>{label}{_finished(chapter, chapters, shown, drawings)}</article>"
            )
    body.append(annex)
    heads = {chapters[d]["slug"]: (chapters[d]["title"], p.title) for p in order for d in p.chapters} | {
        "annex": ("Data behind the figures", "Appendix")
    }
    return _page(s.title, s, faces, heads, "".join(body))


def chapter(
    docname: str, chapters: dict[str, dict], drawings: dict[str, str], faces: str, code: bool = False
) -> str:
    """One chapter with a title block, the data behind its figures, and its sources; numbers are those of the book.

    Raises KeyError for a docname that the book does not have.
    """
    s, order, one = settings(), parts(), chapters[docname]
    shown = {name: e for name, e in _exhibits(chapters, order).items() if name in one["exhibits"]}
    part = next(p.title for p in order if docname in p.chapters)
    entries = _entries(chapters)
    listed = "".join(
        re.sub(r'<p class="source-rests">.*?</p>', "", entries[i], flags=re.DOTALL)
        for i in one["sources"]
        if i in entries
    )
    sources = (
        ""
        if one["entries"] or not listed
        else (
            f"<section class='sources' id='chapter-sources'><h3>Sources of this chapter</h3><p class='note'>Numbers are those of the whole book, which lists every source with what rests on it.</p>"
            f"<div class='source-list'>{listed}</div></section>"
        )
    )
    body = (
        f"<article class='chapter single' style='page:{one['slug']}'>{_title_block(s, part, one['title'])}{_finished(one, chapters, shown, drawings, code)}{sources}</article>"
        f"{_annex(shown, 'annex')}"
    )
    heads = {one["slug"]: (one["title"], part), "annex": (one["title"], "Data behind the figures")}
    return _without_dead_links(_page(f"{one['title']} ({s.title})", s, faces, heads, body))


def for_screen(page: str) -> str:
    """A document for a browser: no font files of this machine, no places for page numbers, a column of readable width."""
    page = re.sub(r"@font-face\{[^}]*\}\n?", "", page)
    page = re.sub(r"""(Data: <a [^>]*>)page <span class='page-of'[^>]*>000</span>""", r"\1table", page)
    page = re.sub(
        r"""(Shown on <a [^>]*>)page <span class='page-of'[^>]*>000</span>""", r"\1the figure", page
    ).replace("Shown on <a", "Shown in <a")
    page = re.sub(
        r""", on page (<a [^>]*>)<span data-page-of="[^"]*">000</span>""", r" (\1there", page
    ).replace("there</a>.", "there</a>).")
    page = re.sub(r""" ?<span class=["']page-of["'][^>]*>000</span>""", "", page)
    return page.replace(
        "</head>",
        f"<meta name='viewport' content='width=device-width, initial-scale=1'><style>{_SCREEN}</style></head>",
    )


def _finished(
    chapter: dict, chapters: dict, shown: dict, drawings: dict[str, str], code: bool = False
) -> str:
    """The body of a chapter with drawings, source list and the way to the data put in; code left out unless asked for; wide tables last."""
    body = (
        chapter["body"]
        if code
        else re.sub(r"<!--code-->.*?<!--/code-->", "", chapter["body"], flags=re.DOTALL)
    )
    # The drawing itself has the alternative text: Chromium tags it, and nothing around it, as the figure.
    body = re.sub(
        r'<div class="picture" data-alt="([^"]*)"><!--picture:([\w-]+)--></div>',
        lambda m: _drawing(drawings[m[2]], m[1]),
        body,
    )
    body = body.replace('<figure class="exhibit', '<figure role="group" class="exhibit')
    body = re.sub(r"<!--data:([\w-]+)-->", lambda m: _data_link(m[1], shown), body)
    body = body.replace('<div class="turned ', f'<div style="page:{chapter["slug"]}-wide" class="turned ')
    return body.replace(
        "<!--sources-->", f"<div class='source-list'>{''.join(_entries(chapters).values())}</div>"
    )


def _drawing(svg: str, alt: str) -> str:
    """The drawing with its alternative text, which is escaped already."""
    opened = svg.replace("<svg ", f'<svg role="img" aria-label="{alt}" ', 1)
    return f'<div class="picture">{opened}</div>'


def _entries(chapters: dict) -> dict[str, str]:
    return next((c["entries"] for c in chapters.values() if c["entries"]), {})


def _exhibits(chapters: dict, order: list[Part]) -> dict[str, dict]:
    """The exhibits in reading order; ``same_as`` names an earlier figure or any table with the same data."""
    found = {
        name: e
        for p in order
        for d in p.chapters
        for name, e in sorted(chapters[d]["exhibits"].items(), key=lambda e: e[1]["number"])
    }
    first = {e["payload"]: name for name, e in reversed(found.items())} | {
        e["payload"]: name for name, e in found.items() if e["kind"] == "table"
    }
    return {
        name: e | {"same_as": first[e["payload"]] if first[e["payload"]] != name else ""}
        for name, e in found.items()
    }


def _label(exhibit: dict) -> str:
    return f"{exhibit['kind'].title()} {exhibit['number']}"


def _page_of(target: str) -> str:
    return f"<span class='page-of' data-page-of='{target}'>000</span>"


def _data_link(name: str, shown: dict) -> str:
    same = shown.get(shown[name]["same_as"]) if shown[name]["same_as"] else None
    if same and same["kind"] == "table":
        return f"Data: <a href='#{same['id']}'>{_label(same)}</a>. "
    target = f"data.{shown[name]['same_as'] if same else name}"
    return f"Data: <a href='#{target}'>page {_page_of(target)}</a>. "


def _annex(shown: dict, page: str) -> str:
    """The table behind each figure, once, with the way back."""
    figures = {name: e for name, e in shown.items() if e["kind"] == "figure" and e["same_as"] not in shown}
    if not figures:
        return ""
    also = {name: [e for e in shown.values() if e["same_as"] == name] for name in figures}
    entries = "".join(
        f"<section class='data' id='data.{name}'><h3>{_label(e)}{''.join(f' and {_label(a)}' for a in also[name])}. {html.escape(e['caption'])}</h3>"
        f"<p class='note'>Shown on <a href='#{e['id']}'>page {_page_of(e['id'])}</a>.</p>{e['data']}</section>"
        for name, e in figures.items()
    )
    return (
        f"<article class='chapter annex' style='page:{page}'><section id='annex'><p class='part'>Appendix</p><h2>Data behind the figures</h2>"
        f"<p>What each figure is drawn from. Numbers under Sources are those of the list of sources. Where the data of a figure stand in a table of the text, the figure names it. "
        f"The same tables are in the downloads of the book as text for spreadsheets.</p>{entries}</section></article>"
    )


def _edition() -> str:
    return f"version {data.version()}, data as of {data.written_date(data.cut_off())}"


def _title_page(s: Settings, chapters: dict) -> str:
    licence = data.package()["licenses"][0]
    created = data.written_date(data.package()["created"][:10])
    sources = next((c["slug"] for c in chapters.values() if c["entries"]), "")
    listed = sources and (
        f"<dt>Sources</dt><dd>Numbers in small type lead to the list of sources on <a href='#{sources}'>page {_page_of(sources)}</a>, where each has its address, its grade and what rests on it.</dd>"
    )
    return (
        f"<section class='title-page'><p class='mark'>Report</p><p class='title'>{html.escape(s.title)}</p><p class='subtitle'>{html.escape(s.subtitle)}</p>"
        f"<p class='author'>{html.escape(s.author)}</p>"
        f"<dl><dt>Version</dt><dd>{html.escape(data.version())}, {created}</dd><dt>Data cut-off</dt><dd>{data.written_date(data.cut_off())}. Every “now” in this book means that day.</dd>"
        f"<dt>How to cite</dt><dd>{html.escape(citation.sentence())}</dd>"
        f"<dt>Licence</dt><dd>Text and data: <a href='{html.escape(licence['path'])}'>{html.escape(licence['title'])}</a>, {html.escape(licence['path'])}. Code: MIT. Each source keeps its own terms.</dd>"
        f"{listed}</dl></section>"
    )


def _title_block(s: Settings, part: str, title: str) -> str:
    return (
        f"<header class='title-block'><h1>{html.escape(s.title)}</h1><p>{html.escape(' · '.join(filter(None, [part, s.author])))}</p>"
        f"<p>Cite as: {html.escape(citation.sentence(title))}</p></header>"
    )


def _contents(chapters: dict, order: list[Part], annex: bool) -> str:
    titles = Counter(title for c in chapters.values() for _, title in c["sections"])
    lines = []
    for part in order:
        if part.title:
            lines.append(_line("part", _part_id(part), part.title))
        for docname in part.chapters:
            c = chapters[docname]
            lines.append(_line("chapter", c["slug"], c["title"]))
            if len(c["sections"]) <= _SECTIONS:
                lines += [_line("section", i, title) for i, title in c["sections"] if titles[title] <= _SAME]
    if annex:
        lines.append(_line("chapter", "annex", "Data behind the figures"))
    return f"<nav class='contents' id='contents' aria-labelledby='contents-title'><p class='contents-title' id='contents-title'>Contents</p><ul>{''.join(lines)}</ul></nav>"


def _line(kind: str, target: str, title: str) -> str:
    return f"<li class='{kind}'><a href='#{target}'><span class='entry'>{html.escape(title)}</span> {_page_of(target)}</a></li>"


def _part_id(part: Part) -> str:
    return "part-" + re.sub(r"\W+", "-", part.title.lower()).strip("-")


def _page(title: str, s: Settings, faces: str, heads: dict[str, tuple[str, str]], body: str) -> str:
    rules = "".join(_page_rule(name, head, part) for name, (head, part) in heads.items())
    foot = f"@page{{@bottom-left{{content:{_css(f'{s.title}, {_edition()}')}}}}}"
    return (
        f"<!DOCTYPE html><html lang='{html.escape(s.language)}'><head><meta charset='utf-8'><title>{html.escape(title)}</title><meta name='author' content='{html.escape(s.author)}'>"
        f"<style>{faces}{CSS.read_text(encoding='utf-8')}{foot}{rules}</style></head><body>{body}</body></html>"
    )


def _page_rule(name: str, head: str, part: str) -> str:
    """Running heads of a chapter, on its upright and on its wide pages."""
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
