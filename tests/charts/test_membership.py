"""Figures of the membership chapter agree with the rules they draw."""

from coalition import data
from coalition.analysis import membership
from coalition.charts import membership as charts


def test_each_rule_names_the_countries_that_it_leaves_out():
    table = membership.by_rule()
    wide, narrow = "any-meeting", "paris-sep-2025"
    figure = charts.members_by_rule(table, [narrow, wide], ["Hungary", "France"])
    texts = [a.text.replace("<br>", " ").replace("\u00a0", " ") for a in figure.layout.annotations]
    assert texts == [
        f"<b>{membership.rule(wide).label}: 2 of 2 in</b>",
        f"<b>{membership.rule(narrow).label}: 1 of 2 in</b>",
        "Leaves out: Hungary",
    ]


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
    assert [a.text for a in figure.layout.annotations] == [
        f"<b>{n}</b>" for n in (members.min(), members.max())
    ]
    assert drawn == sorted(counts["count"])
