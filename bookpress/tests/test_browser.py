"""The browser: told to leave out what Playwright leaves out, and what nobody sees here."""

import re
from pathlib import Path

import playwright

from bookpress.upstream.playwright import LEFT_OUT


def test_what_playwright_leaves_out_is_left_out():
    driver = Path(playwright.__file__).parent / "driver" / "package" / "lib" / "coreBundle.js"
    (own,) = re.findall(r"disabledFeatures = \[(.*?)\]", driver.read_text(encoding="utf-8"), re.DOTALL)
    assert tuple(re.findall(r'^\s*"(\w+)",?$', own, re.MULTILINE)) == LEFT_OUT
