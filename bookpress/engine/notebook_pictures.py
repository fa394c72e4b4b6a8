"""Pictures beside the live figures of the notebooks that readers take away."""

from __future__ import annotations

import base64
import json
from pathlib import Path

from bookpress.engine import pictures
from bookpress.exhibits.exhibit import MIME, Spec

FOLDER = "_notebooks"
"""Folder of the book with the notebook of each chapter."""
_PNG = "image/png"


def give(specs: dict[str, Spec], pages: Path) -> None:
    """Put the picture of each of these figures, drawn before, into the notebooks among the pages.

    ``specs`` maps the name of a figure to what it is drawn from.
    """
    for path in sorted((pages / FOLDER).rglob("*.ipynb")):
        notebook = json.loads(before := path.read_text(encoding="utf-8"))
        for output in (o for c in notebook["cells"] for o in c.get("outputs", ())):
            exhibit = output.get("data", {}).get(MIME, {})
            if spec := specs.get(exhibit.get("name", "")):
                output["data"][_PNG] = base64.b64encode(pictures.png(spec)).decode()
                output["metadata"][_PNG] = {"alt": exhibit["alt"], "width": pictures.WIDTHS["wide"]}
        text = json.dumps(notebook, ensure_ascii=False, sort_keys=True)
        if text != before:
            path.write_text(text, encoding="utf-8")
