"""What the pictures must never say, whatever the data are styled as."""

import pytest

from coalition import data
from coalition.analysis import domains, ledger
from coalition.charts import contributors as charts
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


def test_each_country_has_the_look_and_the_words_of_its_position(now):
    looks = areas(charts.position_map(now))
    for row in now.itertuples():
        ((text, look),) = ((t, look) for t, look in looks.items() if t.startswith(f"{row.name}: "))
        assert style.POSITIONS[row.position].label.lower() in text
        if row.position != "unknown":
            assert look[0] == style.colour(style.POSITIONS[row.position].token)


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


def test_the_slider_repaints_every_country_and_ends_at_the_cut_off(now):
    by_month = ledger.positions_by_month()
    figure = charts.position_map_by_date(by_month)
    steps = figure.layout.sliders[0].steps
    assert steps[-1].label.startswith(data.written_date(data.cut_off()))
    ready = (by_month["position"] == "deploy_troops").groupby(by_month["as_of"], sort=False).sum()
    label = data.labels_of("positions", "position")["deploy_troops"]
    assert all(f"{label}: {n}," in step.label for step, n in zip(steps, ready, strict=True))
    assert len(steps) == by_month["as_of"].nunique()
    codes = by_month["position"].nunique()
    for step, (_, held) in zip(steps, by_month.groupby("as_of")["position"], strict=True):
        change, traces = step.args
        assert len(change["fillcolor"]) == len(traces) == len(now) + codes
        assert sum(change["showlegend"]) == held.nunique()
    last = steps[-1].args[0]["text"]
    drawn = [figure.data[i].text or "" for i in steps[-1].args[1]]
    assert drawn == last


def test_a_step_names_the_governments_that_moved():
    by_month = ledger.positions_by_month().query("iso3 in ['FRA', 'ESP']")
    days = sorted(by_month["as_of"].unique())[:2]
    two = by_month[by_month["as_of"].isin(days)].assign(since="2025-03-20")
    two["position"] = two["position"].mask(two["iso3"] == "FRA", "deploy_troops")
    spain = two["iso3"] == "ESP"
    two.loc[spain, "position"] = ["undecided", "conditional"]
    (_, step) = charts.position_map_by_date(two).layout.sliders[0].steps
    assert step.label.endswith("New: Spain, open under conditions (20 March 2025).")


def test_history_draws_the_spells_of_those_that_moved_only_below_how_they_ended():
    by_month = ledger.positions_by_month()
    heard = by_month[by_month["position"] != "unknown"].groupby("name")["position"].nunique()
    up, down, *back = sorted(heard.index[heard > 1])
    figure = charts.history(by_month, {"closer": [up], "further": [down], "same": [*back, "Nobody"]})
    assert {name for trace in figure.data for name in trace.y} == {up, down, *back}
    rows = list(figure.layout.yaxis.categoryarray)
    assert rows[:4] == ["<b>Up</b>", up, "<b>Down</b>", down]
    assert rows[4] == "<b>Back where it began</b>" and set(rows[5:]) == set(back)


def written(figure):
    """The names on the ladder, without its marks of age, and with them."""
    names = [
        name
        for note in figure.layout.annotations
        if not note.text.startswith("<b>")
        for name in note.text.replace("<br>", " ").split(", ")
    ]
    return sorted(name.rstrip("*†") for name in names), {name for name in names if name[-1] in "*†"}


def test_the_ladder_names_every_country_once(now):
    assert written(charts.ladder(now))[0] == sorted(now["name"])


def test_the_ladder_marks_what_rests_on_old_words(now):
    old, gone = now["iso3"].isin(["FRA", "GBR"]), now["iso3"] == "GBR"
    assert written(charts.ladder(now.assign(old=old, lapsed=gone)))[1] == {"France†", "United Kingdom*"}


def test_the_map_fades_what_rests_on_old_words(now):
    figure = charts.position_map(now.assign(old=now["iso3"] == "FRA"))
    new = charts.position_map(now.assign(old=False)).data[0].fillpattern.solidity
    faded = [t.text for t in figure.data if t.text and (t.fillpattern.solidity or 0) > new]
    assert len(faded) == 1 and faded[0].startswith("France: ")


def test_offers_stand_under_their_domain_and_unknown_under_none():
    offers = data.load("positions")
    figure = charts.offers(offers)
    texts = [a.text.replace("<br>", " ").replace("\u00a0", " ") for a in figure.layout.annotations]
    labels, names = data.labels_of("positions", "land"), offers["iso3"].map(data.names())
    expected = []
    for domain, title in data.titles_of("positions", *domains.DOMAINS).items():
        expected.append(f"<b>{title}</b>")
        for code in ("yes", "conditional", "no"):
            if found := sorted(names[offers[domain] == code]):
                expected.append(f"<b>{labels[code]}, {len(found)}:</b> {', '.join(found)}")
    assert texts == expected
