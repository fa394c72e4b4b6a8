"""Headlines of the chapter on deterrence."""

from __future__ import annotations

from coalition.words.deterrence import Results
from coalition.words.phrases import capital, counted, of_all, of_all_first, subject


def headlines(r: Results) -> dict[str, str]:
    """The sentence of each exhibit, by its name."""
    found = r.studies["supports"].value_counts()
    between = r.studies[r.studies["setting"] == "interstate"]
    speak = int((between["supports"] == "deterrence").sum())
    first = r.ranked.iloc[0]
    close = r.studies[r.studies["closeness"] == "high"]
    for_it = int((close["supports"] == "deterrence").sum())
    taken = r.rows.loc[r.rows["first_changes"], "evidence_id"].nunique()
    as_one = r.partitions.set_index(["coding", "partition"]).loc[("first", "ceasefire")]
    return {
        "fig-deterrence-research": capital(
            f"{of_all_first(int(found.get('deterrence', 0)), len(r.studies))} studies speak for an "
            f"effect; of those on "
            f"conflict between states, {of_all(speak, len(between))} do."
        ),
        "tab-deterrence-research": capital(
            f"{of_all_first(len(close), len(r.studies))} studies {'is' if len(close) == 1 else 'are'} close "
            f"to the case; {of_all(for_it, len(close))} {'speaks' if for_it == 1 else 'speak'} for an effect."
        ),
        "fig-deterrence-cost": f"A year of the force would cost {r.costs['central'].min():.1f} to "
        f"{r.costs['central'].max():.1f} "
        "billion euros, from the smallest published size to the largest.",
        "fig-deterrence-matrix": f"The least evidence speaks against “{first['label']}”: "
        f"{of_all(int(first['against']), len(r.matrix))} rows.",
        "tab-deterrence-ranking": f"“{first['label']}” is {r.lead:.1f} points ahead of the next outcome, or "
        f"{as_one['lead']:.1f} if those with a ceasefire count as one.",
        "fig-deterrence-lead": (
            "No single piece of evidence takes"
            if not taken
            else subject(taken, "piece of evidence takes", "pieces of evidence take")
        )
        + f" the lead from “{first['label']}”; with the ceasefires as one outcome, "
        f"{_any_of(len(r.lost_as_one))}.",
    }


def _any_of(rows: int) -> str:
    if rows < 2:
        return "one does" if rows else "none does"
    return f"any of {counted(rows)} does"
