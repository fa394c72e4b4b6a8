"""Faults of the files a book is made of, before anything is made of them: one line each, with file and place.

Looked at are the table of contents, the configuration, the bibliographies and the chapters.
"""

from __future__ import annotations

import ast
import difflib
import json
import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

import yaml

from bookpress import addresses, chapters, plain_text, signs
from bookpress.paths import ROOT

_TOC, _CONFIG = "_toc.yml", "_config.yml"
_KERNEL = "python3"
_CONFLICT = re.compile(r"^(<{7} |>{7} )", re.MULTILINE)
_TAGS = [f"{do}-{what}" for do in ("hide", "remove") for what in ("cell", "input", "output")]
"""Tags by which a page leaves out a cell or a part of it; with ``_`` they do too."""
_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""The name of a cell (nbformat 4.5)."""
_SPECIAL = ("%", "!", "?")
"""Lines for IPython, which are no Python."""
_NEEDED = (("author", "editor"), ("title",), ("year",))
"""What a work needs to be cited: one field of each."""


def faults(root: Path = ROOT) -> list[str]:
    """One line per fault; empty if the files can be read. Chapters are looked at once their list is sound."""
    toc, config = _mapping(root, _TOC), _mapping(root, _CONFIG)
    found = [f for f in (toc, config) if isinstance(f, str)]
    if isinstance(config, dict):
        found += _settings(config)
        for name in _listed(config.get("bibtex_bibfiles")):
            found += _bibliography(root, name)
    if isinstance(toc, str):
        return found
    if listed := list(_contents(root, toc)) or list(_misshapen(toc)):
        return found + listed
    for path in chapters.files(root):
        found += _chapter(path, chapters.place(path, root))
    return found


def _mapping(root: Path, name: str) -> dict[str, Any] | str:
    """What a YAML file says, or its fault in a line."""
    text, unreadable = plain_text.read(root / name)
    if unreadable:
        return _line(name, *unreadable)
    try:
        found = yaml.load(text, _Once)
    except yaml.MarkedYAMLError as error:
        row = error.problem_mark.line + 1 if error.problem_mark else None
        return _line(name, row, f"not readable as YAML ({error.problem})")
    except yaml.YAMLError as error:
        return _line(name, None, f"not readable as YAML ({' '.join(str(error).split())})")
    return found if isinstance(found, dict) else _line(name, None, "must be keys with values")


class _Once(yaml.SafeLoader):
    """Refuses a key that stands twice, of which the last would count in silence."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict:
        seen = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise yaml.MarkedYAMLError(problem="a key is no text", problem_mark=key.start_mark)
            if key.value in seen:
                raise yaml.MarkedYAMLError(problem=f"{key.value} stands twice", problem_mark=key.start_mark)
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def _contents(root: Path, toc: dict[str, Any]) -> Iterator[str]:
    """Faults of the table of contents: no first page, a name without a file, a file that stands twice."""
    if not isinstance(toc.get("root"), str):
        yield _line(_TOC, None, "root must name the first page")
        return
    try:
        names = [name for _, part in chapters.contents(root) for name in part]
    except (AttributeError, TypeError):
        yield _line(_TOC, None, "parts and chapters must be lists of entries such as - file: chapters/a")
        return
    text = (root / _TOC).read_text(encoding="utf-8").splitlines()
    for name in dict.fromkeys(names):
        rows = [n for n, line in enumerate(text, start=1) if line.rstrip().endswith(name)]
        if not chapters.file(root, name):
            yield _line(_TOC, rows[0] if rows else None, f"there is no chapter {name}")
        elif names.count(name) > 1:
            yield _line(_TOC, rows[-1] if rows else None, f"{name} stands twice")


