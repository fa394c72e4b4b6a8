"""Editions: what changed between two states of the data, and the note that says so."""

import csv
import json

import pytest

from bookpress.exhibits import blocks
from coalition import data, paths
from coalition.analysis import placeholders
from coalition.reference import downloads, editions
from tests.conftest import ROOT, run_coalition


@pytest.fixture
def edited(tmp_path):
    """An earlier state made from the present one: a row less, a row more, a cell that differs."""
    folder = tmp_path / "earlier"
    folder.mkdir()
    for path in paths.DATA.iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    for name in placeholders.TABLES:  # what is computed is as it is today, though the cut-off is not
        (folder / data.resource(name)["path"]).write_bytes(downloads.table_csv(name))
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    descriptor["version"], descriptor["cut_off"] = "2026.5.0", "2026-05-01"
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    polls = read(folder / "polls.csv")
    polls[2][polls[0].index("support_pct")] = "1.5"
    write(folder / "polls.csv", [polls[0], *polls[2:], ["gone-2025-01", *polls[1][1:]]])
    return folder


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def test_against_an_empty_state_every_row_is_new():
    now = editions.read(paths.DATA)
    changes = editions.compare(editions.State(), now)
    assert set(changes["change"]) == {"added"}
    assert len(changes) == sum(len(read(paths.DATA / f"{n}.csv")) - 1 for n in data.tables())
    note = editions.draft(editions.State(), now)
    assert note.startswith(f"## {data.version()} - ")
    assert "First edition" in note
    assert f"Data cut-off: {data.written_date(data.cut_off())}." in note


def test_an_edited_copy_gives_exactly_what_was_edited(edited):
    now = read(paths.DATA / "polls.csv")
    changes = editions.compare(editions.read(edited), editions.read(paths.DATA))
    support = now[0].index("support_pct")
    assert [tuple(r) for r in changes.itertuples(index=False)] == [
        ("polls", now[1][0], "added", "", "", ""),
        ("polls", now[2][0], "changed", "support_pct", "1.5", now[2][support]),
        ("polls", "gone-2025-01", "withdrawn", "", "", ""),
    ]


def test_the_note_counts_and_names_the_rows(edited):
    note = editions.draft(editions.read(edited), editions.read(paths.DATA))
    assert "- Polls: 1 added, 1 changed, 1 withdrawn; " in note
    assert "polls, withdrawn: gone-2025-01" in note
    assert "support_pct: 1.5 → " in note
    assert "Statements" not in note


def test_nothing_changed_is_said():
    now = editions.read(paths.DATA)
    assert "No row was added, changed or withdrawn." in editions.draft(now, now)


def judged(likelihood, note):
    row = {"judgement_id": "K01", "label": "A ceasefire", "likelihood": likelihood, "note": note}
    descriptor = {
        "version": "1",
        "created": "2026-01-01",
        "cut_off": "2026-01-01",
        "resources": [{"name": "judgements", "title": "Judgements"}],
    }
    return editions.State(descriptor, {"judgements": {"K01": row}})


def test_a_changed_judgement_comes_with_its_reason_or_asks_for_one():
    note = editions.draft(judged("unlikely", ""), judged("likely", "Talks were agreed."))
    assert "K01 A ceasefire: likelihood: unlikely → likely. Why: Talks were agreed." in note
    assert "Why: **to be written**" in editions.draft(judged("unlikely", ""), judged("likely", ""))


def test_text_from_data_means_nothing_to_markdown():
    note = editions.draft(judged("a", ""), judged("<script>[x](y) `z` $w$", ""))
    assert "\\<script\\>\\[x\\](y) \\`z\\` \\$w\\$" in note


def test_a_table_that_is_gone_is_withdrawn():
    old, new = judged("a", ""), judged("a", "")
    new.tables = {}
    assert editions.compare(old, new)["change"].tolist() == ["withdrawn"]


def test_an_archive_is_read_like_a_folder(tmp_path):
    path = tmp_path / "data.zip"
    path.write_bytes(downloads.archive())
    assert editions.compare(editions.read(path), editions.read(paths.DATA)).empty


def test_a_table_and_a_column_of_an_earlier_edition_are_read_as_they_are(tmp_path):
    descriptor = {
        "resources": [
            {"name": name, "type": "table", "path": f"{name}.csv", "schema": {"primaryKey": [key]}}
            for name, key in (("questions", "question_id"), ("gone", "id"))
        ]
    }
    (tmp_path / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    (tmp_path / "questions.csv").write_text("question_id,was\nQ01,{old}\n", encoding="utf-8")
    (tmp_path / "gone.csv").write_text("id,text\na,{b}\n", encoding="utf-8")
    state = editions.read(tmp_path)
    assert state.tables["questions"]["Q01"]["was"] == "{old}"
    assert state.tables["gone"]["a"]["text"] == "{b}"


def test_the_command_drafts_the_note(edited, tmp_path):
    result = run_coalition(ROOT, "edition", str(edited))
    assert result.returncode == 0
    assert "1 added, 1 changed, 1 withdrawn" in result.stdout
    assert run_coalition(ROOT, "edition").stdout == editions.draft(
        editions.State(), editions.read(paths.DATA)
    )
    (tmp_path / "empty").mkdir()
    assert "First edition" in run_coalition(ROOT, "edition", str(tmp_path / "empty")).stdout
    wrong = run_coalition(ROOT, "edition", str(tmp_path / "nothing"))
    assert wrong.returncode == 1
    assert "neither a folder nor an archive" in wrong.stderr


@pytest.fixture
def two_editions(edited, tmp_path, monkeypatch):
    """The archive of the earlier state, kept as readers downloaded it."""
    kept = tmp_path / "editions"
    kept.mkdir()
    with monkeypatch.context() as patch:
        patch.setattr(paths, "DATA", edited)
        data.package.cache_clear()
        (kept / "2026.5.0.zip").write_bytes(downloads.archive())
    data.package.cache_clear()
    monkeypatch.setattr(editions, "KEPT", kept)


def test_the_first_page_says_that_a_first_edition_has_nothing_to_be_new_against(tmp_path, monkeypatch):
    monkeypatch.setattr(editions, "KEPT", tmp_path)
    text = "".join(map(blocks.to_html, editions.news()))
    assert f"Version {data.version()} is the first edition" in text
    assert "Every edition and its changes" in text


@pytest.mark.usefixtures("two_editions")
def test_the_first_page_says_what_is_new_since_the_last_edition():
    text = "".join(map(blocks.to_html, editions.news()))
    assert "Since version 2026.5.0, with data as of 1 May 2026: 1 added, 1 changed, 1 withdrawn rows." in text
    assert "No judgement changed." in text
    assert "Polls: 1 added, 1 changed, 1 withdrawn" in text
    assert "Statements" not in text


def test_the_first_page_names_changed_judgements(monkeypatch):
    monkeypatch.setattr(
        editions, "states", lambda: [judged("unlikely", ""), judged("likely", "Talks were agreed.")]
    )
    assert "K01 A ceasefire: likelihood: unlikely → likely. Why: Talks were agreed." in "".join(
        map(blocks.to_html, editions.news())
    )


@pytest.mark.usefixtures("two_editions")
def test_the_page_compares_each_edition_with_the_one_before():
    newest, first = editions.history()
    assert newest.title == f"Version {data.version()}"
    assert first.title == "Version 2026.5.0"
    assert "Compared with version 2026.5.0." in newest.parts[0].runs[0]
