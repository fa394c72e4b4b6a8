"""Let the search find claims, countries, sources, figures and tables, and lead to each by its permalink.

They are objects of a domain, which Sphinx writes into the index of its search, beside the titles and words of
the pages.
"""

from __future__ import annotations

import re

from sphinx.domains import Domain, ObjType

from coalition import data
from coalition.press import tracing
from coalition.site import exhibits, references

_LENGTH = 120
"""Characters of a text that name it in a list of results."""


def setup(app) -> None:
    app.add_domain(Report)
    app.connect("html-collect-pages", _safe_titles)


class Report(Domain):
    """What the book is about, for its search."""

    name = "report"
    label = "Report"
    object_types = {k: ObjType(k) for k in ("claim", "country", "source", "figure", "table")}  # noqa: RUF012

    def get_type_name(self, type, primary=False) -> str:
        return type.lname.title()

    def get_objects(self):
        """Name, name shown, kind, page, permalink and rank of each."""
        labels = self.env.get_domain("std").labels
        with tracing.aside():  # the index is made in every build, so no page has to be written again for it
            named = list(_named())
        for kind, key, name in named:
            docname = labels.get(references.KINDS[kind][0], ("",))[0]
            if docname:
                yield _object(name, kind, docname, references.anchor(kind, key))
        for docname, known in exhibits.registry(self.env).items():
            numbers = self.env.toc_fignumbers.get(docname, {})
            for name, exhibit in known.items():
                kind = exhibit.kind
                number = ".".join(map(str, numbers.get(kind, {}).get(name, ())))
                yield _object(f"{kind.title()} {number}: {exhibit.caption}", kind, docname, name)


def _named():
    """Kind, key and name of every claim, country with a profile, and source."""
    for claim in data.load("claims").itertuples():
        yield "claim", claim.claim_id, f"{claim.claim_id}: {claim.claim}"
    names = data.load("countries").set_index("iso3")["name"]
    for code in data.load("positions")["iso3"]:
        yield "country", code, names[code]
    for source in data.load("sources").itertuples():
        yield "source", source.source_id, f"{source.publisher}: {source.title}"


def _object(text: str, kind: str, docname: str, anchor: str) -> tuple:
    name = " ".join(text.split())
    name = name if len(name) <= _LENGTH else name[:_LENGTH].rsplit(" ", 1)[0] + " …"
    return name, name, kind, docname, anchor, 0


def _safe_titles(app):
    """Escape the titles of sections, which Sphinx's search shows as markup."""
    titles = app.env._search_index_all_titles
    for docname, found in titles.items():
        titles[docname] = [(re.sub("<", "&lt;", title), anchor) for title, anchor in found]
    return []