def _misshapen(toc: dict[str, Any]) -> Iterator[str]:
    """What the table of contents says in another way than Jupyter Book reads it."""
    from sphinx_external_toc.parsing import MalformedError, parse_toc_data

    if '"glob"' in json.dumps(toc, default=str):
        yield _line(_TOC, None, "glob is not read; name each chapter, such as - file: chapters/a")
    try:
        parse_toc_data(toc)
    except MalformedError as error:
        yield _line(_TOC, None, " ".join(str(error).split()))


def _settings(config: dict[str, Any]) -> Iterator[str]:
    """Settings that Jupyter Book cannot use, by its own schema, and addresses that are none."""
    import jsonschema

    # Found by its distribution, since importing the package takes seconds.
    schema = Path(str(metadata.distribution("jupyter-book").locate_file("jupyter_book/config_schema.json")))
    checked = jsonschema.Draft7Validator(json.loads(schema.read_text(encoding="utf-8")))
    for error in checked.iter_errors(config):
        where = ".".join(map(str, error.absolute_path))
        yield _line(_CONFIG, None, f"{where}: {error.message}" if where else error.message)
    if "title" not in config:
        yield _line(_CONFIG, None, "title is required")
    for part, key in (("html", "baseurl"), ("repository", "url")):
        held = config.get(part)
        value = held.get(key) if isinstance(held, dict) else None
        if isinstance(value, str) and value and not addresses.is_public(value):
            said = f"{part}.{key}: {value} is no web address such as https://example.org/book"
            yield _line(_CONFIG, None, said)


def _chapter(path: Path, place: str) -> list[str]:
    text, unreadable = plain_text.read(path)
    if unreadable:
        return [_line(place, *unreadable)]
    return list(_notebook(text, place)) if path.suffix == ".ipynb" else []


def _notebook(text: str, place: str) -> Iterator[str]:
    try:
        notebook = json.loads(text)
    except json.JSONDecodeError as error:
        yield _line(place, error.lineno, f"not readable as JSON ({error.msg}, sign {error.colno})")
        return
    except RecursionError:
        yield _line(place, None, "not readable as JSON (brackets without end)")
        return
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list) or not cells or notebook.get("nbformat") != 4:
        yield _line(place, None, "no notebook of format 4; open it in JupyterLab and save it")
        return
    for number, cell in enumerate(cells, start=1):
        for wrong in _cell_faults(cell):
            yield f"{place} cell {number}: {wrong}"
    yield from _metadata(notebook.get("metadata"), place)
    ids = [str(c.get("id", "")) for c in cells if isinstance(c, dict)]
    if notebook.get("nbformat_minor", 0) >= 5 and not all(map(_ID.fullmatch, ids)):
        yield _line(
            place, None, "each cell needs an id of letters and digits; open it in JupyterLab and save it"
        )
    ids = [i for i in ids if i]
    for repeated in dict.fromkeys(i for i in ids if ids.count(i) > 1):
        yield _line(place, None, f"the cell id {repeated!r} stands twice; open it in JupyterLab and save it")


def _metadata(metadata: object, place: str) -> Iterator[str]:
    kernel = metadata.get("kernelspec", {}) if isinstance(metadata, dict) else None
    if not isinstance(metadata, dict) or not isinstance(kernel, dict):
        yield _line(place, None, "metadata and its kernelspec must be objects; save it in JupyterLab")
        return
    if (name := kernel.get("name", _KERNEL)) != _KERNEL:
        yield _line(place, None, f"asks for the kernel {name!r}, which others have not; name it {_KERNEL}")
    for key in metadata.keys() & {"mystnb", "myst", "widgets"}:
        yield _line(place, None, f"metadata {key} would make the page in another way than the book; drop it")


def _cell_faults(cell: object) -> Iterator[str]:
    """What is wrong with a cell: its form, its signs, its tags, its code."""
    if not isinstance(cell, dict) or cell.get("cell_type") not in ("code", "markdown", "raw"):
        yield "cell_type must be code, markdown or raw"
        return
    source = cell.get("source")
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str):
        yield "source must be text"
        return
    if mark := _CONFLICT.search(source):
        row = source[: mark.start()].count("\n") + 1
        yield f"line {row} marks a conflict of version control; choose one of the two versions"
        return
    for row, line in enumerate(source.split("\n"), start=1):
        if wrong := _unseen(line):
            yield f"line {row}: {wrong}"
    yield from _tag_faults(cell.get("metadata", {}))
    if cell["cell_type"] == "code":
        if not isinstance(cell.get("outputs"), list):
            yield "outputs must be a list; open the notebook in JupyterLab and save it"
        yield from _code_faults(source)


