"""What research says on deterrence, what sizes cost, and how the hypotheses stand against the evidence."""

from __future__ import annotations

import textwrap

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.analysis import hypotheses
from coalition.charts.grid import mark_grid, marker
from coalition.charts.labels import wrapped
from coalition.exhibits import style

SUPPORTS = {
    "deterrence": "Speaks for an effect",
    "mixed": "Under conditions, or both ways",
    "no_deterrence": "Speaks against an effect",
}
"""Short words for what a study supports (``literature.supports``)."""

SETTINGS = {
    "interstate": style.Code("Conflict between states", "accent", "circle"),
    "civil_war": style.Code("Civil wars", "second", "diamond-open"),
}
"""How the setting of a study is drawn."""

DESIGNS = {
    "theory": "argument",
    "case_study": "cases",
    "statistical": "statistics",
    "mixed_methods": "statistics and cases",
    "experiment": "survey experiment",
    "review": "review",
}
"""Short words for the design of a study."""

CODES = {
    "CC": style.Code("CC: fits well", "deploy_troops", "circle"),
    "C": style.Code("C: fits", "accent", "circle-open"),
    "N": style.Code("N: says nothing", "muted", "line-ew"),
    "I": style.Code("I: speaks against", "second", "x-thin"),
    "II": style.Code("II: speaks strongly against", "opposed", "x"),
}
"""How evidence and hypothesis go together (``hypothesis_scores.consistency``)."""

THEMES = {
    "ceasefire": "a ceasefire",
    "russia": "Russia's words",
    "allies": "sending states",
    "united_states": "the United States",
    "consent": "parliaments and publics",
    "ukraine": "Ukraine",
}
"""Short words for the theme of a row (``evidence.theme``)."""

CHANGES = {
    "removed": style.Code("Row removed", "accent", "circle"),
    "flipped": style.Code("Row read the other way round", "second", "diamond-open"),
    "theme": style.Code("All rows of a theme removed", "support_only", "square"),
}
"""How a change to the matrix is drawn."""


def research_tally(studies: pd.DataFrame) -> go.Figure:
    """One mark per study, in rows by what it supports, filled or open by setting; from ``deterrence.research``."""
    table = studies.assign(place=studies["setting"].map(list(SETTINGS).index)).sort_values(
        ["place", "grade", "year"], ascending=[True, False, True]
    )
    table = table.assign(x=table.groupby("supports").cumcount() + 1)
    totals = table["supports"].value_counts()
    labels = {code: wrapped(f"{label}: {totals.get(code, 0)}", 17) for code, label in SUPPORTS.items()}
    figure = go.Figure()
    for code, look in SETTINGS.items():
        part = table[table["setting"] == code]
        figure.add_scatter(
            x=list(part["x"]) or [None],
            y=[labels[s] for s in part["supports"]] or [None],
            mode="markers",
            name=look.label,
            marker=marker(look, 12),
            hoverinfo="text",
            text=[f"{r.authors} ({r.year})<br>{wrapped(r.finding, 50)}" for r in part.itertuples()],
        )
    figure.update_xaxes(visible=False, range=[0.3, totals.max() + 0.7])
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=list(labels.values()),
        range=[len(labels) - 0.5, -0.5],
        showgrid=False,
    )
    return figure.update_layout(height=250)


def research_table(studies: pd.DataFrame) -> pd.DataFrame:
    """The studies with columns named for readers, best grade first; from ``deterrence.research``."""
    return pd.DataFrame(
        {
            "Study": [f"{_short_authors(r.authors)} {r.year}" for r in studies.itertuples()],
            "Finding": studies["finding"],
            "Size of the effect": studies["effect_size"],
            "Supports": studies["supports"].map(SUPPORTS),
            "Setting": studies["setting"].map(lambda s: SETTINGS[s].label),
            "Design": studies["design"].map(DESIGNS),
            "Grade": studies["grade"],
            "For this case": studies["relevance"],
            "Note": studies["note"],
            "Sources": studies["source_ids"],
        }
    )


def _short_authors(authors: str) -> str:
    """Family names; more than two shrink to the first and "et al."."""
    names = [a.split(",")[0].strip() for a in authors.split(";")]
    return " and ".join(names) if len(names) < 3 and "et al." not in names else f"{names[0]} et al."


