"""Tables of scenarios, indicators, judgements, assumptions and open questions."""

from __future__ import annotations

import pandas as pd

from coalition import data
from coalition.analysis import base_rates, forecasts, likelihood, placeholders, searches


def scenarios(table: pd.DataFrame) -> pd.DataFrame:
    """The scenarios with columns named for readers; from ``outlook.scenarios``."""
    return pd.DataFrame(
        {
            "Scenario": table["label"],
            "Judgement": table["statement"],
            "Likelihood": table["likelihood"].map(likelihood.scale_words),
            "Point (per cent)": table["probability"],
            "Confidence": table["confidence_in_judgement"],
            "Basis": table["basis"],
            "What would change it": table["change_mind"],
            "Assumptions": table["assumption_ids"].map(", ".join),
            "Sources": table["source_ids"],
        }
    )


def indicators(table: pd.DataFrame) -> pd.DataFrame:
    """Indicators with columns named for readers; from ``outlook.indicators`` or the table."""
    judgements = placeholders.load("judgements").set_index("judgement_id")["label"]
    return pd.DataFrame(
        {
            "Indicator": table["indicator"],
            "A change would mean": table["would_mean"],
            "Last seen": table["last_seen_value"],
            "On": table["last_seen_on"].map(data.written_date),
            "Bears on": table["judgement_ids"].map(lambda ids: "; ".join(judgements[i] for i in ids)),
            "Note": table["note"],
            "Sources": table["source_ids"],
        }
    )


def due(table: pd.DataFrame) -> pd.DataFrame:
    """Judgements by the day they fall due with columns named for readers; from ``outlook.due``.

    Their ids stand there, since rules for scoring refer to them.
    """
    return pd.DataFrame(
        {
            "Judgement": table["judgement_id"] + ": " + table["label"],
            "Chapter": table["chapter"].map(data.labels_of("judgements", "chapter")),
            "Likelihood": table["likelihood"].map(likelihood.scale_words)
            + ", confidence "
            + table["confidence_in_judgement"],
            "Point (per cent)": table["probability"],
            "Counting alone (per cent)": table["judgement_id"].map(
                base_rates.forecasts().round().astype(int)
            ),
            "Earlier points": table["judgement_id"].map(_earlier),
            "Others say": table["judgement_id"].map(_others),
            "Scored": table["score_by"].map(data.written_date) + ": " + table["scored_as"],
            "Contrary": table["judgement_id"].map(_searched),
            "Sources": table["source_ids"],
        }
    )


def _earlier(judgement_id: str) -> str:
    """The points that a judgement had before, each with the day on which it was given; blank if none."""
    rows = data.load("earlier_points")
    rows = rows[rows["judgement_id"] == judgement_id]
    return "; ".join(f"{r.probability} per cent, {data.written_date(r.made_on)}" for r in rows.itertuples())


def conditionals(table: pd.DataFrame, by_model: dict[str, float]) -> pd.DataFrame:
    """The stated conditionals with columns named for readers; from the ``conditionals`` table.

    ``by_model`` is from ``base_rates.by_model``.
    """
    rates = base_rates.conditionals()
    return pd.DataFrame(
        {
            "Step": table["step"].map(data.labels_of("conditionals", "step")),
            "Chance": table["question"],
            "Point (per cent)": table["probability"].map("{:g}".format),
            "Counting alone (per cent)": (100 * table["conditional_id"].map(rates)).round().astype(int),
            "Force model (per cent)": (100 * table["conditional_id"].map(by_model)).round().astype("Int64"),
            "Basis": table["basis"],
            "Assumptions": table["assumption_ids"].map(", ".join),
            "Note": table["note"],
            "Sources": table["source_ids"],
        }
    )


def sensitivity(table: pd.DataFrame) -> pd.DataFrame:
    """Chances under other first steps with columns named for readers; from ``chain.sensitivity``."""
    names = placeholders.load("judgements").set_index("judgement_id")["label"]
    steps = data.load("conditionals").set_index("conditional_id")["label"]
    start, hold = steps[data.row("conditionals", "start").name], steps[data.row("conditionals", "hold").name]
    war, force = data.row("judgements", "S01"), data.row("judgements", "K02")
    sources = tuple(data.source_ids(data.load("conditionals")))
    return pd.DataFrame(
        {
            f"{start} (per cent)": (100 * table["start"]).round().astype(int),
            f"{hold} (per cent)": (100 * table["hold"]).round().astype(int),
            f"{names[war.name]} (per cent)": table["war"].round().astype(int),
            f"{names[force.name]} (per cent)": table["force"].round().astype(int),
            "Sources": [sources] * len(table),
        }
    )


