"""Figures on the past: every mark inside its axes, no entry of a legend without a mark."""

import pytest

from bookpress.exhibits import marks
from coalition.analysis import conflicts, monitoring
from coalition.charts import ceasefires, precedents, promises, resources
from coalition.words import ceasefires as truce_words
from coalition.words import precedents as mission_words
from coalition.words import promises as promise_words
from coalition.words import resources as resource_words
from tests import edits
from tests.results_of import results_of


def figures():
    t, p = results_of(truce_words), results_of(promise_words)
    m, r = results_of(mission_words), results_of(resource_words)
    yield ceasefires.truce_lanes(t.spans)
    yield ceasefires.survival_curve(t.curve, t.table)
    yield ceasefires.median_by_variant(t.codings)
    yield ceasefires.elsewhere(t.elsewhere)
    yield promises.called_upon(p.called)
    yield precedents.peace_after_civil_wars(m.peace)
    yield ceasefires.daily_counts(t.counts, t.years, truce_words.turn())
    yield promises.promise_grid(p.table)
    yield promises.promise_spans(p.spans)
    yield promises.promise_tallies(p.codings)
    yield precedents.densities(m.missions, m.plans)
    yield precedents.span(m.missions, m.plans)
    yield precedents.by_consent(m.missions)
    yield precedents.consent_sensitivity(m.consent_codings)
    yield precedents.density_sensitivity(m.density_codings)
    yield resources.ladder(r.ratios)
    yield resources.by_set(r.many)
    yield resources.aid_by_year(r.over_time)
    yield resources.donors(r.donor_years, r.by_year)
    yield resources.shares(r.donors, r.sets["willing"])


def faults():
    return [fault for figure in figures() for fault in marks.faults(figure)]


def test_every_mark_lies_inside_its_axes():
    assert faults() == []


FAR = (
    ("aid", {"basis": "allocated", "type": "total"}, {"share_gdp_2021_pct": "16"}),
    ("violations", {"metric": monitoring.VIOLATIONS}, {"value": "1500000"}),
    ("missions", {"density_line_usable": "true"}, {"peak_troops": "990000"}),
    ("promises", {"outcome": "kept"}, {"date": "1899-05-18"}),
    ("conflict_episodes", {"episode_id": "422-1"}, {"enemies_again": "2020-12-31"}),
    ("civil_war_ceasefires", {"case_id": "haiti-1"}, {"ceasefire_on": "1960-01-01"}),
    ("indicators", {"iso3": "RUS", "indicator": "gdp_usd"}, {"value": "1000000000"}),
)
"""A value far beyond the others in each table that a figure draws."""


def test_values_far_beyond_the_others_are_still_drawn(package):
    for table, where, cells in FAR:
        edits.Folder(package).change_first(table, where, **cells)
    assert faults() == []


def lines(figure):
    """The curves of a figure that have a name, by its beginning."""
    return {t.name.replace("<br>", " ")[:20]: list(t.y) for t in figure.data if t.mode == "lines" and t.name}


def test_the_curves_of_conflicts_elsewhere_are_those_of_the_tables(package):
    def drawn():
        return ceasefires.elsewhere(results_of(truce_words).elsewhere)

    before = lines(drawn())
    agreed = conflicts.curve(results_of(truce_words).elsewhere[ceasefires.ELSEWHERE])
    drawn_agreed = next(v for k, v in before.items() if k.startswith("Ceasefires between"))
    assert drawn_agreed[-1] == pytest.approx(100 * agreed["holding"].iloc[-1])
    (blind,) = [shape for shape in drawn().layout.shapes if shape.name == "blind"]
    assert min(t.x[0] for t in drawn().data if t.mode == "lines" and t.name) == blind.x0
    change = {"enemies_again": "1954-12-31"}
    edits.Folder(package).change("conflict_episodes", {"episode_id": "482-1"}, **change)
    after = lines(drawn())
    assert {k for k in before if before[k] != after[k]} == {
        k for k in before if k.startswith("Ceasefires between")
    }


def test_bars_of_alliance_promises_are_shares_and_move_with_a_row(package):
    def drawn():
        figure = promises.called_upon(results_of(promise_words).called)
        return [t.x[0] for t in figure.data if t.type == "bar"]

    before = drawn()
    assert before == [100 * r.share for r in results_of(promise_words).called.itertuples()]
    folder = edits.Folder(package)
    row = next(
        r for r in folder.rows("alliance_calls") if r["outcome"] == "broken" and r["war_began"] < "1945"
    )
    folder.change("alliance_calls", {"call_id": row["call_id"]}, outcome="kept")
    assert drawn()[0] > before[0]


def test_peace_curves_follow_their_groups(package):
    before = lines(precedents.peace_after_civil_wars(results_of(mission_words).peace))
    edits.Folder(package).change("civil_war_ceasefires", {"case_id": "haiti-1"}, peacekeepers="false")
    after = lines(precedents.peace_after_civil_wars(results_of(mission_words).peace))
    assert before.keys() == after.keys()
    assert all(before[k] != after[k] for k in before)


def test_no_line_joins_the_counts():
    turn = truce_words.turn()
    figure = ceasefires.daily_counts(monitoring.monitored(), monitoring.yearly(), turn)
    lines = [t for t in figure.data if t.mode == "lines"]
    assert all(x is None for trace in lines for x in trace.x[2::3])
    pair = monitoring.around(turn)
    said = [a.text for a in figure.layout.annotations if a.text.endswith("a day")]
    assert said == [f"<b>{value:,.0f}</b> a day" for value in pair["per_day"]]
