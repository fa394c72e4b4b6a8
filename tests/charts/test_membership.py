"""Figures of the membership chapter agree with the rules they draw."""

from coalition import data
from coalition.analysis import membership
from coalition.charts import membership as charts


def test_each_country_stands_with_the_rules_that_let_it_in():
    table = membership.by_rule()
    rules = ["paris-sep-2025", "any-meeting"]
    figure = charts.members_by_rule(table, rules, ["Hungary", "France"])
    texts = [a.text.replace("<br>", " ") for a in figure.layout.annotations]
    labels = [membership.rule(r).label for r in rules]
    assert texts == [
        "<b>Hungary: 1 of 2</b>",
        f"In by: {labels[1]}",
        f"Not by: {labels[0]}",
        "<b>France: 2 of 2</b>",
        f"In by: {', '.join(labels)}",
    ]


def test_every_published_number_is_drawn():
    counts = data.load("counts")
    figure = charts.published_counts(counts, membership.growth("one-leaders-meeting"), "rule")
    drawn = sorted(int(y) for t in figure.data if t.mode == "markers" for y in t.y)
    (told,) = [t for t in figure.data if t.mode == "markers+text"]
    assert len(told.y) == len(charts.TOLD)
    assert drawn == sorted(counts["count"])
