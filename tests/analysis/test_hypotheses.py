"""The matrix of hypotheses: computed by hand on a small case, and by what one row changes on the real one."""

import pytest

from coalition import data
from coalition.analysis import hypotheses
from coalition.check import references
from coalition.words import deterrence as words
from tests.tables_of import cells, replace


def drop(package, table, key):
    rows = cells(package / f"{table}.csv")
    first = next(iter(rows[0]))
    replace(package, table, [r for r in rows if r[first] != key])


CODES = {"ev-01": ("I", "C", "II"), "ev-02": ("C", "II", "N"), "ev-03": ("I", "C", "CC")}


@pytest.fixture
def small(package):
    """Three rows of weight 2, 1 and 0.5 against three hypotheses: scores 2.5, 2.0 and 4.0."""
    levels = ("high", "medium", "low")
    replace(package, "hypotheses", [{"hypothesis_id": f"H{i}", "label": f"Case {i}"} for i in (1, 2, 3)])
    replace(
        package,
        "evidence",
        [
            {
                "evidence_id": e,
                "date": "2026-01-01",
                "theme": t,
                "statement": f"Fact {e}.",
                "credibility": level,
                "relevance": level,
                "source_ids": "x",
            }
            for e, level, t in zip(CODES, levels, ("russia", "allies", "allies"), strict=True)
        ],
    )
    replace(
        package,
        "hypothesis_scores",
        [
            {"evidence_id": e, "hypothesis_id": f"H{i}", "consistency": c, "source_ids": "x"}
            for e, codes in CODES.items()
            for i, c in enumerate(codes, 1)
        ],
    )
    return package


def test_weights_and_scores_by_hand(small):
    table = hypotheses.matrix()
    assert list(table["weight"]) == pytest.approx([2, 1, 0.5])
    assert list(table["diagnostic"]) == pytest.approx([4, 2, 0.5])
    ranked = hypotheses.ranking()
    assert list(ranked["hypothesis_id"]) == ["H2", "H1", "H3"]
    assert list(ranked["score"]) == pytest.approx([2.0, 2.5, 4.0])
    assert list(ranked["against"]) == [1, 2, 1] and list(ranked["strongly"]) == [1, 0, 1]


def test_without_weights_all_three_tie(small):
    ranked = hypotheses.ranking(weighted=False)
    assert list(ranked["score"]) == [2, 2, 2] and list(ranked["rank"]) == [1, 1, 1]


def test_leave_one_out_by_hand(small):
    found = hypotheses.sensitivity().set_index(["evidence_id", "change"])
    assert found["margin"].to_dict() == pytest.approx(
        {
            ("ev-01", "removed"): -2.0,  # 0.5, 2, 0
            ("ev-01", "flipped"): -4.0,  # 0.5, 4, 0
            ("ev-02", "removed"): 2.5,  # 2.5, 0, 4
            ("ev-02", "flipped"): 3.5,  # 3.5, 0, 4
            ("ev-03", "removed"): 0.0,  # 2, 2, 4
            ("ev-03", "flipped"): -0.5,  # 2, 2.5, 5
        }
    )
    assert found.at[("ev-01", "removed"), "order"] == ("H3", "H1", "H2")
    assert found.at[("ev-03", "removed"), "first"] == ("H1", "H2")
    assert list(found["first_changes"]) == [True, True, False, False, True, True]


def test_the_decisive_row_and_the_rows_it_takes(small):
    key = hypotheses.decisive_row()
    assert (key["evidence_id"], key["change"]) == ("ev-01", "flipped")
    assert hypotheses.rows_to_overturn() == ("ev-01",)


def test_a_theme_goes_as_a_whole(small):
    found = hypotheses.without_themes().set_index("theme")
    assert found.loc["allies", ["n", "margin"]].tolist() == [2, pytest.approx(2.0)]  # 2, 0, 4
    assert found.at["russia", "first_changes"] and not found.at["allies", "first_changes"]


def test_the_note_names_what_changes_first_place(small):
    text = words.note(words.results())
    assert "Removed or read the other way round, two single rows change the first place." in text
    statement = hypotheses.decisive_row()["statement"]
    assert f"reads: “{statement}” Read the other way round, it moves the lead from 0.5 to −4.0." in text


