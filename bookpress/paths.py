"""Where things are: the folder of the book, and what is made in it.

The book is named by ``BOOKPRESS_ROOT``, or else is the folder with ``_config.yml`` here or above.
"""

import os
from pathlib import Path

VARIABLE = "BOOKPRESS_ROOT"


def _book() -> Path:
    here = Path(os.environ.get(VARIABLE) or Path.cwd()).resolve()
    return next((f for f in (here, *here.parents) if (f / "_config.yml").is_file()), here)


ROOT = _book()
PRESS = Path(__file__).resolve().parent
"""This package."""
BUILD = ROOT / "_build"
HTML = BUILD / "html"
"""The published book."""
PDF = BUILD / "pdf"
WORK = BUILD / "work"
"""Where pages are made. A build that fails leaves the published pages alone."""
KEPT = BUILD / ".jupyter_cache"
"""What ``jupyter-book clean`` spares."""
RUNS = KEPT / "runs"
"""What runs of chapters gave."""
PICTURES = KEPT / "pictures"
"""What figures were drawn as."""
HOME = WORK / "home"
"""An empty home: a reader's own start-up files and settings must not change the book."""
