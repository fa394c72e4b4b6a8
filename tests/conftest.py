"""Fixtures: the built book, a real browser, and copies of the project that tests may break."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coalition import data, paths
from coalition.data import geography, loading
from coalition.press import browser as browsers

ROOT = paths.ROOT


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
    """Wait until an expression holds in the page. Playwright's own wait evaluates text there, which the pages' policy forbids."""
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


@pytest.fixture
def project(tmp_path) -> Path:
    """A copy of the project's own files, without what was built or installed."""
    target = tmp_path / "project"
    skip = shutil.ignore_patterns(".*", "_build", "__pycache__", "*.egg-info", "tests")
    shutil.copytree(ROOT, target, ignore=skip)
    return target


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
