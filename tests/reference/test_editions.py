"""Editions: what changed between two states of the data, and the note that says so."""

import csv
import json
import shutil

import pytest

from bookpress.exhibits import blocks
from coalition import data, paths
from coalition.analysis import placeholders
from coalition.reference import archives, downloads, editions


@pytest.fixture(scope="module")
def earlier(tmp_path_factory):
    """An earlier state made from the present one: a row less, a row more, a cell that differs."""
    folder = tmp_path_factory.mktemp("earlier")
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


@pytest.fixture
def edited(earlier, tmp_path):
    """A copy of the earlier state that a test may change further."""
    return shutil.copytree(earlier, tmp_path / "earlier")


@pytest.fixture(scope="module")
def old(earlier):
    return editions.read(earlier)


@pytest.fixture(scope="module")
def now():
    return editions.read(paths.DATA)


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def test_against_an_empty_state_every_row_is_new(now):
    changes = editions.compare(editions.State(), now)
    assert set(changes["change"]) == {"added"}
    assert len(changes) == sum(len(read(paths.DATA / f"{n}.csv")) - 1 for n in data.tables())
    assert "First edition" in editions.note(editions.State(), now)


def test_an_edited_copy_gives_exactly_what_was_edited(old, now):
    polls = read(paths.DATA / "polls.csv")
    changes = editions.compare(old, now)
    support = polls[0].index("support_pct")
    assert [tuple(r) for r in changes.itertuples(index=False)] == [
        ("polls", polls[1][0], "added", "", "", ""),
        ("polls", polls[2][0], "changed", "support_pct", "1.5", polls[2][support]),
        ("polls", "gone-2025-01", "withdrawn", "", "", ""),
    ]


def test_the_note_counts_the_rows_by_table(old, now):
    note = editions.note(old, now)
    assert note == (
        "### Rows since 2026.5.0\n\n- Polls: 1 added, 1 changed, 1 withdrawn; "
        f"{len(data.load('polls')):,} rows now.\n"
    )


def test_the_rows_one_by_one_are_named_with_their_cells(old, now):
    changes = editions.compare(old, now)
    notes = editions.row_notes(changes, "polls")
    assert any(line.startswith("polls, withdrawn: gone-2025-01") for line in notes)
    assert any("support_pct: 1.5 → " in line for line in notes)


def test_an_edition_compared_with_itself_reports_nothing(now):
    assert editions.compare(now, now).empty and editions.changed_judgements(now, now).empty
    assert editions.same(now, now) and editions.columns(now, now) == {}
    assert editions.note(now, now) == "- No row was added, changed or withdrawn.\n"


def test_a_new_column_is_told_once_and_changes_no_row(edited, now):
    polls = read(edited / "polls.csv")
    place = polls[0].index("note")
    write(edited / "polls.csv", [[c for i, c in enumerate(row) if i != place] for row in polls])
    old = editions.read(edited)
    assert editions.columns(old, now) == {"polls": "new columns: note"}
    assert editions.counts(editions.compare(old, now), now).set_index("table").at["polls", "changed"] == 1
    rows = f"{len(data.load('polls')):,} rows now"
    assert f"1 withdrawn; {rows}; new columns: note." in editions.note(old, now)
    assert not editions.same(old, now)


def judged(likelihood, reason):
    row = {"judgement_id": "K01", "label": "A ceasefire", "likelihood": likelihood, "change_reason": reason}
    descriptor = {
        "version": "1",
        "created": "2026-01-01",
        "cut_off": "2026-01-01",
        "resources": [{"name": "judgements", "title": "Judgements"}],
    }
    return editions.State(descriptor, {"judgements": {"K01": row}})


def test_a_changed_judgement_comes_with_its_reason_or_asks_for_one():
    note = editions.note(judged("unlikely", ""), judged("likely", "Talks were agreed."))
    assert "K01 A ceasefire: likelihood: unlikely → likely. Why: Talks were agreed." in note
    assert "Why: **to be written**" in editions.note(judged("unlikely", ""), judged("likely", ""))


def test_the_reason_of_the_edition_before_is_no_reason():
    old, new = judged("unlikely", "Talks were agreed."), judged("likely", "Talks were agreed.")
    assert list(editions.changed_judgements(old, new)["why"]) == [""]


def test_a_new_reason_alone_changes_no_judgement():
    assert editions.changed_judgements(judged("likely", ""), judged("likely", "Because.")).empty


def test_another_spelling_changes_no_judgement():
    old, new = judged("ten percent of an army's men", ""), judged("ten per cent of an army’s men", "")
    assert editions.changed_judgements(old, new).empty


def test_a_table_without_a_changed_row_is_left_out_of_an_edition():
    old, new = judged("unlikely", ""), judged("likely", "Talks.")
    for state in (old, new):
        state.tables["polls"] = {"a": {"x": "1"}}
        state.descriptor["resources"].append({"name": "polls", "title": "Polls"})
    entry = editions.entry(old, new)
    assert "Polls" not in blocks.to_html(entry)
    assert "left out here: 1." in blocks.to_html(entry)


