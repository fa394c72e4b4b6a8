"""Figures and tables as exhibits: live in a notebook, numbered and sourced in the book."""

from __future__ import annotations

import html
import json
import re
from datetime import date

import pandas as pd
import plotly.graph_objects as go
from babel.lists import format_list
from IPython.display import display
from myst_nb import glue

from coalition import data as package
from coalition.exhibits import style
from coalition.exhibits.blocks import Link
from coalition.reference.downloads import spreadsheet_safe

MIME = "application/vnd.coalition.exhibit+json"
NOTE_MIME = "application/vnd.coalition.note+json"
PLOTLY_MIME = "application/vnd.plotly.v1+json"

DEFAULT_HEIGHT = 440
"""Pixels, for a figure that sets none."""

LONG_WORD = 60
"""Characters from which a word is shortened in a drawing; its table has it in full."""

_CONFIG = {"displayModeBar": False, "responsive": True, "scrollZoom": False, "typesetMath": False}
_MARKUP = re.compile(r"<(?!/?(?:br|b|i|em|strong|sub|sup|extra)\s*/?>)")
"""Any ``<`` that does not open one of the tags a chart function writes."""
_NOT_TEXT = {"bdata", "path", "dtype"}


def show(
    exhibit: go.Figure | pd.DataFrame,
    *,
    name: str,
    caption: str,
    source_ids,
    alt: str = "",
    reading: str = "",
    data: pd.DataFrame | None = None,
    anchors=None,
    search: bool = False,
    filters=(),
) -> None:
    """Show a figure or a table as an exhibit of the book.

    In a notebook it is the live chart or the table, with its caption. In the book it is numbered,
    can be cross-referenced by ``name``, and carries its alternative text, a line on how to read it,
    its data as a table and as CSV, and its sources.

    Parameters: ``name`` starts with ``fig-`` or ``tab-`` and is unique in the book; ``caption`` and
    ``reading`` are plain sentences; ``alt`` says what a figure shows (required for figures);
    ``source_ids`` are keys of the ``sources`` table; ``data`` is the DataFrame behind a figure
    (required; a table is its own data), with columns named for readers, cells of source ids as
    tuples, links into the book as ``blocks.Link``. A figure without a height gets ``DEFAULT_HEIGHT``.
    For a table, ``anchors`` gives each row a permalink; ``search`` makes its rows searchable and
    sortable in the page, and each column in ``filters`` selectable by value.

    Raises ValueError for a missing or malformed part, KeyError for an unknown source.
    """
    is_figure = isinstance(exhibit, go.Figure)
    _require(
        re.fullmatch(("fig" if is_figure else "tab") + r"-[a-z0-9-]+", name),
        name,
        "a name such as fig-map or tab-members",
    )
    _require(caption, name, "a caption")
    _require(not is_figure or alt, name, "alternative text (alt)")
    _require(not is_figure or data is not None, name, "the data behind the figure")
    ids = list(source_ids)
    _require(ids, name, "at least one source id")
    frame = data if is_figure else exhibit
    payload = {
        "kind": "figure" if is_figure else "table",
        "name": name,
        "caption": caption,
        "alt": alt,
        "reading": reading,
        "columns": [{"label": str(c), "type": _column_type(frame[c])} for c in frame.columns],
        "rows": [[_cell(v) for v in row] for row in frame.itertuples(index=False)],
        "sources": [_source(s) for s in package.sources(ids).itertuples()],
        "anchors": list(anchors) if anchors is not None else [],
        "search": search,
        "filters": list(filters),
    }
    bundle = {"text/plain": f"{caption} {alt}".strip()}
    if is_figure:
        exhibit.update_layout(
            template=style.template(), height=exhibit.layout.height or DEFAULT_HEIGHT, autosize=True
        )
        live = _drawable(json.loads(exhibit.to_json())) | {"config": _CONFIG}
        bundle[PLOTLY_MIME] = live
        # The page sets its own template for the theme it is in.
        payload["spec"] = live | {"layout": {k: v for k, v in live["layout"].items() if k != "template"}}
    else:
        bundle["text/html"] = _printable(frame).to_html(index=False)
    display(bundle | {MIME: payload}, raw=True)
    display({NOTE_MIME: name, "text/html": _note(payload)}, raw=True)


