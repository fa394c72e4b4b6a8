"""Charts of the chapter on numbers: what they must never say."""

import pytest

from bookpress.exhibits import marks
from coalition.analysis import force
from coalition.analysis.force import results
from coalition.charts import numbers as charts
from coalition.tables import numbers as tables


@pytest.fixture(scope="module")
def found():
    return results.run(draws=5_000, pairs=1024)


def test_every_published_size_is_drawn_once(found):
    figure = charts.published_sizes(found.sizes, found.kept)
    ends = sum(2 if b == "range" else 1 for b in found.sizes["bound"])
    drawn = sum(len(t.x) for t in figure.data if t.mode == "markers" and t.text is not None)
    assert drawn == ends


def test_open_ends_are_arrows(found):
    symbols = [
        s
        for t in charts.published_sizes(found.sizes, found.kept).data
        if t.mode == "markers" and isinstance(t.marker.symbol, tuple)
        for s in t.marker.symbol
    ]
    assert symbols.count("triangle-right") == int((found.sizes["bound"] == "lower").sum())
    assert symbols.count("triangle-left") == int((found.sizes["bound"] == "upper").sum())


def test_concepts_are_never_averaged(found):
    table = tables.requirement_table(found.methods, found.spans)
    assert table.loc[table["What"].str.startswith("Published"), "Central"].isna().all()


def test_logarithmic_axes_say_so_and_the_others_start_at_zero(found):
    for figure in (
        charts.published_sizes(found.sizes, found.kept),
        charts.requirement(found.methods, found.spans, found.kept),
    ):
        assert figure.layout.xaxis.type == "log"
        assert "log" in figure.layout.xaxis.title.text
    assert charts.scan(found.scan).layout.yaxis.range[0] == 0
    assert charts.distribution(found.curves, found.concepts).layout.xaxis.range[0] == 0


def test_the_curves_fall(found):
    curve = force.exceedance(found.curves, force.axis_end(found.curves))
    for key in found.curves:
        assert curve[key].is_monotonic_decreasing


def test_every_driver_of_either_answer_is_drawn(found):
    figure = charts.drivers(found.drivers)
    assert [trace.x[0] for trace in figure.data] == [
        total for rows in found.drivers.values() for total in rows["total"].sort_values(ascending=False)
    ]
    table = tables.driver_table(found.drivers)
    assert len(table) == sum(map(len, found.drivers.values()))


def test_only_ready_and_open_states_are_in_the_country_chart(found):
    assert set(found.countries["position"]) <= {"deploy_troops", "conditional", "undecided"}
    assert not set(found.countries["iso3"]) & {"TUR", "USA", "UKR"}


def test_a_size_far_beyond_the_others_stays_inside_the_axes(found):
    sizes = found.sizes.assign(high=found.sizes["high"] * 5, low=found.sizes["low"] * 5)
    spans = found.spans.assign(high=found.spans["high"] * 50)
    for figure in (
        charts.published_sizes(sizes, found.kept),
        charts.requirement(found.methods, spans, found.kept),
    ):
        assert marks.faults(figure) == []