def _tag_faults(metadata: object) -> Iterator[str]:
    tags = metadata.get("tags", []) if isinstance(metadata, dict) else None
    if not isinstance(tags, list) or not all(isinstance(tag, str) for tag in tags):
        yield "metadata must be an object, and its tags a list of texts"
        return
    for tag in tags:
        plain = tag.replace("_", "-")
        near = difflib.get_close_matches(plain, _TAGS, n=1, cutoff=0.85)
        if near and plain not in _TAGS:
            yield f"the tag {tag!r} does nothing; write {near[0]}"


def _code_faults(source: str) -> Iterator[str]:
    """Where code is no Python; a cell for IPython is left to it."""
    if any(line.lstrip().startswith(_SPECIAL) for line in source.splitlines()):
        return
    try:
        ast.parse(source)
    except (SyntaxError, ValueError) as error:
        row = getattr(error, "lineno", None)
        yield f"{f'line {row}' if row else 'the code'} is no Python ({getattr(error, 'msg', error)})"


def _bibliography(root: Path, name: str) -> list[str]:
    from pybtex.database import parse_string
    from pybtex.exceptions import PybtexError
    from pybtex.scanner import PybtexSyntaxError

    text, unreadable = plain_text.read(root / name)
    if unreadable:
        return [_line(name, *unreadable)]
    rows = {m[1]: text[: m.start()].count("\n") + 1 for m in re.finditer(r"@\w+\s*\{\s*([^\s,]+)", text)}
    try:
        entries = parse_string(text, "bibtex").entries
    except PybtexSyntaxError as error:
        return [_line(name, error.lineno, f"not readable as BibTeX ({error.args[0]})")]
    except PybtexError as error:
        said = str(error.args[0])
        row = next((rows[key] for key in rows if re.search(rf"\b{re.escape(key)}\b", said)), None)
        return [_line(name, row, said)]
    unseen = [(n, wrong) for n, line in enumerate(text.split("\n"), start=1) if (wrong := _unseen(line))]
    return [
        *(_line(name, row, wrong) for row, wrong in unseen),
        *(_line(name, rows.get(k), f"{k}: {wrong}") for k, e in entries.items() for wrong in _work_faults(e)),
    ]


def _unseen(line: str) -> str | None:
    return signs.unseen(line.replace("\t", " ").removesuffix("\r"))


def _work_faults(entry: Any) -> Iterator[str]:
    """What a work lacks to be cited, and fields that do not hold what they are for."""
    fields = {name.lower(): value for name, value in entry.fields.items()}
    fields |= {role.lower(): "known" for role, persons in entry.persons.items() if any(map(str, persons))}
    for either in _NEEDED:
        if not any(fields.get(field, "").strip() for field in either):
            yield f"has no {' or '.join(either)}"
    if "crossref" not in fields and not re.fullmatch(r"\d{4}", year := fields.get("year", "0000").strip()):
        yield f"year {year} is not written as four digits"
    if (address := fields.get("url")) and not addresses.is_public(address):
        yield f"url {address} is no web address such as https://example.org/page"
    if (doi := fields.get("doi")) and not re.match(r"10\.\d{4,}/\S+$", doi):
        yield f"doi {doi} is not written such as 10.1000/182"


def _listed(value: object) -> list[str]:
    return [v for v in value if isinstance(v, str)] if isinstance(value, list) else []


def _line(name: str, row: int | None, text: str) -> str:
    return f"{name}{f':{row}' if row else ''}: {text}"
