"""Read a chapter again when something it computes from has changed, and find its outputs in the cache."""

from __future__ import annotations

import json
from pathlib import Path

from coalition import execution


def setup(app) -> None:
    app.connect("env-get-outdated", _outdated)
    app.connect("env-purge-doc", lambda app, env, docname: _known(env).pop(docname, None))
    app.connect("source-read", _stamp)


def _known(env) -> dict[str, str]:
    """The digest with which each executed chapter was last read; kept with the build environment."""
    if not hasattr(env, "coalition_inputs"):
        env.coalition_inputs = {}
    return env.coalition_inputs


def _outdated(app, env, added, changed, removed) -> list[str]:
    return [d for d, digest in _known(env).items() if d in env.found_docs and execution.inputs_digest(Path(env.doc2path(d))) != digest]


def _stamp(app, docname, source) -> None:
    path = Path(app.env.doc2path(docname))
    if path.suffix != ".ipynb":
        return
    digest = execution.inputs_digest(path)
    if digest is None:
        raise execution.ChapterError(f"{docname} has not been executed: build the book with make book")
    _known(app.env)[docname] = digest
    notebook = json.loads(source[0])
    execution.stamp(notebook["metadata"], digest)
    source[0] = json.dumps(notebook)