def test_a_long_text_is_shown_from_the_word_on_at_which_it_differs():
    same = "Every truce along the whole front was declared for hours or days, and "
    (what,) = editions.changed_judgements(judged(f"{same}it held", ""), judged(f"{same}it broke", ""))["what"]
    assert what == "likelihood: …held → …broke"


def test_in_brief_a_long_text_is_named_by_its_title_only():
    old, new = judged("unlikely", ""), judged("likely", "")
    new.descriptor["resources"][0]["schema"] = {
        "fields": [{"name": "likelihood", "title": "Likelihood"}, {"name": "basis", "title": "Basis"}]
    }
    old.tables["judgements"]["K01"]["basis"] = "Talks had been called off for the whole of the year."
    new.tables["judgements"]["K01"]["basis"] = "Talks were agreed."
    (brief,) = editions.changed_judgements(old, new)["brief"]
    assert brief == "Likelihood: unlikely, now likely; other words or rows in basis"


def test_text_from_data_means_nothing_to_markdown():
    note = editions.note(judged("a", ""), judged("<script>[x](y) `z` $w$", ""))
    assert "\\<script\\>\\[x\\](y) \\`z\\` \\$w\\$" in note


def test_a_table_that_is_gone_is_withdrawn():
    old, new = judged("a", ""), judged("a", "")
    new.tables = {}
    assert editions.compare(old, new)["change"].tolist() == ["withdrawn"]


def test_an_archive_is_read_like_a_folder(now, tmp_path):
    path = tmp_path / "data.zip"
    path.write_bytes(downloads.archive())
    assert editions.compare(editions.read(path), now).empty


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


@pytest.fixture(scope="module")
def archived(earlier):
    """The archive of the earlier state."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "DATA", earlier)
        data.package.cache_clear()
        made = downloads.archive()
    data.package.cache_clear()
    return made


@pytest.fixture
def two_editions(archived, tmp_path, monkeypatch):
    """The archive of the earlier state, kept as readers downloaded it."""
    kept = tmp_path / "editions"
    kept.mkdir()
    monkeypatch.setattr(paths, "EDITIONS", kept)
    archives.keep(archived, "2026.5.0")


def test_the_first_page_says_that_a_first_edition_has_nothing_to_be_new_against(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "EDITIONS", tmp_path)
    text = "".join(map(blocks.to_html, editions.news()))
    assert f"Version {data.version()} is the first edition" in text
    assert "Every edition and its changes" in text


@pytest.mark.usefixtures("two_editions")
def test_the_first_page_says_what_is_new_since_the_last_edition():
    text = "".join(map(blocks.to_html, editions.news()))
    assert (
        "Since version 2026.5.0, with data as of 1 May 2026, one row was added, one changed and one "
        "withdrawn." in text
    )
    assert "No judgement changed." in text
    assert "Polls: 1 added, 1 changed, 1 withdrawn" in text
    assert "Statements" not in text


def test_the_first_page_names_changed_judgements(monkeypatch):
    monkeypatch.setattr(
        editions, "states", lambda: [judged("unlikely", ""), judged("likely", "Talks were agreed.")]
    )
    total, named, fold, *_ = map(blocks.to_html, editions.news())
    assert (
        "Judgements whose words, number or reasons changed: “A ceasefire”." in named
        and "likely" not in total + named
    )
    assert "K01 A ceasefire. Talks were agreed. likelihood: unlikely, now likely." in fold


@pytest.mark.usefixtures("two_editions")
def test_the_page_compares_each_edition_with_the_one_before():
    newest, first = editions.history()
    assert newest.title == f"Version {data.version()}"
    assert first.title == "Version 2026.5.0"
    assert "Compared with version 2026.5.0." in newest.parts[0].runs[0]


@pytest.mark.usefixtures("two_editions")
def test_data_that_are_a_kept_edition_stand_once_with_its_archive_and_hash():
    made = downloads.archive()
    archives.keep(made, data.version())
    *earlier, now = editions.states()
    assert [s.version for s in (*earlier, now)] == ["2026.5.0", data.version()]
    text = blocks.to_html(editions.history()[0])
    assert archives.name(data.version()) in text and archives.digest(made) in text


def test_changes_after_a_release_are_told_apart_from_it(package, tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "EDITIONS", tmp_path / "kept")
    archives.keep(downloads.archive(), data.version())
    polls = read(package / "polls.csv")
    write(package / "polls.csv", polls[:-1])
    newest, _ = editions.history()
    assert (newest.anchor, newest.title) == ("edition-next", f"After version {data.version()}")
    assert "Changes not yet in an edition" in blocks.to_html(newest)
    assert downloads.archive_name() == archives.name(f"{data.version()}-and-later-changes")
