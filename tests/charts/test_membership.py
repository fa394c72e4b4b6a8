"""Figures of the membership chapter agree with the rules they draw."""

from coalition import data
from coalition.analysis import membership
from coalition.charts import membership as charts


def test_the_grid_marks_exactly_the_members():
    table = membership.by_rule()
    rules = ["paris-sep-2025", "any-meeting"]
    names = ["Hungary", "France", "Japan"]
    figure = charts.members_by_rule(table, rules, names)
    inside = {
        (row, column)
        for t in figure.data
        if t.name == "The rule lets it in"
        for row, column in zip(t.y, t.x, strict=True)
        if column
    }
    expected = {(r.name, r.rule_id) for r in table.itertuples() if r.rule_id in rules and r.name in names}
    labels = {r: membership.rule(r).label for r in rules}
    assert inside == {(name, labels[r]) for name, r in expected}


def test_every_published_number_is_drawn():
    counts = data.load("counts")
    figure = charts.published_counts(counts, membership.growth("one-leaders-meeting"), "rule")
    drawn = sorted(int(y) for t in figure.data if t.mode == "markers" for y in t.y)
    assert drawn == sorted(counts["count"])
