"""What is cited of a book: all of it, a page, an exhibit; and where the files of each citation stand.

The record of the book comes from its hook ``work``, or else has the title and the author of ``_config.yml``.
"""

from __future__ import annotations

from dataclasses import replace

from bookpress import citing, hooks
from bookpress.citing import Part, Work
from bookpress.engine import subpages
from bookpress.site import site

FOLDER = "_cite"
FORMATS = {"bib": ("BibTeX", citing.bibtex), "ris": ("RIS", citing.ris)}
"""By the ending of the file: the name of the format, and what makes it."""


def work(app) -> Work:
    """The record of the book."""
    made = hooks.hook("work")
    found = made() if made else Work(app.config.html_title, (app.config.author,))
    return replace(found, subtitle=found.subtitle or app.config.bookpress_subtitle)


def of_page(app, docname: str, title: str) -> Part:
    """A page as what is cited; the first page stands for the book."""
    if docname == app.config.root_doc:
        return Part(address=site.address(app, docname))
    above = subpages.chapter_of(app.env, docname).rpartition("/")[0]
    key = docname.removeprefix(f"{above}/").replace("/", "-")
    return Part(key, title, site.address(app, docname))


def of_exhibit(app, docname: str, name: str, kind: str, caption: str) -> Part:
    """An exhibit as what is cited, with its number."""
    number = app.env.toc_fignumbers.get(docname, {}).get(kind, {}).get(name, ())
    title = f"{kind.title()} {'.'.join(map(str, number))}. {caption}" if number else caption
    return Part(name, title, site.address(app, docname, name))


def page_file(app, docname: str) -> str:
    """The name of a page's files, without ending."""
    return work(app).name if docname == app.config.root_doc else docname.replace("/", "-")


def links(up: str, file: str) -> list[tuple[str, str]]:
    """Format and address of each file of this name, seen from a page; ``up`` leads to the first page."""
    return [(name, f"{up}{FOLDER}/{file}.{ending}") for ending, (name, _) in FORMATS.items()]
