"""Headlines of the appendix on single countries."""

from __future__ import annotations

from coalition import data
from coalition.words.countries import Results
from coalition.words.phrases import capital, of_all_first


def headlines(r: Results) -> dict[str, str]:
    """The sentence of each exhibit, by its name."""
    ready = int((r.overview["Position"] == data.labels_of("positions", "position")["deploy_troops"]).sum())
    return {
        "tab-countries": capital(
            f"{of_all_first(ready, len(r.overview))} governments {'are' if ready > 1 else 'is'} ready "
            f"to send soldiers."
        )
    }
