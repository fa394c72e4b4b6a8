"""Find out what a process computes from, by watching it: no list is kept by hand.

Files are noted when they are opened, folders when they are listed, paths when it is asked whether they exist,
modules when they are loaded. What a later build could not notice (hosts, other programs, what a build made)
is refused. Files outside the project are watched by their content and named, since another machine will not
have them.
"""

from __future__ import annotations

import ctypes.util
import importlib.metadata
import os
import pkgutil
import platform
import sys
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

from bookpress.engine.environment import SITE, SITE_AS_WRITTEN, is_in_the_interpreter, is_of_the_interpreter
from bookpress.engine.fingerprints import OUTSIDE, is_made, package_key, press_key
from bookpress.paths import PRESS, ROOT

PROGRAMS = {
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "os.fork",
    "os.forkpty",
    "pty.spawn",
}
HOSTS = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"}
OPENS_UNSEEN = {"pyarrow", "h5py", "netCDF4", "fiona", "rasterio", "osgeo", "pyogrio", "duckdb", "polars"}
"""Libraries that open files in their own C code, where nothing in Python sees it."""
_MACHINE = ("/dev", "/proc", "/sys", "/usr/share/zoneinfo")
"""What libraries ask about the machine: its cores, and the names of time zones (workers are in UTC)."""

_FINDS_CODE = ("<frozen importlib._bootstrap_external>", importlib.metadata.__file__, pkgutil.__file__)
"""Where Python looks for modules and packages; what it then loads is noted as modules."""

_ASKS_THE_MACHINE = (platform.__file__, ctypes.util.__file__)
"""Modules of Python that run programs such as ``uname`` and ``ldconfig`` to learn what machine this is."""

_noted: set[tuple[str, str]] = set()
_written: set[str] = set()
_watching = False
_aside = False


def start() -> None:
    """Watch this process from now on."""
    global _watching
    if _watching:
        return
    sys.addaudithook(_hook)
    os.stat = _noting_existence(os.stat)
    _watching = True


def is_watching() -> bool:
    """Whether this process is watched."""
    return _watching


@contextmanager
def aside():
    """Read something that is not to be noted."""
    global _aside
    before, _aside = _aside, True
    try:
        yield
    finally:
        _aside = before


def take() -> list[tuple[str, str]]:
    """What was noted since the last call, as (kind, path or name).

    Kinds are ``open``, ``list``, ``exists``, ``host`` and ``program``.
    """
    taken = sorted(_noted)
    _noted.clear()
    return taken


def modules() -> list[tuple[str, str]]:
    """The files of all modules loaded in this process, as ``take`` would note them."""
    return sorted(
        {
            ("open", _place(m.__file__))
            for name, m in list(sys.modules.items())
            if name != "__mp_main__" and getattr(m, "__file__", None)
        }
    )


def keys(noted) -> set[str]:
    """The keys of ``bookpress.engine.fingerprints`` for what was noted."""
    found = {"python"}
    for kind, name in noted:
        path = Path(name)
        if kind not in ("open", "list", "exists"):
            continue
        if path.is_relative_to(SITE):
            if kind == "open" and path.suffix != ".pyc":
                found.add(package_key(path))
        elif path.is_relative_to(ROOT):
            if not is_made(path.relative_to(ROOT)):
                relative = path.relative_to(ROOT).as_posix()
                found.add({"open": relative, "list": f"{relative}/", "exists": f"{relative}?"}[kind])
        elif path.is_relative_to(PRESS):
            if kind == "open" and path.suffix != ".pyc":
                found.add(press_key(path))
        elif kind != "exists" and not _is_of_the_machine(path):
            found.add(OUTSIDE + name)
    return found


def refused(noted) -> list[str]:
    """What was noted that no later build could notice, each as a reader would name it."""
    found = set()
    for kind, name in noted:
        path = Path(name)
        if kind in ("host", "program"):
            found.add(f"{kind} {name}")
        elif kind != "exists" and path.is_relative_to(ROOT) and not path.is_relative_to(SITE):
            relative = path.relative_to(ROOT)
            if is_made(relative) and path.suffix != ".pyc" and not is_of_the_interpreter(path):
                found.add(relative.as_posix())
        if kind == "open" and path.is_relative_to(SITE) and path.relative_to(SITE).parts[0] in OPENS_UNSEEN:
            found.add(f"whatever {path.relative_to(SITE).parts[0]} opens")
    return sorted(found)


def _is_of_the_machine(path: Path) -> bool:
    """Whether a file is the interpreter's, or one by which libraries ask about the machine."""
    return is_of_the_interpreter(path) or any(path.is_relative_to(p) for p in _MACHINE)


def _noting_existence(stat):
    def noting(path, *arguments, **options):
        if isinstance(path, (str, os.PathLike)) and not _aside:
            _note("exists", path)
        return stat(path, *arguments, **options)

    return noting


def _hook(event: str, arguments: tuple) -> None:
    if _aside:
        return
    if event == "open":
        path, _, flags = arguments
        if isinstance(path, (str, os.PathLike)):
            writes = flags & (os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            _note("write" if writes else "open", path)
    elif event in ("os.listdir", "os.scandir"):
        if sys._getframe(1).f_code.co_filename not in _FINDS_CODE:
            _note("list", "." if arguments[0] is None else arguments[0])
    elif event in ("sqlite3.connect", "ctypes.dlopen"):
        name = str(arguments[0])
        if os.sep in name:
            _note("open", urlsplit(name).path if name.startswith("file:") else name)
    elif event in HOSTS:
        _noted.add(("host", _host(event, arguments)))
    elif event in PROGRAMS and not _asks_the_machine():
        _noted.add(("program", str(arguments[0]) if arguments else event))


def _asks_the_machine() -> bool:
    frame: FrameType | None = sys._getframe(2)
    while frame and frame.f_code.co_filename not in _ASKS_THE_MACHINE:
        frame = frame.f_back
    return frame is not None


def _note(kind: str, path) -> None:
    if isinstance(path, (str, os.PathLike)):
        full = _place(path)
        if kind == "write":
            _written.add(full)
        elif full not in _written:
            _noted.add((kind, full))


def _place(path) -> str:
    """Where a file is, links resolved but for those that put an interpreter and its packages together."""
    given, real = os.path.abspath(path), os.path.realpath(path)
    for site in SITE_AS_WRITTEN:
        if given.startswith(site + os.sep):
            return str(SITE) + given[len(site) :]
    return given if not Path(real).is_relative_to(ROOT) and is_in_the_interpreter(given) else real


def _host(event: str, arguments: tuple) -> str:
    address = arguments[1] if event in ("socket.connect", "socket.sendto") else arguments[0]
    return str(address[0] if isinstance(address, tuple) else address)
