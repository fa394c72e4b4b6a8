"""The report's palette, and how each code of a coded column looks, wherever it is drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from bookpress.exhibits.style import Palette
from coalition import data

LIGHT = {
    "ink": "#1b2430",
    "muted": "#566270",
    "grid": "#dde2e8",
    "surface": "#fefefe",
    "land": "#e9edf1",
    "border": "#828d9a",
    "deploy_troops": "#1f4fa3",
    "conditional": "#1b8a7a",
    "undecided": "#a07400",
    "support_only": "#7b6fa6",
    "declined": "#c25530",
    "opposed": "#8c1d40",
    "unknown": "#87919c",
    "accent": "#0b6e99",
    "second": "#b3541e",
    "partly": "#4d8ca6",
    "worst": "#6f2d05",
}
DARK = {
    "ink": "#e8ebef",
    "muted": "#a9b3bf",
    "grid": "#3a424c",
    "surface": "#121212",
    "land": "#262c34",
    "border": "#76818d",
    "deploy_troops": "#7fb0ff",
    "conditional": "#3fc1ac",
    "undecided": "#e0b53a",
    "support_only": "#b3a6e0",
    "declined": "#f08a5d",
    "opposed": "#ff7d9c",
    "unknown": "#7c8793",
    "accent": "#5cb8e0",
    "second": "#f0a06a",
    "partly": "#3f8fb3",
    "worst": "#ffd2b0",
}
"""The same tokens on a dark page. A chart is made with the light values; the page swaps them."""


_SERIES = ("accent", "second", "muted", "partly", "worst", "border")
"""Tokens of series that have no code, in order."""


def palette() -> Palette:
    """The palette as the press takes it."""
    return Palette(LIGHT, DARK, _SERIES, icon="deploy_troops")


@dataclass(frozen=True)
class Code:
    """How one code of a coded column looks, wherever it is drawn: never by colour alone."""

    label: str
    token: str
    symbol: str
    """Marker symbol of plotly.js."""
    pattern: str = ""
    """Fill pattern of plotly.js for areas; blank is solid."""


class Looks(Mapping[str, Code]):
    """How each code looks: its word from the descriptor, its colour and mark from here.

    The codes and their order are those of the words. A code that has no look here is drawn in ``PLAIN``, so
    that none is ever left out.
    """

    PLAIN = ("muted", "circle-open")

    def __init__(self, words: Callable[[], Mapping[str, str]], looks: Mapping[str, tuple[str, ...]]):
        """Take the words as a function, so that they follow the data, and colour token, symbol and pattern by
        code.
        """
        self._words, self._looks = words, looks

    @classmethod
    def of(
        cls, table: str, column: str, looks: Mapping[str, tuple[str, ...]], *, short: bool = False
    ) -> Looks:
        """The looks of the codes of a column, by their label or its short form."""
        return cls(lambda: data.labels_of(table, column, short=short), looks)

    def __getitem__(self, code: str) -> Code:
        return Code(self._words()[code], *self._looks.get(code, self.PLAIN))

    def __iter__(self) -> Iterator[str]:
        return iter(self._words())

    def __len__(self) -> int:
        return len(self._words())


POSITIONS = Looks.of(
    "positions",
    "position",
    {
        "deploy_troops": ("deploy_troops", "circle"),
        "conditional": ("conditional", "diamond", "/"),
        "undecided": ("undecided", "triangle-up-open", "x"),
        "support_only": ("support_only", "circle-open", "."),
        "declined": ("declined", "x-thin", "\\"),
        "opposed": ("opposed", "x", "+"),
        "unknown": ("unknown", "line-ew"),
    },
)
"""Position codes from most to least forthcoming; ``unknown`` stands apart and is never drawn as a no."""

OFFERS = Looks.of(
    "positions",
    "land",
    {
        "yes": ("deploy_troops", "circle"),
        "conditional": ("conditional", "diamond"),
        "no": ("declined", "x-thin"),
        "unknown": ("unknown", "line-ew"),
    },
)
"""Offer codes of the ``positions`` table; every domain has the same."""


def colour(token: str) -> str:
    """The light value of a token, from which every colour in a figure comes. Raises KeyError."""
    return LIGHT[token]
