"""Scenarios, indicators and registers: what is drawn is what the tables say."""

import pytest

from coalition import data
from coalition.analysis import outlook
from coalition.charts import outlook as charts
from coalition.tables import outlook as tables


def test_ranges_are_those_of_the_scale():
    found = outlook.scenarios().sort_values("probability", ascending=False, kind="stable")
    trace = charts.scenario_ranges(outlook.scenarios()).data[0]
    assert list(trace.x) == list(found["probability"])
    assert [x + e for x, e in zip(trace.x, trace.error_x.array, strict=True)] == list(
        found["probability_high"]
    )
    assert [x - e for x, e in zip(trace.x, trace.error_x.arrayminus, strict=True)] == list(
        found["probability_low"]
    )
    assert sum(trace.x) == 100


def test_the_axis_of_scenarios_starts_at_zero():
    low, high = charts.scenario_ranges(outlook.scenarios()).layout.xaxis.range
    assert low == 0
    assert high >= 100


def test_every_indicator_is_drawn_at_its_day():
    indicators = outlook.indicators()
    trace = charts.last_seen(indicators).data[0]
    assert list(trace.x) == list(indicators["day"].dt.strftime("%Y-%m-%d"))
    assert len(set(trace.y)) == len(indicators)


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
