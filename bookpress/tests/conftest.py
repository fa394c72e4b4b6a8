"""A small book of another subject than any, copied, and the commands that are given in it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bookpress.engine import browser

PACKAGE = Path(__file__).resolve().parents[1]
EXAMPLE = PACKAGE.parent / "examples" / "quartet"


def pytest_configure() -> None:
    """Let copies of a book take the browser that is there, and not each bring in its own."""
    if found := browser.find():
        os.environ["CHROMIUM"] = found


def command(folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    """Run a command of this environment (``bookpress``, ``jupyter-book``, ...) in a folder."""
    modules = {
        "bookpress": "import sys; from bookpress.__main__ import main; sys.exit(main())",
        "jupyter-book": "from jupyter_book.cli.main import main; main()",
        "sphinx-build": "import sys; from sphinx.cmd.build import main; sys.exit(main())",
        "nbconvert": "from nbconvert.nbconvertapp import main; main()",
    }
    name, *others = arguments
    env = {k: v for k, v in os.environ.items() if not k.startswith("BOOKPRESS_")}
    # An editable installation leaves out the settings that a wheel carries.
    env |= {"PYTHONPATH": str(PACKAGE.parent), "JUPYTER_CONFIG_PATH": str(PACKAGE)}
    return subprocess.run(
        [sys.executable, "-c", modules[name], *others],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )


def done(folder: Path, *arguments: str) -> str:
    """Run a command that must go well, and give what it said."""
    result = command(folder, *arguments)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout + result.stderr


@pytest.fixture
def copied(tmp_path) -> Path:
    """A copy of the example, not built."""
    return shutil.copytree(EXAMPLE, tmp_path / "book", ignore=shutil.ignore_patterns("_build"))


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """A copy of the example with its book built."""
    folder = tmp_path_factory.mktemp("example") / "book"
    shutil.copytree(EXAMPLE, folder, ignore=shutil.ignore_patterns("_build"))
    beside = folder / ".browser" / "node_modules" / "some"
    beside.mkdir(parents=True)
    (beside / "README.md").write_text("## What came with a browser\n\n#### It is no page\n", encoding="utf-8")
    done(folder, "bookpress", "book")
    return folder
