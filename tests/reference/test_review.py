"""What rests on rows that changed: found by key and by source, each in one line."""

import pytest

from coalition import paths
from coalition.reference import archives, editions, review


def state(**tables):
    return editions.State({"version": "1"}, tables)


OLD = {
    "statements": {
        "aaa-01": {"summary": "Ready.", "source_ids": "s1"},
        "bbb-01": {"summary": "No.", "source_ids": "s2;s3"},
    },
    "judgements": {
        "K01": {"label": "A", "basis_ids": "statements:aaa-01", "source_ids": "s9"},
        "K02": {"label": "B", "basis_ids": "", "source_ids": "s3"},
        "K03": {"label": "C", "basis_ids": "", "source_ids": "s8"},
    },
    "positions": {
        "AAA": {"position": "x", "statement_id": "aaa-01", "conditions": "a vote", "source_ids": "s7"},
        "BBB": {"position": "x", "statement_id": "bbb-01", "conditions": "", "source_ids": "s2"},
    },
}


def changed(table, key, **cells):
    """The old tables with other cells in one row; without cells, without the row."""
    tables = {t: dict(rows) for t, rows in OLD.items()}
    if cells:
        tables[table][key] = tables[table].get(key, {}) | cells
    else:
        del tables[table][key]
    return state(**tables)


def test_nothing_moved_nothing_to_look_at():
    assert review.lines(state(**OLD), state(**OLD)) == []


def test_what_names_a_changed_row_is_listed_with_what_changed():
    lines = review.lines(state(**OLD), changed("statements", "aaa-01", summary="Not ready."))
    assert lines == [
        "judgements K01 (A): rests on statements aaa-01, changed summary",
        "positions AAA (a vote): rests on statements aaa-01, changed summary",
    ]


def test_what_shares_a_source_with_a_withdrawn_or_new_row_is_listed():
    assert review.lines(state(**OLD), changed("statements", "bbb-01")) == [
        "judgements K02 (B): shares s3 with statements bbb-01, withdrawn"
    ]
    new = changed("statements", "ccc-01", summary="New.", source_ids="s8")
    assert review.lines(state(**OLD), new) == ["judgements K03 (C): shares s8 with statements ccc-01, added"]


def test_conditions_that_stayed_while_the_position_moved_are_listed():
    assert review.lines(state(**OLD), changed("positions", "AAA", position="y")) == [
        "positions AAA (a vote): changed position"
    ]
    assert review.lines(state(**OLD), changed("positions", "AAA", position="y", conditions="z")) == []


def test_a_new_judgement_is_not_listed():
    new = changed("judgements", "K09", label="N", basis_ids="statements:aaa-01", source_ids="s1")
    assert not any("K09" in line for line in review.lines(state(**OLD), new))


@pytest.mark.parametrize("names", [[], ["2026.5.0", "2026.11.0"]])
def test_the_last_edition_is_the_one_with_the_highest_version(names, tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "EDITIONS", tmp_path)
    for name in names:
        (tmp_path / archives.name(name)).touch()
    assert review.latest() == (tmp_path / archives.name("2026.11.0") if names else None)
