"""The EPUB of the whole book, judged by epubcheck (Debian's package of that name)."""

import shutil
import subprocess

import pytest

from tests.conftest import ROOT, run_coalition


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
