"""The timeline: every event once, at its day, in its band."""

import pandas as pd

from coalition import data
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


def test_each_event_is_drawn_once_and_a_month_stands_at_its_end():
    figure = timeline.track_timeline(rows())
    drawn = sorted(
        (x, text.split("<br>")[1]) for t in figure.data for x, text in zip(t.x, t.text, strict=True)
    )
    assert drawn == [("2025-03-02", "a"), ("2025-03-10", "b"), ("2025-03-31", "c"), ("2025-06-01", "d")]


def test_events_close_in_time_do_not_share_a_line():
    figure = timeline.track_timeline(rows())
    height = {text.split("<br>")[1]: y for t in figure.data for y, text in zip(t.y, t.text, strict=True)}
    assert height["a"] != height["b"]
    assert height["a"] == height["d"]


def test_no_event_is_left_out_whatever_its_track():
    events = data.load("events")
    figure = timeline.track_timeline(events)
    assert sum(len(t.x) for t in figure.data) == len(events)
    bands = [text.replace("<br>", " ") for text in figure.layout.yaxis.ticktext]
    assert bands == [n for t, n in data.labels_of("events", "track").items() if t in set(events["track"])]


def test_a_window_keeps_only_what_certainly_falls_into_it():
    assert list(calendar.between(rows(), "2025-03-05", "2025-05-01")["event_id"]) == ["E002"]
    assert list(calendar.between(rows(), "2025-03-01", "2025-03-31")["event_id"]) == ["E001", "E002", "E003"]
