"""Numbers and dates in cells are dressed alike, down a column and across the book."""

import pandas as pd
import pytest
from docutils import nodes

from bookpress.exhibits import blocks as text
from bookpress.exhibits.exhibit import Column, Exhibit, Source
from bookpress.site import blocks, exhibits


def shown(label, kind, *values):
    """What the cells of a column say."""
    found = Exhibit(
        kind="table",
        name="tab-a",
        headline="It is so.",
        caption="",
        alt="",
        reading="",
        columns=(Column("Row", "text"), Column(label, kind)),
        rows=tuple((str(i), v) for i, v in enumerate(values)),
        sources=(Source("a", "A paper", "Title"), Source("b", "", "A law")),
    )
    (body,) = exhibits._body(found.name, found, "index")
    return [row[1].astext() for row in body.findall(nodes.row)]


@pytest.mark.parametrize(
    ("label", "values", "said"),
    [
        ("Soldiers", (1500, None), ["1,500", "–"]),
        ("Points", (71.0, -13.0), ["71", "−13"]),
        ("Share", (0.5, 12.25), ["0.50", "12.25"]),
        ("Year", (2024, 1990), ["2024", "1990"]),
        ("Soldiers a year", (2024, 150000), ["2,024", "150,000"]),
    ],
)
def test_numbers_of_a_column_have_one_dress(label, values, said):
    assert shown(label, "number", *values) == said


def test_days_and_months_are_written_out_and_other_texts_are_not():
    assert shown("On", "text", "2025-12-15", "2026-01", "2025-12-15 to 2026") == [
        "15 December 2025",
        "January 2026",
        "2025-12-15 to 2026",
    ]


def test_sources_of_a_row_are_named_by_who_published_them():
    assert shown("Sources", "sources", ("a",), ("a", "b")) == ["A paper", "A paper A law"]


def of_a_block(*runs):
    """The entry of a cell of a reference table that holds these runs."""
    made = text.table(pd.DataFrame({"Row": ["a"], "What": [list(runs)]}))
    (body,) = blocks._body(made, "index")
    return list(body.findall(nodes.entry))[1]


def test_what_stands_between_links_of_a_cell_is_no_cell_of_its_own():
    links = of_a_block(text.Link("https://a.example", "A"), "; ", text.Link("https://b.example", "B"))
    (only,) = links[0].children
    assert only.astext() == "A; B"


def test_days_of_a_reference_table_are_written_out_and_sorted_as_days():
    entry = of_a_block("2025-12-21")
    assert (entry.astext(), entry["order"]) == ("21 December 2025", "2025-12-21")
    assert "order" not in of_a_block("no date")
