"""Find a Chromium-family browser, or bring one in from a package registry."""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import psutil

from bookpress.engine.progress import say, step
from bookpress.errors import PressError
from bookpress.paths import ROOT
from bookpress.upstream.playwright import LEFT_OUT

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
NPM_FOLDER = ROOT / ".browser"
_LOCK = Path(__file__).parent / "chromium"
"""What npm is to bring, with the hash of each package."""
_ADDRESS_BAR = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup")
"""Lists below the address bar, which nobody sees here; for each window Chromium loads two pages to show them,
over a second of processor time.
"""
ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
    f"--disable-features={','.join((*LEFT_OUT, *_ADDRESS_BAR))}",
    *(["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []),
]
"""Flags for a headless run that looks nothing up.

The sandbox is off only for root, which Chromium demands.
"""

_NONE = (
    "No Chromium, Chrome or Edge found: bring one in (make browser, or bookpress browser), install one, "
    "or set CHROMIUM=/path/to/it"
)
_GRACE_SECONDS = 5


class NoBrowser(PressError):
    """No browser was found and none could be brought in; the message says what to install."""


def find() -> str | None:
    """The path of a browser: ``$CHROMIUM``, a known name on the path, or one brought in before."""
    brought = NPM_FOLDER / "path"
    candidates = [
        os.environ.get("CHROMIUM"),
        *NAMES,
        brought.read_text(encoding="utf-8").strip() if brought.is_file() else None,
    ]
    return next((found for c in candidates if c and (found := shutil.which(c))), None)


def found() -> str:
    """The path of a browser that is there. Raises NoBrowser."""
    if path := find():
        return path
    raise NoBrowser(_NONE)


def ensure(with_system: bool = False) -> str:
    """The path of a browser, brought in from npm where there is none, and said.

    ``with_system`` takes the system's package first, as root where there is apt. Raises NoBrowser if no way
    works.
    """
    for bring in (lambda: None, *([_by_apt] if with_system else []), _by_npm):
        bring()
        if path := find():
            return path
    raise NoBrowser(_NONE)


@contextmanager
def launched() -> Iterator:
    """A headless browser under Playwright's control, closed at the end.

    Raises NoBrowser, and Playwright's ``Error`` if it stops.

    Playwright waits for ever for a browser that dies while it opens a page, so its driver is ended soon after
    the browser is gone.
    """
    from playwright.sync_api import sync_playwright

    path, before = found(), _drivers()
    os.environ["TMPDIR"] = tempfile.gettempdir()  # one that is there: the browser takes it as it is named
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        drivers = _drivers() - before
        ending = Timer(_GRACE_SECONDS, lambda: [d.kill() for d in drivers])
        chromium.on("disconnected", lambda _: ending.start())
        try:
            yield chromium
            chromium.close()
        finally:
            ending.cancel()


def _drivers() -> set[psutil.Process]:
    return {p for p in psutil.Process().children() if "playwright" in "".join(p.cmdline()[:1])}


def _by_apt() -> None:
    if os.geteuid() == 0 and shutil.which("apt-get"):
        step("no browser: installing Chromium by apt (114 MB to fetch, 360 MB on disk)")
        install = [
            "apt-get",
            "install",
            "-y",
            "-qq",
            "--no-install-recommends",
            "chromium",
            "fonts-dejavu-core",
        ]
        for command in (["apt-get", "update", "-qq"], install):
            _require(subprocess.run(command, check=False, capture_output=True, text=True))


def _by_npm() -> None:
    if not (shutil.which("npm") and platform.system() == "Linux"):
        return
    step(f"no browser: bringing one from npm into {NPM_FOLDER.name} (75 MB to fetch, 290 MB on disk)")
    try:
        NPM_FOLDER.mkdir(exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(_LOCK / name, NPM_FOLDER)
    except OSError as error:
        raise NoBrowser(f"No browser could be brought in. {error.strerror}: {error.filename}") from error
    install = ["npm", "ci", "--silent", "--ignore-scripts"]
    if not _require(subprocess.run(install, cwd=NPM_FOLDER, check=False, capture_output=True, text=True)):
        return
    # The package unpacks into the folder for temporary files, and takes what lies there for its own: that
    # folder must be nobody else's.
    unpacked = NPM_FOLDER / "unpacked"
    shutil.rmtree(unpacked, ignore_errors=True)
    unpacked.mkdir()
    script = "import c from '@sparticuz/chromium'; console.log(await c.executablePath())"
    answer = subprocess.run(
        ["node", "--input-type=module", "-e", script],
        cwd=NPM_FOLDER,
        env=os.environ | {"TMPDIR": str(unpacked)},
        check=False,
        capture_output=True,
        text=True,
    )
    if _require(answer):
        Path(NPM_FOLDER, "path").write_text(answer.stdout, encoding="utf-8")


def _require(made: subprocess.CompletedProcess) -> bool:
    """Whether a program went well; if not, its last words are said."""
    if made.returncode:
        last = (made.stderr or made.stdout or "").strip().splitlines()[-1:] or [
            f"ended with {made.returncode}"
        ]
        say(f"{made.args[0]}: {last[0]}")
    return not made.returncode
