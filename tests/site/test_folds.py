"""Sections that a page keeps folded."""

from docutils import nodes

from bookpress.site import folds


def section(heading, *parts):
    """A section with this heading."""
    return nodes.section("", nodes.title("", heading), *parts)


def test_a_named_section_keeps_its_lead_and_says_what_it_folds():
    lead, figure = nodes.paragraph("", "It holds."), nodes.figure()
    inner = nodes.container("", nodes.table(classes=["exhibit-table"]), nodes.figure())
    page = nodes.section(
        "",
        named := section("How firm is this?", lead, figure, inner),
        bare := section("How firm is this?", nodes.figure()),
        short := section("How firm is this?", nodes.paragraph("", "Very.")),
        other := section("Elsewhere", nodes.paragraph(), nodes.figure()),
    )
    folds.fold_sections(page, ["How firm is this?"])
    assert named[1] is lead and named[2].children == [figure, inner]
    assert named[2]["summary"] == "Two figures and one table"
    assert bare[1]["summary"] == "One figure"
    assert not list(short.findall(folds.fold)) + list(other.findall(folds.fold))
