"""Execute the chapters in parallel and keep the results in the notebook cache the book build reads."""

from __future__ import annotations

import hashlib
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path

import nbformat
import yaml
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError

from coalition.data import ROOT

TIMEOUT_SECONDS = 120
WORKERS = 2


class ChapterError(Exception):
    """A cell of a chapter raised or ran out of time; the message names chapter, cell and error."""


def chapters(root: Path = ROOT) -> list[Path]:
    """The files of the table of contents, in reading order."""
    toc = yaml.safe_load((root / "_toc.yml").read_text(encoding="utf-8"))
    entries = [{"file": toc["root"]}, *(c for part in toc.get("parts", []) for c in part["chapters"])]
    return [next(p for p in (root / f"{e['file']}.ipynb", root / f"{e['file']}.md") if p.is_file()) for e in entries]


@cache
def inputs_digest() -> str:
    """A digest of everything a chapter can compute from: the data package and the ``coalition`` modules."""
    digest = hashlib.sha256()
    for path in sorted([*(ROOT / "data").glob("*.*"), *(ROOT / "coalition").rglob("*.py")]):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def stamp(metadata: dict) -> None:
    """Write the digest where jupyter-cache looks for differences."""
    metadata.setdefault("kernelspec", {"name": "python3", "display_name": "Python 3"})["inputs_sha256"] = inputs_digest()


def execute(cache_path: Path, refresh: bool = False) -> None:
    """Bring the cache up to date: run each notebook chapter whose code or inputs changed.

    ``refresh`` runs all of them. Raises ChapterError for the first chapter, in reading order, that
    failed; the results of the others are kept.
    """
    store = get_cache(str(cache_path))
    notebooks = [p for p in chapters() if p.suffix == ".ipynb"]
    jobs = []
    for path in notebooks:
        notebook = nbformat.read(path, as_version=4)
        stamp(notebook.metadata)
        if not refresh and _cached(store, notebook):
            _say(path, "cached")
        else:
            jobs.append((path, notebook))
    with ThreadPoolExecutor(WORKERS) as pool:
        outcomes = list(pool.map(lambda job: _run(*job), jobs))
    failures = []
    for (path, notebook), error in zip(jobs, outcomes):
        if error:
            failures.append(error)
        else:
            store.cache_notebook_bundle(CacheBundleIn(notebook, str(path)), check_validity=False, overwrite=True)
    if failures:
        raise ChapterError("\n".join(failures))


def _cached(store, notebook) -> bool:
    try:
        store.match_cache_notebook(notebook)
    except KeyError:
        return False
    return True


def _run(path: Path, notebook) -> str | None:
    """Execute in place; the error as text if it failed."""
    _say(path, "running")
    started = time.monotonic()
    client = NotebookClient(
        notebook, timeout=TIMEOUT_SECONDS, kernel_name="python3", resources={"metadata": {"path": str(path.parent)}},
        record_timing=False,  # timings would become part of the cache key
        extra_arguments=["--log-level=ERROR"],
    )
    try:
        client.execute()
    except CellExecutionError as error:
        return f"{_name(path)}, cell {_failed_cell(notebook)}: {error.ename}: {error.evalue}"
    except CellTimeoutError:
        return f"{_name(path)}, cell {_failed_cell(notebook)}: still running after {TIMEOUT_SECONDS} seconds"
    _say(path, f"done in {time.monotonic() - started:.1f} s")
    return None


def _failed_cell(notebook) -> int:
    """The number of the cell that stopped the run, counted from 1 over all cells of the notebook."""
    code = [(n, c) for n, c in enumerate(notebook.cells, start=1) if c.cell_type == "code" and c.source.strip()]
    failed = [n for n, c in code if any(o.output_type == "error" for o in c.outputs)]
    return failed[0] if failed else next((n for n, c in code if c.execution_count is None), code[-1][0])


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _say(path: Path, state: str) -> None:
    print(f"  {_name(path)}: {state}", file=sys.stderr, flush=True)
