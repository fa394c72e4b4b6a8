"""What the pages of the report have beyond those of any book.

Links of claims and terms, the explorer of the force model, the edition at the foot, downloads of the data,
and search for claims, countries, sources and terms.
"""

from __future__ import annotations

from pathlib import Path


def setup(app):
    """Register the parts with Sphinx, after the press; each module says what it does."""
    from coalition.reference import downloads
    from coalition.site import claims, explorer, follow, pages, search, terms

    for part in (claims, explorer, follow, pages, search, terms):
        part.setup(app)
    app.connect("build-finished", lambda app, exception: _write(app, exception, downloads), priority=501)
    return {"version": "1", "env_version": 1, "parallel_read_safe": False}


def _write(app, exception, downloads) -> None:
    """Write the data package beside the data of the exhibits, if it is not there as it is now."""
    from bookpress.site.references import DOWNLOADS

    if exception is not None or app.builder.format != "html":
        return
    folder, stamp = Path(app.outdir, DOWNLOADS), Path(app.doctreedir, "downloads.txt")
    state = downloads.state()
    written = stamp.read_text(encoding="utf-8") if stamp.is_file() else ""
    if written != state or not (folder / downloads.archive_name()).is_file():
        downloads.write(folder)
        stamp.write_text(state, encoding="utf-8")
