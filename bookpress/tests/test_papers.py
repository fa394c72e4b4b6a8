"""The book in one file: offered with the pages of the state it was made from, and taken away with them."""

from bookpress.engine import papers


def test_a_file_is_offered_as_long_as_the_book_is_as_it_was(tmp_path, monkeypatch):
    made, pages = tmp_path / "pdf", tmp_path / "pages"
    made.mkdir()
    pages.mkdir()
    monkeypatch.setattr(papers, "PDF", made)
    monkeypatch.setattr(papers, "_MADE", made / "made.json")
    assert papers.of("one state") == {}
    for name, state in (("a.pdf", "one"), ("a-brief.pdf", "one"), ("a.epub", "two"), ("gone.pdf", "one")):
        (made / name).write_text(name)
        papers.note(name, state)
    (made / "gone.pdf").unlink()
    offered = papers.of("one")
    assert list(offered) == ["a-brief.pdf", "a.pdf"]
    assert [papers.described(name)[0] for name in offered] == ["Brief (PDF)", "Whole book (PDF)"]
    papers.give(offered, {}, pages)
    papers.give(papers.of("two"), offered, pages)
    assert [p.name for p in pages.iterdir()] == ["a.epub"]
