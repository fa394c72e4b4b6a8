"""What is put together of printed chapters beside the book: the brief, and the EPUB."""

import io
import zipfile

import pytest
from lxml import etree, html

from bookpress.hooks import Listed, Quoted
from bookpress.printing import document, epub
from bookpress.printing.errors import ExportError
from bookpress.printing.records import Chapter, Printed

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><text>in the figure</text></svg>'
BODY = """<section id="one"><h2>One</h2>
<div class="tip admonition"><p>The answer, of <a href="#two.far">two</a>.</p></div>
<figure class="exhibit" id="one.fig-a"><p class="exhibit-headline">It rises.</p>
<!--place picture fig-a--><figcaption>
<p>Figure 1 Of what.</p><div class="legend"><p class="exhibit-reading">Read so.</p>
<p class="exhibit-source-line"><!--place data fig-a-->Sources: 1</p></div></figcaption></figure>
<svg class="strip" viewBox="0 0 5 5"><clippath id="c"></clippath></svg>
<section id="one.change"><h3>Change</h3><p>Before.</p><ul><li>This.</li></ul></section>
<p><a href="https://example.org/a<b>c">out</a> <a href="#nowhere">gone</a></p></section>"""


@pytest.fixture
def chapters(monkeypatch):
    """Two chapters, of a book that has no edition."""
    settings = document.Settings("A book", "of two", "Its authors", "en", "a-book", None)
    monkeypatch.setattr(document, "settings", lambda: settings)
    parts = [document.Part("", ["one"]), document.Part("Later", ["part/two"])]
    monkeypatch.setattr(document, "parts", lambda: parts)
    figure = Printed("figure", 1, "Of what.", "A line that rises.", "one.fig-a", "x", "<p>1</p>")
    empty = {"sections": (), "code": (), "sources": (), "entries": {}, "rests": {}}
    one = Chapter(docname="one", slug="one", title="One", body=BODY, exhibits={"fig-a": figure}, **empty)
    body = '<section id="two"><h2>Two</h2><p id="two.far">Far.</p></section>'
    two = Chapter(docname="part/two", slug="two", title="Two", body=body, exhibits={}, **empty)
    return {"one": one, "part/two": two}


def test_the_brief_has_what_chapters_say_and_nothing_that_leads_out_of_it(chapters):
    pieces = [
        Quoted("box", "one"),
        Quoted("figure", "fig-a"),
        Listed("Who", ("Country", "Since"), (("A & B", "May"),), "A note."),
        Quoted("list", "one#change", "What would change it"),
    ]
    page = html.fromstring(document.brief(pieces, chapters, {"fig-a": DRAWING}, ""))
    text = [" ".join(e.text_content().split()) for e in page.find("body/article")]
    assert text == [
        "A bookof twoBrief · Its authors",
        "The answer, of two.",
        "It rises. in the figure Figure 1 Of what.Read so.",
        "Who",
        "CountrySinceA & BMay",
        "A note.",
        "What would change it",
        "This.",
    ]
    assert not page.xpath("//a") and page.xpath("//*[@aria-label='A line that rises.']")


@pytest.mark.parametrize("key", ["two", "one#gone", "fig-b"])
def test_a_piece_that_no_chapter_has_is_named(chapters, key):
    kind = "figure" if key == "fig-b" else "list" if "#" in key else "box"
    with pytest.raises(ExportError, match=f"The brief quotes a {kind} that no chapter has: {key}"):
        document.brief([Quoted(kind, key)], chapters, {"fig-a": DRAWING}, "")


def test_an_epub_has_every_file_it_lists_and_every_place_that_links_lead_to(chapters):
    made = epub.book(chapters, {"fig-a": DRAWING, "fig-unused": DRAWING})
    assert made == epub.book(chapters, {"fig-a": DRAWING, "fig-unused": DRAWING})
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        files = {name: archive.read(name) for name in archive.namelist()}
    trees = {
        name: etree.fromstring(text) for name, text in files.items() if name.endswith(("ml", "opf", "svg"))
    }
    listed = {f"book/{h}" for h in trees["book/package.opf"].xpath("//@href")}
    assert listed | {"mimetype", "META-INF/container.xml", "book/package.opf"} == set(files)
    order = trees["book/package.opf"].xpath("//*[local-name()='itemref']/@idref")
    assert order == ["title", "one", "two", "annex"]
    ids = {name: set(tree.xpath("//@id")) for name, tree in trees.items()}
    for name, tree in trees.items():
        links = [] if name.endswith("opf") else tree.xpath("//@href")
        for link in links:
            file, _, place = link.partition("#")
            target = f"book/{file}" if file else name
            assert link.startswith("https://") or (target in files and (not place or place in ids[target])), (
                link
            )
    chapter = trees["book/one.xhtml"]
    assert chapter.xpath("//*[local-name()='a']/@href") == [
        "two.xhtml#two.far", "annex.xhtml#data.fig-a", "https://example.org/a%3Cb%3Ec"
    ]  # fmt: skip
    assert chapter.xpath("//@viewBox") == ["0 0 5 5"] and b"clipPath" in files["book/one.xhtml"]
    assert chapter.xpath("//*[local-name()='img']/@alt") == ["A line that rises."]
