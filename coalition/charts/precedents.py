"""Earlier missions by density, outcome and consent, and the sizes discussed for Ukraine beside them."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from coalition import data
from coalition.analysis import precedents
from coalition.charts.grid import grid_height, marker
from coalition.exhibits import style

OUTCOMES = {
    "held": style.Code("Held", "deploy_troops", "circle"),
    "ongoing": style.Code("Goes on, no war so far", "conditional", "diamond-open"),
    "partial": style.Code("Held in part", "undecided", "triangle-up"),
    "collapsed": style.Code("Collapsed", "opposed", "x"),
}
"""Outcome codes of the ``missions`` table, best first."""

CONSENT = {"yes": "Consent", "partial": "Partial consent"}
MEASURE_LOOKS = {
    "km": style.Code("Troops per km of line", "accent", "circle"),
    "1000": style.Code("Troops per 1,000 inhabitants", "second", "diamond"),
}
PLAN = style.Code("Size discussed for Ukraine, not a mission", "muted", "star-open")

SHORT_NAMES = {
    "berlin-garrison": "West Berlin",
    "unmogip": "UNMOGIP, Kashmir",
    "usfk-unc": "Korea",
    "unef-1": "UNEF I, Sinai",
    "unficyp": "UNFICYP, Cyprus",
    "unef-2": "UNEF II, Sinai",
    "undof": "UNDOF, Golan",
    "unifil-1": "UNIFIL to 2006, Lebanon",
    "mfo-sinai": "MFO, Sinai",
    "mnf-beirut": "MNF, Beirut",
    "unikom": "UNIKOM, Iraq-Kuwait",
    "jcc-transnistria": "Transnistria",
    "jpkf-south-ossetia": "South Ossetia",
    "unprofor": "UNPROFOR, Bosnia",
    "unomig": "UNOMIG, Georgia",
    "cis-pkf-abkhazia": "CIS force, Abkhazia",
    "ifor": "IFOR, Bosnia",
    "unpredep": "UNPREDEP, N. Macedonia",
    "sfor": "SFOR, Bosnia",
    "untaes": "UNTAES, E. Slavonia",
    "osce-kvm": "OSCE KVM, Kosovo",
    "interfet": "INTERFET, E. Timor",
    "kfor": "KFOR, Kosovo",
    "unamsil": "UNAMSIL, Sierra Leone",
    "untaet": "UNTAET, E. Timor",
    "unmee": "UNMEE, Eritrea",
    "isaf": "ISAF, Afghanistan",
    "eufor-althea": "Althea, Bosnia",
    "unifil-2": "UNIFIL from 2006, Lebanon",
    "eumm-georgia": "EUMM, Georgia",
    "osce-smm": "OSCE SMM, Donbas",
    "nato-efp": "NATO battlegroups",
    "rus-pk-karabakh": "Russia, Karabakh",
    "deu-brigade-ltu": "German brigade, Lithuania",
}
"""Names short enough for an axis."""

_OBSERVERS = " *"
"""Behind the name of a mission whose size counts observers."""

# Where a label stands so that marks close to each other stay readable.
_LABEL_PLACES = {
    "jcc-transnistria": "middle right",
    "unikom": "bottom center",
    "unpredep": "middle right",
    "osce-smm": "bottom center",
    "unmee": "bottom center",
}


def density(missions: pd.DataFrame, discussed: pd.DataFrame, measure_id: str) -> go.Figure:
    """Usable missions by density on a logarithmic axis, outcome by colour and shape; below them the sizes of ``precedents.plans``.

    ``missions`` is the ``missions`` table. No line is fitted.
    """
    m = precedents.measure(measure_id)
    rows = precedents.usable(missions, measure_id)
    rows = rows.assign(label=[axis_name(r) for _, r in rows.iterrows()])
    plans = discussed.sort_values("troops", ascending=False).assign(
        label=lambda t: t["troops"].map("{:,} for Ukraine".format)
    )
    figure = go.Figure()
    for code, look in OUTCOMES.items():
        part = rows[rows["outcome"] == code]
        figure.add_scatter(
            x=list(part[m.density].astype(float)) or [None],
            y=list(part["label"]) or [None],
            mode="markers",
            name=look.label,
            hoverinfo="text",
            text=[_hover(r, m) for _, r in part.iterrows()],
            marker=marker(look, 11),
            showlegend=True,
        )
    figure.add_scatter(
        x=list(plans[m.density]),
        y=list(plans["label"]),
        mode="markers",
        name=PLAN.label,
        hoverinfo="text",
        marker=marker(PLAN, 11),
        text=[
            f"{t:,} troops ({a}): {d:.2g} {m.unit}"
            for t, a, d in zip(plans["troops"], plans["author"], plans[m.density])
        ],
    )
    order = [*rows["label"], "", *plans["label"]]
    figure.update_xaxes(
        type="log",
        title=_title(f"{m.unit.capitalize()},<br>logarithmic axis"),
        tickvals=[0.1, 1, 10, 100],
        ticktext=["0.1", "1", "10", "100"],
        range=[-1.2, 2.5],
    )
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=order,
        range=[len(order) - 0.4, -0.6],
        dtick=1,
        tickfont={"size": 12},
    )
    return figure.update_layout(height=grid_height(len(order)) + 30)


def span(missions: pd.DataFrame, discussed: pd.DataFrame) -> go.Figure:
    """Troops against length of line, both axes logarithmic, for missions usable per km, with the sizes discussed on Ukraine's line."""
    m = precedents.measure("km")
    rows = precedents.usable(missions, "km")
    figure = go.Figure()
    for code, look in OUTCOMES.items():
        part = rows[rows["outcome"] == code]
        figure.add_scatter(
            x=list(part[m.size].astype(float)) or [None],
            y=list(part["peak_troops"].astype(float)) or [None],
            mode="markers+text",
            name=look.label,
            showlegend=True,
            text=[SHORT_NAMES[i].split(",")[0] for i in part["mission_id"]],
            textposition=[_LABEL_PLACES.get(i, "top center") for i in part["mission_id"]],
            textfont={"size": 11},
            hovertext=[_hover(r, m) for _, r in part.iterrows()],
            hoverinfo="text",
            marker=marker(look, 11),
        )
    figure.add_scatter(
        x=list(discussed[m.size]),
        y=list(discussed["troops"]),
        mode="markers+text",
        name=PLAN.label,
        marker=marker(PLAN, 11),
        hoverinfo="text",
        text=discussed["troops"].map("{:,}".format),
        textposition="middle left",
        textfont={"size": 11},
        hovertext=[f"{t:,} troops on Ukraine's line" for t in discussed["troops"]],
    )
    longest = float(rows[m.size].max())
    figure.add_vrect(
        x0=longest * 1.06, x1=2200, fillcolor=style.colour("land"), opacity=0.6, line_width=0, layer="below"
    )
    figure.add_annotation(
        x=1,
        xref="paper",
        xanchor="right",
        y=1.62,
        text="no mission<br>here",
        showarrow=False,
        font={"size": 11},
    )
    figure.update_xaxes(
        type="log",
        title=_title("Length of the line, km,<br>logarithmic axis"),
        tickvals=[50, 100, 200, 500, 1000],
        ticktext=["50", "100", "200", "500", "1,000"],
        range=[1.7, 3.34],
    )
    figure.update_yaxes(
        type="log",
        title=_title("Troops or observers, logarithmic axis"),
        tickvals=[100, 1e3, 1e4, 1e5],
        ticktext=["100", "1,000", "10,000", "100,000"],
        range=[1.4, 5.6],
    )
    return figure.update_layout(height=520)


