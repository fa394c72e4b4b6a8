"""Poll readings, leanings and offers: each drawn once, inside its axes."""

import itertools
import re

import pandas as pd
import pytest

from bookpress.exhibits import marks
from coalition import data
from coalition.analysis import consent, polls
from coalition.charts import consent as charts
from coalition.tables import consent as tables


def reading(name="Austria", support=50.0, oppose=40.0, wording="peace_mission", **more):
    return {
        "name": name,
        "net": support - oppose,
        "wording": wording,
        "support_pct": support,
        "oppose_pct": oppose,
        "sample_n": pd.NA,
        "question": "Send soldiers?",
        "pollster": "House",
        "client": pd.NA,
        "fieldwork_end": "2025-03",
        "own_troops": True,
    } | more


@pytest.mark.parametrize("support, oppose", [(91.0, 4.0), (2.0, 97.0), (50.0, 50.0)])
def test_every_reading_lies_inside_the_axis(support, oppose):
    figure = charts.net_support(pd.DataFrame([reading(support=support, oppose=oppose), reading("Chile")]))
    assert marks.faults(figure) == []


def test_a_reading_without_a_date_says_so():
    figure = charts.net_support(pd.DataFrame([reading(fieldwork_end=pd.NA)]))
    assert any("undated" in note.text for note in figure.layout.annotations)


def test_a_reading_on_soldiers_of_other_countries_carries_a_star():
    for own in (True, False):
        assert charts.short_label(pd.Series(reading(own_troops=own))).endswith("*") == (not own)


def test_every_reading_is_drawn_once_under_its_wording():
    shown, labels = polls.netted(), data.labels_of("polls", "wording")
    figure = charts.net_support(shown)
    assert sorted(x for t in figure.data for x in t.x) == sorted(shown["net"])
    heads = [
        a.text.replace("<br>", " ")
        for a in figure.layout.annotations
        if a.text.startswith("<b>") and ":" in a.text
    ]
    for code, part in shown.groupby("wording"):
        ahead = f"{labels[code]}: more for than against in {(part['net'] > 0).sum()} of {len(part)}"
        assert f"<b>{ahead}</b>" in heads


HEADING = re.compile(r"<b>[A-Z].*</b>")


def under(figure, heading):
    """The lines that stand under a heading of lists."""
    texts = [a.text.replace("<br>", " ") for a in figure.layout.annotations]
    at = next(i for i, text in enumerate(texts) if text.startswith(f"<b>{heading}"))
    return " ".join(itertools.takewhile(lambda text: not HEADING.fullmatch(text), texts[at + 1 :]))


def test_every_offer_and_every_leaning_is_named_under_its_heading():
    offers, steps = consent.offers(), consent.steps()
    board = charts.hurdle_board(offers)
    assert all(row["name"] in under(board, steps[row["step"]]) for _, row in offers.iterrows())
    table = consent.leanings()
    read = table[table["leaning"] != "none"]
    moving = read[read.groupby("name")["leaning"].transform("nunique") > 1]
    drawn, words = charts.leaning_spans(table), consent.variant_labels()
    for r in moving.itertuples(index=False):
        assert words[r.variant] in under(drawn, r.name)


def test_a_country_is_drawn_from_its_least_to_its_most_support_and_once_where_all_agree():
    table = pd.DataFrame(
        {
            "name": ["A"] * 3,
            "variant": list(consent.VARIANTS)[:3],
            "leaning": ["differ", "ahead", "none"],
            "low": [-20, 30, None],
            "high": [40, 30, None],
        }
    )
    figure = charts.leaning_spans(table)
    assert [(t.mode, list(t.x)) for t in figure.data] == [("lines", [-20, 40]), ("markers", [30])]
    assert {"<b>−20 to +40</b>", "<b>+30</b>"} <= {a.text for a in figure.layout.annotations}


def test_a_table_writes_gaps_out():
    hurdles = consent.hurdles()
    shown = tables.hurdles(hurdles).set_index("Country")
    gap = hurdles.loc[hurdles["step"] == consent.GAP, "name"]
    assert (shown.loc[gap, "Rule"] == "No rule found").all()
    unread = hurdles.loc[hurdles["readings"] == 0, "name"]
    assert (shown.loc[unread, "Polls on own soldiers after a deal"] == "No reading").all()
