"""Let the search find figures and tables, and lead to each by its permalink.

They are objects of a domain, which Sphinx writes into the index of its search, beside the titles and words of
the pages.
"""

from __future__ import annotations

from sphinx.domains import Domain, ObjType

from bookpress.site import exhibits
from bookpress.upstream import sphinx

_LENGTH = 120
"""Characters of a text that name it in a list of results."""


def setup(app) -> None:
    app.add_domain(_Exhibits)
    app.connect("html-collect-pages", _safe_titles)


class Found(Domain):
    """A domain whose objects are there for the search alone."""

    def get_type_name(self, type, primary=False) -> str:
        return type.lname.title()


class _Exhibits(Found):
    name = "exhibit"
    label = "Exhibit"
    object_types = {k: ObjType(k) for k in ("figure", "table")}  # noqa: RUF012

    def get_objects(self):
        """Name, name shown, kind, page, permalink and rank of each."""
        for docname, known in exhibits.registry(self.env).items():
            numbers = self.env.toc_fignumbers.get(docname, {})
            for name, exhibit in known.items():
                kind = exhibit.kind
                number = ".".join(map(str, numbers.get(kind, {}).get(name, ())))
                yield found(f"{kind.title()} {number}: {exhibit.caption}", kind, docname, name)


def found(text: str, kind: str, docname: str, anchor: str, rank: int = 0) -> tuple:
    """An object of a search domain, named by a text.

    Rank 0 is for what is known by its name or number, 2 for what stands in a list and comes after pages.
    """
    name = " ".join(text.split())
    name = name if len(name) <= _LENGTH else name[:_LENGTH].rsplit(" ", 1)[0] + " …"
    return name, name, kind, docname, anchor, rank


def _safe_titles(app):
    sphinx.escape_found_titles(app.env)
    return []