def say(**values) -> None:
    """Make numbers and words available to the prose as ``{glue:text}`name```.

    Integers get thousands separators, dates are written out, lists are joined with commas and "and",
    anything else is shown as it is.
    """
    for name, value in values.items():
        glue(name, _written(value), display=False)


def shown(notebooks) -> dict[str, dict]:
    """What ``show`` was given in these executed notebooks, by the name of the exhibit."""
    outputs = (o for n in notebooks for c in n.cells if c.cell_type == "code" for o in c.outputs)
    return {p["name"]: p for o in outputs if (p := o.get("data", {}).get(MIME))}


def csv_text(payload: dict) -> str:
    """The data of an exhibit as CSV (UTF-8, comma, one header row; source ids joined by ``;``).

    Text that a spreadsheet would take for a formula is preceded by an apostrophe.
    """
    frame = pd.DataFrame(payload["rows"], columns=[spreadsheet_safe(c["label"]) for c in payload["columns"]])
    return frame.map(_csv_cell).to_csv(index=False, lineterminator="\n")


def _csv_cell(value):
    if isinstance(value, dict):
        value = str(Link(value["to"], value["text"]))
    if isinstance(value, list):
        value = ";".join(value)
    return spreadsheet_safe(value) if isinstance(value, str) else value


def _drawable(value):
    """A figure's spec whose texts a chart library shows as they are: no markup from data, no endless word."""
    if isinstance(value, dict):
        return {k: v if k in _NOT_TEXT else _drawable(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_drawable(v) for v in value]
    if not isinstance(value, str):
        return value
    return re.sub(
        r"[^\s<>]{%d,}" % (LONG_WORD + 1), lambda m: m[0][:LONG_WORD] + "…", _MARKUP.sub("&lt;", value)
    )


def _require(condition, name: str, what: str) -> None:
    if not condition:
        raise ValueError(f"exhibit {name!r} needs {what}")


def _column_type(column: pd.Series) -> str:
    if any(isinstance(v, tuple) for v in column):
        return "sources"
    if any(isinstance(v, Link) for v in column):
        return "link"
    return (
        "number"
        if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)
        else "text"
    )


def _cell(value):
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, Link):
        return {"to": value.to, "text": value.text}
    if pd.isna(value):
        return None
    if isinstance(value, (pd.Timestamp, date)):
        return str(value)[:10]
    return value.item() if hasattr(value, "item") else value


def _source(row) -> dict:
    return {
        "id": row.source_id,
        "publisher": row.publisher,
        "title": row.title,
        "published": None if pd.isna(row.published) else row.published,
        "url": None if pd.isna(row.url) else row.url,
        "reliability": row.reliability,
        "seen": row.seen,
    }


def _written(value) -> str:
    if isinstance(value, (bool, str)):
        return str(value)
    if isinstance(value, (list, tuple, pd.Series)):
        return format_list([str(v) for v in value], locale="en_GB")
    if isinstance(value, (pd.Timestamp, date)):
        return package.written_date(str(value)[:10])
    return f"{value:,}" if pd.api.types.is_integer(value) else str(value)


def _printable(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.map(lambda v: "; ".join(v) if isinstance(v, tuple) else ("" if pd.isna(v) else v))


def _note(payload: dict) -> str:
    """Caption, reading line and sources under a live exhibit, as escaped HTML."""
    sources = "".join(
        f"<li>{html.escape(s['publisher'])}: {html.escape(s['title'])}"
        + (f", {html.escape(s['published'])}" if s["published"] else "")
        + "</li>"
        for s in payload["sources"]
    )
    return (
        f"<p><strong>{html.escape(payload['caption'])}</strong> {html.escape(payload['reading'])}</p>"
        f"<details><summary>Sources ({len(payload['sources'])})</summary><ul>{sources}</ul></details>"
    )
