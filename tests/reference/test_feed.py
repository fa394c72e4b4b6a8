"""The feed: valid by the rules of Atom, an entry for an edition and for what it changed, ids that stay."""

import html
from xml.etree import ElementTree

import feedparser
import pytest

from coalition.reference import editions, feed
from coalition.reference.editions import State

NS = {"a": feed.ATOM}


def state(version, day, statement, reason):
    field = [{"name": n, "title": n} for n in ("judgement_id", "statement", "change_reason")]
    return State(
        {
            "version": version,
            "created": f"{day}T00:00:00Z",
            "cut_off": day,
            "resources": [{"name": "judgements", "title": "Judgements", "schema": {"fields": field}}],
        },
        {"judgements": {"K01": {"judgement_id": "K01", "statement": statement, "change_reason": reason}}},
    )


@pytest.fixture
def entries(monkeypatch):
    found = [
        state("2026.1.0", "2026-01-02", "So.", ""),
        state("2026.2.0", "2026-02-03", "Otherwise <b>.", "News."),
    ]
    monkeypatch.setattr(editions, "states", lambda: found)

    def read(base=""):
        return ElementTree.fromstring(feed.feed(base, "editions.html"))

    return read


def test_an_edition_its_judgements_and_its_tables_are_entries_newest_first(entries):
    root = entries()
    titles = [e.findtext("a:title", namespaces=NS) for e in root.findall("a:entry", NS)]
    assert titles == ["Version 2026.2.0", "K01", "Rows of Judgements", "Version 2026.1.0"]
    judgement = root.findall("a:entry", NS)[1]
    assert "So. → Otherwise <b>." in judgement.findtext("a:content", namespaces=NS)
    assert judgement.findtext("a:content", namespaces=NS).endswith("Why: News.")
    assert judgement.find("a:link", NS).get("href") == "editions.html#edition-2026-2-0"
    assert root.findtext("a:updated", namespaces=NS) == "2026-02-03T00:00:00Z"


def test_each_part_has_what_atom_asks_for_and_an_id_of_its_own_that_no_address_moves(entries):
    root, elsewhere = entries(), entries("https://example.org/")
    parts = [root, *root.findall("a:entry", NS)]
    for part in parts:
        assert all(part.findtext(f"a:{n}", namespaces=NS) for n in ("id", "title", "updated"))
    ids = [p.findtext("a:id", namespaces=NS) for p in parts]
    assert len(set(ids)) == len(ids)
    assert [e.text for e in elsewhere.iter(f"{{{feed.ATOM}}}id")] == ids
    assert elsewhere.find("a:link[@rel='self']", NS).get("href") == "https://example.org/feed.xml"
    assert root.find("a:author/a:name", NS).text and root.find("a:link[@rel='self']", NS) is None


@pytest.mark.usefixtures("entries")
def test_a_feed_reader_finds_what_changed_where_and_when():
    read = feedparser.parse(feed.feed("https://example.org/", "editions.html"))
    assert not read.bozo and read.version == "atom10"
    assert [e.title for e in read.entries][:2] == ["Version 2026.2.0", "K01"]
    assert read.entries[1].link == "https://example.org/editions.html#edition-2026-2-0"
    assert read.entries[1].updated_parsed[:3] == (2026, 2, 3)
    assert "Otherwise <b>." in html.unescape(read.entries[1].content[0].value)
