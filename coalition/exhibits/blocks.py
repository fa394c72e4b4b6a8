"""Running text from data: paragraphs, facts, lists, tables and sections that a chapter shows beside its exhibits.

A block is plain data. Text stays text until a writer escapes it: this module's for notebooks, Sphinx's for the book.
"""

from __future__ import annotations

import html
from dataclasses import dataclass

import pandas as pd
from IPython.display import display

MIME = "application/vnd.coalition.blocks+json"


@dataclass(frozen=True)
class Link:
    """Text that leads somewhere.

    ``to`` is a web address, or a kind and a key: ``chapter:force``, ``claim:C04``, ``country:FRA``, ``source:<id>``,
    ``table:polls``, ``download:<file>``. A target that the book does not have leaves plain text. Without ``text`` a
    chapter shows its title.
    """

    to: str
    text: str = ""

    def __str__(self) -> str:
        return self.text or self.to.split(":", 1)[1]


@dataclass(frozen=True)
class CitedBy:
    """The exhibits that rest on one source; the book fills them in when all chapters are read."""

    source_id: str

    def __str__(self) -> str:
        return ""


def paragraph(*runs, kind: str = "") -> dict:
    """A paragraph of text, ``Link`` and ``CitedBy``; ``kind`` is a style class."""
    return {"block": "paragraph", "runs": _runs(runs), "kind": kind}


def section(anchor: str, title: str, *parts: dict) -> dict:
    """A section with a heading and a permalink."""
    return {"block": "section", "anchor": anchor, "title": title, "parts": list(parts)}


def facts(*pairs) -> dict:
    """Terms with what is known about them; each pair is (term, runs or a list of blocks)."""
    return {"block": "facts", "items": [{"term": term, "parts": _parts(value)} for term, value in pairs]}


def items(*entries, kind: str = "") -> dict:
    """A list; each entry is text or a list of runs."""
    return {
        "block": "items",
        "entries": [_runs(e if isinstance(e, list) else [e]) for e in entries],
        "kind": kind,
    }


def details(summary: str, *parts: dict) -> dict:
    """Blocks behind a line that opens them."""
    return {"block": "details", "summary": summary, "parts": list(parts)}


def picture(svg: str) -> dict:
    """A small drawing; ``svg`` is trusted and carries its own text alternative."""
    return {"block": "picture", "svg": svg}


def table(frame: pd.DataFrame, anchors=None, caption: str = "", search: bool = False, filters=()) -> dict:
    """A table; cells are text, numbers, ``Link``, lists of runs, or one block.

    ``anchors`` gives each row a permalink; ``search`` makes rows searchable and sortable in the page, and each column
    in ``filters`` selectable by value.
    """
    return {
        "block": "table",
        "caption": caption,
        "columns": [str(c) for c in frame.columns],
        "search": search,
        "filters": list(filters),
        "numeric": [
            pd.api.types.is_numeric_dtype(frame[c]) and not pd.api.types.is_bool_dtype(frame[c])
            for c in frame.columns
        ],
        "rows": [[_cell(v) for v in row] for row in frame.itertuples(index=False)],
        "anchors": list(anchors) if anchors is not None else [],
    }


def show(*parts: dict) -> None:
    """Show blocks: escaped HTML in a notebook, part of the text in the book."""
    display(
        {MIME: list(parts), "text/html": "".join(map(to_html, parts)), "text/plain": f"{len(parts)} blocks"},
        raw=True,
    )


def to_html(block: dict) -> str:
    """A block as HTML for a notebook, every text escaped."""

    def inner(parts):
        return "".join(map(to_html, parts))

    match block["block"]:
        case "paragraph":
            return f"<p>{_html(block['runs'])}</p>"
        case "section":
            return f"<h3 id='{html.escape(block['anchor'])}'>{html.escape(block['title'])}</h3>{inner(block['parts'])}"
        case "facts":
            return (
                "<dl>"
                + "".join(
                    f"<dt>{html.escape(i['term'])}</dt><dd>{inner(i['parts'])}</dd>" for i in block["items"]
                )
                + "</dl>"
            )
        case "items":
            return "<ul>" + "".join(f"<li>{_html(e)}</li>" for e in block["entries"]) + "</ul>"
        case "details":
            return f"<details><summary>{html.escape(block['summary'])}</summary>{inner(block['parts'])}</details>"
        case "picture":
            return block["svg"]
        case "table":
            head = "".join(f"<th>{html.escape(c)}</th>" for c in block["columns"])
            rows = "".join(
                "<tr>"
                + "".join(f"<td>{to_html(c) if isinstance(c, dict) else _html(c)}</td>" for c in row)
                + "</tr>"
                for row in block["rows"]
            )
            return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    raise ValueError(f"no such block: {block['block']!r}")


def _parts(value) -> list[dict]:
    if isinstance(value, list) and value and all(isinstance(v, dict) and "block" in v for v in value):
        return value
    return [paragraph(*(value if isinstance(value, list) else [value]))]


def _runs(runs) -> list:
    return [_run(r) for r in runs]


def _run(run):
    if isinstance(run, Link):
        return {"to": run.to, "text": run.text}
    return {"cited_by": run.source_id} if isinstance(run, CitedBy) else str(run)


def _cell(value) -> list | dict:
    if isinstance(value, dict):
        return value
    if isinstance(value, list):
        return _runs(value)
    if isinstance(value, (Link, CitedBy)):
        return [_run(value)]
    if pd.isna(value):
        return ["–"]
    if isinstance(value, bool) or not pd.api.types.is_number(value):
        return [str(value)]
    return [f"{value:,}" if pd.api.types.is_integer(value) else f"{value:,.2f}"]


def _html(runs: list) -> str:
    return "".join(
        html.escape(r if isinstance(r, str) else str(Link(r["to"], r["text"])) if "to" in r else "")
        for r in runs
    )
