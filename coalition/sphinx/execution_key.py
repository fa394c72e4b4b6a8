"""Re-read and re-execute a chapter when what it computes from has changed.

jupyter-cache looks a notebook up by its code cells and its ``kernelspec`` metadata only, so a
changed table would re-run nothing. A digest of the data package and of ``coalition`` goes into that
metadata: changed data misses the cache, restored data hits it again.
"""

from __future__ import annotations

import json

from coalition import execution


def setup(app) -> None:
    app.connect("env-get-outdated", _outdated)
    app.connect("source-read", _stamp)


def _outdated(app, env, added, changed, removed) -> list[str]:
    """Every executed chapter, if the digest is not that of the last build."""
    digest = execution.inputs_digest()
    if getattr(env, "coalition_inputs", digest) == digest:
        env.coalition_inputs = digest
        return []
    env.coalition_inputs = digest
    return [d for d in env.found_docs if env.doc2path(d).endswith(".ipynb")]


def _stamp(app, docname, source) -> None:
    if app.env.doc2path(docname).endswith(".ipynb"):
        notebook = json.loads(source[0])
        execution.stamp(notebook["metadata"])
        source[0] = json.dumps(notebook)