def consent(missions: pd.DataFrame) -> go.Figure:
    """Every mission as one mark: rows by consent and outcome, colour and shape by outcome, theatre in the hover text."""
    figure = go.Figure()
    labels = {}
    line = 0
    for consent_code, words in CONSENT.items():
        for code, look in OUTCOMES.items():
            part = missions[(missions["host_consent"] == consent_code) & (missions["outcome"] == code)]
            labels[line] = f"{look.label.split(',')[0]}: {len(part)}"
            figure.add_scatter(
                x=list(range(1, len(part) + 1)) or [None],
                y=[line] * len(part) or [None],
                mode="markers",
                name=look.label,
                showlegend=consent_code == "yes",
                legendgroup=code,
                text=[
                    f"{n} ({y})<br>{words}, {look.label.lower()}"
                    for n, y in zip(part["name"], part["start_year"])
                ],
                hoverinfo="text",
                marker=marker(look, 12),
            )
            line += 1
        line += 1
    heads = {-1: "yes", len(OUTCOMES): "partial"}
    for y, code in heads.items():
        figure.add_annotation(
            x=0,
            xref="paper",
            y=y,
            text=f"<b>{CONSENT[code]}</b>: {(missions['host_consent'] == code).sum()} missions",
            showarrow=False,
            xanchor="left",
        )
    figure.update_xaxes(title="One mark is one mission", range=[0.4, 12], dtick=2, tick0=2)
    figure.update_yaxes(
        tickvals=list(labels),
        ticktext=list(labels.values()),
        range=[line - 1.4, -1.6],
        showgrid=False,
        zeroline=False,
    )
    return figure.update_layout(height=440)


