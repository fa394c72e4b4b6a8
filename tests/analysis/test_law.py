"""Our reading of the law: every reading has a rule, and every rule a reading."""

from collections import Counter

import pytest

from coalition import data, paths
from coalition.analysis import law
from coalition.charts import law as charts
from tests.tables_of import cells, edit


def test_every_reading_is_drawn_once_and_no_cell_twice():
    bearing = law.bearing()
    assert not bearing.duplicated(["legal_id", "aspect"]).any()
    figure = charts.rule_board(bearing)
    written = "".join(a.text for a in figure.layout.annotations).replace("<br>", "").replace(" ", "")
    times = bearing["topic"].str.replace(" ", "").value_counts()
    assert all(written.count(topic) >= n for topic, n in times.items())
    assert len(figure.data) == len(bearing[["aspect", "effect"]].drop_duplicates())


def test_a_reading_of_a_rule_that_is_gone_is_an_error(package):
    first = cells(package / "law_readings.csv")[0]["legal_id"]
    edit(package, first, table="law_readings", legal_id="lg-none")
    with pytest.raises(KeyError, match=r"lg-none is not in data/law\.csv"):
        law.bearing()


def test_how_the_legal_sources_were_read_by_hand():
    seen = {r["source_id"]: r["seen"] for r in cells(paths.DATA / "sources.csv")}
    used = {i for r in cells(paths.DATA / "law.csv") for i in r["source_ids"].split(";")}
    counted = Counter(seen[i] for i in used)
    assert law.sources_seen().to_dict() == {c: counted[c] for c in data.labels_of("sources", "seen")}


def test_the_selection_is_in_order_of_time():
    said = law.said()
    assert len(said) == sum(r["exhibit"] == "tab-law-labels" for r in cells(paths.DATA / "selections.csv"))
    assert list(said["date"]) == sorted(said["date"])
