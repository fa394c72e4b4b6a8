"""Figures and tables as exhibits: live in a notebook, numbered and sourced in the book."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from babel.dates import format_date
from babel.lists import format_list
from IPython.display import display
from myst_nb import glue

from bookpress import hooks, numerals, templates, typography
from bookpress.exhibits import bounds, marks, style
from bookpress.exhibits.exhibit import MIME, Exhibit, columns_of, rows_of, sources_of

NOTE_MIME = "application/vnd.bookpress.note+json"
PLOTLY_MIME = "application/vnd.plotly.v1+json"

DEFAULT_HEIGHT = 440
"""Pixels, for a figure that sets none."""

HEADLINE = 140
"""Characters of a headline at most: two lines of a page, four of a phone."""

LONG_WORD = 60
"""Characters from which a word is shortened in a drawing; its table has it in full."""

_TOO_LONG = re.compile(rf"[^\s<>]{{{LONG_WORD + 1},}}")
_CONFIG = {"displayModeBar": False, "responsive": True, "scrollZoom": False, "typesetMath": False}
_MARKUP = re.compile(r"<(?!/?(?:br|b|i|em|strong|sub|sup|extra)\s*/?>)")
"""Any ``<`` that does not open one of the tags a chart function writes."""
_NOT_TEXT = {"bdata", "path", "dtype", "family"}
_NOTE = templates.read(Path(__file__).parent / "templates" / "note.html")
"""Reading line and sources under a live exhibit."""
_HEAD = templates.read(Path(__file__).parent / "templates" / "head.html")
"""Headline and caption above it."""


def show(
    exhibit: go.Figure | pd.DataFrame,
    *,
    name: str,
    headline: str,
    caption: str,
    source_ids: Iterable[str] = (),
    alt: str = "",
    reading: str = "",
    data: pd.DataFrame | None = None,
    anchors: Iterable[str] | None = None,
    search: bool = False,
    filters: Sequence[str] = (),
) -> None:
    """Show a figure or a table as an exhibit of the book.

    In a notebook it is the live chart or the table, under its headline, with its caption. In the book it is
    numbered,
    can be cross-referenced by ``name``, and carries its alternative text, a line on how to read it,
    its data as a table and as CSV, and its sources.

    Parameters: ``name`` starts with ``fig-`` or ``tab-`` and is unique in the book; ``headline`` says in one
    sentence what was found, ``caption`` what is shown, ``reading`` how to read it;
    ``alt`` says what a figure shows (required for figures);
    ``source_ids`` name what it rests on (required if the book has the hook ``sources``); ``data`` is the
    DataFrame behind a figure (required; a table is its own data), with columns named for readers, cells
    of source ids as tuples, links into the book as ``blocks.Link``. A figure without a height gets
    ``DEFAULT_HEIGHT``.
    For a table, ``anchors`` gives each row a permalink; ``search`` makes its rows searchable and
    sortable in the page, and each column in ``filters`` selectable by value.

    Raises ValueError for a missing or malformed part, for rows that no result can be (``bounds``), and for a
    figure that hides a mark outside its axes or lists in its legend what it does not draw; KeyError for an
    unknown source.
    """
    figure, frame = (exhibit, data) if isinstance(exhibit, go.Figure) else (None, exhibit)
    ids = list(source_ids)
    _require(
        re.fullmatch(("fig" if figure else "tab") + r"-[a-z0-9-]+", name),
        name,
        "a name such as fig-map or tab-members",
    )
    _require(_is_sentence(headline), name, f"a headline: one sentence of at most {HEADLINE} characters")
    _require(caption, name, "a caption")
    _require(figure is None or alt, name, "alternative text (alt)")
    _require(ids or not hooks.hook("sources"), name, "at least one source id")
    if frame is None:
        raise ValueError(f"exhibit {name!r} needs the data behind the figure")
    if wrong := bounds.faults(frame):
        raise ValueError(f"exhibit {name!r} holds what no result can be: {'; '.join(wrong)}")
    bundle: dict[str, Any] = {"text/plain": f"{headline} {caption} {alt}".strip()}
    spec = None
    if figure is not None:
        if hidden := marks.faults(figure):
            raise ValueError(f"exhibit {name!r} hides what it was given: {'; '.join(hidden)}")
        figure.update_layout(
            template=style.template(), height=figure.layout.height or DEFAULT_HEIGHT, autosize=True
        )
        live = _drawable(json.loads(figure.to_json())) | {"config": _CONFIG}
        bundle[PLOTLY_MIME] = live
        # The page sets its own template for the theme it is in.
        spec = live | {"layout": {k: v for k, v in live["layout"].items() if k != "template"}}
    else:
        bundle["text/html"] = _printable(frame).to_html(index=False)
    made = Exhibit(
        kind="table" if figure is None else "figure",
        name=name,
        headline=headline,
        caption=caption,
        alt=alt,
        reading=reading,
        columns=columns_of(frame),
        rows=rows_of(frame),
        sources=sources_of(ids),
        anchors=() if anchors is None else tuple(anchors),
        search=search,
        filters=tuple(filters),
        spec=spec,
    )
    if unlisted := made.unlisted():
        raise ValueError(f"exhibit {name!r} cites in a row what source_ids leaves out: {', '.join(unlisted)}")
    display(
        {NOTE_MIME: "", "text/html": _HEAD.render(exhibit=made), "text/plain": f"{headline}\n{caption}"},
        raw=True,
    )
    display(bundle | {MIME: made.to_json()}, raw=True)
    display({NOTE_MIME: name, "text/html": _NOTE.render(exhibit=made)}, raw=True)


def say(**values: object) -> None:
    """Make numbers and words available to the prose as ``{glue:text}`name```.

    Integers are written as prose has them (``numerals.prose``), dates are written out, lists are joined with
    commas and "and", anything else is shown as it is.

    Raises ValueError for what no result can be: a count below zero, more than a hundred per cent, no number.
    """
    for name, value in values.items():
        written = _written(value)
        if wrong := bounds.fault_of(value, written):
            raise ValueError(f"{name} is {written[:80]!r}: {wrong}")
        glue(name, written, display=False)


def shown(notebooks: Iterable[Any]) -> dict[str, Exhibit]:
    """What ``show`` was given in these executed notebooks, by the name of the exhibit."""
    outputs = (o for n in notebooks for c in n.cells if c.cell_type == "code" for o in c.outputs)
    found = (Exhibit.from_json(p) for o in outputs if (p := o.get("data", {}).get(MIME)))
    return {exhibit.name: exhibit for exhibit in found}


def _drawable(value: Any) -> Any:
    """A figure's spec whose texts a chart library shows as they are: no markup from data, no endless word,
    apostrophes as on the page.
    """
    if isinstance(value, dict):
        return {k: v if k in _NOT_TEXT else _drawable(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_drawable(v) for v in value]
    if not isinstance(value, str):
        return value
    text = _TOO_LONG.sub(lambda m: m[0][:LONG_WORD] + "…", _MARKUP.sub("&lt;", value))
    return typography.apostrophes(text)


def _require(condition: object, name: str, what: str) -> None:
    if not condition:
        raise ValueError(f"exhibit {name!r} needs {what}")


def _is_sentence(text: str) -> bool:
    opens = text[:1].isupper() or text[:1] in "“"
    return opens and text.endswith((".", "”")) and " " in text and len(text) <= HEADLINE


def _written(value: Any) -> str:
    if isinstance(value, (bool, str)):
        return str(value)
    if isinstance(value, (list, tuple, pd.Series)):
        return format_list([str(v) for v in value], locale="en_GB")
    if isinstance(value, (pd.Timestamp, date)):
        day = pd.Timestamp(value)
        return format_date(day, "d MMMM y", locale="en_GB")
    return numerals.prose(int(value)) if pd.api.types.is_integer(value) else str(value)


def _printable(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.map(lambda v: "; ".join(v) if isinstance(v, tuple) else ("" if pd.isna(v) else v))
