"""The one stylesheet.

Smaller than those it is made of, and still with every rule for something that a page has.
"""

import re

import pytest

from bookpress.engine import audit

SELECTORS = """css => {
  const sheet = new CSSStyleSheet(), found = [];
  const walk = rules => { for (const rule of rules) { if (rule.selectorText) found.push(...rule.selectorText.split(/,(?![^(]*\\))/)); if (rule.cssRules) walk(rule.cssRules); } };
  sheet.replaceSync(css);
  walk(sheet.cssRules);
  return found.map(s => s.trim());
}"""
PRESENT = r"""selectors => {
  const classes = new Set([...document.querySelectorAll('[class]')].flatMap(e => [...e.classList]));
  const other = s => !/[:[\\]/.test(s) && (s.match(/\.[\w-]+/g) ?? []).some(c => !classes.has(c.slice(1)));
  return selectors.filter(s => { try { return !other(s) && document.querySelector(s); } catch { return false; } });
}"""
"""Selectors that something on the page answers to; the page is not searched for a class that it nowhere has."""
STATES = re.compile(r"::[\w-]+|:(?:hover|focus|focus-visible|focus-within|active|visited|checked|disabled)\b")
"""What a selector says of an element that is there in any case."""


@pytest.fixture(scope="module")
def tab(chromium):
    page = chromium.new_page()
    yield page
    page.close()


@pytest.fixture(scope="module")
def dropped(book, tab):
    """Selectors of the theme's stylesheets that the book's has not."""
    static = book / "_static"
    theme, kept = (
        set(tab.evaluate(SELECTORS, css))
        for css in (
            "\n".join(p.read_text(encoding="utf-8") for p in sorted((static / "styles").glob("*-theme.css"))),
            (static / "book.css").read_text(encoding="utf-8"),
        )
    )
    return theme - kept


def test_most_of_the_theme_is_left_out(dropped):
    assert len(dropped) > 3000
    assert ".card" in dropped  # a word of the prose, but no class of a page


def test_no_rule_for_something_that_a_page_has_is_left_out(book, tab, dropped):
    elements = sorted({STATES.sub("", s) for s in dropped} - {""})
    for page in (book / name for name in [*audit.pages(), *audit.longest_below(book)]):
        tab.goto(page.as_uri())
        assert tab.evaluate(PRESENT, elements) == [], page
