"""Execute the chapters in parallel, each only if its code or something it read has changed.

What a run gave is kept in one file per run: first line the digest of the code and the record of what was read
(``bookpress.engine.fingerprints``), second line the outputs. A file is put in place whole, so a run is kept
or it is not.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from bookpress.chapters import files
from bookpress.engine import outputs, tracing, workers
from bookpress.engine.fingerprints import OUTSIDE, PACKAGE, State
from bookpress.engine.progress import say
from bookpress.errors import PressError
from bookpress.paths import ROOT, RUNS

TIMEOUT_SECONDS = 120
WORKERS = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
_KEPT = 20
"""Runs kept of each chapter, those used last: enough to go back and forth between states of the data."""


class ChapterError(PressError):
    """A cell of a chapter raised, ran out of time or read what it must not; the message names the chapter."""


class InputsChanged(PressError):
    """Files changed while a step was reading them, so what it made belongs to no state; the message names
    them.
    """


@dataclass(frozen=True)
class Run:
    """One kept run of a chapter."""

    file: Path

    def header(self) -> dict:
        """The first line: ``code`` (digest of name and code cells), ``reads`` (record), ``outputs`` (digest
        of the rest).

        Empty if the line is damaged.
        """
        try:
            with self.file.open(encoding="utf-8") as lines:
                return json.loads(lines.readline())
        except (OSError, ValueError):
            return {}

    def outputs(self) -> str:
        """The second line: ``metadata`` and ``cells`` (``execution_count`` and ``outputs`` of each code
        cell).
        """
        return self.file.read_text(encoding="utf-8").partition("\n")[2]


def notebooks() -> list[Path]:
    """The files of the table of contents that are notebooks."""
    return [p for p in files() if p.suffix == ".ipynb"]


def execute(refresh: bool = False, state: State | None = None) -> list[str]:
    """Run each notebook chapter whose code, or anything it read, is not as in a kept run; ``refresh`` runs
    all.

    Returns the names of the chapters that ran. Raises ChapterError naming every chapter that failed, in
    reading order, and InputsChanged; the runs of the other chapters are kept.
    """
    state = state or State()
    found = notebooks()
    jobs: list[tuple[str, Path, Any, str, State]] = []
    for number, path in enumerate(found, start=1):
        place = f"{number:>{len(str(len(found)))}}/{len(found)}"
        notebook = nbformat.read(path, as_version=4)
        if not refresh and _find(path, notebook, state):
            say(f"{place} {_name(path)}: cached")
        else:
            why = "everything is run" if refresh else _reason(path, notebook, state)
            jobs.append((place, path, notebook, why, state))
    workers.prepare()
    pool = ThreadPoolExecutor(WORKERS)
    try:
        outcomes = list(pool.map(lambda job: _run_and_keep(*job), jobs))
    except BaseException:
        workers.stop_all()
        raise
    finally:
        pool.shutdown(cancel_futures=True)
    if failures := [o for o in outcomes if isinstance(o, ChapterError)]:
        raise ChapterError("\n".join(map(str, failures)))
    if changed := [o for o in outcomes if isinstance(o, InputsChanged)]:
        raise InputsChanged(", ".join(dict.fromkeys(map(str, changed))))
    if outside := sorted(
        {
            key.removeprefix(OUTSIDE)
            for record in outcomes
            if isinstance(record, dict)
            for key in record
            if key.startswith(OUTSIDE)
        }
    ):
        say(
            f"read from outside the project: {_some(outside, 3)}; a change there runs chapters "
            "again, but what belongs to the book must lie in its folder"
        )
    return [_name(path) for _, path, *_ in jobs]


def executed(state: State | None = None) -> list:
    """The notebooks of the book with their outputs, in reading order, as ``execute`` left them.

    Raises ChapterError if one is not there.
    """
    state = state or State()
    return [executed_chapter(p, state) for p in notebooks()]


def executed_by_name(state: State | None = None) -> dict[str, object]:
    """The same notebooks by the name of their chapter, such as ``chapters/questions/law``."""
    state = state or State()
    return {_name(p).removesuffix(".ipynb"): executed_chapter(p, state) for p in notebooks()}


def executed_chapter(path: Path, state: State):
    """One notebook with its outputs. Raises ChapterError if it has not been executed in this state."""
    notebook = nbformat.read(path, as_version=4)
    kept = json.loads(_kept(path, notebook, state).outputs())
    notebook.metadata |= nbformat.from_dict(kept["metadata"])
    for cell, made in zip(_code_cells(notebook), kept["cells"], strict=True):
        cell |= nbformat.from_dict(made)
    return notebook


def outputs_digest(path: Path, state: State) -> str:
    """A digest of what a chapter puts out in this state. Raises ChapterError if it has not been executed in
    it.
    """
    return _kept(path, nbformat.read(path, as_version=4), state).header()["outputs"]


def outputs_text(path: Path, state: State) -> str:
    """What a chapter puts out in this state, as it is kept. Raises ChapterError as ``outputs_digest``."""
    return _kept(path, nbformat.read(path, as_version=4), state).outputs()


def outside(state: State) -> set[str]:
    """The keys of what the chapters, as executed in this state, read from outside the project.

    Raises ChapterError if one has not been executed in it.
    """
    runs = (_kept(p, nbformat.read(p, as_version=4), state) for p in notebooks())
    return {key for run in runs for key in run.header()["reads"] if key.startswith(OUTSIDE)}


def _kept(path: Path, notebook, state: State) -> Run:
    if run := _find(path, notebook, state):
        return run
    raise ChapterError(f"{_name(path)} has not been executed: build the book")


def _find(path: Path, notebook, state: State) -> Run | None:
    """A kept run of this code that read everything as it is now, and is whole."""
    code = _code_digest(path, notebook)
    for run in _runs(path):
        header = run.header()
        if (
            header.get("code") == code
            and state.holds(header["reads"])
            and _text_digest(run.outputs()) == header["outputs"]
        ):
            run.file.touch()
            return run
    return None


def _reason(path: Path, notebook, state: State) -> str:
    """Why a chapter must run, as a reader would say it."""
    runs = _runs(path)
    if not runs:
        return "not run before"
    header = runs[0].header()
    if header.get("code") != _code_digest(path, notebook):
        return "its code changed"
    changed = state.changed(header["reads"]) or ["what was kept of it"]
    return f"{_some(changed, 2)} changed"


def _some(names: list[str], most: int) -> str:
    """The first of some names, and how many more there are."""
    return f"{', '.join(names[:most])}{f' and {len(names) - most} more' if len(names) > most else ''}"


def _run_and_keep(
    place: str, path: Path, notebook, why: str, state: State
) -> dict[str, str] | ChapterError | InputsChanged:
    say(f"{place} {_name(path)}: running ({why})")
    started = time.monotonic()
    code = _code_digest(path, notebook)
    try:
        noted = _run(path, notebook)
        _refuse(path, noted, notebook.cells)
        record = state.record(tracing.keys(noted))
        if changed := State().changed(
            {k: v for k, v in record.items() if not k.startswith((OUTSIDE, PACKAGE))}
        ):
            return InputsChanged(", ".join(changed))
    except ChapterError as error:
        say(f"{place} {_name(path)}: failed after {time.monotonic() - started:.1f} s")
        return error
    kept = {
        "metadata": {k: notebook.metadata[k] for k in ("language_info", "widgets") if k in notebook.metadata},
        "cells": [
            {"execution_count": c.execution_count, "outputs": c.outputs} for c in _code_cells(notebook)
        ],
    }
    _keep(path, code, record, json.dumps(kept, ensure_ascii=False, sort_keys=True))
    say(f"{place} {_name(path)}: done in {time.monotonic() - started:.1f} s")
    return record


def _run(path: Path, notebook) -> list[tuple[str, str]]:
    """Execute in place and return what was noted, as a cell behind the last reports it; that cell is taken
    out again.

    Raises ChapterError.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    cells = notebook.cells
    report = nbformat.v4.new_code_cell(
        "import json; from bookpress.engine import tracing; "
        "print(json.dumps(tracing.take() + tracing.modules()))"
    )
    notebook.cells = [*cells, report]
    client = NotebookClient(
        notebook,
        timeout=TIMEOUT_SECONDS,
        kernel_manager_class=workers.KernelManager,
        resources={"metadata": {"path": str(path.parent)}},
        record_timing=False,
        shutdown_kernel="immediate",
        extra_arguments=["--log-level=ERROR", "--HistoryManager.enabled=False"],
    )
    try:
        client.execute()
    except CellExecutionError as error:
        raise ChapterError(
            f"{_name(path)}, cell {_failed_cell(cells)}: {error.ename}: {error.evalue}"
        ) from error
    except CellTimeoutError as error:
        raise ChapterError(
            f"{_name(path)}, cell {_failed_cell(cells)}: still running after {TIMEOUT_SECONDS} seconds"
        ) from error
    except (DeadKernelError, RuntimeError, workers.WorkerDied) as error:
        raise ChapterError(f"{_name(path)}, cell {_failed_cell(cells)}: its kernel died") from error
    finally:
        notebook.cells = cells
    return [tuple(n) for n in json.loads(report.outputs[0].text)]


