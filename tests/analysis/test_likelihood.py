"""The likelihood scale, and scores computed by hand."""

import pandas as pd
import pytest

from coalition import data
from coalition.analysis import likelihood


@pytest.mark.parametrize(
    "text, codes",
    [
        ("very unlikely", ["very_unlikely"]),
        ("unlikely", ["unlikely"]),
        ("a roughly even chance", ["roughly_even"]),
        ("almost certainly", ["almost_certain"]),
        ("almost no chance", ["almost_no_chance"]),
        ("Very likely", ["very_likely"]),
        ("more likely", []),
        ("likelihood", []),
        ("most likely", []),
    ],
)
def test_the_longest_term_wins(text, codes):
    assert likelihood.terms_in(text) == codes


def test_the_scale_is_that_of_the_directive():
    assert [(t.low, t.high) for t in likelihood.scale()] == [
        (1, 5),
        (5, 20),
        (20, 45),
        (45, 55),
        (55, 80),
        (80, 95),
        (95, 99),
    ]
    with pytest.raises(KeyError, match="no likelihood 'certain'; there are almost_no_chance"):
        likelihood.term("certain")


def judgements(*rows):
    """Judgements with a point in percent and an outcome; scenarios name their set."""
    columns = ["judgement_id", "probability", "outcome", "scenario_set"]
    table = pd.DataFrame(rows, columns=columns).astype({"outcome": "boolean", "scenario_set": "string"})
    kind = table["scenario_set"].notna().map({True: "scenario", False: "key"})
    return table.assign(kind=kind, statement="It is so.", likelihood="likely", source_ids=[()] * len(table))


def test_nothing_is_scored_before_an_outcome_is_known():
    table = judgements(("K91", 75, None, None), ("S91", 60, None, "s"), ("S92", 40, None, "s"))
    assert likelihood.scores(table).empty and likelihood.scenario_scores(table).empty


def test_brier_scores_by_hand():
    table = judgements(("K91", 30, False, None), ("K92", 90, True, None), ("K93", 75, False, None))
    found = likelihood.scores(table).set_index("judgement_id")["brier"]
    assert found.to_dict() == pytest.approx({"K91": 0.09, "K92": 0.01, "K93": 0.5625})
    assert likelihood.scores(judgements(("K91", 50, True, None)))["brier"].item() == likelihood.ALWAYS_FIFTY


def test_a_scenario_set_is_scored_once():
    table = judgements(("S91", 70, False, "s"), ("S92", 20, True, "s"), ("S93", 10, False, "s"))
    row = likelihood.scenario_scores(table).iloc[0]
    # 0.7² + 0.8² + 0.1²
    assert (row["n"], row["came_true"]) == (3, "S92") and row["brier"] == pytest.approx(1.14)
    assert likelihood.scores(table).empty


def test_a_word_that_the_descriptor_gives_a_step_is_found_in_texts(package):
    path = package / "datapackage.json"
    renamed = path.read_text(encoding="utf-8").replace('"label": "Almost certain"', '"label": "Near certain"')
    path.write_text(renamed, encoding="utf-8")
    data.package.cache_clear()
    assert likelihood.terms_in("It is near certain, and almost certain.") == ["almost_certain"]


def test_a_step_of_the_scale_reads_with_its_range():
    assert likelihood.scale_words("unlikely") == "unlikely (20 to 45 percent)"
