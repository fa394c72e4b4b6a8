"""Execute the chapters in parallel, each only if something it reads has changed.

The outputs live in the notebook cache that the book build reads (jupyter-cache). That cache looks a
notebook up by its code cells and its ``kernelspec`` metadata; a digest of everything the chapter read
when it last ran goes into that metadata. Changed data miss the cache, restored data hit it again.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import yaml

from coalition.data import ROOT

TIMEOUT_SECONDS = 120
WORKERS = 2
CACHE = ROOT / "_build" / "work" / "_build" / ".jupyter_cache"
RECORDS = ROOT / "_build" / "work" / "reads.json"
"""What each chapter read whenever it ran: per chapter a list of {file: digest}, newest first."""
_KEPT_RECORDS = 20


class ChapterError(Exception):
    """A cell of a chapter raised, ran out of time or read what it must not; the message names the chapter."""


def chapters(root: Path = ROOT) -> list[Path]:
    """The files of the table of contents, in reading order."""
    toc = yaml.safe_load((root / "_toc.yml").read_text(encoding="utf-8"))
    entries = [{"file": toc["root"]}, *toc.get("chapters", []), *(c for part in toc.get("parts", []) for c in part["chapters"])]
    return [next(p for p in (root / f"{e['file']}.ipynb", root / f"{e['file']}.md") if p.is_file()) for e in entries]


@cache
def file_digest(relative: str) -> str:
    """SHA-256 of a file below the project, or ``missing``."""
    path = ROOT / relative
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "missing"


def inputs_digest(chapter: Path) -> str | None:
    """A digest of what the chapter read when it last ran with all of that as it is now; None if it never did."""
    return next((_digest(r) for r in _records().get(_name(chapter), []) if _still_holds(r)), None)


def stamp(metadata: dict, digest: str) -> None:
    """Write a digest where jupyter-cache looks for differences."""
    metadata.setdefault("kernelspec", {"name": "python3", "display_name": "Python 3"})["inputs_sha256"] = digest


def execute(refresh: bool = False) -> int:
    """Bring the cache up to date and return how many chapters ran.

    Runs each notebook chapter whose code, or anything it read, has changed; ``refresh`` runs all.
    Raises ChapterError naming every chapter that failed, in reading order; the others are kept.
    """
    import nbformat
    from jupyter_cache import get_cache
    from jupyter_cache.base import CacheBundleIn

    store = get_cache(str(CACHE))
    jobs = []
    for path in (p for p in chapters() if p.suffix == ".ipynb"):
        notebook = nbformat.read(path, as_version=4)
        digest = inputs_digest(path)
        if digest and not refresh and _cached(store, notebook, digest):
            _say(path, "cached")
        else:
            jobs.append((path, notebook))
    failures = []
    with ThreadPoolExecutor(WORKERS) as pool:
        outcomes = list(pool.map(lambda job: _run(*job), jobs))
    for (path, notebook), outcome in zip(jobs, outcomes):
        if isinstance(outcome, str):
            failures.append(outcome)
            continue
        stamp(notebook.metadata, _remember(path, outcome))
        store.cache_notebook_bundle(CacheBundleIn(notebook, str(path)), check_validity=False, overwrite=True)
    if failures:
        raise ChapterError("\n".join(failures))
    return len(jobs)


def executed() -> list:
    """The notebooks of the book with their outputs, in reading order, as ``execute`` left them in the cache.

    Raises KeyError if a chapter is not there.
    """
    import nbformat
    from jupyter_cache import get_cache

    store = get_cache(str(CACHE))
    found = []
    for path in (p for p in chapters() if p.suffix == ".ipynb"):
        notebook = nbformat.read(path, as_version=4)
        stamp(notebook.metadata, inputs_digest(path))
        found.append(store.get_cache_bundle(store.match_cache_notebook(notebook).pk).nb)
    return found


def _records() -> dict[str, list[dict[str, str]]]:
    return json.loads(RECORDS.read_text(encoding="utf-8")) if RECORDS.is_file() else {}


def _still_holds(record: dict[str, str]) -> bool:
    return all(file_digest(file) == digest for file, digest in record.items())


def _digest(record: dict[str, str]) -> str:
    return hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()


def _remember(path: Path, files: list[str]) -> str:
    """Keep what a run read, by content; returns its digest."""
    record = {file: file_digest(file) for file in sorted({*files, "requirements.txt"})}
    known = _records()
    known[_name(path)] = [record, *(r for r in known.get(_name(path), []) if r != record)][:_KEPT_RECORDS]
    RECORDS.parent.mkdir(parents=True, exist_ok=True)
    fresh = RECORDS.with_suffix(".new")
    fresh.write_text(json.dumps(known, indent=1), encoding="utf-8")
    fresh.replace(RECORDS)
    return _digest(record)


def _cached(store, notebook, digest: str) -> bool:
    stamp(notebook.metadata, digest)
    try:
        store.match_cache_notebook(notebook)
    except KeyError:
        return False
    return True


def _run(path: Path, notebook) -> list[str] | str:
    """Execute in place and return the files it read, or the error as text.

    A cell before the first and one after the last watch what is read; they are taken out again.
    """
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError

    _say(path, "running")
    started = time.monotonic()
    cells = notebook.cells
    watch, report = (nbformat.v4.new_code_cell(f"from coalition import reads; reads.{f}()") for f in ("start", "report"))
    notebook.cells = [watch, *cells, report]
    client = NotebookClient(
        notebook, timeout=TIMEOUT_SECONDS, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}},
        record_timing=False,  # timings would become part of the cache key
        extra_arguments=["--log-level=ERROR"],
    )
    try:
        client.execute()
    except CellExecutionError as error:
        return f"{_name(path)}, cell {_failed_cell(cells)}: {error.ename}: {error.evalue}"
    except CellTimeoutError:
        return f"{_name(path)}, cell {_failed_cell(cells)}: still running after {TIMEOUT_SECONDS} seconds"
    finally:
        notebook.cells = cells
    seen = json.loads(report.outputs[0].text)
    if seen["foreign"]:
        return f"{_name(path)} reads from outside the project, which no rebuild can notice: {', '.join(seen['foreign'])}"
    _say(path, f"done in {time.monotonic() - started:.1f} s")
    return seen["files"]


def _failed_cell(cells) -> int:
    """The number of the cell that stopped the run, counted from 1 over all cells of the notebook."""
    code = [(n, c) for n, c in enumerate(cells, start=1) if c.cell_type == "code" and c.source.strip()]
    failed = [n for n, c in code if any(o.output_type == "error" for o in c.outputs)]
    return failed[0] if failed else next((n for n, c in code if c.execution_count is None), code[-1][0])


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _say(path: Path, state: str) -> None:
    print(f"  {_name(path)}: {state}", file=sys.stderr, flush=True)
