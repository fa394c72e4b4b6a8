"""All that can be taken away: a page that lists it for readers, ``index.json`` that lists it for programs.

What the book has of its own beside exhibits, pages and pictures comes from its hook ``downloads``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from bookpress import hooks, templates
from bookpress.engine import pictures
from bookpress.site import cards, citations, embeds, exhibits, notebook_downloads, offline, papers, site
from bookpress.site.references import DOWNLOADS

PAGE = "downloads"
INDEX = "index.json"
LLMS = "llms.txt"
_TITLE = "All downloads"
_PARTS = Path(__file__).parent / "templates" / "parts"
_BODY, _LINK = (templates.read(_PARTS / name) for name in ("downloads.html", "downloads-link.html"))


def setup(app) -> None:
    app.connect("html-collect-pages", _pages)
    app.connect("html-page-context", _linked, priority=906)
    app.connect("build-finished", _write)


def index(app) -> dict[str, Any]:
    """Everything there is to take away, with addresses as seen from the first page."""
    work, base = citations.work(app), app.config.html_baseurl
    return {
        "title": work.title,
        "version": work.version,
        "published": work.day,
        "as_of": work.as_of,
        "licence": work.licence,
        "licence_address": work.licence_address,
        "base": f"{base.rstrip('/')}/" if base else "",
        "for_language_models": LLMS,
        "manifest": offline.MANIFEST,
        "cite": _files(app, citations.page_file(app, app.config.root_doc)),
        "book": papers.listed(app),
        "data": [
            {"title": d.title, "about": d.about, "type": d.media_type, "address": f"{DOWNLOADS}/{d.file}"}
            for d in _own()
        ],
        "pages": [_page(app, docname) for docname in in_order(app)],
        "exhibits": [
            _exhibit(app, docname, exhibit)
            for docname in in_order(app)
            for exhibit in exhibits.registry(app.env).get(docname, {}).values()
        ],
    }


def _own() -> list[hooks.Download]:
    offered = hooks.hook("downloads")
    return offered() if offered else []


def in_order(app) -> list[str]:
    """The pages in the order of the contents."""
    found, waiting = [], [app.config.root_doc]
    while waiting:
        docname = waiting.pop(0)
        found.append(docname)
        waiting = [*app.env.toctree_includes.get(docname, []), *waiting]
    return found


def _page(app, docname: str) -> dict[str, Any]:
    made = {
        "title": app.env.titles[docname].astext(),
        "address": app.builder.get_target_uri(docname),
        "markdown": markdown(app, docname),
    }
    if notebook := notebook_downloads.address(app.env, docname):
        made["notebook"] = notebook
    if cards.has(app):
        made["card"] = cards.address(docname)
    return made | _files(app, citations.page_file(app, docname))


def markdown(app, docname: str) -> str:
    """The page as Markdown, as seen from the first page."""
    return f"{app.builder.get_target_uri(docname)}.md"


def _exhibit(app, docname: str, exhibit) -> dict[str, Any]:
    part = citations.of_exhibit(app, docname, exhibit.name, exhibit.kind, exhibit.caption)
    made = {
        "name": exhibit.name,
        "kind": exhibit.kind,
        "title": part.title,
        "headline": exhibit.headline,
        "address": f"{app.builder.get_target_uri(docname)}#{exhibit.name}",
        "rows": len(exhibit.rows),
        "csv": f"{DOWNLOADS}/{exhibit.name}.csv",
        "json": f"{DOWNLOADS}/{exhibit.name}.json",
    }
    if exhibit.kind == "figure" and app.config.bookpress_pictures:
        made["svg"] = f"{pictures.FOLDER}/{exhibit.name}.svg"
        made["png"] = f"{pictures.FOLDER}/{exhibit.name}.png"
        made["embed"] = embeds.address(exhibit.name)
    return made | _files(app, exhibit.name)


def _files(app, name: str) -> dict[str, str]:
    return {form.lower(): address for form, address in citations.links("", name)}


def _pages(app):
    if app.builder.name != "html":
        return
    found = index(app)
    body = _BODY.render(title=_TITLE, found=found, index=f"{DOWNLOADS}/{INDEX}")
    opening = f"Every file of {found['title']} that can be taken away: data, figures, tables and citations."
    yield PAGE, {"title": _TITLE, "body": body, "opening": opening}, "page.html"


def _linked(app, pagename, templatename, context, doctree) -> None:
    """Lead to the page from the foot of every other one."""
    if app.builder.name == "html" and pagename != PAGE:
        link = _LINK.render(address=context["pathto"](PAGE), title=_TITLE)
        context["theme_extra_footer"] = f"{context.get('theme_extra_footer') or ''}{link}"


def _write(app, exception) -> None:
    if exception is None and site.makes_pages(app):
        folder = Path(app.outdir, DOWNLOADS)
        folder.mkdir(exist_ok=True)
        text = json.dumps(index(app), ensure_ascii=False, indent=1)
        (folder / INDEX).write_text(f"{text}\n", encoding="utf-8")