def consent_sensitivity(table: pd.DataFrame) -> go.Figure:
    """Share that held, with consent and with partial consent, under every variant; from ``precedents.consent_sensitivity``."""
    figure = go.Figure()
    looks = {
        "yes": style.Code("Consent", "deploy_troops", "circle"),
        "partial": style.Code("Partial consent", "opposed", "diamond"),
    }
    for _, row in table.iterrows():
        figure.add_scatter(
            x=[100 * row["share_partial"], 100 * row["share_yes"]],
            y=[row["label"]] * 2,
            mode="lines",
            hoverinfo="skip",
            showlegend=False,
            line={"color": style.colour("border"), "width": 2},
        )
    for code, look in looks.items():
        held, n = table[f"{code}_held"], table[f"{code}_held"] + table[f"{code}_collapsed"]
        figure.add_scatter(
            x=list(100 * table[f"share_{code}"]),
            y=list(table["label"]),
            mode="markers+text",
            name=look.label,
            marker=marker(look, 11),
            text=[f"{h}/{k}" for h, k in zip(held, n)],
            textposition="middle right" if code == "yes" else "middle left",
            textfont={"size": 11},
            hoverinfo="text",
            hovertext=[
                f"{s}<br>{look.label}: {h} of {k} held" for s, h, k in zip(table["statement"], held, n)
            ],
        )
    figure.update_xaxes(title=_title("Percent that held"), range=[-32, 118], tickvals=[0, 50, 100])
    _variant_axis(figure, table["label"])
    return figure.update_layout(height=grid_height(len(table)) + 40)


def density_sensitivity(table: pd.DataFrame) -> go.Figure:
    """Rank correlation of density with outcome and its rough interval under every variant; from ``precedents.density_sensitivity``."""
    figure = go.Figure()
    labels = list(dict.fromkeys(table["label"]))
    for offset, (measure_id, look) in zip((-0.16, 0.16), MEASURE_LOOKS.items()):
        part = table[(table["measure"] == measure_id) & table["rho"].notna()]
        figure.add_scatter(
            x=list(part["rho"]),
            y=[labels.index(x) + offset for x in part["label"]],
            mode="markers",
            name=look.label,
            marker=marker(look, 10),
            hoverinfo="text",
            error_x={
                "type": "data",
                "symmetric": False,
                "array": list(part["high"] - part["rho"]),
                "arrayminus": list(part["rho"] - part["low"]),
                "color": style.colour(look.token),
                "thickness": 1.5,
                "width": 3,
            },
            text=[
                f"{s}<br>{look.label}: {r:.2f} ({a:.2f} to {b:.2f}), n = {n}"
                for s, r, a, b, n in zip(part["statement"], part["rho"], part["low"], part["high"], part["n"])
            ],
        )
    figure.add_vline(x=0, line={"color": style.colour("ink"), "width": 1})
    figure.update_xaxes(
        title=_title("Rank correlation<br>of density with outcome"),
        range=[-1, 1],
        tickvals=[-1, -0.5, 0, 0.5, 1],
    )
    figure.update_yaxes(
        tickvals=list(range(len(labels))),
        ticktext=labels,
        range=[len(labels) - 0.5, -0.5],
        zeroline=False,
        tickfont={"size": 12},
    )
    return figure.update_layout(height=grid_height(len(labels)) + 110)


def mission_table(missions: pd.DataFrame, measure_id: str) -> pd.DataFrame:
    """Usable missions of one measure with columns named for readers."""
    m = precedents.measure(measure_id)
    rows = precedents.usable(missions, measure_id)
    return pd.DataFrame(
        {
            "Mission": rows["name"],
            "From": rows["start_year"],
            "Size": rows["peak_troops"],
            "Size is a": rows["peak_kind"],
            "Counts": rows["counted"],
            m.size_label: rows[m.size],
            m.label: rows[m.density].astype(float).round(2),
            "Consent": rows["host_consent"],
            "Outcome": rows["outcome"],
            "Why": rows["outcome_basis"],
            "Confidence": rows["confidence"],
            "Sources": rows["source_ids"],
        }
    )


def outcome_table(missions: pd.DataFrame) -> pd.DataFrame:
    """All missions with consent and outcome, columns named for readers; the reasons for leaving a row out of the densities."""
    rows = missions.sort_values(
        ["host_consent", "outcome", "start_year"], ascending=[False, True, True], ignore_index=True
    )
    return pd.DataFrame(
        {
            "Mission": rows["name"],
            "Theatre": rows["theatre"],
            "From": rows["start_year"],
            "To": rows["end_year"],
            "Consent": rows["host_consent"],
            "Outcome": rows["outcome"],
            "Why": rows["outcome_basis"],
            "Nuclear adversary": rows["nuclear_adversary"].map({True: "yes", False: "no"}),
            "Not compared per km because": rows["density_line_exclusion"],
            "Not compared per 1,000 because": rows["density_population_exclusion"],
            "Sources": rows["source_ids"],
        }
    )


