"""Fixtures of the slow proofs: ``make prove``."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bookpress.engine.publishing import contents
from tests.conftest import ROOT, run_coalition

NOT_COPIED = (".*", "_build", "__pycache__", "*.egg-info", "tests", "campaigns")


def copy_of_the_project(target: Path) -> Path:
    """The project's own files in another folder, without what was built."""
    shutil.copytree(ROOT, target, ignore=shutil.ignore_patterns(*NOT_COPIED))
    for table in (target / "data").iterdir():
        table.chmod(0o644)
    return target


def built(root: Path, *arguments: str) -> tuple[dict[str, str], str]:
    """Build the book of a copy; its contents and what the build said."""
    result = run_coalition(root, *(arguments or ("book",)))
    assert result.returncode == 0, result.stderr
    return contents(root / "_build" / "html"), result.stderr


@pytest.fixture(scope="session")
def book_copy(tmp_path_factory) -> Path:
    """A copy of the project with its book built."""
    root = copy_of_the_project(tmp_path_factory.mktemp("copy") / "project")
    built(root)
    return root
