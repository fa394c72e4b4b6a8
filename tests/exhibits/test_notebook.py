"""Exhibits in a notebook: the live chart, the table, the caption, and what is refused."""

import json

import pandas as pd
import plotly.graph_objects as go
import pytest

import bookpress
from bookpress.exhibits import notebook
from bookpress.exhibits.blocks import Link
from bookpress.exhibits.exhibit import MIME, Column, Exhibit
from bookpress.site.exhibit_files import csv_text
from coalition import data
from coalition.exhibits import style

SOURCE = data.load("sources")["source_id"].iloc[0]


@pytest.fixture
def shown(monkeypatch):
    """What ``show`` hands to the notebook, one bundle per call of ``display``."""
    bundles = []
    monkeypatch.setattr(notebook, "display", lambda bundle, **_: bundles.append(bundle))
    return bundles


def figure():
    return go.Figure(go.Scatter(x=[1, 2], y=[3, 4]))


def parts(**changes):
    return {
        "name": "fig-test",
        "headline": "The line rises.",
        "caption": "A caption.",
        "alt": "A line that rises.",
        "source_ids": [SOURCE],
        "data": pd.DataFrame({"Country": ["A", "B"], "Soldiers": [1000, None], "Sources": [(SOURCE,), ()]}),
    } | changes


def test_a_figure_is_live_in_a_notebook_with_its_caption_and_sources(shown):
    bookpress.show(figure(), **parts())
    head, chart, note = shown
    assert chart[notebook.PLOTLY_MIME]["data"][0]["type"] == "scatter"
    assert chart[notebook.PLOTLY_MIME]["layout"]["template"]["layout"]["font"]["color"] == style.LIGHT["ink"]
    assert head["text/html"].index("The line rises.") < head["text/html"].index("A caption.")
    assert "Sources (1)" in note["text/html"]


def test_a_figure_that_hides_a_mark_is_refused_by_exhibit_trace_and_axis(shown):
    hiding = figure().update_traces(mode="markers", name="Polls").update_layout(xaxis_range=[0, 1.5])
    said = "'fig-test' hides what it was given: 1 of 2 marks of Polls lie outside the x axis"
    with pytest.raises(ValueError, match=said):
        bookpress.show(hiding, **parts())
    assert shown == []


def test_a_figure_with_an_undrawn_entry_in_its_legend_is_refused(shown):
    hiding = figure().add_scatter(x=[None], y=[None], name="Nobody")
    with pytest.raises(ValueError, match=r"'fig-test' hides .* the legend has Nobody"):
        bookpress.show(hiding, **parts())


def test_a_figure_carries_everything_the_page_needs(shown):
    bookpress.show(figure(), **parts())
    found = Exhibit.from_json(json.loads(json.dumps(shown[1][MIME])))
    assert found.alt == "A line that rises."
    assert found.columns == (
        Column("Country", "text"),
        Column("Soldiers", "number"),
        Column("Sources", "sources"),
    )
    assert found.rows == (("A", 1000, (SOURCE,)), ("B", None, ()))
    assert found.sources[0].id == SOURCE
    assert "template" not in found.drawing["layout"]


def test_an_exhibit_comes_back_from_plain_data_as_it_was(shown):
    frame = pd.DataFrame({"Name": ["a", "b"], "Where": [Link("claim:C01", "C01"), Link("chapter:force")]})
    bookpress.show(
        frame,
        name="tab-test",
        headline="It is a table.",
        caption="A table.",
        source_ids=[SOURCE],
        anchors=["a", "b"],
        filters=["Name"],
    )
    plain = json.loads(json.dumps(shown[1][MIME]))
    found = Exhibit.from_json(plain)
    assert found.rows == (("a", Link("claim:C01", "C01")), ("b", Link("chapter:force")))
    assert found.anchors == ("a", "b")
    assert found.to_json() == plain
    with pytest.raises(ValueError, match="tab-test is no figure"):
        _ = found.drawing