def nearest_table(found: pd.DataFrame, measure_id: str) -> pd.DataFrame:
    """The nearest missions from ``precedents.nearest``, with what differs, columns named for readers.

    What differs starts with the length or population of Ukraine as a multiple of the mission's.
    """
    m = precedents.measure(measure_id)
    size = (
        {m.size_label: found[m.size].astype(int)}
        if measure_id == "km"
        else {"People (million)": (found[m.size].astype(float) / 1e6).round(2)}
    )
    return pd.DataFrame(
        {
            "Mission": [f"{SHORT_NAMES[r['mission_id']]}, {_years(r)}" for _, r in found.iterrows()],
            **size,
            m.label.removesuffix(" inhabitants"): found[m.density].astype(float).round(2),
            "Distance": found["distance"].round(2),
            "Outcome": found["outcome"].map(lambda c: OUTCOMES[c].label),
            "What differs": [
                f"{m.larger.format(times)}; {rest}"
                for times, rest in zip(found["times_as_large"], precedents.differences(found))
            ],
        }
    )


def size_table(table: pd.DataFrame) -> pd.DataFrame:
    """The nearest missions by size of the force, from ``precedents.nearest_by_size``, columns named for readers."""
    return pd.DataFrame(
        {
            "Troops": table["troops"],
            "Named by": table["author"],
            "Compared by": [precedents.measure(i).label for i in table["measure"]],
            "Density": table["density"].round(2),
            "Nearest missions, nearest first": [
                "; ".join(SHORT_NAMES[i] for i in ids) for ids in table["mission_ids"]
            ],
            "Distance of the nearest": table["distance"].round(2),
        }
    )


def consent_sensitivity_table(table: pd.DataFrame, source_ids: tuple) -> pd.DataFrame:
    """``precedents.consent_sensitivity`` with columns named for readers."""
    return pd.DataFrame(
        {
            "Case": table["label"],
            "What changes": table["statement"],
            "Consent, held": table["yes_held"],
            "Consent, collapsed": table["yes_collapsed"],
            "Partial, held": table["partial_held"],
            "Partial, collapsed": table["partial_collapsed"],
            "Fisher's exact p": table["p"].round(3),
            "Odds ratio": table["odds"].round(1),
            "From": table["odds_low"].round(1),
            "To": table["odds_high"].round(1),
            "Sources": [source_ids] * len(table),
        }
    )


def density_sensitivity_table(table: pd.DataFrame, source_ids: tuple) -> pd.DataFrame:
    """``precedents.density_sensitivity`` with columns named for readers."""
    return pd.DataFrame(
        {
            "Case": table["label"],
            "What changes": table["statement"],
            "Compared by": [precedents.measure(i).label for i in table["measure"]],
            "n": table["n"],
            "Rank correlation": table["rho"].round(2),
            "From": table["low"].round(2),
            "To": table["high"].round(2),
            "p": table["p"].round(2),
            "Sources": [source_ids] * len(table),
        }
    )


def axis_name(row: pd.Series) -> str:
    """A short name, with a star where the size counts observers."""
    return SHORT_NAMES[row["mission_id"]] + (_OBSERVERS if row["counted"] == "observers" else "")


def _years(row: pd.Series) -> str:
    return f"{row['start_year']}-{'' if pd.isna(row['end_year']) else row['end_year']}"


def _hover(row: pd.Series, m: precedents.Measure) -> str:
    kind = data.meanings_of("missions", "peak_kind")[row["peak_kind"]].rstrip(".")
    return (
        f"{row['name']}, {_years(row)}<br>{row['peak_troops']:,} {row['counted']}, {row[m.density]:.2g} {m.unit}"
        f"<br>{kind}<br>{CONSENT[row['host_consent']]}; {OUTCOMES[row['outcome']].label.lower()}"
    )


def _title(text: str) -> dict:
    """An axis title small enough for a phone."""
    return {"text": text, "font": {"size": 12}}


def _variant_axis(figure: go.Figure, labels) -> None:
    figure.update_yaxes(
        type="category",
        categoryorder="array",
        categoryarray=list(labels),
        range=[len(labels) - 0.5, -0.5],
        dtick=1,
        tickfont={"size": 12},
    )
