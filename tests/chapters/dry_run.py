"""Check a data folder and run every chapter on it, without a kernel or pages.

``python -m tests.chapters.dry_run FOLDER``.

Prints JSON: ``violations`` (lines of the check), ``errors`` (by chapter), ``said`` (every text that the
chapters hand to the book, by chapter and name).
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import nbformat

from bookpress.chapters import files
from bookpress.exhibits import blocks, exhibit, notebook
from coalition import paths


def main(folder: Path) -> dict:
    """Everything a build of these data would say, or why it would not."""
    paths.DATA = folder
    from coalition import check

    if violations := check.violations():
        return {"violations": violations, "errors": {}, "said": {}}
    errors, said = {}, {}
    for path in (p for p in files() if p.suffix == ".ipynb"):
        name = path.relative_to(paths.ROOT).with_suffix("").as_posix()
        shown, said[name] = [], {}
        notebook.display = blocks.display = lambda bundle, raw=True, shown=shown, **_: shown.append(bundle)
        notebook.glue = lambda key, value, display=False, said=said[name]: said.update({key: value})
        os.chdir(path.parent)
        namespace = {"__name__": "__main__"}
        for number, cell in enumerate(nbformat.read(path, as_version=4).cells, start=1):
            if cell.cell_type == "code" and name not in errors:
                try:
                    exec(compile(cell.source, f"{name} cell {number}", "exec"), namespace)
                except Exception as error:
                    errors[name] = f"cell {number}: {type(error).__name__}: {error}"
        for made in (b[exhibit.MIME] for b in shown if exhibit.MIME in b):
            said[name] |= {f"{made['name']} {part}": text for part, text in parts(made)}
    return {"violations": [], "errors": errors, "said": said}


def parts(made: dict) -> Iterator[tuple[str, str]]:
    """What a reader reads of an exhibit, by part: words above and below, rows, labels and ends of axes."""
    yield from ((part, made[part]) for part in ("headline", "caption", "alt", "reading"))
    yield "columns", " | ".join(column["label"] for column in made["columns"])
    for number, row in enumerate(made["rows"]):
        yield f"row {number}", " | ".join(str(cell) for cell in row if cell is not None)
    spec = made.get("spec") or {"data": [], "layout": {}}
    for number, trace in enumerate(spec["data"]):
        texts = [trace.get("name"), *(t for k in ("text", "hovertext") for t in _listed(trace.get(k)))]
        yield f"trace {number}", " | ".join(str(t) for t in texts if t is not None)
    for part, found in spec["layout"].items():
        if re.fullmatch(r"[xy]axis\d*", part):
            title = found.get("title", {}).get("text")
            ends = [title, *_listed(found.get("ticktext")), *_listed(found.get("range"))]
            yield part, " | ".join(str(t) for t in ends if t is not None)
        if part == "annotations":
            yield part, " | ".join(str(note.get("text", "")) for note in found)


def _listed(texts: Any) -> list:
    return [texts] if isinstance(texts, str) else list(texts or [])


if __name__ == "__main__":
    with redirect_stdout(sys.stderr):  # some outputs are shown by IPython itself
        outcome = main(Path(sys.argv[1]).resolve())
    print(json.dumps(outcome))
