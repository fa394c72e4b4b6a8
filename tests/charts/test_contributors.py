"""What the pictures must never say, whatever the data are styled as."""

import pytest

from coalition.analysis import ledger
from coalition.charts import positions as charts
from coalition.exhibits import style


@pytest.fixture(scope="module")
def now():
    return ledger.positions()


def areas(figure):
    """Colour and pattern of each area by its hover text."""
    return {t.text: (t.fillcolor, t.fillpattern.shape) for t in figure.data if t.text}


def test_ukraine_with_crimea_is_one_area_without_a_position(now):
    looks = areas(charts.position_map(now))
    assert looks["Ukraine"] == (style.colour("land"), None)


def test_portugal_is_open_under_conditions_and_not_a_pledge(now):
    row = now.set_index("iso3").loc["PRT"]
    assert row["position"] == "conditional"
    ((text, look),) = (
        (t, look) for t, look in areas(charts.position_map(now)).items() if t.startswith("Portugal")
    )
    assert "open under conditions" in text
    assert look[0] == style.colour("conditional")


def test_unknown_is_blank_on_the_map_and_shares_no_look_with_a_refusal(now):
    looks = areas(charts.position_map(now))
    refusals = {style.colour(c) for c in ("declined", "opposed", "support_only")}
    unknown = now.loc[now["position"] == "unknown", "name"]
    assert len(unknown) > 0
    for name in unknown:
        (look,) = [look for text, look in looks.items() if text.startswith(f"{name}:")]
        assert look[0] == style.colour("surface")
        assert look[0] not in refusals
        assert any("no government statement found" in text for text in looks if text.startswith(f"{name}:"))


def test_the_26_are_not_senders_of_soldiers(now):
    ready = set(now.loc[now["position"] == "deploy_troops", "iso3"])
    assert len(ready) < 26
    assert not ready & {"ITA", "POL", "PRT", "DEU", "JPN"}


def test_the_slider_repaints_every_country_and_ends_at_the_cut_off(now):
    by_month = ledger.positions_by_month()
    figure = charts.position_map_by_date(by_month)
    steps = figure.layout.sliders[0].steps
    assert steps[0].label == "28 February 2025"
    assert steps[-1].label == "10 October 2026"
    assert len(steps) == 21
    for step in steps:
        change, traces = step.args
        assert len(change["fillcolor"]) == len(traces) == len(now)
    last = steps[-1].args[0]["text"]
    drawn = [figure.data[i].text for i in steps[-1].args[1]]
    assert drawn == last


def test_the_ladder_shows_every_country_once(now):
    figure = charts.ladder(now)
    codes = [code.rstrip("*") for trace in figure.data for code in trace.text]
    assert sorted(codes) == sorted(now["iso3"])


def test_offers_keep_unknown_apart_from_no():
    from coalition import data

    offers = data.load("positions")
    figure = charts.offers(offers)
    marks = {t.name: len([x for x in t.x if x]) for t in figure.data}
    known = offers[(offers[list(charts.DOMAINS)] != "unknown").any(axis=1)]
    assert marks["Excluded"] == int((known[list(charts.DOMAINS)] == "no").sum().sum())
    assert marks["Nothing found"] == int((known[list(charts.DOMAINS)] == "unknown").sum().sum())