def _refuse(path: Path, noted, cells) -> None:
    """Raise ChapterError if the chapter rests on anything of which no later build could notice a change, or
    puts out what no page shows.
    """
    if unseen := outputs.faults(cells):
        raise ChapterError("\n".join(f"{_name(path)}, {fault}" for fault in unseen))
    if refused := tracing.refused(noted):
        raise ChapterError(f"{_name(path)} rests on what no rebuild can notice: {', '.join(refused)}")


def _keep(path: Path, code: str, record: dict[str, str], outputs: str) -> None:
    folder = _folder(path)
    folder.mkdir(parents=True, exist_ok=True)
    first = json.dumps({"code": code, "outputs": _text_digest(outputs), "reads": record})
    file = folder / f"{_text_digest(json.dumps([code, record]))[:32]}.json"
    fresh = file.with_suffix(".new")
    fresh.write_text(f"{first}\n{outputs}", encoding="utf-8")
    fresh.replace(file)
    for old in _runs(path)[_KEPT:]:
        old.file.unlink()


def _runs(path: Path) -> list[Run]:
    """The kept runs of a chapter, last used first."""
    return [
        Run(f)
        for f in sorted(
            _folder(path).glob("*.json"), key=lambda f: (f.stat().st_mtime_ns, f.name), reverse=True
        )
    ]


def _folder(path: Path) -> Path:
    return RUNS / _name(path).replace("/", "+")


def _code_cells(notebook) -> list:
    return [c for c in notebook.cells if c.cell_type == "code"]


def _code_digest(path: Path, notebook) -> str:
    return _text_digest(json.dumps([_name(path), *(c.source for c in _code_cells(notebook))]))


def _text_digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _failed_cell(cells) -> int:
    """The number of the cell that stopped the run, counted from 1 over all cells of the notebook."""
    code = [(n, c) for n, c in enumerate(cells, start=1) if c.cell_type == "code" and c.source.strip()]
    failed = [n for n, c in code if any(o.output_type == "error" for o in c.outputs)]
    return (
        failed[0]
        if failed
        else next((n for n, c in code if c.execution_count is None), code[-1][0] if code else 1)
    )


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
