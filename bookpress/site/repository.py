"""Ways to report an error and to run a page, where a repository on GitHub is configured (``repository.url``).

They stand at the foot of each page. Without a repository there are none.
"""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from bookpress import hooks, templates
from bookpress.engine import subpages
from bookpress.site import site
from bookpress.site.references import EXTERNAL

_LINKS = templates.read(Path(__file__).parent / "templates" / "parts" / "repository.html")


def setup(app) -> None:
    app.connect("html-page-context", _linked, priority=910)


def links(repository: str, source: str, title: str) -> list[tuple[str, str]]:
    """Words and address of each way; none for a repository that is not on GitHub.

    ``source`` is the file of the page, blank for a page that has none; only a notebook can be run.
    """
    place = urlsplit(repository.strip("/"))
    if place.hostname != "github.com" or not source:
        return []
    edition = hooks.edition()
    told = f"Page: {source}{f', {edition.line}' if edition else ''}\n\nWhat is wrong, and how it is known:\n"
    issue = urlencode({"title": f"Error in “{title}”: ", "body": told}, quote_via=quote)
    found = [("Report an error", f"{place.geturl()}/issues/new?{issue}")]
    if source.endswith(".ipynb"):
        path = quote(f"lab/tree/{source}", safe="")
        found.append(
            ("Run this page on Binder", f"https://mybinder.org/v2/gh{place.path}/HEAD?urlpath={path}")
        )
    return found


def _linked(app, pagename, templatename, context, doctree) -> None:
    repository = (app.config.html_theme_options or {}).get("repository_url", "")
    chapter = subpages.chapter_of(app.env, pagename) if doctree is not None else ""
    source = Path(app.env.doc2path(chapter, base=False)).as_posix() if chapter else ""
    if found := links(repository, source, site.title(context)):
        before = context.get("theme_extra_footer") or ""
        context["theme_extra_footer"] = before + _LINKS.render(links=found, rel=EXTERNAL)
