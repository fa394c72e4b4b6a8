"""Setting up: aside, whole or not at all, one at a time, and one plain line where it cannot be."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.slow

BASE = getattr(sys, "_base_executable", sys.executable)
BACKEND = """
import zipfile

def _wheel(folder, *_):
    with zipfile.ZipFile(f"{folder}/small-1.0-py3-none-any.whl", "w") as wheel:
        wheel.writestr("small.pth", "")
        wheel.writestr("small-1.0.dist-info/METADATA", "Metadata-Version: 2.1\\nName: small\\nVersion: 1.0")
        wheel.writestr("small-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\\nTag: py3-none-any\\n")
        wheel.writestr("small-1.0.dist-info/RECORD", "")
    return "small-1.0-py3-none-any.whl"

build_wheel = build_editable = _wheel
"""


@pytest.fixture
def small(tmp_path):
    """A project with one pinned package, which lies in a folder of wheels instead of a registry."""
    project = tmp_path / "jürgens" / "small"
    (project / "tools").mkdir(parents=True)
    shutil.copy(ROOT / "tools" / "set_up.py", project / "tools")
    (project / "pyproject.toml").write_text(
        '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
        '[project]\nname = "small"\nversion = "1.0"\nrequires-python = ">=3.11,<3.14"\n'
    )
    (project / "backend.py").write_text(BACKEND)
    pin(project, "1.0")
    return project


def pin(project: Path, version: str, name: str = "tiny", lock: str = "requirements.txt") -> None:
    """Lock one package at a version, and put its wheel where pip looks."""
    wheels = project.parent / "wheels"
    wheels.mkdir(exist_ok=True)
    wheel = wheels / f"{name}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(f"{name}.py", f"version = '{version}'\n")
        info = f"{name}-{version}.dist-info"
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    (project / lock).write_text(f"{name}=={version} --hash=sha256:{digest}\n")


def start(project: Path, *arguments: str, python: str = BASE, **environment: str) -> subprocess.Popen:
    own = {
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(project.parent / "wheels"),
        "PATH": os.defpath,
        "HOME": str(project.parent),
    }
    command = [python, "tools/set_up.py", *arguments]
    return subprocess.Popen(
        command, cwd=project, env=own | environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def set_up(project: Path, *arguments: str, **options) -> tuple[int, str]:
    process = start(project, *arguments, **options)
    return (process.wait(), process.stderr.read())


def version(project: Path, name: str = "tiny") -> str:
    """The version of a package in the environment; nothing if it is not there."""
    command = [project / ".venv" / "bin" / "python", "-c", f"import {name}; print({name}.version)"]
    return subprocess.run(command, capture_output=True, text=True).stdout.strip()


def test_one_environment_through_what_may_happen_to_it(small):
    """Two at once, nothing new, a lock that cannot be met, a kill, a move: in one project, since each takes
    seconds.
    """
    (small / ".venv").mkdir()  # a folder of that name is kept, and said
    (small / ".venv" / "mine").touch()
    both = [start(small), start(small)]
    assert [process.wait() for process in both] == [0, 0]
    said = [process.stderr.read() for process in both]
    assert sum("setting up .venv" in text for text in said) == 1
    assert sum(".environments/replaced" in text for text in said) == 1
    assert (small / ".environments" / "replaced" / "mine").exists()
    assert version(small) == "1.0"

    assert set_up(small) == (0, "")
    ascii_only = {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert set_up(small, **ascii_only) == (0, "")  # the path is read alike where nothing but ASCII is known
    project = small / "pyproject.toml"
    project.write_text(project.read_text().replace('version = "1.0"', 'version = "1.1"'))
    assert set_up(small) == (0, "")

    pin(small, "1.0", "loupe", "requirements-lab.txt")  # a group is added when it is asked for, and stays
    place = (small / ".venv").resolve()
    code, said = set_up(small, "lab")
    assert code == 0 and said.startswith("adding what lab needs") and (small / ".venv").resolve() == place
    assert set_up(small) == set_up(small, "lab") == (0, "")
    assert (version(small), version(small, "loupe")) == ("1.0", "1.0")

    pin(small, "2.0")
    (small.parent / "wheels" / "tiny-2.0-py3-none-any.whl").unlink()
    code, said = set_up(small)
    assert code == 1 and len(said.splitlines()) == 2
    assert version(small) == "1.0"

    for begun in (small / ".environments").glob("*/pyvenv.cfg"):
        if not (begun.parent / "stamp.txt").exists():
            shutil.rmtree(begun.parent)
    pin(small, "2.0")
    process = start(small)
    while len(list((small / ".environments").glob("*/pyvenv.cfg"))) < 2:
        assert process.poll() is None
        time.sleep(0.01)
    process.kill()
    process.wait()
    assert version(small) == "1.0"
    code, said = set_up(small)
    assert code == 0 and "setting up .venv" in said
    assert version(small) == "2.0"

    moved = small.rename(small.with_name("moved"))  # set up for its new place without fetching
    (moved.parent / "wheels").rename(moved.parent / "gone")
    assert set_up(moved) == (0, "")
    assert version(moved) == "2.0"


def test_a_group_that_is_not_there_is_said_in_one_line(small):
    code, said = set_up(small, "kitchen")
    assert code == 1 and said.startswith("There is no requirements-kitchen.txt") and said.count("\n") == 1


def test_the_locks_agree():
    """A group that brought another version of what the book has would change the book."""
    locks = {
        lock.name: dict(re.findall(r"^([a-z][\w.-]*)==([^\s;]+)", lock.read_text(), re.M))
        for lock in ROOT.glob("requirements*.txt")
    }
    assert set(locks) == {f"requirements{group}.txt" for group in ("", "-lab", "-test", "-audit")}
    book = locks.pop("requirements.txt")
    assert len(book) > 100
    for pins in locks.values():
        for others in (book, *locks.values()):
            assert {n: v for n, v in pins.items() if n in others} == {
                n: v for n, v in others.items() if n in pins
            }


def test_an_unreachable_registry_is_said_in_one_line(small):
    code, said = set_up(
        small, PIP_NO_INDEX="0", PIP_FIND_LINKS="", PIP_INDEX_URL="http://127.0.0.1:9/simple", PIP_RETRIES="0"
    )
    assert code == 1
    assert "No package registry can be reached" in said.splitlines()[-1]
    assert not (small / ".venv").exists()


def test_a_place_that_cannot_be_written_is_said_in_one_line(small):
    (small / ".environments").write_text("a file in the way, as a checkout that nobody may write to")
    code, said = set_up(small)
    assert code == 1 and said.count("\n") == 1
    assert said.startswith("The set-up failed and nothing was replaced: ") and ".environments" in said


@pytest.mark.parametrize(
    ("found", "said"),
    [
        ("(3, 9, 1)", "Python 3.11 to 3.13 is needed"),
        ("(3, 14, 0)", "Python 3.11 to 3.13 is needed"),
        ("(2, 7, 18)", "is Python 2.7"),
    ],
)
def test_a_python_that_does_not_fit_is_said_in_one_line(small, found, said):
    script = (
        f"import sys, runpy; sys.version_info = {found}; sys.argv = ['set_up.py']; "
        "runpy.run_path('tools/set_up.py', run_name='__main__')"
    )
    result = subprocess.run([BASE, "-c", script], cwd=small, capture_output=True, text=True)
    assert result.returncode == 1
    assert said in result.stderr and len(result.stderr.splitlines()) == 1


def test_a_python_without_venv_is_said_in_one_line(small):
    script = (
        "import sys, runpy; sys.modules['ensurepip'] = None; sys.argv = ['set_up.py']; "
        "runpy.run_path('tools/set_up.py', run_name='__main__')"
    )
    result = subprocess.run([BASE, "-c", script], cwd=small, capture_output=True, text=True)
    assert result.returncode == 1
    assert "with venv is needed" in result.stderr and len(result.stderr.splitlines()) == 1


def test_make_names_a_python_that_is_not_there(small):
    shutil.copy(ROOT / "Makefile", small)
    result = subprocess.run(["make", "book", "PYTHON=python9"], cwd=small, capture_output=True, text=True)
    assert result.returncode != 0
    assert "there is no python9" in result.stderr


def test_make_help_lists_every_target():
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert {"book", "test", "pdf", "check", "refresh", "lab", "serve", "clean", "help"} <= {
        line.split()[1] for line in listed.splitlines()
    }
