"""What a chapter put out that no reader would see, or that no reader should: each stops the build."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from bookpress import hooks
from bookpress.exhibits import blocks
from bookpress.exhibits.exhibit import MIME
from bookpress.exhibits.notebook import NOTE_MIME
from bookpress.paths import ROOT

_OWN = {MIME, NOTE_MIME, blocks.MIME}

_GLUED = "application/papermill.record/"
"""What ``say`` hands over lies under this prefix, for the prose."""
_READ = ("text/html", "text/plain", "text/markdown")
_PICTURES = ("image/png", "image/jpeg", "image/gif", "image/svg+xml")
_ACTIVE = re.compile(
    r"<(?:script|iframe|object|embed|form|meta|link|base)\b|\son[a-z]+\s*=|javascript:", re.I
)
"""Markup that a page's policy refuses, so that nothing would be seen of it."""


def faults(cells: Sequence[Any]) -> list[str]:
    """One line per output of executed cells that the book cannot show: ``cell 3: ...``.

    Cells are counted from 1, text cells included.
    """
    return [
        f"cell {number}: {fault}"
        for number, cell in enumerate(cells, start=1)
        if cell.cell_type == "code" and "remove-output" not in cell.metadata.get("tags", [])
        for output in cell.outputs
        for fault in _output_faults(output)
    ]


def _output_faults(output: Any) -> Iterator[str]:
    if output.output_type == "stream":
        text = output.text.strip()
        if output.name == "stderr" and text:
            yield f"a warning that no page shows: {' '.join(text.split())[:200]}"
        elif text:
            yield from _local(text)
        return
    bundle = output.get("data", {})
    if any(kind.startswith(_GLUED) for kind in bundle) or _rendered() & bundle.keys():
        return
    if pictures := [kind for kind in _PICTURES if kind in bundle]:
        yield f"a picture ({pictures[0]}) that show did not make: it has no caption, words or sources"
    elif any(kind.startswith("application/vnd.plotly") for kind in bundle):
        yield "a figure that is no exhibit: show it with show(...), or end the cell with a semicolon"
    elif bundle and not any(kind in bundle for kind in _READ):
        yield f"an output of a kind that no page shows: {', '.join(sorted(bundle))}"
    elif active := _ACTIVE.search(str(bundle.get("text/html", bundle.get("text/markdown", "")))):
        yield f"markup that a page may not hold: {active[0].strip()}"
    else:
        yield from _local(" ".join(str(bundle[kind]) for kind in _READ if kind in bundle))


@cache
def _rendered() -> set[str]:
    """The kinds of output that the press and the book have renderers for."""
    return {*_OWN, *hooks.setting("bookpress_kinds", [])}


def _local(text: str) -> Iterator[str]:
    """A path of this machine, which says nothing to a reader elsewhere."""
    if str(ROOT) in text:
        yield f"a path of this machine: {text[text.index(str(ROOT)) :][:120]}"
