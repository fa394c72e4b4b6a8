"""Run a command and measure it with all its children."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

_EVERY_SECONDS = 0.2


@dataclass(frozen=True)
class Measure:
    """Seconds by the clock, and the largest memory of the command and its children at one time (MB.

    Shared pages counted once).
    """

    seconds: float
    megabytes: float


def run(command: list[str], root: Path) -> Measure:
    """Run a command in a project. Raises RuntimeError, with what it said, if it fails."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as log:
        started = time.monotonic()
        process = subprocess.Popen(
            command, cwd=root, env=os.environ | {"PYTHONPATH": str(root)}, stdout=log, stderr=log
        )
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, _memory(process.pid))
            time.sleep(_EVERY_SECONDS if time.monotonic() - started > 2 else 0.02)
        seconds = time.monotonic() - started
        if process.returncode:
            log.seek(0)
            raise RuntimeError(f"{' '.join(command)} failed:\n{log.read()[-3000:]}")
    return Measure(seconds, peak)


def _memory(pid: int) -> float:
    total = 0
    try:
        for process in [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]:
            try:
                total += process.memory_full_info().pss
            except (psutil.Error, AttributeError):
                continue
    except psutil.NoSuchProcess:
        return 0.0
    return total / 1e6