def cost_by_size(costs: pd.DataFrame) -> go.Figure:
    """Yearly cost of the smallest and the largest published size of each purpose, with its range, on a logarithmic axis; from ``deterrence.costs``."""
    labels = [f"{r.label}<br>{size_words(r)}" for r in costs.itertuples()]
    figure = go.Figure()
    figure.add_scatter(
        x=list(costs["central"]),
        y=labels,
        mode="markers",
        hoverinfo="text",
        showlegend=False,
        marker={
            "size": 12,
            "color": style.colour("accent"),
            "symbol": ["triangle-right" if o else "circle" for o in costs["open_above"]],
        },
        error_x={
            "type": "data",
            "symmetric": False,
            "array": list(costs["high"] - costs["central"]),
            "arrayminus": list(costs["central"] - costs["low"]),
            "color": style.colour("accent"),
            "thickness": 2,
            "width": 5,
        },
        text=[
            f"{r.label}, {size_words(r)} soldiers<br>{r.central:.1f} billion euros a year ({r.low:.1f} to {r.high:.1f})"
            for r in costs.itertuples()
        ],
    )
    figure.update_xaxes(
        title="Billion euros a year<br>(log scale)",
        type="log",
        tickvals=[0.5, 1, 2, 5, 10, 20, 50],
        ticktext=["0.5", "1", "2", "5", "10", "20", "50"],
        range=[-0.35, 1.78],
        tickangle=0,
    )
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=labels,
        range=[len(labels) - 0.4, -0.6],
        tickfont={"size": 12},
    )
    return figure.update_layout(height=140 + 46 * len(labels))


def size_words(row) -> str:
    """A size of ``deterrence.costs`` in words: ``10,000``, or ``200,000 or more`` where it is open above."""
    return f"{row.soldiers:,}" + (" or more" if row.open_above else "")


def cost_table(costs: pd.DataFrame) -> pd.DataFrame:
    """The costs with columns named for readers; from ``deterrence.costs``."""
    return pd.DataFrame(
        {
            "Purpose": costs["label"],
            "Published size": costs["end"],
            "Soldiers": [size_words(r) for r in costs.itertuples()],
            "Low (billion euros a year)": costs["low"].round(1),
            "Central (billion euros a year)": costs["central"].round(1),
            "High (billion euros a year)": costs["high"].round(1),
            "Soldiers tied up by rotation": costs["pool"],
            "Sources": costs["source_ids"],
        }
    )


def matrix_grid(matrix: pd.DataFrame) -> go.Figure:
    """Evidence (rows) against hypotheses (columns), one coded mark per cell; from ``hypotheses.matrix``."""
    names = {h: wrapped(label, 19) for h, label in hypotheses.labels().items()}
    labels = {r.evidence_id: row_label(r) for r in matrix.itertuples()}
    cells = matrix.melt(["evidence_id", "statement"], list(names), "hypothesis_id", "code")
    cells = cells.assign(row=cells["evidence_id"].map(labels), column=cells["hypothesis_id"].map(names))
    cells = cells.assign(
        hover=cells["evidence_id"]
        + ": "
        + cells["statement"].map(lambda s: wrapped(s, 50))
        + "<br>"
        + cells["hypothesis_id"].map(hypotheses.labels())
        + ": "
        + cells["code"].map(lambda c: CODES[c].label)
    )
    figure = mark_grid(cells, CODES, list(labels.values()), list(names.values()))
    figure.update_xaxes(tickangle=-90, tickfont={"size": 11})
    figure.update_yaxes(tickfont={"size": 10}, showgrid=True)
    return figure.update_layout(height=260 + 42 * len(matrix))


def row_label(row) -> str:
    """A short label of a row of evidence, from its id and the opening of its statement."""
    lines = textwrap.wrap(
        f"{row.evidence_id} {row.statement}", 30, break_on_hyphens=False, max_lines=2, placeholder=" …"
    )
    return "<br>".join(lines).replace(", …", " …")


def matrix_table(matrix: pd.DataFrame) -> pd.DataFrame:
    """The matrix with columns named for readers, one column of codes per hypothesis; from ``hypotheses.matrix``."""
    return pd.DataFrame(
        {
            "Evidence": matrix["evidence_id"],
            "Date": matrix["date"],
            "What is known": matrix["statement"],
            "Credibility": matrix["credibility"],
            "Relevance": matrix["relevance"],
            "Weight": matrix["weight"].round(2),
            **{label: matrix[h] for h, label in hypotheses.labels().items()},
            "Sources": matrix["source_ids"],
        }
    )


