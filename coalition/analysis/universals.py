"""Words in prose that claim more than a part: where a computed value or a search stands behind them.

A universal is backed in its sentence by a computed value, or by the mark that leads to what was searched.
Any other sentence needs a backing of its own, which a test keeps in a list.
"""

from __future__ import annotations

import re

WORDS = re.compile(
    r"\b(?:every(?:one|body|thing|where)?|(?<!above )(?<!at )all|none|nobody|nothing|no|never|always|only"
    r"|alike|independently|well established|of one voice|the newest|without exception)\b",
    re.IGNORECASE,
)
"""Universals and words of strength."""
SEARCHED = "searched <not-found>"
"""The target of the mark."""

_SENTENCE = re.compile(r"(?<=[.!?])[)*”]*\s+|\n")
_NOT_SAID = re.compile(r"\{(?!glue)[a-z:]+\}`[^`]*`|`[^`]*`|“[^”]*”")


def unbacked(text: str) -> list[str]:
    """The sentences of a chapter's Markdown that hold a universal and nothing computed or searched.

    A word in quotes, in a heading, or in a label is not said.
    """
    return [
        sentence.strip("-* ")
        for sentence in _SENTENCE.split(text)
        if "{glue:text}" not in sentence
        and SEARCHED not in sentence
        and not sentence.startswith("#")
        and WORDS.search(_NOT_SAID.sub(" ", sentence))
    ]


COMPUTED = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|half)\b|\{[^{}]+\}", re.IGNORECASE
)
"""A number in a text that is made of results: none may be typed there. In a text of the data a placeholder."""


def bare(text: str) -> list[str]:
    """The sentences of a text without markup (a caption, a cell of the data) that hold a universal alone.

    A number in the sentence says of how many it speaks.
    """
    return [
        sentence
        for sentence in map(str.strip, _SENTENCE.split(text))
        if WORDS.search(_NOT_SAID.sub(" ", sentence)) and not COMPUTED.search(sentence)
    ]
