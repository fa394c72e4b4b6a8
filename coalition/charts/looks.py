"""How codes look on a chart: the reader's words from the descriptor, the look from the chart."""

from __future__ import annotations

from coalition.exhibits.style import Code

_DEFAULT = ("muted", "asterisk-open")
"""Colour token and symbol of a code for which a chart has no look of its own."""


def drawn(labels: dict[str, str], looks: dict[str, tuple[str, str]], codes) -> dict[str, Code]:
    """Give the codes that are drawn their labels and looks, in the order of the labels.

    ``labels`` maps codes to the reader's words, ``looks`` codes to colour token and symbol; ``codes`` are
    those to be drawn, so that no entry of a legend lacks a mark. A code without a look gets a default one.
    """
    present = set(codes)
    return {c: Code(label, *looks.get(c, _DEFAULT)) for c, label in labels.items() if c in present}
