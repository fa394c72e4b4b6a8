"""What a worker reads is found out, whichever way it reads; what no rebuild could notice is refused."""

import pytest

from bookpress.engine import tracing, workers
from coalition.paths import ROOT


def execute(code):
    namespace = {"ROOT": ROOT}
    exec(code, namespace)
    return namespace.get("answer")


def noted(code):
    outcome = workers.call(execute, code)
    assert outcome.error is None, outcome.error
    return outcome


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("open(ROOT / 'data' / 'polls.csv').close()", "data/polls.csv"),
        ("(ROOT / 'README.md').read_text()", "README.md"),
        ("import os; os.chdir(ROOT / 'chapters'); open('../LICENSE').close()", "LICENSE"),
        ("import os; os.close(os.open(ROOT / 'CITATION.cff', os.O_RDONLY))", "CITATION.cff"),
        ("import pandas; pandas.read_csv(ROOT / 'data' / 'aid.csv')", "data/aid.csv"),
        ("import numpy; numpy.fromfile(ROOT / 'data' / 'aid.csv', dtype='u1')", "data/aid.csv"),
        ("import sqlite3; sqlite3.connect(f'file:{ROOT}/LICENSE?mode=ro', uri=True)", "LICENSE"),
        ("import sqlite3; sqlite3.connect(ROOT / 'LICENSE')", "LICENSE"),
        ("try:\n    open(ROOT / 'data' / 'new.csv')\nexcept FileNotFoundError: pass", "data/new.csv"),
        ("import os; os.listdir(ROOT / 'data')", "data/"),
        ("list((ROOT / 'data').glob('*.csv'))", "data/"),
        ("import glob; glob.glob(f'{ROOT}/docs/*.md')", "docs/"),
        ("(ROOT / 'editions').is_dir()", "editions?"),
        ("import os; os.path.exists(ROOT / 'nothing')", "nothing?"),
        (
            (
                "import threading; t = threading.Thread(target=lambda: open(ROOT / "
                "'LICENSE').close()); t.start(); t.join()"
            ),
            "LICENSE",
        ),
    ],
)
def test_a_read_is_found_out(code, key):
    outcome = noted(code)
    assert key in tracing.keys(outcome.read)
    assert tracing.refused(outcome.read) == []


def test_loaded_modules_and_the_packages_they_come_from_are_found_out():
    outcome = noted("import coalition.data.passages, shapely")
    keys = tracing.keys(outcome.loaded)
    assert {"coalition/data/passages.py", "python"} <= keys
    assert any(k.startswith("package shapely-") for k in keys)
    assert not any(k.startswith("package scipy-") for k in keys)
    assert not any("law.py" in k for k in keys)


@pytest.mark.parametrize(
    ("code", "named"),
    [
        ("open(ROOT / '.gitignore').close()", ".gitignore"),
        ("import os; os.listdir(ROOT / '_build')", "_build"),
        ("import subprocess; subprocess.run(['true'])", "program true"),
        ("import os; os.system('true')", "program"),
        ("import os; os.fork() or os._exit(0)", "program os.fork"),
        (
            "import socket\ntry:\n    socket.create_connection(('127.0.0.1', 9))\nexcept OSError: pass",
            "host 127.0.0.1",
        ),
        (
            "import socket\ntry:\n    socket.getaddrinfo('somewhere.invalid', 80)\nexcept OSError: pass",
            "host somewhere.invalid",
        ),
    ],
)
def test_what_no_rebuild_could_notice_is_refused(code, named):
    assert any(named in found for found in tracing.refused(noted(code).read))


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("open('/etc/passwd').close()", "outside /etc/passwd"),
        ("import os; os.listdir('/etc')", "outside /etc"),
    ],
)
def test_what_lies_outside_the_project_is_watched_by_its_content(code, key):
    outcome = noted(code)
    assert key in tracing.keys(outcome.read)
    assert tracing.refused(outcome.read) == []


def test_a_program_by_which_python_asks_about_the_machine_is_no_reason_to_refuse():
    assert (
        tracing.refused(
            noted(
                "import platform; platform.processor(); import ctypes.util; ctypes.util.find_library('c')"
            ).read
        )
        == []
    )


def test_a_library_that_opens_files_unseen_is_refused():
    loaded = [("open", str(tracing.SITE / "pyarrow" / "__init__.py"))]
    assert tracing.refused(loaded) == ["whatever pyarrow opens"]


def test_a_file_a_worker_made_itself_may_be_read_back(tmp_path):
    file = tmp_path / "scratch.csv"
    outcome = noted(f"open({str(file)!r}, 'w').close(); open({str(file)!r}).close()")
    assert tracing.refused(outcome.read) == []


def test_a_worker_sees_nothing_of_the_shell_it_was_started_from(monkeypatch):
    monkeypatch.setenv("COALITION_SECRET", "x")
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    answer = noted(
        "import os, time; answer = (os.environ.get('COALITION_SECRET'), time.tzname[0], dict(os.environ))"
    ).value
    assert answer[:2] == (None, "UTC")
    assert answer[2].keys() == workers.VARIABLES.keys()