def _searched(judgement_id: str) -> str:
    """When and in which languages the contrary of a judgement was looked for."""
    rows = searches.on(f"judgements:{judgement_id}")
    told = searches.told(rows[rows["purpose"] == "contrary"])
    return told[:1].upper() + told[1:]


def assumptions(table: pd.DataFrame) -> pd.DataFrame:
    """Assumptions with columns named for readers, weakest first; from the ``assumptions`` table."""
    standings = data.labels_of("assumptions", "standing")
    rank = table["standing"].map(list(reversed(standings)).index)
    table = table.assign(rank=rank).sort_values(["rank", "assumption_id"])
    return pd.DataFrame(
        {
            "Assumption": table["statement"],
            "Standing": table["standing"].map(standings),
            "Why it matters": table["why_it_matters"],
            "How it would fail": table["how_it_would_fail"],
            "Judgements that rest on it": table["judgement_ids"].map(len),
            "Note": table["note"],
            "Sources": table["source_ids"],
        }
    ).reset_index(drop=True)


def questions(table: pd.DataFrame) -> pd.DataFrame:
    """The register of open questions with columns named for readers; from the ``questions`` table."""
    return pd.DataFrame(
        {
            "Question": table["question"],
            "Why it matters": table["why_it_matters"],
            "Who could answer": table["who_could_answer"],
            "What would settle it": table["what_would_settle_it"],
            "Status": table["status"].map(data.labels_of("questions", "status")),
            "Chapter": table["chapter"].map(data.labels_of("judgements", "chapter")),
            "Note": table["note"],
            "Sources": table["source_ids"],
        }
    )


def _others(judgement_id: str) -> str:
    """What others expect of the event of a judgement, each with the deadline; blank if nothing was found."""
    return "; ".join(
        f"{r.value_pct:g} per cent by {data.written_date(r.deadline)} ({r.who})"
        for r in forecasts.of(judgement_id).itertuples()
    )


def views(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of the one view with columns named for readers, from ``views.rows``."""
    return pd.DataFrame(
        {
            "View": rows["view"],
            "What is counted or asked": rows["label"],
            "Per cent": _rounded(rows["value"]),
            "From": _rounded(rows["low"]),
            "To": _rounded(rows["high"]),
            "Sources": rows["source_ids"],
        }
    )


def _beside(forecast: pd.Series, labels: pd.Series) -> str | None:
    """Our number with the days on which it was fixed and compared, how the events differ, and why ours is far
    away if it is; None without a judgement.
    """
    if pd.isna(forecast["judgement_id"]):
        return None
    fixed, compared = (data.written_date(forecast[c]) for c in ("frozen_on", "compared_on"))
    said = [
        f"{labels[forecast['judgement_id']]}: {forecast['frozen_pct']} per cent, fixed on {fixed}, "
        f"compared on {compared}.",
        forecast["difference"],
        forecast["reason"],
    ]
    return " ".join(forecasts.by_label(text) for text in said if pd.notna(text))


def _rounded(column: pd.Series) -> pd.Series:
    return column.astype("Float64").round(1)


def _rules(rows: pd.DataFrame) -> pd.Series:
    """The rule of each forecast; one that the same house's earlier deadline has is named by that deadline."""
    same = ["who", "topic", "definition"]
    first = rows.groupby(same, sort=False)["deadline"].transform("first").map(data.written_date)
    return rows["definition"].mask(rows.duplicated(same), "As for the deadline of " + first + ".")


def forecast_table(table: pd.DataFrame) -> pd.DataFrame:
    """Every forecast of others with columns named for readers, from the ``forecasts`` table, by deadline."""
    labels = placeholders.load("judgements").set_index("judgement_id")["label"]
    rows = table.sort_values(["topic", "deadline", "made_on"], ignore_index=True)
    return pd.DataFrame(
        {
            "Forecast": rows["who"] + ": " + rows["wording"],
            "Per cent": rows["value_pct"],
            "On": rows["made_on"].map(data.written_date),
            "Deadline": rows["deadline"].map(data.written_date),
            "What counts": _rules(rows),
            "Beside ours": [_beside(row, labels) for _, row in rows.iterrows()],
            "Note": rows["note"],
            "Sources": rows["source_ids"],
        }
    )
