"""Private parts of MyST-NB."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path
from typing import Any

import myst_nb
from myst_nb.sphinx_ import HideCodeCellNode

__all__ = ["HideCodeCellNode", "copy_stylesheet", "said"]

_SAID = "application/papermill.record/text/plain"


def copy_stylesheet(app, static: Path) -> None:
    """Put its stylesheet in place before pages are written: it does so after that."""
    for name, _ in app.registry.css_files:
        if name.startswith("mystnb."):
            shutil.copyfile(Path(myst_nb.__file__).parent / "static" / "mystnb.css", static / name)


def said(output: dict[str, Any]) -> tuple[str, Any] | None:
    """Name and value of an output that ``glue`` made of a text; None for any other."""
    if _SAID not in output.get("data", {}):
        return None
    return output["metadata"]["scrapbook"]["name"], ast.literal_eval(output["data"][_SAID])
