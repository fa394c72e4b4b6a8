"""Private parts of Sphinx and docutils."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import sphinx
from docutils import nodes
from sphinx.project import Project

from bookpress import templates


class _Project(Project):
    """Finds, beside the files, documents that have no file of their own."""

    others: Mapping[str, str] = MappingProxyType({})

    def discover(self, *args: Any, **options: Any) -> set[str]:
        super().discover(*args, **options)
        self._docname_to_path.update(self.others)
        self.docnames.update(self.others)
        return self.docnames


def find_also(project: Project, others: Mapping[str, str]) -> None:
    """Let a project have documents beside those that it finds: the file that each is read from, by name."""
    project.__class__ = _Project
    vars(project)["others"] = others


def inherit_visitors(app, name: str, parent: str) -> None:
    """Let a builder have the visitors that another one has, but for its own."""
    handlers = app.registry.translation_handlers
    handlers[name] = handlers[parent] | handlers[name]


def disconnect(app, event: str, unwanted: Callable[[Any], bool]) -> bool:
    """Take away the handlers of an event of which this is true; whether there were any."""
    found = [e for e in app.events.listeners.get(event, []) if unwanted(e.handler)]
    for listener in found:
        app.disconnect(listener.id)
    return bool(found)


def see(env, pages: Mapping[str, nodes.Element]) -> None:
    """Let Sphinx see these elements for the pages of its environment, until ``see_pages``."""
    env.get_doctree = pages.__getitem__


def see_pages(env) -> None:
    """Let Sphinx see the pages themselves again."""
    del env.get_doctree


def forget_gone_words(builder) -> None:
    """Take words out of the search index that stood only on pages which are written again.

    Sphinx takes out the pages and leaves the words.
    """
    if indexer := getattr(builder, "indexer", None):
        for mapping in (indexer._mapping, indexer._title_mapping):
            for word in [w for w, pages in mapping.items() if not pages]:
                del mapping[word]


def escape_found_titles(env) -> None:
    """Sphinx's search shows titles of sections as markup: none of theirs may be.

    Titles of pages are left out, which it finds by their words too, and would show twice.
    """
    titles = env._search_index_all_titles
    for docname, found in titles.items():
        titles[docname] = [(re.sub("<", "&lt;", title), anchor) for title, anchor in found if anchor]


_SEARCH = Path(sphinx.__file__).parent / "themes" / "basic" / "static" / "searchtools.js"
_CHANGES = {
    """stopwords.indexOf(queryTermLower) !== -1 ||
        queryTerm.match(/^\\d+$/)""": "stopwords.indexOf(queryTermLower) !== -1",
    "fullnameLower = fullname.toLowerCase()": "fullnameLower = foldMarks(fullname.toLowerCase())",
    "haystack = `${prefix} ${name} ${objName} ${title}`.toLowerCase()": (
        "haystack = foldMarks(`${prefix} ${name} ${objName} ${title}`.toLowerCase())"
    ),
    'searchSummary.classList.add("search-summary");': (
        'searchSummary.classList.add("search-summary");\n    searchSummary.setAttribute("role", "status");'
    ),
    "${resultCount} page(s) matching the search query.": "${resultCount} results, best first.",
    "const stemmer = new Stemmer();": (
        "Search.asked = searchAsked(query);\n    const stemmer = new Stemmer();"
    ),
    # one result for a place, whatever it was found by
    "result.slice(0, 4).concat([result[5]])": "[result[0], result[2]]",
    "return results.reverse();": "return searchKept(results.reverse());",
    "Search.output.appendChild(listItem);": (
        "searchLine(item, linkEl, listItem);\n  Search.output.appendChild(listItem);"
    ),
}


def search_script() -> str:
    """The script of the search, which looks for numbers too, folds the names of objects, lets the number of
    results be announced, and shows a place once, with its line.

    ``foldMarks`` comes with the words of the search, ``searchAsked``, ``searchKept`` and ``searchLine``
    with ``search.js``. Raises ValueError if the script is not as known.
    """
    script = _SEARCH.read_text(encoding="utf-8")
    for old, new in _CHANGES.items():
        if script.count(old) != 1:
            raise ValueError(f"Sphinx's search does not have once, as it did: {old}")
        script = script.replace(old, new)
    return script


def visit_table(translator, node: nodes.table, name: str) -> None:
    """Write the start of a table; ``name`` names the box it scrolls in, and the table without a title."""
    type(translator).visit_table(translator, node)
    box, table = translator.body[-2:]
    translator.body[-2] = _with(box, role="group", aria_label=name)
    if not isinstance(node[0], nodes.title):
        translator.body[-1] = _with(table, aria_label=name)


def visit_entry(translator, node: nodes.entry, scope: str, order: str) -> None:
    """Write the start of a cell; a header cell says which cells it heads, ``order`` by what it is sorted."""
    type(translator).visit_entry(translator, node)
    if order:
        translator.body[-1] = _with(translator.body[-1], data_order=order)
    if translator.body[-1].startswith("<th"):
        translator.body[-1] = _with(translator.body[-1], scope=scope)


def _with(tag: str, **attributes: str) -> str:
    """A start tag with more attributes, which come first."""
    added = templates.attributes(**attributes)
    return re.sub(r"^(\s*<\w+)", lambda m: m[0] + added, tag)
