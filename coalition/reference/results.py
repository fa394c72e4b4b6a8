"""What the chapters of this edition say in numbers and words, to be compared with what was accepted."""

from __future__ import annotations

import json
from pathlib import Path

from bookpress.exhibits.exhibit import MIME
from bookpress.upstream import myst_nb
from coalition.paths import ROOT

ACCEPTED = ROOT / "tests" / "accepted.json"
"""The results that a person has looked at and accepted."""
_TEXTS = ("headline", "alt", "reading")
"""What a reader reads of an exhibit beside its caption."""


def results(chapters: dict[str, object]) -> dict[str, dict[str, str]]:
    """For each chapter every value its prose says, and the texts and number of rows of each exhibit, by name.

    ``chapters`` maps the name of a chapter to its executed notebook.
    """
    return {name: _of_one(notebook) for name, notebook in chapters.items()}


def moved(accepted: dict[str, dict[str, str]], now: dict[str, dict[str, str]]) -> list[str]:
    """What is not as accepted, one line each: ``chapters/law: n_rules was 8, is 9``."""
    lines = []
    for chapter in {**accepted, **now}:
        before, after = accepted.get(chapter, {}), now.get(chapter, {})
        for name in {**before, **after}:
            was, is_now = before.get(name), after.get(name)
            if was is None:
                lines.append(f"{chapter}: {name} is new: {is_now}")
            elif is_now is None:
                lines.append(f"{chapter}: {name} is gone; it was {was}")
            elif was != is_now:
                lines.append(f"{chapter}: {name} was {was}, is {is_now}")
    return lines


def read(path: Path = ACCEPTED) -> dict[str, dict[str, str]]:
    """The accepted results; nothing where none were accepted yet."""
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def accept(now: dict[str, dict[str, str]], path: Path = ACCEPTED) -> None:
    """Keep results as the accepted ones."""
    path.write_text(json.dumps(now, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _of_one(notebook) -> dict[str, str]:
    found = {}
    for output in (o for c in notebook.cells if c.cell_type == "code" for o in c.outputs):
        if said := myst_nb.said(output):
            found[said[0]] = said[1]
        if exhibit := output.get("data", {}).get(MIME):
            found[exhibit["name"]] = f"{exhibit['caption']} [{len(exhibit['rows'])} rows]"
            found |= {f"{exhibit['name']} {text}": exhibit[text] for text in _TEXTS if exhibit.get(text)}
    return found
