"""The browser: told to leave out what Playwright leaves out; brought in to the project and nowhere else."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import playwright
import pytest

from bookpress.engine import browser
from bookpress.upstream.playwright import LEFT_OUT


def test_what_playwright_leaves_out_is_left_out():
    driver = Path(playwright.__file__).parent / "driver" / "package" / "lib" / "coreBundle.js"
    (own,) = re.findall(r"disabledFeatures = \[(.*?)\]", driver.read_text(encoding="utf-8"), re.DOTALL)
    assert tuple(re.findall(r'^\s*"(\w+)",?$', own, re.MULTILINE)) == LEFT_OUT


@pytest.fixture
def no_browser(tmp_path, monkeypatch):
    """A machine whose programs only write down how they were called; npm's package unpacks like the real."""
    programs, shared = tmp_path / "programs", tmp_path / "shared"
    programs.mkdir()
    shared.mkdir()
    for name, does in (
        ("npm", ""),
        ("apt-get", ""),
        ("node", 'cp --no-clobber "$0" "$TMPDIR/chromium"; echo "$TMPDIR/chromium"'),
    ):
        program = programs / name
        program.write_text(f'#!/bin/sh\necho {name} "$@" >> {tmp_path}/called\n{does}\n')
        program.chmod(0o755)
    (shared / "chromium").write_text("planted")
    (shared / "chromium").chmod(0o755)
    monkeypatch.setattr(browser, "NPM_FOLDER", tmp_path / ".browser")
    monkeypatch.setattr(browser, "NAMES", ())
    monkeypatch.setattr(browser.platform, "system", lambda: "Linux")
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.defpath}")
    monkeypatch.setenv("TMPDIR", str(shared))
    monkeypatch.delenv("CHROMIUM", raising=False)
    return tmp_path


def test_a_browser_comes_into_the_project_and_not_from_a_folder_of_all(no_browser):
    brought = Path(browser.ensure())
    assert brought.is_relative_to(no_browser / ".browser")
    called = (no_browser / "called").read_text()
    assert called.startswith("npm ci ") and "--ignore-scripts" in called
    assert "apt-get" not in called, "the system is changed only where that was asked for"


def test_a_place_that_takes_no_browser_is_said_in_a_line(no_browser, monkeypatch):
    (no_browser / "file").write_text("")
    monkeypatch.setattr(browser, "NPM_FOLDER", no_browser / "file" / ".browser")
    with pytest.raises(browser.NoBrowser, match=r"Not a directory: \S+/file/\.browser$"):
        browser.ensure()


def test_each_package_of_the_browser_has_its_hash():
    lock = json.loads((browser._LOCK / "package-lock.json").read_text())
    packages = {name: each for name, each in lock["packages"].items() if name}
    assert packages["node_modules/@sparticuz/chromium"]["version"] == "153.0.0"
    assert all(each["integrity"].startswith("sha512-") for each in packages.values())


def test_what_npm_said_last_is_said(no_browser, capsys):
    (no_browser / "programs" / "npm").write_text("#!/bin/sh\necho 'npm error code E404' >&2; exit 1\n")
    with pytest.raises(browser.NoBrowser, match="make browser"):
        browser.ensure()
    assert "npm: npm error code E404" in capsys.readouterr().err


@pytest.mark.slow
def test_a_folder_for_temporary_files_that_is_not_there_keeps_no_browser_from_starting():
    asked = "from bookpress.engine import browser\nwith browser.launched() as b: print(b.version)"
    result = subprocess.run(
        [sys.executable, "-c", asked],
        env=os.environ | {"TMPDIR": "/nowhere"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0 and re.match(r"\d+\.", result.stdout), result.stderr
