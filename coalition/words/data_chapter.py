"""What the appendix on the data says: how much there is, as of when, and how to cite it."""

from __future__ import annotations

from bookpress.exhibits.blocks import Link, paragraph
from coalition import data
from coalition.formats import file_size
from coalition.reference import citation, downloads


def words() -> dict[str, object]:
    """Every number, name and date of the chapter's prose, by the name the prose uses."""
    return {
        "n_tables": len(data.tables()),
        "n_rows": sum(len(data.load(t)) for t in data.tables()),
        "n_sources": len(data.load("sources")),
        "n_statements": len(data.load("statements")),
        "cut_off": data.cut_off(),
        "citation": citation.sentence(),
        "licence": data.package()["licenses"][0]["title"],
    }


def download():
    """The line that offers the whole package: a block of running text."""
    made = downloads.archive()
    name = downloads.archive_name(made)
    link = Link(f"download:{name}", f"Download the whole package ({name})")
    return paragraph(link, f", {file_size(len(made))}.")
