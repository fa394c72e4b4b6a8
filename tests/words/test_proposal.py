"""Words of the first page and of the chapters on the proposal.

Complete, and never left hanging in the air.
"""

import re

import nbformat
import pytest

from bookpress.exhibits import blocks
from coalition import paths
from coalition.analysis.hero import funnel
from coalition.reference import profiles
from coalition.tables import contributors as contributor_tables
from coalition.words import contributors, force, index, interview, membership
from coalition.words.hero import funnel as told_funnel

CHAPTERS = {
    "index.ipynb": index.words,
    "chapters/proposal/interview.ipynb": lambda: interview.words(interview.results()),
    "chapters/proposal/contributors.ipynb": lambda: contributors.words(contributors.results()),
    "chapters/proposal/membership.ipynb": lambda: membership.words(membership.results()),
    "chapters/proposal/force.ipynb": lambda: force.words(force.results()),
}


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_everything_the_prose_says_is_computed(chapter):
    cells = nbformat.read(paths.ROOT / chapter, as_version=4).cells
    used = {
        n for c in cells if c.cell_type == "markdown" for n in re.findall(r"glue:text\}`(\w+)`", c.source)
    }
    said = CHAPTERS[chapter]()
    assert used <= set(said)
    blank = [n for n, value in said.items() if value is None or str(value) in ("", "[]", "<NA>", "nan")]
    assert set(blank) <= {"lead"}  # the end of a sentence, where a state that leads is ready


def test_nobody_ready_is_said_and_not_left_blank(package):
    for name in ("statements", "positions"):
        path = package / f"{name}.csv"
        path.write_text(
            path.read_text(encoding="utf-8").replace("deploy_troops", "conditional"), encoding="utf-8"
        )
    found = contributors.results()
    said = contributors.words(found)
    assert (said["n_ready"], said["names_ready"]) == (0, ["none"])
    assert index.words()["say_ready"] == "none says it is"
    assert "Ready to send soldiers" not in contributors.position_map(found)["alt"]
    assert "Ready to send soldiers: none." in contributors.ladder(found)["alt"]


def test_a_departure_is_told_with_map_ladder_first_page_and_profile(package):
    path = package / "positions.csv"
    head, *lines = path.read_text(encoding="utf-8").splitlines()
    place = head.split(",").index("departure_note")
    # the last row is that of a country whose cells before the note hold no comma
    cells = next(line for line in lines if line.count('"') == 0).split(",")
    cells[place] = "Its parliament voted against"
    changed = [",".join(cells) if line.startswith(f"{cells[0]},") else line for line in lines]
    path.write_text("\n".join([head, *changed]) + "\n", encoding="utf-8")
    found, note = contributors.results(), "Its parliament voted against"
    for told in (contributors.position_map(found), contributors.ladder(found), told_funnel(funnel())):
        assert f"is not counted as last stated: {note}." in told["reading"]
    countries = profiles.countries()
    departing = next(c for c in countries if c.iso3 == cells[0])
    assert f"not as last stated: {note}." in blocks.to_html(profiles.all_profiles([departing]))
    for table in (profiles.overview(countries), contributor_tables.position_table(found.now)):
        assert table["Why not as last stated"].dropna().tolist() == [note]
