"""Headlines of the chapter on Russia."""

from __future__ import annotations

from coalition import data
from coalition.words.headlines.index import circle
from coalition.words.phrases import capital, of_all, of_all_first, subject
from coalition.words.russia import Results


def headlines(r: Results) -> dict[str, str]:
    """The sentence of each exhibit, by its name."""
    force = r.subject("foreign_force")
    against, named = int(force["rejecting"]), int(force["naming_terms"])
    needed = int((r.gates["russia"] == "needed").sum())
    same = int(r.movement["reading"].isin(["same", "harder"]).sum())
    return {
        "fig-russia-circle": circle(),
        "fig-russia-statements": capital(
            f"{of_all_first(against, int(force['statements']))} Russian statements on foreign troops "
            f"reject them; "
            f"{named or 'none'} {'names' if named < 2 else 'name'} terms."
        ),
        "tab-russia-statements": subject(
            len(r.statements), "statement by Russian officials was", "statements by Russian officials were"
        )
        + f" found, the newest of {data.written_date(r.statements['date'].iloc[-1])}.",
        "fig-russia-gates": capital(
            f"{of_all_first(needed, len(r.gates))} steps to a deployment "
            f"{'need' if needed > 1 else 'needs'} Russia's word."
        ),
        "tab-russia-moves": capital(
            f"Russia has not moved, or speaks harder, on {of_all(same, len(r.movement))} points."
        ),
    }
