"""The package described: what rests on each source, counted by an independent path."""

import csv
from collections import Counter

from bookpress.exhibits import blocks
from bookpress.exhibits.blocks import Link
from coalition import data, paths
from coalition.reference import catalogue


def counted():
    """Rows per source and table straight from the files, and those that name no other source."""
    resting, alone = Counter(), Counter()
    for path in paths.DATA.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if path.stem == "sources":
                    continue
                ids = set(filter(None, row.get("source_ids", "").split(";"))) | (
                    {row["source_id"]} if row.get("source_id") else set()
                )
                resting.update((source, path.stem) for source in ids)
                alone.update((source, path.stem) for source in ids if len(ids) == 1)
    return resting, alone


def test_what_rests_on_a_source_equals_an_independent_count():
    resting, alone = counted()
    table = catalogue.rests_on()
    assert Counter(zip(table["source_id"], table["table"], strict=True)) == resting
    single = table[table["alone"]]
    assert Counter(zip(single["source_id"], single["table"], strict=True)) == alone


def test_every_source_carries_something():
    assert set(catalogue.rests_on()["source_id"]) == set(data.load("sources")["source_id"])


def test_row_keys_are_unique_within_a_table():
    for name in data.tables():
        keys = catalogue.row_keys(name, data.load(name))
        assert not keys.duplicated().any(), name


def test_single_source_rows_add_up():
    _, alone = counted()
    counts = catalogue.single_source_counts()
    assert counts["single"].sum() == sum(alone.values())
    assert (counts[list(data.labels_of("sources", "reliability"))].sum(axis=1) == counts["single"]).all()
    assert (counts["single"] <= counts["rows"]).all()


def test_the_dictionary_names_every_column_and_code():
    text = "".join(map(blocks.to_html, catalogue.dictionary()))
    for name in data.tables():
        assert f"id='table-{name}'" in text
        for field in data.resource(name)["schema"]["fields"]:
            assert f"<td>{field['name']}</td>" in text
    assert "statement_id must begin with iso3 in small letters where iso3 is filled." in text


def test_limits_are_what_follows_the_definition(monkeypatch):
    described = {"description": "One row is a poll. Shares are of all asked. Older ones are left out."}
    monkeypatch.setattr(data, "resource", lambda _: described)
    row, limits = catalogue.definition_and_limits("polls")
    assert row == "One row is a poll."
    assert limits == "Shares are of all asked. Older ones are left out."


def test_an_address_that_is_no_web_address_is_no_link(package):
    path = package / "sources.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[1][rows[0].index("url")] = "javascript:alert(1)"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)
    assert not any(
        "javascript" in run.to
        for page in catalogue.source_pages().pages
        for row in page.parts[1].rows
        for cell in row
        if isinstance(cell, tuple)
        for run in cell
        if isinstance(run, Link)
    )


def test_sources_stand_under_the_letter_of_their_publisher_without_article_and_marks(package):
    path = package / "sources.csv"
    with path.open(encoding="utf-8", newline="") as file:
        head, *others = csv.reader(file)
    names = ["The Guardian", "Österreichischer Rundfunk", "the Hague", "Čas", "2+2", "Коммерсантъ"]
    rows = [
        dict(zip(head, row, strict=True)) | {"publisher": n} for row, n in zip(others, names, strict=False)
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, head, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    shown = {
        page.name: sorted(row[0][0].partition(":")[0] for row in page.parts[1].rows)
        for page in catalogue.source_pages().pages
    }
    assert shown == {
        "c": ["Čas"],
        "g": ["The Guardian"],
        "h": ["the Hague"],
        "o": ["Österreichischer Rundfunk"],
        "other": ["2+2", "Коммерсантъ"],
    }
    listed = catalogue.source_list()
    assert list(shown) == [*"cgho", "other"]
    assert {a for p in catalogue.source_pages().pages for a in p.anchors()} >= set(listed.anchors)


def test_a_publisher_named_twice_gets_its_month_and_then_a_number():
    months = {
        "a": ("BBC", "Mar 2025"),
        "b": ("AP", "Mar 2025"),
        "c": ("BBC", "May 2025"),
        "d": ("BBC", "May 2025"),
    }
    runs = catalogue.cite("abcd", {key: catalogue.Publisher(*named) for key, named in months.items()})
    assert [str(r) for r in runs[::2]] == ["BBC, Mar 2025", "AP", "BBC, May 2025", "BBC, May 2025 (2)"]


def test_a_stance_has_the_words_of_the_positions_on_an_own_contribution_only():
    table = catalogue.statement_list()
    what, stance = table.columns.index("On what"), table.columns.index("Stance")
    own = data.labels_of("statements", "about")["own_contribution"]
    found = {(row[what][0] == own, row[stance][0]) for row in table.rows}
    words = data.labels_of("positions", "position")["support_only"]
    assert (True, words) in found and (False, words) not in found
