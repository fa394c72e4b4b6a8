"""Whether ``CITATION.cff``, by which others cite the book, has the version and day of the data package."""

from __future__ import annotations

import yaml

from coalition import data, paths

_FILE = "CITATION.cff"


def faults() -> list[str]:
    """One line per field of ``CITATION.cff`` beside the data that is not as in the descriptor.

    Empty where there is no such file, as beside a copy of the data.
    """
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
