"""Russia's statements and the steps: each drawn once, in its place."""

from coalition import data
from coalition.analysis import russia
from coalition.charts import russia as charts
from coalition.tables import russia as tables


def test_every_statement_is_drawn_once():
    statements = russia.statements()
    figure = charts.statement_timeline(statements)
    drawn = sorted(x for t in figure.data for x in t.x if x)
    assert drawn == sorted(data.last_day(statements["date"]).dt.strftime("%Y-%m-%d"))


def test_marks_of_a_stance_are_its_statements():
    statements = russia.statements()
    figure = charts.statement_timeline(statements)
    for code, label in russia.stances().items():
        drawn = [x for t in figure.data if t.name == label for x in t.x]
        assert len(drawn) == (statements["stance"] == code).sum()


def test_marks_do_not_share_a_place():
    figure = charts.statement_timeline(russia.statements())
    places = [(x, y) for t in figure.data for x, y in zip(t.x, t.y, strict=True) if x]
    assert len(places) == len(set(places))


def test_every_actor_has_a_mark_at_every_step():
    gates = russia.gates()
    figure = charts.gate_grid(gates)
    assert sum(len([x for x in t.x if x]) for t in figure.data) == len(gates) * len(russia.ACTORS)


def test_tables_speak_for_readers():
    for table in (
        tables.statements(russia.statements()),
        tables.gates(russia.gates()),
        tables.movement(russia.movement()),
    ):
        assert table.columns[-1] == "Sources"
        assert not table.drop(columns="Note", errors="ignore").isna().any().any()