def test_every_piece_of_evidence_meets_every_hypothesis():
    assert hypotheses.violations() == []
    table, ids = hypotheses.matrix(), list(hypotheses.labels().index)
    assert len(ids) >= 4 and table[ids].isin(list(hypotheses.POINTS)).all(axis=None)


def test_every_piece_of_evidence_tells_hypotheses_apart():
    table = hypotheses.matrix()
    assert list(table.loc[table["diagnostic"] == 0, "evidence_id"]) == []


def test_each_hypothesis_is_tested_by_evidence_against_it():
    assert (hypotheses.ranking()["against"] > 0).all()


def test_each_hypothesis_stands_behind_one_scenario():
    scenarios = data.load("judgements").query("kind == 'scenario'")["judgement_id"]
    assert sorted(data.load("hypotheses")["judgement_id"]) == sorted(scenarios)


def test_removing_a_row_changes_matrix_ranking_and_note(package):
    table, ranked, text, row = (
        hypotheses.matrix(),
        hypotheses.ranking(),
        words.note(words.results()),
        hypotheses.decisive_row(),
    )
    key = row["evidence_id"]
    drop(package, "evidence", key)
    after = hypotheses.matrix()
    assert set(table["evidence_id"]) - set(after["evidence_id"]) == {key}
    assert hypotheses.ranking()["score"].sum() < ranked["score"].sum()
    now = words.note(words.results())
    assert now != text and row["statement"] not in now
    assert f"Of {len(table) - 1} pieces of evidence" in now


def test_scores_left_behind_are_named(package):
    gone = cells(package / "evidence.csv")[0]["evidence_id"]
    drop(package, "evidence", gone)
    frames = {name: data.load(name) for name in data.tables()}
    found = references.faults("hypothesis_scores", frames["hypothesis_scores"], frames)
    assert len(found) == len(hypotheses.labels()) and all(
        f"evidence_id: {gone} is not in evidence.csv" in line for line in found
    )


def test_a_missing_score_is_named(small):
    rows = cells(small / "hypothesis_scores.csv")
    replace(
        small,
        "hypothesis_scores",
        [r for r in rows if (r["evidence_id"], r["hypothesis_id"]) != ("ev-02", "H3")],
    )
    assert hypotheses.violations() == [
        "data/evidence.csv:3 evidence_id: ev-02 has no score for H3 in hypothesis_scores.csv"
    ]
    with pytest.raises(ValueError, match=r"hypothesis_scores\.csv has no score of ev-02 for H3"):
        hypotheses.matrix()


def test_reading_a_row_twice_the_other_way_round_restores_it():
    assert all(hypotheses.FLIPPED[hypotheses.FLIPPED[code]] == code for code in hypotheses.POINTS)


def test_hypotheses_taken_as_one_by_hand(small):
    table = hypotheses.merged(hypotheses.matrix(), ("H2", "H3"))
    assert list(table[hypotheses.MERGED]) == ["C", "N", "C"]
    ranked = hypotheses.ranking(table).set_index("hypothesis_id")["score"]
    assert ranked.to_dict() == pytest.approx({"H1": 2.5, hypotheses.MERGED: 0.0})


def test_with_a_ceasefire_taken_as_one_single_rows_are_found_by_trying_each():
    together = hypotheses.partitions()["ceasefire"]
    table = hypotheses.merged(hypotheses.matrix(), together)
    ids = [c for c in table.columns if c in {"H1", "H5", hypotheses.MERGED}]

    def first(flip=None, drop=None):
        totals = dict.fromkeys(ids, 0.0)
        for r in table.to_dict("records"):
            if r["evidence_id"] != drop:
                for h in ids:
                    code = hypotheses.FLIPPED[r[h]] if r["evidence_id"] == flip else r[h]
                    totals[h] += {"I": 1, "II": 2}.get(code, 0) * r["weight"]
        least = min(totals.values())
        return {h for h, t in totals.items() if abs(t - least) < 1e-9}

    moved = {e for e in table["evidence_id"] if first(flip=e) != first() or first(drop=e) != first()}
    found = hypotheses.compared(data.load("hypothesis_scores")).set_index(["coding", "partition"])
    assert set(found.at[("first", "ceasefire"), "rows"]) == moved
