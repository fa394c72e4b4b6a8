"""Headlines of the chapter on what happens next."""

from __future__ import annotations

from coalition import data
from coalition.analysis import views
from coalition.words.outlook import Results
from coalition.words.phrases import capital, of_all_first, subject


def headlines(r: Results) -> dict[str, str]:
    """The sentence of each exhibit, by its name."""
    first = r.scenarios.sort_values("probability", ascending=False).iloc[0]
    weak = int((r.assumptions["standing"] != "supported").sum())
    open_ = int((r.questions["status"] == "open").sum())
    near = int(r.forecasts["judgement_id"].notna().sum())
    chance = r.conditionals.set_index("conditional_id")["probability"]
    start, hold, sent = (chance[data.row("conditionals", i).name] for i in ("start", "hold", "sent"))
    return {
        "fig-outlook-views": _views(),
        "tab-outlook-forecasts": f"{of_all_first(near, len(r.forecasts))} forecasts of others "
        f"{'ask' if near > 1 else 'asks'} nearly what one of our judgements asks.",
        "fig-outlook-scenarios": f"We give {int(first['probability'])} per cent to the scenario "
        f"“{first['label']}” on {r.end}.",
        "tab-outlook-conditionals": f"We put a ceasefire at {start:.0f} per cent, its being in force on the "
        f"day at {hold:.0f} if it starts, and units at {sent:.0f} if it is.",
        "tab-outlook-sensitivity": "With other chances for the first steps, that of the force in Ukraine "
        f"runs from {r.sensitivity['force'].min():.0f} to {r.sensitivity['force'].max():.0f} per cent.",
        "tab-outlook-indicators": subject(
            len(r.indicators), "indicator would move a judgement.", "indicators would move a judgement."
        ),
        "tab-outlook-assumptions": capital(
            f"{of_all_first(weak, len(r.assumptions))} assumptions behind the judgements "
            f"{'are' if weak > 1 else 'is'} "
            "less than well supported."
        ),
        "tab-outlook-due": subject(len(r.due), "judgement falls", "judgements fall")
        + f" due, the first by {data.written_date(str(r.due['score_by'].min()))}.",
        "tab-outlook-questions": capital(
            f"{of_all_first(open_, len(r.questions))} questions are still open."
        ),
    }


def _views() -> str:
    """Our first judgement beside what others give for the same day."""
    ours, others = views.ours().loc["begins"], views.others()
    same = others[others["deadline"] == ours["day"]].sort_values("value_pct")
    values = same["value_pct"].map(views.percent).tolist()
    if not values:
        beside = "no forecast of others is for that day"
    elif len(values) == 1:
        beside = f"{same['who'].iloc[0]}, by its own rules, at {values[0]}"
    else:
        beside = f"others, by their own rules, at {values[0]} to {values[-1]}"
    return (
        f"We put a general ceasefire by {data.written_date(ours['day'])} at {views.percent(ours['value'])} "
        f"per cent; {beside}."
    )
