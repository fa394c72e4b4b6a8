"""Where things are: the only place that knows the folders of the project."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DATA = ROOT / "data"
EDITIONS = ROOT / "editions"
"""Archives of the data of earlier editions."""
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
