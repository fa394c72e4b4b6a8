"""Find out what a chapter computes from, by watching its kernel: no list is kept by hand.

``start`` runs before the first cell of a chapter and ``report`` after the last; see ``execution``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from coalition.data import ROOT

_DATA_SUFFIXES = {".csv", ".json", ".geojson", ".tsv", ".txt", ".xlsx", ".parquet", ".zip"}
_opened: set[Path] = set()
_foreign: set[str] = set()
_watching = False


def start() -> None:
    """Note every file that is opened and every connection that is made from now on in this process."""
    global _watching
    if not _watching:
        sys.addaudithook(_hook)
        _watching = True


def report() -> None:
    """Print, as JSON: ``files`` (paths below the project that were read, loaded modules included) and
    ``foreign`` (data files outside the project, and hosts, that a chapter must not read)."""
    modules = {
        Path(m.__file__).resolve() for name, m in list(sys.modules.items())
        if name.split(".")[0] == "coalition" and getattr(m, "__file__", None)
    }
    inside = {p for p in _opened if p.is_relative_to(ROOT) and _is_input(p)}
    print(json.dumps({"files": sorted(p.relative_to(ROOT).as_posix() for p in inside | modules), "foreign": sorted(_foreign)}))


def _hook(event: str, arguments: tuple) -> None:
    if event == "open" and isinstance(arguments[0], (str, Path)) and "w" not in str(arguments[1] or "r"):
        path = Path(arguments[0])
        if path.suffix in _DATA_SUFFIXES or path.suffix in (".ipynb", ".md", ".yml", ".bib"):
            path = path.resolve()
            _opened.add(path)
            if path.suffix in _DATA_SUFFIXES and not any(path.is_relative_to(p) for p in (ROOT, sys.prefix, sys.base_prefix)):
                _foreign.add(str(path))
    if event == "socket.connect" and isinstance(arguments[1], tuple) and arguments[1][0] not in ("127.0.0.1", "::1", "localhost"):
        _foreign.add(f"host {arguments[1][0]}")


def _is_input(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    return not parts[0].startswith((".", "_build"))
