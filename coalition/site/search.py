"""Let the search find claims, countries, sources and terms, and lead to each by its permalink."""

from __future__ import annotations

from sphinx.domains import ObjType

from bookpress.engine import tracing
from bookpress.site import references
from bookpress.site.search import Found, found
from coalition import data
from coalition.analysis import glossary

OTHER_NAMES = {
    "CZE": ("Czech Republic",),
    "GBR": ("UK", "Britain", "Great Britain"),
    "NLD": ("Holland",),
    "RUS": ("Russian Federation",),
    "TUR": ("Turkey",),
    "USA": ("US", "America", "United States of America"),
}
"""Names by which readers look for a country, beside its name and its code."""


def setup(app) -> None:
    app.add_domain(_Report)


class _Report(Found):
    name = "report"
    label = "Report"
    object_types = {k: ObjType(k) for k in ("claim", "country", "source", "term")}  # noqa: RUF012

    def get_objects(self):
        """Name, name shown, kind, page, permalink and rank of each."""
        with tracing.aside():  # the index is made in every build, so no page has to be written again for it
            named = list(_named())
        for kind, key, name in named:
            if place := references.place(self.env, kind, key):
                rank = 2 if kind == "source" else 0
                yield found(name, kind, place[0], references.anchor(self.env, kind, key), rank)


def _named():
    """Kind, key and name of every claim, country with a profile, source and term."""
    for claim in data.load("claims").itertuples():
        yield "claim", claim.claim_id, f"{claim.claim_id}: {claim.claim}"
    names = data.load("countries").set_index("iso3")["name"]
    for code in data.load("positions")["iso3"]:
        yield "country", code, names[code]
        for other in (code, *OTHER_NAMES.get(code, ())):
            yield "country", code, f"{other}: {names[code]}"
    for source in data.load("sources").itertuples():
        yield "source", source.source_id, f"{source.publisher}: {source.title}"
    for term in glossary.terms():
        yield "term", term.key, f"{term.name}: {term.meaning}"
