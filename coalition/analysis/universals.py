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
SEARCHED = "we searched <not-found>"
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


TEXTS = {
    "judgements": ("statement", "confidence_reason", "basis", "change_mind", "change_reason"),
    "conditionals": ("question", "basis"),
    "relations": ("reason",),
    "assumptions": ("statement", "why_it_matters", "how_it_would_fail"),
    "hypotheses": ("statement", "mechanism"),
    "evidence": ("statement",),
    "questions": ("question", "why_it_matters", "who_could_answer", "what_would_settle_it"),
    "indicators_to_watch": ("indicator", "would_mean", "last_seen_value"),
    "components": ("what_is_planned", "open_issue"),
    "claims": ("evidence",),
    "glossary": ("meaning",),
}
"""Texts of the data that argue, by table: what other tables report stands on the sources of its row."""

_SCOPED = re.compile(
    r"\d|\{[^{}]+\}|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|half)\b"
    r"|\b(?:found|known|seen|on record)\b",
    re.IGNORECASE,
)
"""A number, which is computed where texts are; a place for one; a word that says that it was looked for."""


def bare(text: str) -> list[str]:
    """The sentences of a text without markup (a caption, a cell of the data) that hold a universal alone.

    A piece of a sentence is no sentence: it stands in prose, where it is the computed value.
    """
    return [
        sentence
        for sentence in map(str.strip, _SENTENCE.split(text))
        if sentence.endswith((".", "!", "?"))
        and WORDS.search(_NOT_SAID.sub(" ", sentence))
        and not _SCOPED.search(sentence)
    ]
