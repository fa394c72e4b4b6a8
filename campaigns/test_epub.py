"""The EPUB of the whole book, judged by epubcheck (Debian's package of that name)."""

import shutil
import subprocess
import zipfile

import pytest
from lxml import etree

from tests.conftest import ROOT, run_coalition
from tests.site.test_escaping import hostile  # noqa: F401 (a fixture)


@pytest.mark.skipif(not shutil.which("epubcheck"), reason="epubcheck is not installed")
def test_epubcheck_finds_nothing_in_the_book_for_e_readers():
    made = run_coalition(ROOT, "epub")
    assert made.returncode == 0, made.stderr
    said = subprocess.run(
        ["epubcheck", ROOT / "_build" / "pdf" / "after-the-ceasefire.epub"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr


def test_hostile_cells_are_text_in_the_book_for_e_readers(hostile):  # noqa: F811
    project = hostile.parents[1]
    made = run_coalition(project, "epub")
    assert made.returncode == 0, made.stderr
    texts = []
    with zipfile.ZipFile(next((project / "_build" / "pdf").glob("*.epub"))) as book:
        for name in book.namelist():
            assert ".." not in name and not name.startswith("/")
            if name.endswith((".xhtml", ".opf", ".ncx", ".svg")):
                tree = etree.fromstring(book.read(name))
                assert not tree.xpath("//*[local-name()='script'] | //@*[starts-with(name(), 'on')]")
                assert not [a for a in tree.xpath("//@href | //@src") if a.startswith("javascript:")]
                texts.append("".join(tree.itertext()))
    assert any("<script>window.hacked" in text for text in texts)
