"""Scenarios, indicators and registers: what is drawn is what the tables say."""

import pytest

from bookpress.exhibits import marks
from coalition import data
from coalition.analysis import outlook, views
from coalition.charts import outlook as charts
from coalition.tables import outlook as tables
from tests import edits


def test_each_scenario_has_its_chance_the_most_probable_on_top():
    found = outlook.scenarios().sort_values("probability", ascending=False, kind="stable")
    drawn = [x for trace in charts.scenario_ranges(outlook.scenarios()).data for x in trace.x]
    assert drawn == list(found["probability"])
    assert sum(drawn) == 100


def test_registers_hold_every_row():
    assert len(tables.questions(data.load("questions"))) == len(data.load("questions"))
    assert len(tables.assumptions(data.load("assumptions"))) == len(data.load("assumptions"))
    assert len(tables.due(outlook.due())) == len(data.load("judgements"))
    assert len(tables.indicators(outlook.indicators())) == len(data.load("indicators_to_watch"))


def test_the_weakest_assumptions_come_first():
    shown = list(tables.assumptions(data.load("assumptions"))["Standing"])
    order = list(data.labels_of("assumptions", "standing").values())[::-1]
    assert [order.index(s) for s in shown] == sorted(order.index(s) for s in shown)


@pytest.mark.parametrize(
    "make",
    [
        lambda: tables.scenarios(outlook.scenarios()),
        lambda: tables.indicators(outlook.indicators()),
        lambda: tables.due(outlook.due()),
        lambda: tables.assumptions(data.load("assumptions")),
        lambda: tables.questions(data.load("questions")),
    ],
)
def test_tables_speak_for_readers(make):
    table = make()
    assert table.columns[-1] == "Sources"
    assert not table.drop(columns="Note", errors="ignore").isna().any().any()


def view():
    return views.rows()


def test_the_one_view_draws_every_base_rate_and_judgement_and_the_nearest_forecasts(package):
    rows = view()[lambda t: t["nearest"]]
    figure = charts.one_view(view())
    drawn = [x for t in figure.data if t.mode == "markers" for x in t.x]
    assert sorted(drawn) == sorted(rows["value"].dropna())
    spans = [x for t in figure.data if t.mode == "lines" for x in t.x if x is not None]
    bounded = rows.dropna(subset=["low", "high"])
    assert sorted(spans) == sorted([*bounded["low"], *bounded["high"]])
    assert marks.faults(figure) == []
    edits.Folder(package).change("forecasts", {"forecast_id": "FC09"}, value_pct="61")
    assert 61 in set(view()["value"])
    edits.Folder(package).change("wars", {"war_id": "cow-199"}, calendar_years="6")
    assert 50 in set(view()["value"])


def test_the_table_of_judgements_says_what_others_say():
    table = tables.due(outlook.due())
    others = dict(zip(table["Judgement"].str[:3], table["Others say"], strict=True))
    assert "72.5 per cent by 31 December 2027 (Polymarket)" in others["K01"]
    assert others["K03"] == ""
    assert len(tables.forecast_table(data.load("forecasts"))) == len(data.load("forecasts"))


def test_a_rule_of_a_forecast_stands_in_full_once_and_is_named_by_its_deadline_after_that():
    sample = data.load("forecasts").head(4).assign(
        who=["A", "A", "A", "B"],
        topic="ceasefire",
        deadline=["2027-03-31", "2026-12-31", "2027-06-30", "2027-12-31"],
        definition=["Both agree.", "Both agree.", "One side is enough.", "Both agree."],
    )  # fmt: skip
    assert list(tables.forecast_table(sample)["What counts"]) == [
        "Both agree.",
        "As for the deadline of 31 December 2026.",
        "One side is enough.",
        "Both agree.",
    ]
