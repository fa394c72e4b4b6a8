"""What governments ask for before they send soldiers, for readers."""

import pandas as pd

from coalition import data
from coalition.tables import contributors as tables


def test_conditions_come_with_the_newest_word_first_and_its_day_as_far_as_it_is_known():
    positions = pd.DataFrame(
        {
            "iso3": ["AAA", "BBB", "CCC"],
            "name": ["A", "B", "C"],
            "since": ["2025-03-10", "2026-09", "2026-09"],
        }
    )
    offers = pd.DataFrame({"iso3": ["CCC", "AAA"], "conditions": ["a mandate", "a ceasefire"]})
    found = tables.condition_table(positions, offers).fillna("–")
    assert list(found.itertuples(index=False, name=None)) == [
        ("B", "September 2026", "–"),
        ("C", "September 2026", "a mandate"),
        ("A", "10 March 2025", "a ceasefire"),
    ]


def test_the_history_is_in_the_words_of_the_positions_and_days_as_people_write_them():
    by_month = pd.DataFrame(
        {
            "name": ["A", "A", "B", "B"],
            "as_of": ["2025-02-28", "2025-03-31"] * 2,
            "position": ["unknown", "deploy_troops", "conditional", "opposed"],
        }
    )
    words = data.labels_of("positions", "position")
    found = tables.history_table(by_month)
    assert list(found) == ["Country", "28 February 2025", "31 March 2025"]
    assert found.iloc[:, 1:].to_numpy().tolist() == [
        [words["unknown"], words["deploy_troops"]],
        [words["conditional"], words["opposed"]],
    ]
