"""What others expect: ours is compared with theirs, and a far one needs a reason."""

import pytest

from coalition import data
from coalition.analysis import chain, forecasts
from coalition.check import structure
from coalition.words import others
from tests import edits


def of_k01():
    return forecasts.of("K01")


def test_forecasts_on_a_judgement_stand_by_deadline_with_their_distance():
    found = of_k01()
    assert list(found["deadline"]) == sorted(found["deadline"])
    assert [v - 30 for v in found["value_pct"]] == list(found["gap"])


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"reason": ""}, "reason: blank, but K01 is 42.5 points away, more than 20"),
        ({"difference": ""}, "difference: the blank cell breaks the rule"),
        ({"frozen_pct": "70"}, "frozen_pct: 70 is not the point of K01 (30)"),
        ({"frozen_on": "2026-11-01"}, "frozen_on: 2026-11-01 is not the day of K01 (2026-11-22)"),
        ({"judgement_id": ""}, "judgement_id: the blank cell breaks the rule"),
        ({"compared_on": "2026-11-01"}, "frozen_on: 2026-11-22 is above compared_on 2026-11-01"),
    ],
)
def test_the_rules_of_the_comparison(package, cells, said):
    edits.Folder(package).change("forecasts", {"forecast_id": "FC09"}, **cells)
    found = structure.faults("forecasts") or forecasts.violations()
    assert [line for line in found if line.startswith("data/forecasts.csv:10") and said in line]


def test_a_number_moved_after_the_comparison_keeps_the_old_one_and_is_measured_too(package):
    folder = edits.Folder(package)
    folder.change("judgements", {"judgement_id": "K01"}, probability="34", made_on="2026-12-01")
    assert forecasts.violations() == []
    found = of_k01().query("forecast_id == 'FC09'").iloc[0]
    assert found["gap"] == 42.5
    folder.change("forecasts", {"forecast_id": "FC02"}, value_pct="5", reason="")
    assert any("K01 is 29 points away" in line for line in forecasts.violations())


def test_a_number_is_not_older_than_the_chances_it_is_made_of(package):
    assert chain.steps("K01") == ("start",)
    edits.Folder(package).change("conditionals", {"conditional_id": "start"}, made_on="2026-11-27")
    said = "compared_on: 2026-11-26 is before 2026-11-27, the day of start, of which K01 is made"
    assert f"data/forecasts.csv:2 {said}" in forecasts.violations()


def test_the_newest_price_of_one_question_is_shown():
    shown = forecasts.on("ceasefire")
    assert not shown.duplicated(["wording", "who", "deadline"]).any()
    assert "FC03" not in set(shown["forecast_id"])


def test_a_judgement_without_a_counterpart_says_nothing_and_one_with_it_says_the_difference(package):
    assert others.line(data.row("judgements", "K03")) == ""
    said = others.line(data.row("judgements", "K01"))
    for row in of_k01().itertuples():
        assert f"{row.value_pct:g} per cent" in said
        assert row.difference in said
    assert "Ours is 42.5 points lower" in said
    edits.Folder(package).change("forecasts", {"forecast_id": "FC09"}, value_pct="40", reason="")
    assert "40 per cent by 31 December 2027" in others.brief(data.row("judgements", "K01"))
    assert "Ours is" not in others.line(data.row("judgements", "K01"))
