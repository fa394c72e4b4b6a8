"""A new edition: what it refuses, and every place that it sets."""

import json
from functools import cache

import pytest

from bookpress.errors import PressError
from coalition import check, data, paths
from coalition.reference import archives, downloads, editions, release
from tests import edits
from tests.conftest import ROOT

CHANGELOG = "# Changelog\n\n## Next\n\n- Evidence to the day.\n\n## {} - {}\n\n- First edition.\n"
VERSION, DAY = "2099.1.0", "2099-01-31"
RULES = check.violations


@pytest.fixture
def project(package, monkeypatch):
    """A project with one kept edition, which its data equal, and a changelog that names it."""
    root = package.parent
    monkeypatch.setattr(paths, "ROOT", root)
    monkeypatch.setattr(paths, "EDITIONS", root / "editions")
    monkeypatch.setattr(check, "violations", list)
    (root / "chapters").symlink_to(ROOT / "chapters")
    for name in ("CITATION.cff", "_toc.yml", "_config.yml", "references.bib", "index.ipynb"):
        (root / name).write_bytes((ROOT / name).read_bytes())
    created = data.package()["created"][:10]
    (root / "CHANGELOG.md").write_text(CHANGELOG.format(data.version(), created), encoding="utf-8")
    archives.keep(_first_edition(), data.version())
    return root


@cache
def _first_edition():
    """The archive of the data that no test has changed."""
    return downloads.archive()


def files(root):
    return {p: p.read_bytes() for p in root.rglob("*") if p.is_file() and "chapters" not in p.parts}


def cut(version=VERSION, cut_off=None, day=DAY, **options):
    return release.cut(version, cut_off or str(data.cut_off()), day, **options)


def moved(root, **cells):
    """Change one row, as a curator does between editions."""
    edits.Folder(root / "data").change("polls", {"poll_id": data.load("polls")["poll_id"][0]}, **cells)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"version": "next"}, "is no version"),
        ({"cut_off": "October"}, "is no cut-off"),
        ({"cut_off": "2099-02-01"}, "is after 2099-01-31"),
        ({"version": "2020.1.0"}, "is not later than"),
        ({}, "The tables are those of version"),
    ],
)
def test_what_is_no_new_edition_is_refused_and_nothing_is_touched(project, options, said):
    before = files(project)
    with pytest.raises(PressError, match=said):
        cut(**options)
    assert files(project) == before


def test_the_same_version_is_refused_also_when_rows_moved(project):
    moved(project, note="Read again.")
    with pytest.raises(PressError, match="is not later than"):
        cut(version=data.version())


def test_an_edition_without_the_archive_of_the_last_one_is_refused(project):
    for file in (project / "editions").iterdir():
        file.unlink()
    with pytest.raises(PressError, match="whose archive is not in editions/"):
        cut()


def test_a_judgement_that_changed_without_a_reason_is_refused(project):
    folder = edits.Folder(project / "data")
    folder.change("judgements", {"judgement_id": "K08"}, basis="It was announced anew.")
    with pytest.raises(PressError, match=r"without a reason .*: K08"):
        cut()
    folder.change("judgements", {"judgement_id": "K08"}, change_reason="A new report.")
    assert "basis: " in cut(only_draft=True) and "Why: A new report." in cut(only_draft=True)


def test_data_that_break_a_rule_are_refused_and_nothing_is_touched(project, monkeypatch):
    moved(project, note="Read again.")
    monkeypatch.setattr(check, "violations", lambda: ["data/polls.csv:2 note: wrong"])
    before = files(project)
    with pytest.raises(PressError, match=r"data/polls\.csv:2 note: wrong"):
        cut()
    assert files(project) == before
    assert data.version() != VERSION


def test_a_draft_changes_nothing(project):
    moved(project, note="Read again.")
    before = files(project)
    assert "- Polls: 1 changed; " in cut(only_draft=True)
    assert files(project) == before


def test_every_place_is_set_and_both_editions_are_kept(project, monkeypatch):
    monkeypatch.setattr(check, "violations", RULES)
    last = data.version()
    moved(project, note="Read again.")
    note = cut()
    assert json.loads((project / "data" / "datapackage.json").read_text(encoding="utf-8"))["created"] == (
        f"{DAY}T00:00:00Z"
    )
    assert data.version() == VERSION
    assert check.violations() == []
    text = (project / "CHANGELOG.md").read_text(encoding="utf-8")
    head = f"# Changelog\n\n## {VERSION} - {DAY}\n\nData cut-off: {data.written_date(data.cut_off())}.\n\n"
    assert text.startswith(f"{head}- Evidence to the day.\n\n### Rows since {last}\n\n- Polls: 1 changed; ")
    assert note.strip() in text and f"\n\n## {last} - " in text
    assert [archives.version(p) for p in archives.kept()] == [last, VERSION]
    assert archives.faults() == []
    assert [s.version for s in editions.states()] == [last, VERSION]
    downloads.write(project / "out")
    for name in (archives.name(last), archives.name(VERSION), archives.SUMS):
        assert (project / "out" / name).is_file()
    with pytest.raises(PressError, match="is not later than"):
        cut()
