"""Live writing: a changed paragraph is on the page without a command, and the page is told to load again."""

import os
import socket
import subprocess
import sys
import time
from urllib.request import urlopen

import pytest

from bookpress.tests.conftest import PACKAGE

pytestmark = pytest.mark.slow


@pytest.fixture
def watched(built):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "bookpress", "watch", "--port", str(port)],
        cwd=built,
        env=os.environ | {"PYTHONPATH": str(PACKAGE.parent)},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert any("Ctrl-C stops" in line for line in process.stderr)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.communicate(timeout=30)


def test_a_changed_paragraph_reaches_the_page_and_the_page_is_told(built, watched):
    page = urlopen(f"{watched}/index.html").read().decode()
    assert '<script defer src="/_live.js"></script>' in page
    told = urlopen(f"{watched}/_live", timeout=120)
    first = told.readline()
    chapter = built / "index.ipynb"
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("nothing alike", "quite unlike"), "utf-8")
    assert told.readline() == b"\n" and told.readline() not in (first, b"")
    assert "quite unlike" in urlopen(f"{watched}/index.html").read().decode()
    assert "_live" not in (built / "_build" / "html" / "index.html").read_text(encoding="utf-8")


def test_a_chapter_that_fails_leaves_the_last_good_page_and_the_watch_goes_on(built, watched):
    chapter = built / "statistics.ipynb"
    good = chapter.read_text(encoding="utf-8")
    told = urlopen(f"{watched}/_live", timeout=120)
    told.readline(), told.readline()
    chapter.write_text(good.replace("import pandas as pd", "import nothing_at_all"), "utf-8")
    told.readline(), told.readline()
    assert "What the numbers say" in urlopen(f"{watched}/statistics.html").read().decode()
    chapter.write_text(good.replace("What the numbers say", "What numbers say"), "utf-8")
    told.readline()
    end = time.monotonic() + 60
    while "What numbers say" not in urlopen(f"{watched}/statistics.html").read().decode():
        assert time.monotonic() < end
        time.sleep(0.2)
