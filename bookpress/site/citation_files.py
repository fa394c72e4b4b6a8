"""What reference managers and search engines read: metadata in each page, a BibTeX and an RIS file for the
book, each page and each exhibit.

All say what "Cite this page" says: they are made from the same record (``bookpress.citing``).
"""

from __future__ import annotations

import json
from pathlib import Path

from bookpress import citing, templates
from bookpress.citing import Part, Work
from bookpress.exhibits.exhibit import Exhibit
from bookpress.site import citations, exhibits, head, site
from bookpress.site.references import DOWNLOADS

_TAGS = templates.read(Path(__file__).parent / "templates" / "parts" / "citation-tags.html")


def setup(app) -> None:
    app.connect("html-page-context", _tagged, priority=920)
    app.connect("build-finished", _write)


def _tagged(app, pagename, templatename, context, doctree) -> None:
    if doctree is None:
        return
    found, part = citations.work(app), citations.of_page(app, pagename, site.title(context))
    lead = head.lead(doctree)
    known = exhibits.registry(app.env).get(pagename, {}).values()
    datasets = [_dataset(app, found, pagename, exhibit) for exhibit in known]
    linked = citing.linked_data(found, part, lead, datasets, site.address(app, app.config.root_doc))
    context["metatags"] = context.get("metatags", "") + _TAGS.render(
        tags=citing.metatags(found, part, lead),
        # no text of the book may end the script that it stands in
        linked=json.dumps(linked, ensure_ascii=False).replace("<", "\\u003c"),
    )


def _dataset(app, found: Work, docname: str, exhibit: Exhibit) -> dict:
    part = citations.of_exhibit(app, docname, exhibit.name, exhibit.kind, exhibit.caption)
    base = app.config.html_baseurl
    up = f"{base.rstrip('/')}/" if base else "../" * docname.count("/")
    file = f"{up}{DOWNLOADS}/{exhibit.name}"
    files = [("text/csv", f"{file}.csv"), ("application/json", f"{file}.json")]
    return citing.dataset(found, part.title, exhibit.headline or exhibit.reading, files, part.address)


def _write(app, exception) -> None:
    if exception is not None or not site.makes_pages(app):
        return
    folder, found = Path(app.outdir, citations.FOLDER), citations.work(app)
    folder.mkdir(exist_ok=True)
    written = {
        f"{name}.{ending}": make(found, part)
        for name, part in _parts(app).items()
        for ending, (_, make) in citations.FORMATS.items()
    }
    for old in folder.iterdir():
        if old.name not in written:
            old.unlink()
    for name, text in written.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")


def _parts(app) -> dict[str, Part]:
    """All that can be cited, by the name of its files."""
    pages = {
        citations.page_file(app, d): citations.of_page(app, d, app.env.titles[d].astext())
        for d in sorted(app.env.found_docs)
    }
    return pages | {
        name: citations.of_exhibit(app, docname, name, e.kind, e.caption)
        for docname, known in exhibits.registry(app.env).items()
        for name, e in known.items()
    }
