"""Read and write again exactly the pages that something they rest on has changed.

What is read is noted by ``bookpress.engine.tracing`` in three scopes: while one page is read (that page is
read again), while pages are written (all are written again), and otherwise before that, such as configuration
and code (everything is made anew; ``bookpress.engine.build`` sees to it). Content counts, not times. What
pages know of each other is compared as a whole: if it changed, all are written again.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from sphinx.errors import ExtensionError

from bookpress.engine import runs, subpages, tracing
from bookpress.engine.fingerprints import State, is_made
from bookpress.errors import PressError
from bookpress.paths import PRESS, ROOT
from bookpress.upstream import sphinx

_OUTPUTS = "outputs"


def setup(app) -> None:
    app.add_config_value("bookpress_write_all", False, "")
    app.connect("builder-inited", watch.find_subpages)
    app.connect("env-get-outdated", subpages.remove_gone)
    app.connect("env-get-outdated", watch.outdated)
    app.connect("env-purge-doc", watch.begin_page, priority=0)
    app.connect("source-read", watch.give_outputs)
    app.connect("doctree-read", watch.end_page, priority=1000)
    app.connect("env-get-updated", watch.begin_writing, priority=1000)
    app.connect("build-finished", watch.end_writing, priority=0)
    app.connect("doctree-resolved", lambda app, doctree, docname: sphinx.forget_gone_words(app.builder))


class Watch:
    """What one page build reads, by scope, as keys of ``bookpress.engine.fingerprints``.

    ``pages`` is what all pages were read from, in this build or before.
    """

    def __init__(self) -> None:
        self.book: set[str] = set()
        self.written: set[str] = set()
        self.pages: set[str] = set()
        self.state = State()
        self.is_ours = False
        """Whether the press started this build, and not a command from outside."""
        self.subpages: dict[str, subpages.Subpage] = {}
        self._executed: dict[Path, Any] = {}

    def find_subpages(self, app) -> None:
        """Let Sphinx know of the pages that chapters put out, where it is to read any."""
        if self.is_ours or app.builder.name != "html":
            try:
                with tracing.aside():
                    self.subpages = subpages.found(self.state)
            except PressError as error:
                raise ExtensionError(str(error)) from error
            subpages.announce(app, self.subpages)

    def outdated(self, app, env, added, changed, removed) -> list[str]:
        """Pages whose text, outputs or files are not as they were, or which were read unwatched.

        Raises ExtensionError if a book in print would be the first to read one: its page on the screen would
        then pass for new.
        """
        known = _records(env)
        found = [
            d for d in sorted(env.found_docs) if d not in known or self._record(env, d, known[d]) != known[d]
        ]
        if found and app.builder.name == "print":
            raise ExtensionError(f"changed since the book was built: {', '.join(found)}. Build it again.")
        return found

    def begin_page(self, app, env, docname) -> None:
        _records(env).pop(docname, None)
        self.book |= tracing.keys(tracing.take())
        _forget_results()

    def give_outputs(self, app, docname, source) -> None:
        """Put the kept outputs into a notebook; the page build itself executes nothing."""
        path = Path(app.env.doc2path(docname))
        if path.suffix == ".ipynb":
            notebook = self.executed(path)
            if page := self.subpages.get(docname):
                notebook = page.notebook(notebook.metadata)
            source[0] = json.dumps(_with_text_for_outputs(notebook))

    def executed(self, path: Path):
        """The notebook in this file with its kept outputs."""
        if path not in self._executed:
            with tracing.aside():
                self._executed[path] = runs.executed_chapter(path, self.state)
        return self._executed[path]

    def end_page(self, app, doctree) -> None:
        if not tracing.is_watching():
            return
        env, docname = app.env, app.env.docname
        files = {Path(app.srcdir, f).resolve() for f in env.dependencies[docname]}
        keys = tracing.keys([*tracing.take(), *(("open", str(f)) for f in files)])
        _records(env)[docname] = self._record(env, docname, dict.fromkeys(keys))

    def begin_writing(self, app, env) -> list[str]:
        """All pages if what pages know of each other changed, else none but the first.

        That one is always written, so that files beside the pages are made again.
        """
        self.book |= tracing.keys(tracing.take())
        self.pages = {key for record in _records(env).values() for key in record} - {_OUTPUTS}
        _forget_results()
        state = _mutual_knowledge(env)
        known, env.bookpress_mutual = getattr(env, "bookpress_mutual", None), state
        return (
            sorted(env.found_docs)
            if app.config.bookpress_write_all or known != state
            else [app.config.root_doc]
        )

    def end_writing(self, app, exception) -> None:
        own = {
            Path(app.env.doc2path(d)).relative_to(ROOT).as_posix() for d in app.env.found_docs
        }  # copied beside its page, which is new then anyway
        self.written |= tracing.keys(tracing.take()) - own

    def _record(self, env, docname: str, keys) -> dict[str, str]:
        path = Path(env.doc2path(docname))
        with tracing.aside():
            record = self.state.record(k for k in keys if k != _OUTPUTS)
            if page := self.subpages.get(docname):
                record[_OUTPUTS] = page.digest
            elif path.suffix == ".ipynb":
                record[_OUTPUTS] = runs.outputs_digest(path, self.state)
        return record


own_kinds: set[str] = set()
"""The kinds of outputs that the book makes nodes of."""


def _with_text_for_outputs(notebook) -> dict:
    """The notebook with each output of a kind of this project as text, and without its other kinds.

    MyST-NB copies a notebook several times, and a text is copied at once.
    """

    def packed(output):
        own = {
            kind: json.dumps(content, ensure_ascii=False)
            for kind, content in output.get("data", {}).items()
            if kind in own_kinds
        }
        return output | {"data": own} if own else output

    return notebook | {
        "cells": [
            cell | {"outputs": [packed(o) for o in cell.outputs]} if cell.cell_type == "code" else cell
            for cell in notebook.cells
        ]
    }


def _records(env) -> dict[str, dict[str, str]]:
    """What each page was read from, with the states; kept with the build environment."""
    if not hasattr(env, "bookpress_records"):
        env.bookpress_records = {}
    return env.bookpress_records


def _forget_results() -> None:
    """Empty the caches of the book's functions, so that each page's own reading of a file is seen."""
    for module in list(sys.modules.values()):
        file = Path(getattr(module, "__file__", None) or "/")
        if (
            not file.is_relative_to(ROOT)
            or file.is_relative_to(PRESS / "engine")
            or is_made(file.relative_to(ROOT))
        ):
            continue
        for function in vars(module).values():
            if hasattr(function, "cache_clear") and getattr(function, "__module__", "") == module.__name__:
                function.cache_clear()


def _mutual_knowledge(env) -> str:
    """A digest of what a page may show of others: titles, order, labels, numbers, citations, exhibits,
    sources.
    """
    labels = env.get_domain("std")
    known = [
        {d: t.astext() for d, t in env.titles.items()},
        env.toctree_includes,
        env.toc_secnumbers,
        env.toc_fignumbers,
        labels.labels,
        labels.anonlabels,
        labels.objects,
        sorted(_citation(c) for c in env.domains["cite"].citations) if "cite" in env.domains else [],
        {
            d: {n: [s.id for s in e.sources] for n, e in exhibits.items()}
            for d, exhibits in getattr(env, "bookpress_exhibits", {}).items()
        },
        subpages.moved(env),
    ]
    return hashlib.sha256(json.dumps(_plain(known), sort_keys=True).encode()).hexdigest()


def _citation(citation) -> list[str]:
    """What another page may show of an entry of a bibliography."""
    entry = citation.formatted_entry
    return [
        citation.key,
        citation.citation_id,
        citation.bibliography_key.docname,
        entry.label,
        repr(entry.text),
        repr(citation.entry),
    ]


def _plain(value):
    """Nested data with text as keys."""
    if isinstance(value, dict):
        return {str(k): _plain(v) for k, v in value.items()}
    return [_plain(v) for v in value] if isinstance(value, (list, tuple)) else str(value)


watch = Watch()
"""The watch of this process: one process makes one build."""
