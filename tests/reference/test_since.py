"""The box on the first page of what was reported since the cut-off. Small fixed tables."""

from bookpress.exhibits import blocks
from coalition import data
from coalition.reference import since
from tests import edits


def text(block) -> str:
    runs = block.runs if isinstance(block, blocks.Paragraph) else [r for e in block.entries for r in e]
    return "".join(map(str, runs))


def event(key, known_by):
    year = data.cut_off().year + 1
    told = {"title": f"Title of {key}", "summary": "It was said.", "known_by": known_by}
    return {"event_id": key, "date": f"{year}-01-02"} | told


def test_each_line_says_how_it_is_known_and_the_box_that_nothing_rests_on_it(package):
    folder = edits.Folder(package)
    source = folder.rows("sources")[0]["source_id"]
    rows = [event("E901", "title") | {"source_ids": source}, event("E902", "title") | {"source_ids": source}]
    folder.write("events_after_cutoff", rows)
    head, listed = since.box()
    assert "All of it is known by title only." in text(head) and "No judgement" in text(head)
    assert len(listed.entries) == 2
    assert "".join(map(str, listed.entries[0])).startswith("2 January")
    folder.write("events_after_cutoff", [rows[0], rows[1] | {"known_by": "text"}])
    head, listed = since.box()
    assert "All of it" not in text(head)
    assert "Read (" in "".join(map(str, listed.entries[1]))


def test_an_empty_table_says_so(package):
    edits.Folder(package).write("events_after_cutoff", [])
    (only,) = since.box()
    assert text(only).startswith("Nothing reported for a day after ")