def test_a_source_is_named_in_the_reader_s_words(shown):
    bookpress.show(figure(), **parts())
    (source,) = Exhibit.from_json(shown[1][MIME]).sources
    code = data.row("sources", SOURCE)["seen"]
    assert data.labels_of("sources", "seen")[code].lower() in source.assessment.lower()


def test_a_table_is_html_in_a_notebook_and_escapes_its_text(shown):
    frame = pd.DataFrame({"Text": ["<script>alert(1)</script>"], "Sources": [(SOURCE,)]})
    bookpress.show(
        frame, name="tab-test", headline="It is a table.", caption="A <b>caption</b>.", source_ids=[SOURCE]
    )
    head, table, _ = shown
    assert "<script>" not in table["text/html"]
    assert "&lt;script&gt;" in table["text/html"]
    assert "&lt;b&gt;caption" in head["text/html"]


def test_the_download_repeats_the_data_with_source_ids(shown):
    other = data.load("sources")["source_id"].iloc[-1]
    frame = pd.DataFrame({"Text": ['a "quoted", cell'], "Soldiers": [2_000], "Sources": [(SOURCE, other)]})
    bookpress.show(figure(), **parts(data=frame, source_ids=[SOURCE, other]))
    # Text is in quotes: LibreOffice parts cells at semicolons too.
    assert csv_text(Exhibit.from_json(shown[1][MIME])) == (
        f'"Text","Soldiers","Sources"\n"a ""quoted"", cell",2000,"{SOURCE};{other}"\n'
    )


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": "map"}, "needs a name such as fig-map"),
        ({"name": "tab-map"}, "needs a name such as fig-map"),
        ({"caption": ""}, "needs a caption"),
        ({"headline": "A title"}, "needs a headline: one sentence"),
        ({"headline": f"It is {'very ' * 30}long."}, "needs a headline: one sentence"),
        ({"alt": ""}, "needs alternative text"),
        ({"data": None}, "needs the data behind the figure"),
        ({"source_ids": []}, "needs at least one source id"),
        ({"data": pd.DataFrame({"Sources": [(SOURCE, "x-1")]})}, "what source_ids leaves out: x-1"),
    ],
)
def test_a_missing_part_is_refused_by_name(shown, change, message):
    with pytest.raises(ValueError, match=message):
        bookpress.show(figure(), **parts(**change))
    assert shown == []


def test_an_unknown_source_is_refused(shown):
    with pytest.raises(KeyError, match="nobody-2025"):
        bookpress.show(figure(), **parts(source_ids=["nobody-2025"]))


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1234567, "1,234,567"),
        (5, "five"),
        (10, "10"),
        (data.cut_off(), "10 October 2026"),
        ("26", "26"),
        (["France"], "France"),
        (["Estonia", "France", "Lithuania"], "Estonia, France and Lithuania"),
        (True, "True"),
    ],
)
def test_numbers_dates_and_lists_are_written_for_readers(monkeypatch, value, written):
    glued = {}
    monkeypatch.setattr(notebook, "glue", lambda name, text, **_: glued.update({name: text}))
    bookpress.say(fact=value)
    assert glued == {"fact": written}


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (-3, "a count is not below zero"),
        ("130 per cent of them", "130 per cent is more than all"),
        ("nan per cent", "it is no number"),
        (float("inf"), "it is no number"),
    ],
)
def test_what_no_result_can_be_stops_the_chapter(value, said):
    with pytest.raises(ValueError, match=said):
        bookpress.say(fact=value)


@pytest.mark.parametrize("value", ["100 per cent", "\u22123 points", "Fernando and infantry", -0.5])
def test_what_a_result_can_be_is_said(value, monkeypatch):
    monkeypatch.setattr(notebook, "glue", lambda *_, **__: None)
    bookpress.say(fact=value)
