"""Figures of the membership chapter agree with the rules they draw."""

from coalition import data
from coalition.analysis import membership
from coalition.charts import membership as charts


def test_each_country_has_the_number_of_the_rules_that_let_it_in():
    table = membership.by_rule()
    figure = charts.movers(table, ["paris-sep-2025", "any-meeting"], ["Hungary", "France"])
    assert [(t.hovertext[0], t.x[0]) for t in figure.data] == [("France: 2 of 2", 2), ("Hungary: 1 of 2", 1)]


def test_each_rule_has_a_bar_with_its_number_the_widest_on_top():
    counts = membership.counts_by_rule()
    (bars,) = charts.rule_counts(counts).data
    assert list(bars.x) == sorted(counts["without_ukraine"], reverse=True)
    assert list(bars.text) == [f"<b>{n}</b>" for n in bars.x]


def test_every_published_number_is_drawn():
    counts = data.load("counts")
    figure = charts.published_counts(counts, membership.growth("one-leaders-meeting"), "rule")
    drawn = sorted(int(y) for t in figure.data if t.mode == "markers" for y in t.y)
    members = counts.loc[counts["counts_what"] == "members", "count"]
    written = {a.text for a in figure.layout.annotations}
    assert {f"<b>{n}</b>" for n in (members.min(), members.max())} <= written
    assert drawn == sorted(counts["count"])
