"""The timeline: every event once, at its day, in its band."""

import pandas as pd

from coalition.analysis import events as calendar
from coalition.charts import timeline


def rows():
    return pd.DataFrame(
        {
            "event_id": ["E001", "E002", "E003", "E004"],
            "date": ["2025-03-02", "2025-03-10", "2025-03", "2025-06-01"],
            "title": ["a", "b", "c", "d"],
            "track": ["coalition", "coalition", "nato", "coalition"],
            "land": [True, False, True, False],
            "sea": [True, True, False, False],
            "air": [False, False, False, False],
        }
    )


def test_domains_are_told_apart():
    assert list(calendar.domain(rows())) == ["several", "sea", "land", "none"]


def test_each_event_is_a_tick_and_those_named_do_not_cover_each_other():
    named = pd.Series({"E001": "first", "E002": "second"})
    figure = timeline.milestones(rows(), named)
    ticks, dots = figure.data[:2]
    assert [text.split("<br>")[1] for text in ticks.text] == ["a", "b", "c", "d"]
    assert list(ticks.y) == sorted(ticks.y) and list(dots.text) == ["first", "second"]
    first, second = figure.layout.annotations
    assert second.y - first.y >= 36 and "2 March 2025" in first.text


def test_a_window_keeps_only_what_certainly_falls_into_it():
    assert list(calendar.between(rows(), "2025-03-05", "2025-05-01")["event_id"]) == ["E002"]
    assert list(calendar.between(rows(), "2025-03-01", "2025-03-31")["event_id"]) == ["E001", "E002", "E003"]
