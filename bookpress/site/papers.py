"""The way from the head of the first page to the book in one file and to its brief, where they are made."""

from __future__ import annotations

from docutils import nodes

from bookpress.engine import papers
from bookpress.site import parts, site
from bookpress.site.references import DOWNLOADS


def setup(app) -> None:
    app.add_config_value("bookpress_papers", [], "", list)
    app.connect("doctree-resolved", _offered)


def listed(app) -> list[dict[str, str]]:
    """Title, media type and address of each file, as seen from the first page, and what it is for."""
    found = [(name, *papers.described(name)) for name in app.config.bookpress_papers]
    return [
        {"title": title, "about": about, "type": kind, "address": f"{DOWNLOADS}/{name}"}
        for name, title, kind, about in found
    ]


def _offered(app, doctree, docname) -> None:
    """Put a line with the files under the title of the first page, which every build writes."""
    if docname != app.config.root_doc or not site.makes_pages(app):
        return
    links = [parts.download("", paper["title"], address=paper["address"]) for paper in listed(app)]
    title = next(iter(doctree.findall(nodes.title)), None)
    if links and title is not None:
        line = nodes.paragraph("", "", *[n for link in links for n in (nodes.Text(" "), link)][1:])
        line["classes"].append("papers")
        title.parent.insert(title.parent.index(title) + 1, line)
