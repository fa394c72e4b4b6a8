"""Figures on the past: every mark inside its axes, no entry of a legend without a mark."""

import pytest

from bookpress.exhibits import marks
from coalition import data
from coalition.analysis import monitoring
from coalition.charts import ceasefires, precedents, promises, resources
from coalition.words import ceasefires as truce_words
from coalition.words import precedents as mission_words
from coalition.words import promises as promise_words
from coalition.words import resources as resource_words
from tests import edits


def figures():
    t, p = truce_words.results(), promise_words.results()
    m, r = mission_words.results(), resource_words.results()
    yield ceasefires.truce_lanes(t.spans)
    yield ceasefires.survival_curve(t.curve, t.table)
    yield ceasefires.median_by_variant(t.codings)
    yield ceasefires.yearly_counts(t.years)
    yield ceasefires.daily_counts(t.counts, t.years)
    yield promises.promise_grid(p.table)
    yield promises.promise_spans(p.spans)
    yield promises.promise_tallies(p.codings)
    yield from (precedents.density(m.missions, m.plans, i) for i in ("km", "1000"))
    yield precedents.span(m.missions, m.plans)
    yield precedents.by_consent(m.missions)
    yield precedents.consent_sensitivity(m.consent_codings)
    yield precedents.density_sensitivity(m.density_codings)
    yield resources.ladder(r.ratios)
    yield resources.by_set(r.many)
    yield resources.aid_by_year(r.over_time)
    yield resources.aid_so_far(r.over_time)
    yield resources.donors(r.donor_years, r.by_year)
    yield resources.shares(r.donors, r.sets["willing"])


def faults():
    return [fault for figure in figures() for fault in marks.faults(figure)]


def test_every_mark_lies_inside_its_axes():
    assert faults() == []


@pytest.mark.parametrize(
    ("table", "where", "cells"),
    [
        ("aid", {"basis": "allocated", "type": "total"}, {"share_gdp_2021_pct": "16"}),
        ("violations", {"metric": monitoring.VIOLATIONS}, {"value": "1500000"}),
        ("missions", {"density_line_usable": "true"}, {"peak_troops": "990000"}),
        ("promises", {"outcome": "kept"}, {"date": "1899-05-18"}),
        ("indicators", {"iso3": "RUS", "indicator": "gdp_usd"}, {"value": "1000000000"}),
    ],
)
def test_a_value_far_beyond_the_others_is_still_drawn(package, table, where, cells):
    edits.Folder(package).change_first(table, where, **cells)
    assert faults() == []


def test_years_without_a_total_are_hatched_and_no_line_joins_the_counts():
    years = monitoring.yearly()
    figure = ceasefires.yearly_counts(years)
    (gap,) = [t for t in figure.data if t.name == data.labels_of("computed", "year_total")["not_found"]]
    assert list(gap.x) == [str(y) for y in years.loc[years["status"] == "not_found", "year"]]
    assert figure.layout.yaxis.range[0] == 0
    lines = [t for t in ceasefires.daily_counts(monitoring.monitored(), years).data if t.mode == "lines"]
    assert all(x is None for trace in lines for x in trace.x[2::3])