def ranking_table(weighted: pd.DataFrame, plain: pd.DataFrame) -> pd.DataFrame:
    """The hypotheses, least inconsistent first, weighted and unweighted; from two calls of ``hypotheses.ranking``."""
    other = plain.set_index("hypothesis_id")
    sources = data.load("hypotheses").set_index("hypothesis_id")["source_ids"]
    return pd.DataFrame(
        {
            "Outcome": weighted["label"],
            "Place": weighted["rank"],
            "Score": weighted["score"].round(1),
            "Rows against": weighted["against"],
            "Of these strongly": weighted["strongly"],
            "Score without weights": weighted["hypothesis_id"].map(other["score"]).round(1),
            "Place without weights": weighted["hypothesis_id"].map(other["rank"]),
            "Sources": weighted["hypothesis_id"].map(sources),
        }
    )


def lead(sensitivity: pd.DataFrame, themes: pd.DataFrame, matrix: pd.DataFrame, full: float) -> go.Figure:
    """How far the leading hypothesis stays ahead when a row goes, is turned round, or a whole theme goes.

    From ``hypotheses.sensitivity``, ``without_themes`` and ``matrix``; ``full`` is the lead in the full matrix. Rows with the smallest lead on top, themes below.
    """
    order = sensitivity.groupby("evidence_id")["margin"].min().sort_values(kind="stable").index
    names = {r.evidence_id: row_label(r) for r in matrix.itertuples()}
    theme_names = {t: f"All on {THEMES[t]} ({n})" for t, n in zip(themes["theme"], themes["n"])}
    figure = go.Figure()
    for change in ("removed", "flipped"):
        part = sensitivity[sensitivity["change"] == change]
        _lead_marks(figure, part["margin"], part["evidence_id"].map(names), CHANGES[change])
    _lead_marks(figure, themes["margin"], themes["theme"].map(theme_names), CHANGES["theme"])
    figure.add_vline(x=full, line={"color": style.colour("muted"), "dash": "dot"})
    figure.add_vline(x=0, line={"color": style.colour("ink"), "width": 1.5})
    rows = [names[e] for e in order] + list(theme_names.values())
    figure.update_xaxes(
        title="Lead (points)",
        range=[
            min(-0.6, sensitivity["margin"].min() - 0.4),
            max(sensitivity["margin"].max(), themes["margin"].max()) + 0.5,
        ],
        zeroline=False,
    )
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=rows,
        range=[len(rows) - 0.5, -0.5],
        dtick=1,
        tickfont={"size": 10},
    )
    return figure.update_layout(height=170 + 38 * len(rows))


def _lead_marks(figure: go.Figure, x, y, look: style.Code) -> None:
    figure.add_scatter(
        x=list(x),
        y=list(y),
        mode="markers",
        name=look.label,
        marker=marker(look, 9),
        hoverinfo="text",
        text=[f"{label}<br>{look.label.lower()}: lead {value:.1f}" for label, value in zip(y, x)],
    )


def lead_table(sensitivity: pd.DataFrame, themes: pd.DataFrame) -> pd.DataFrame:
    """The data behind ``lead`` with columns named for readers."""
    names = hypotheses.labels()
    changes = sensitivity.assign(
        what=sensitivity["change"].map(lambda c: CHANGES[c].label), name=sensitivity["evidence_id"]
    )
    groups = themes.assign(
        what=CHANGES["theme"].label, name=themes["theme"].map(THEMES), source_ids=[()] * len(themes)
    )
    table = pd.concat([changes, groups], ignore_index=True)
    return pd.DataFrame(
        {
            "Evidence or theme": table["name"],
            "Change": table["what"],
            "Then first": table["first"].map(lambda ids: " and ".join(names[h] for h in ids)),
            "Lead (points)": table["margin"].round(2),
            "First place changes": table["first_changes"].map({True: "yes", False: "no"}),
            "Other places change": table["order_changes"].map({True: "yes", False: "no"}),
            "Sources": table["source_ids"],
        }
    )
