"""Find a Chromium-family browser, or bring one in from a package registry."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import psutil

from bookpress.errors import PressError
from bookpress.paths import ROOT
from bookpress.upstream.playwright import LEFT_OUT

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
NPM_FOLDER = ROOT / ".browser"
NPM_PACKAGE = "@sparticuz/chromium@153.0.0"
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

_GRACE_SECONDS = 5


class NoBrowser(PressError):
    """No browser was found and none could be brought in; the message says what to install."""


def find() -> str | None:
    """The path of a browser: ``$CHROMIUM``, a known name on the path, or one brought in before."""
    brought = NPM_FOLDER / "path"
    candidates = [
        os.environ.get("CHROMIUM"),
        *NAMES,
        brought.read_text().strip() if brought.is_file() else None,
    ]
    return next((found for c in candidates if c and (found := shutil.which(c))), None)


def ensure() -> str:
    """The path of a browser, brought in where there is none: by apt as root, else by npm.

    Raises NoBrowser if neither way works.
    """
    for bring in (lambda: None, _by_apt, _by_npm):
        bring()
        if path := find():
            return path
    raise NoBrowser(
        "No Chromium, Chrome or Edge found: install one (apt install chromium) or set CHROMIUM=/path/to/it"
    )


@contextmanager
def launched() -> Iterator:
    """A headless browser under Playwright's control, closed at the end.

    Raises NoBrowser, and Playwright's ``Error`` if it stops.

    Playwright waits for ever for a browser that dies while it opens a page, so its driver is ended soon after
    the browser is gone.
    """
    from playwright.sync_api import sync_playwright

    path, before = ensure(), _drivers()
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
        subprocess.run(
            ["apt-get", "update", "-qq"], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-dejavu-core"],
            check=False,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


def _by_npm() -> None:
    if not shutil.which("npm"):
        return
    NPM_FOLDER.mkdir(exist_ok=True)
    script = "import c from '@sparticuz/chromium'; console.log(await c.executablePath())"
    install = ["npm", "install", "--silent", "--no-save", "--prefix", str(NPM_FOLDER), NPM_PACKAGE]
    if subprocess.run(install, check=False).returncode != 0:
        return
    ask = ["node", "--input-type=module", "-e", script]
    answer = subprocess.run(ask, cwd=NPM_FOLDER, check=False, capture_output=True, text=True)
    if answer.returncode == 0:
        Path(NPM_FOLDER, "path").write_text(answer.stdout)
