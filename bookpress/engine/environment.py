"""What every process of the build has in common: its variables, and the interpreter with what it loads by
itself.
"""

from __future__ import annotations

import hashlib
import os
import platform
import subprocess
import sys
import sysconfig
from functools import cache
from pathlib import Path

from bookpress import hooks
from bookpress.paths import HOME, ROOT, VARIABLE

SITE = Path(sysconfig.get_path("purelib")).resolve()
"""Where the packages of the environment in use are installed."""
SITE_AS_WRITTEN = tuple(
    sorted({os.path.abspath(sysconfig.get_path(p)) for p in ("purelib", "platlib")} | {str(SITE)})
)
"""The same folder by the names under which packages are found there, links unresolved."""
VARIABLES = {
    "HOME": str(HOME),
    "IPYTHONDIR": str(HOME / "ipython"),
    "JUPYTER_CONFIG_DIR": str(HOME / "jupyter"),
    "XDG_CACHE_HOME": str(HOME / "cache"),
    "LANG": "C.UTF-8",
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "PATH": os.defpath,
    "PYTHONPATH": str(ROOT),
    VARIABLE: str(ROOT),
    hooks.VARIABLE: hooks.configured(),
    "PYTHONHASHSEED": "0",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",  # the kernel's debugger, which is not used, would warn
    # One thread each: the workers are the parallelism, and sums do not depend on the number of cores.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
}
"""All that a process of the build sees of the shell.

Nothing that differs between machines or days is left to be read.
"""

_LIST_MODULES = (
    "import sys; print(*(m.__file__ for m in list(sys.modules.values()) if getattr(m, "
    "'__file__', None)), sep='\\n')"
)


@cache
def interpreter_folders() -> tuple[str, ...]:
    """The folders of the interpreter and its environment, as they are written and where links lead."""
    written = {
        sys.prefix,
        sys.base_prefix,
        sys.exec_prefix,
        sys.base_exec_prefix,
        *sysconfig.get_paths().values(),
    }
    return tuple(
        sorted({form for path in written for form in (os.path.abspath(path), os.path.realpath(path))})
    )


@cache
def loaded_at_start() -> frozenset[str]:
    """The real paths of the modules that the interpreter loads before any code of ours.

    Besides its own these are ``sitecustomize``, ``usercustomize`` and whatever ``.pth`` files import,
    wherever they lie.
    """
    command = [sys.executable, "-c", _LIST_MODULES]
    listed = subprocess.run(command, env=VARIABLES, capture_output=True, text=True, check=True).stdout
    return frozenset(map(os.path.realpath, listed.splitlines()))


@cache
def _beginnings() -> tuple[str, ...]:
    return tuple(folder.rstrip(os.sep) + os.sep for folder in interpreter_folders())


def is_in_the_interpreter(path: str | Path) -> bool:
    """Whether a file as it is written lies in a folder of the interpreter."""
    return f"{Path(path)}{os.sep}".startswith(_beginnings())


def is_of_the_interpreter(path: str | Path) -> bool:
    """Whether a file belongs to the interpreter or is loaded by its start; as it was opened or with links
    resolved.
    """
    return is_in_the_interpreter(path) or os.path.realpath(path) in loaded_at_start()


@cache
def interpreter() -> str:
    """The version of the interpreter, and the content of what it loads at its start from elsewhere."""
    elsewhere = [p for p in sorted(loaded_at_start()) if not is_in_the_interpreter(p)]
    digests = [hashlib.sha256(Path(p).read_bytes()).hexdigest() for p in elsewhere]
    return " ".join([platform.python_implementation(), sys.version, platform.machine(), *digests])
