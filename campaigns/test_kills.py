"""kill -9 at random moments of a build.

The published book is whole at every moment, and the next build is right without any cleaning.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import time

import psutil
import pytest

from bookpress.engine.publishing import contents, recover
from campaigns.conftest import built, copy_of_the_project

MOMENTS = 10


@pytest.fixture(scope="module")
def states(tmp_path_factory):
    """A copy of the project that is to be killed, and the book of each of two states of its data, built from
    nothing.
    """
    root = copy_of_the_project(tmp_path_factory.mktemp("kill") / "project")
    books, seconds = [], []
    for text in ("Military hubs and protected depots", "Hubs and depots"):
        switch(root, text)
        shutil.rmtree(root / "_build", ignore_errors=True)
        started = time.monotonic()
        books.append(built(root)[0])
        seconds.append(time.monotonic() - started)
    return root, books, min(seconds)


def switch(root, text):
    path = root / "data" / "components.csv"
    content = path.read_text(encoding="utf-8")
    for known in ("Military hubs and protected depots", "Hubs and depots"):
        content = content.replace(known, text)
    path.write_text(content, encoding="utf-8")


@pytest.mark.parametrize("number", range(MOMENTS))
def test_a_killed_build(states, number):
    root, (first, second), seconds = states
    moment = random.Random(number).uniform(0, seconds)
    switch(root, "Hubs and depots" if number % 2 else "Military hubs and protected depots")
    wanted, other = (second, first) if number % 2 else (first, second)
    if number % 3 == 0:
        # A build from nothing, so that a late moment falls into it too.
        shutil.rmtree(root / "_build" / "work")
        shutil.rmtree(root / "_build" / ".jupyter_cache")
    build = subprocess.Popen(
        [sys.executable, "-m", "coalition", "book"],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(root)},
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    time.sleep(moment)
    family = (
        [psutil.Process(build.pid), *psutil.Process(build.pid).children(recursive=True)]
        if build.poll() is None
        else []
    )
    build.send_signal(signal.SIGKILL)
    build.wait()
    recover(root / "_build" / "html")  # the moment between its two renames is put right by the next build
    assert contents(root / "_build" / "html") in (wanted, other)
    assert built(root)[0] == wanted
    _, alive = psutil.wait_procs(family, timeout=10)
    assert [p for p in alive if p.status() != psutil.STATUS_ZOMBIE] == []
