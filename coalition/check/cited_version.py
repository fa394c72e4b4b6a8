"""Whether ``CITATION.cff`` and the changelog have the version and day of the data package."""

from __future__ import annotations

import re

import yaml

from coalition import data, paths

_FILE = "CITATION.cff"
_CHANGELOG = "CHANGELOG.md"
_RELEASED = re.compile(r"^## (\d[\d.]*) - (\d{4}-\d{2}-\d{2})$", re.MULTILINE)


def faults() -> list[str]:
    """One line per field of ``CITATION.cff``, and per newest heading of the changelog, that is not as in the
    descriptor beside it.

    Empty where there are no such files, as beside a copy of the data.
    """
    return [*_cited(), *_newest_heading()]


def _cited() -> list[str]:
    path = paths.DATA.parent / _FILE
    if not path.is_file():
        return []
    try:
        cited = yaml.safe_load(path.read_text(encoding="utf-8"))
        found = {name: str(cited.get(name)) for name in ("version", "date-released")}
    except (ValueError, AttributeError, yaml.YAMLError) as error:
        return [f"{_FILE}: not readable as YAML in UTF-8 ({' '.join(str(error).split())})"]
    package = data.package()
    return [
        f"{_FILE} {name}: {found[name]} is not {value}, {key} in data/datapackage.json"
        for name, key, value in (
            ("version", "version", package["version"]),
            ("date-released", "the day of created", package["created"][:10]),
        )
        if found[name] != value
    ]


def _newest_heading() -> list[str]:
    path = paths.DATA.parent / _CHANGELOG
    if not path.is_file():
        return []
    newest = _RELEASED.search(path.read_text(encoding="utf-8"))
    package = data.package()
    expected = (package["version"], package["created"][:10])
    if newest and newest.groups() == expected:
        return []
    found = " - ".join(newest.groups()) if newest else "nothing"
    return [
        f"{_CHANGELOG}: the newest edition is {found}, and {' - '.join(expected)} in data/datapackage.json"
    ]
