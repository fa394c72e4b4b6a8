"""The likelihood scale, and scores computed by hand."""

import pytest

from coalition import data
from coalition.analysis import likelihood
from tests.tables_of import edit


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
    assert [(t.low, t.high) for t in likelihood.SCALE] == [
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


def test_nothing_is_scored_before_an_outcome_is_known():
    assert likelihood.scores().empty and likelihood.scenario_scores().empty
    assert (likelihood.calibration()["n"] == 0).all()


def test_brier_scores_by_hand(package):
    edit(package, "K01", outcome="false")  # 30 percent: 0.09
    edit(package, "K07", outcome="true")  # 90 percent: 0.01
    edit(package, "K08", outcome="false")  # 75 percent: 0.5625
    edit(package, "J01", outcome="true")  # 75 percent: 0.0625
    found = likelihood.scores().set_index("judgement_id")["brier"]
    assert found.to_dict() == pytest.approx({"K01": 0.09, "K07": 0.01, "K08": 0.5625, "J01": 0.0625})
    assert found.mean() == pytest.approx(0.18125) and found.mean() < likelihood.ALWAYS_FIFTY
    likely = likelihood.calibration().set_index("likelihood").loc["likely"]
    assert (likely["n"], likely["mean_probability"], likely["share_true"], likely["in_range"]) == (
        2,
        75,
        50,
        False,
    )
    assert likely["brier"] == pytest.approx(0.3125)


def test_a_scenario_set_is_scored_once(package):
    for key, outcome in {
        "S01": "false",
        "S02": "true",
        "S03": "false",
        "S04": "false",
        "S05": "false",
    }.items():
        edit(package, key, outcome=outcome)
    row = likelihood.scenario_scores().iloc[0]
    # 0.77² + 0.88² + 0.05² + 0.03² + 0.03²
    assert (row["n"], row["came_true"]) == (5, "S02") and row["brier"] == pytest.approx(1.3716)
    assert likelihood.scores().empty


def test_what_is_due_depends_on_the_day():
    assert likelihood.due().empty
    assert list(likelihood.due("2027-03-31")["judgement_id"]) == ["K08"]
    assert len(likelihood.due("2027-12-31")) == len(data.load("judgements"))


def test_the_words_of_the_scale_are_those_of_the_descriptor():
    labels = data.labels_of("judgements", "likelihood")
    assert {t.code: t.words for t in likelihood.SCALE} == {c: label.lower() for c, label in labels.items()}


def test_a_step_of_the_scale_reads_with_its_range():
    assert likelihood.scale_words("unlikely") == "unlikely (20 to 45 percent)"
