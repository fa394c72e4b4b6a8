"""Fixtures: the built book, a real browser, and copies of the project that tests may break."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import expect

from bookpress.engine import browser as browsers
from coalition import data, paths
from coalition.data import geography, loading

# The tests start hundreds of processes, and each would compile the project's modules anew.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

ROOT = paths.ROOT
expect.set_options(timeout=30_000)  # a busy machine is no fault of a page
BUILDS = {"book", "chromium", "project", "places", "kernel", "hostile", "addressed"}
"""Fixtures that build a book, start a browser or start a kernel; a test that uses none of them is fast."""

SLOW_FOLDERS = {"printing"}

APART = {"tests/press/test_build.py"}
"""Files of long tests that share little."""

PRINTED_SMALL = {"tests/printing/test_pdf.py", "tests/printing/test_nbconvert.py"}
"""Files that share one small printed book."""

_PAGE = re.compile(r"(?<=\[)[\w/-]+\.html")
"""The page that a test is about, where it is named first."""

# Equal in every run, so that a test that passed does not fail elsewhere; HYPOTHESIS_PROFILE=explore looks
# further.
settings.register_profile("repeatable", derandomize=True, database=None, deadline=None)
settings.register_profile("explore", max_examples=1000, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


def pytest_configure() -> None:
    """Let copies of the project take the browser of this one, and not each bring in its own."""
    if found := browsers.find():
        os.environ["CHROMIUM"] = found


def pytest_collection_modifyitems(items) -> None:
    """Mark what builds or starts something. It comes first, so that no worker is left alone with it."""
    for item in items:
        if BUILDS & set(item.fixturenames) or item.path.parent.name in SLOW_FOLDERS:
            item.add_marker("slow")
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_xdist_make_scheduler(config, log):
    """Give what shares something costly to one worker: a page, a printed book, what its module made."""
    from xdist.scheduler import LoadScopeScheduling

    class Together(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return shared(nodeid)

    return Together(config, log) if config.getoption("dist") == "loadscope" else None


def shared(nodeid: str) -> str:
    """What a test shares with others: the tree of a page, a small printed book, what its module made."""
    if page := _PAGE.search(nodeid):
        return page[0]
    file = nodeid.partition("::")[0]
    if file in APART:
        return nodeid
    return "printing" if file in PRINTED_SMALL else file


def run_coalition(root: Path, *arguments: str) -> subprocess.CompletedProcess:
    """Run the command line of the project in ``root`` with the environment of this test run."""
    return subprocess.run(
        [sys.executable, "-m", "coalition", *arguments],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        timeout=600,
    )


def until(tab, expression: str, seconds: float = 30) -> None:
    """Wait until an expression holds in the page.

    Playwright's own wait evaluates text there, which the pages' policy forbids.
    """
    end = time.monotonic() + seconds
    while not tab.evaluate(expression):
        assert time.monotonic() < end, f"never true: {expression}"
        tab.wait_for_timeout(50)


@pytest.fixture(scope="session")
def book() -> Path:
    """The folder of the built HTML book, brought up to date."""
    result = run_coalition(ROOT, "book")
    assert result.returncode == 0, result.stderr
    return ROOT / "_build" / "html"


@pytest.fixture(scope="session")
def chromium():
    """A headless Chromium, brought in if there is none."""
    with browsers.launched() as instance:
        yield instance


def copied(target: Path) -> Path:
    """The project's own files at another place, without what was built or installed.

    Compiled modules go along, so that no command there compiles them again.
    """
    skip = shutil.ignore_patterns(".*", "_build", "*.pyc.*", "*.egg-info", "tests", "campaigns")
    return shutil.copytree(ROOT, target, ignore=skip)


@pytest.fixture
def project(tmp_path) -> Path:
    """A copy of the project that a test may break."""
    return copied(tmp_path / "project")


@pytest.fixture
def package(tmp_path, monkeypatch) -> Path:
    """A copy of ``data/`` that the loaded modules read instead of the project's."""
    target = tmp_path / "data"
    shutil.copytree(paths.DATA, target)
    for path in target.iterdir():
        path.chmod(0o644)
    monkeypatch.setattr(paths, "DATA", target)
    _forget()
    yield target
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    for cached in (data.package, loading._read, geography.shapes, geography.outlines):
        cached.cache_clear()
