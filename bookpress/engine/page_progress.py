"""One line per page as it is made, so a quiet build can be followed."""

from __future__ import annotations

from bookpress.engine.progress import say


def setup(app) -> None:
    app.connect(
        "env-before-read-docs",
        lambda app, env, docnames: say(f"{len(docnames)} of {len(env.found_docs)} pages to read"),
    )
    app.connect("doctree-resolved", lambda app, doctree, docname: say(f"page {docname}"))
