"""Templates of HTML: every text put into them is escaped, and a name that is not given is an error."""

from __future__ import annotations

import html
from pathlib import Path

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup


def _escaped(value: object) -> object:
    """Text as Sphinx and docutils escape it, so that a page has one spelling of each sign."""
    return Markup(html.escape(value)) if isinstance(value, str) and not hasattr(value, "__html__") else value


_ENVIRONMENT = Environment(
    autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, finalize=_escaped
)


_ATTRIBUTES = _ENVIRONMENT.from_string(
    '{% for name, value in attributes.items() %} {{ name }}="{{ value }}"{% endfor %}'
)


def attributes(**attributes: str) -> str:
    """Attributes of a start tag, each after a space; an underscore stands for a hyphen."""
    named = {name.replace("_", "-"): value for name, value in attributes.items()}
    return _ATTRIBUTES.render(attributes=named)


def read(path: Path) -> Template:
    """The template in this file, read where a module is loaded, so that a build knows what rests on it."""
    return _ENVIRONMENT.from_string(path.read_text(encoding="utf-8"))
