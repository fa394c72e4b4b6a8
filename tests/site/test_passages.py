"""The text of pages, by which the search has its lines."""

from docutils import nodes

from bookpress.site import passages
from bookpress.site.blocks import disclosure


def section(name, *parts):
    return nodes.section("", nodes.title("", name.title()), *parts, ids=[name])


def test_each_section_has_its_own_text_once_without_code_folds_and_long_tables():
    inner = section(
        "inner",
        nodes.paragraph("", "", nodes.Text("Of the "), nodes.strong("", "inner"), nodes.Text(" part.")),
    )
    fold = disclosure("", nodes.paragraph("", "folded"), summary="More")
    table = nodes.table(
        "", nodes.tgroup("", nodes.tbody("", nodes.row("", nodes.entry("", nodes.paragraph("", "a row")))))
    )
    table["classes"].append("table-search")
    page = nodes.document(None, None)
    page += section(
        "outer", nodes.paragraph("", "First\nline."), nodes.literal_block("", "code"), fold, table, inner
    )
    assert passages.passages(page) == [
        ["outer", "Outer", "First line."],
        ["inner", "Inner", "Of the inner part."],
    ]
