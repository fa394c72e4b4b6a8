"""Processes of the build: warm at their start, in the same environment everywhere, watched, and ended with
it.

They are forked from one server that has loaded the large libraries once. Each notes what it reads
(``tracing``).
"""

from __future__ import annotations

import multiprocessing
import os
import shutil
import signal
import tempfile
import threading
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import forkserver, resource_tracker
from multiprocessing.reduction import DupFd
from pathlib import Path
from typing import Any

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from bookpress import hooks
from bookpress.engine.environment import VARIABLES
from bookpress.errors import OF_THE_DISK, PressError
from bookpress.paths import HOME

_loaded = [
    "pandas.io.formats.html",
    "plotly.graph_objs._figure",
    "plotly.io._json",
    "narwhals.stable.v2",
    "babel.lists",
    "myst_nb.ext.glue",
    "ipykernel.kernelapp",
    "ipykernel.zmqshell",
    "ipykernel.debugger",
    "jupyter_client.manager",
]
"""What every chapter loads by its exhibits and its kernel; only a matter of speed."""
_FORK = "forkserver" in multiprocessing.get_all_start_methods()
_context = multiprocessing.get_context("forkserver" if _FORK else "spawn")
_running: set = set()
starting = threading.Lock()
"""Held while a worker gets its orders."""
held: int | None = None
"""A file descriptor that workers keep open too, so that what is locked by it stays locked while one of them
still writes.
"""


@dataclass(frozen=True)
class Outcome:
    """What a watched call returned or raised, what it read since it was last asked, and what modules it
    loaded.
    """

    value: Any
    error: str | None
    read: list[tuple[str, str]]
    loaded: list[tuple[str, str]]


def preload(modules: Iterable[str]) -> None:
    """Let the server load more than it does, before it is started."""
    _loaded.extend(modules)


def prepare() -> None:
    """Start the server, so that it loads while this process does something else."""
    HOME.mkdir(parents=True, exist_ok=True)
    if _FORK:
        _context.set_forkserver_preload([*_loaded, *hooks.setting("bookpress_preload", [])])
        with _environment():
            resource_tracker.ensure_running()  # which opens the ears again, so it comes first
            with _deaf_to_ctrl_c():
                forkserver.ensure_running()


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Ctrl-C is for the build, which ends its workers: their server, started here, is not told of it, and the
    build not before its server is there.
    """
    kept = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, kept)


@contextmanager
def _whole() -> Iterator[None]:
    """Ctrl-C waits until this is done, so that no worker is left without the rest of its orders."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    came: list[tuple] = []
    kept = signal.signal(signal.SIGINT, lambda *call: came.append(call))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, kept)
        if came and callable(kept):
            kept(*came[0])


def call(function, *arguments) -> Outcome:
    """Call a function of a module in a worker and wait for it.

    Raises WorkerDied if the worker ends without an answer.
    """
    receiver, sender = _context.Pipe(duplex=False)
    process = start(_answer, sender, function, arguments)
    sender.close()
    try:
        return receiver.recv()
    except EOFError:
        process.join()
        raise WorkerDied(f"{function.__module__} ended with exit code {process.exitcode}") from None
    finally:
        process.kill()
        process.join()
        _running.discard(process)
        receiver.close()


class WorkerDied(PressError):
    """A worker ended without an answer: killed, or out of memory."""


def start(target, *arguments):
    """A running process of the build."""
    process = _context.Process(target=_run, args=(_Held(), target, arguments), daemon=True)
    with starting, _whole():
        process.start()
        _running.add(process)
    return process


def stop_all() -> None:
    """End all processes of the build at once."""
    for process in list(_running):
        process.kill()


class KernelManager(AsyncKernelManager):
    """Jupyter kernels that are workers.

    No kernel specification of the machine is looked at: it could name another Python.
    """

    def __init__(self, **options) -> None:
        # Not by TCP, where another program may take the port that was free a moment ago. The path of a socket
        # must be short.
        super().__init__(
            transport="ipc",
            connection_file=str(Path(tempfile.mkdtemp(prefix="bookpress-"), "kernel.json")),
            **options,
        )
        self._kernel_spec = KernelSpec(argv=["{connection_file}"], display_name="Python 3", language="python")
        self.provisioner = _Provisioner(parent=self, kernel_spec=self._kernel_spec)


class _Provisioner(LocalProvisioner):
    """Starts a kernel as a worker; ``cmd`` is the connection file followed by options of the kernel."""

    async def launch_kernel(self, cmd, **options):
        is_listening, listening = _context.Pipe(duplex=False)
        self.process = _Popen(start(_serve_kernel, cmd, str(options["cwd"]), listening))
        self.pid = self.process.pid
        listening.close()
        try:
            is_listening.recv()  # a client that asks too early waits for a second before it asks again
        except EOFError:
            raise WorkerDied("a kernel ended while it started") from None
        finally:
            is_listening.close()
        return self.connection_info

    async def cleanup(self, restart: bool = False) -> None:
        await super().cleanup(restart)
        if self.parent:
            shutil.rmtree(Path(self.parent.connection_file).parent, ignore_errors=True)


class _Popen:
    """A process with the methods of ``subprocess.Popen`` that a provisioner uses."""

    stdout = stderr = stdin = None

    def __init__(self, process) -> None:
        self._process = process
        self.pid = process.pid

    def poll(self):
        return self._process.exitcode

    def wait(self):
        self._process.join()
        _running.discard(self._process)
        return self._process.exitcode

    def send_signal(self, number) -> None:
        os.kill(self.pid, number)

    def kill(self) -> None:
        self._process.kill()

    def terminate(self) -> None:
        self._process.terminate()


@contextmanager
def _environment():
    own = dict(os.environ)
    os.environ.clear()
    os.environ.update(VARIABLES)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(own)


class _Held:
    """Carries ``held`` into a worker that is being started."""

    def __reduce__(self):
        return (_take_hold, (DupFd(held),)) if held is not None else (_Held, ())


def _take_hold(duplicate) -> int:
    return duplicate.detach()


def _run(_held, target, arguments) -> None:
    """The first thing in a worker: end with the build whatever happens to it, and watch."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the build, which ends its workers
    os.environ.clear()
    os.environ.update(VARIABLES)
    from bookpress.engine import tracing

    tracing.start()
    target(*arguments)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
    os._exit(1)


def _answer(sender, function, arguments) -> None:
    from bookpress.engine import tracing

    value = error = None
    try:
        value = function(*arguments)
    except OSError as wrong:
        error = traceback.format_exc() if wrong.errno not in OF_THE_DISK else f"{wrong.strerror}\n"
    except Exception:
        error = traceback.format_exc()
    sender.send(Outcome(value, error, tracing.take(), tracing.modules()))
    sender.close()


def _serve_kernel(options: list[str], folder: str, listening) -> None:
    from ipykernel.kernelapp import IPKernelApp

    from bookpress.engine import tracing

    os.chdir(folder)
    connection, *others = options
    kernel = IPKernelApp.instance()
    kernel.initialize(["-f", connection, f"--IPKernelApp.parent_handle={os.getppid()}", *others])
    tracing.take()  # what the kernel itself read belongs to no chapter
    listening.send(True)
    listening.close()
    kernel.start()
