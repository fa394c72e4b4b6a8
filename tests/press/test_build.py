"""Building.

Exactly what changed is made again, a failure names its place, and the last good pages survive anything.
"""

import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import sysconfig
import time
from pathlib import Path

import nbformat
import psutil
import pytest

from bookpress.engine import fingerprints
from bookpress.engine.publishing import contents
from campaigns import surroundings
from tests.conftest import copied, run_coalition

BOOK = ("book", "--without-pictures")
"""The build that these tests are about; how a figure is drawn is ``test_pictures``'."""
SMALL_TOC = "format: jb-book\nroot: index\n"
LAST_GOOD = "the last good page"


def one_page(project):
    """Make a project's book one page with one exhibit."""
    (project / "_toc.yml").write_text(SMALL_TOC)
    cells = [
        nbformat.v4.new_markdown_cell(
            "# Small book\n\nThere are {glue:text}`n` components, see {numref}`tab-components`."
        ),
        nbformat.v4.new_code_cell(
            "from coalition import data\nfrom bookpress import say, show\ntable = data.load('components')\nsay(n=len(table))\n"
            "show(table[['component', 'status', 'source_ids']], name='tab-components', headline='Each part has a state.', caption='Components.', source_ids=data.source_ids(table))"
        ),
    ]
    write(project, cells)
    for table in (project / "data").iterdir():
        table.chmod(0o644)


def leave_to_the_press(project):
    """Take out what the report does of its own in each build, so that a small book takes seconds: the check
    of all data, their archives, workbook and database, and large libraries.
    """
    own, settings = project / "coalition" / "book.py", project / "_config.yml"
    own.write_text(re.sub(r"^    (?:check|downloads)=.*\n", "", own.read_text(), flags=re.MULTILINE))
    edit(settings, "extra_extensions: [bookpress, coalition.site]", "extra_extensions: [bookpress]")
    edit(settings, "bookpress_preload: [scipy.stats, shapely]", "bookpress_preload: []")


@pytest.fixture(scope="session")
def places(tmp_path_factory):
    """Where the small project of a test lies, and how it was when its book had just been built.

    All tests have it in one place, since a book that was moved is built again.
    """
    project = copied(tmp_path_factory.mktemp("small") / "project")
    one_page(project)
    leave_to_the_press(project)
    assert run_coalition(project, *BOOK).returncode == 0
    return project, shutil.copytree(project, project.with_name("built"))


@pytest.fixture
def small(places):
    """A small project, not built."""
    project, kept = places
    shutil.rmtree(project)
    return shutil.copytree(kept, project, ignore=shutil.ignore_patterns("_build"))


@pytest.fixture
def good(places):
    """A small project with its book built."""
    project, kept = places
    shutil.rmtree(project)
    return shutil.copytree(kept, project)


def write(project, cells, name="index"):
    for i, cell in enumerate(cells):
        cell["id"] = f"cell-{i}"
    nbformat.write(
        nbformat.v4.new_notebook(
            cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}}
        ),
        project / f"{name}.ipynb",
    )


def add(project, name, code, text=""):
    """One more chapter, of one code cell."""
    toc = (project / "_toc.yml").read_text()
    if "chapters:" not in toc:
        toc += "chapters:\n"
    (project / "_toc.yml").write_text(f"{toc}- file: {name}\n")
    write(
        project,
        [nbformat.v4.new_markdown_cell(f"# Chapter {name}\n\n{text}"), nbformat.v4.new_code_cell(code)],
        name,
    )


def edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def built(project):
    """Build, and give the contents of the book and what the build said."""
    result = run_coalition(project, *BOOK)
    assert result.returncode == 0, result.stderr
    return contents(project / "_build" / "html"), result.stderr


def executed(project):
    """Run the chapters that need it, without any page; gives what was said."""
    command = [sys.executable, "-c", "from bookpress.engine import build; build.run_chapters()"]
    env = os.environ | {"PYTHONPATH": str(project)}
    result = subprocess.run(command, cwd=project, env=env, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return result.stderr


def ran(said):
    return re.findall(r"(\w+)\.ipynb: done", said)


def written(said):
    return re.findall(r"^  page (\S+)", said, re.M)


def changed(before, after):
    return {path for path in {**before, **after} if before.get(path) != after.get(path)}


def break_second_cell(project):
    notebook = nbformat.read(project / "index.ipynb", as_version=4)
    notebook.cells[1]["source"] += "\nraise RuntimeError('the well is dry')"
    nbformat.write(notebook, project / "index.ipynb")


def test_a_chapter_that_raises_fails_every_time_and_keeps_the_last_good_pages(small):
    page = small / "_build" / "html" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text(LAST_GOOD)
    break_second_cell(small)
    for _ in range(2):
        result = run_coalition(small, *BOOK)
        assert result.returncode == 1
        assert "index.ipynb, cell 2: RuntimeError: the well is dry" in result.stderr
        assert page.read_text() == LAST_GOOD


def test_a_warning_of_the_page_build_fails_every_time(small):
    notebook = nbformat.read(small / "index.ipynb", as_version=4)
    notebook.cells[0]["source"] += "\n\nSee {ref}`nowhere`."
    nbformat.write(notebook, small / "index.ipynb")
    for _ in range(2):
        result = run_coalition(small, *BOOK)
        assert result.returncode == 1
        assert "nowhere" in result.stderr
        assert not (small / "_build" / "html").exists()


def test_an_exhibit_name_that_stands_twice_is_refused(small):
    (small / "_toc.yml").write_text(SMALL_TOC + "chapters:\n- file: again\n")
    notebook = json.loads((small / "index.ipynb").read_text())
    (small / "again.ipynb").write_text(json.dumps(notebook))
    result = run_coalition(small, *BOOK)
    assert result.returncode == 1
    assert "tab-components" in result.stderr


def test_a_book_through_two_changes_and_from_nothing(small):
    """Each step says what ran; the rest stays, and the end equals a build from nothing: a sample of
    ``campaigns/test_day.py``.
    """
    add(small, "law", "from coalition.analysis import regions\nprint('a law')", "See {ref}`tab-components`.")
    html, table = small / "_build" / "html", small / "data" / "components.csv"
    first, said = built(small)
    assert sorted(ran(said)) == ["index", "law"]
    assert all(
        re.fullmatch(r"\S.*|  \S.*", line) and line.count("ipynb") <= 1 for line in said.splitlines()
    ), said
    moment = (html / "index.html").stat().st_mtime_ns
    assert built(small)[1].startswith("nothing changed")
    assert (html / "index.html").stat().st_mtime_ns == moment

    original = table.read_text(encoding="utf-8")
    edit(table, "Military hubs and protected depots", "Hubs & <depots>")
    edit(small / "index.ipynb", "There are", "We count")
    moved, said = built(small)
    assert ran(said) == ["index"] and written(said) == ["index"]
    assert {p for p in changed(first, moved) if p.endswith(".html")} == {"index.html"}
    assert all(w in (html / "index.html").read_text() for w in ("Hubs &amp; &lt;depots&gt;", "We count"))
    assert "Hubs & <depots>" in (html / "_downloads" / "tab-components.csv").read_text()

    # A state that was come back to runs nothing; a module runs the one chapter that loads it.
    table.write_text(original, encoding="utf-8")
    edit(small / "index.ipynb", "We count", "There are")
    edit(small / "coalition" / "analysis" / "regions.py", '"""', '""" ')
    back, said = built(small)
    assert ran(said) == ["law"] and "coalition/analysis/regions.py changed" in said
    assert not {p for p in changed(first, back) if p.endswith(".html")}

    shutil.rmtree(small / "_build")
    cold, said = built(small)
    assert sorted(ran(said)) == ["index", "law"] and changed(back, cold) == set()


def test_a_chapter_that_rests_on_what_no_rebuild_notices_is_refused_by_name(small):
    add(
        small,
        "host",
        "import socket\ntry:\n    socket.create_connection(('127.0.0.1', 9))\nexcept OSError:\n    pass",
    )
    add(small, "program", "!true")
    result = run_coalition(small, *BOOK)
    assert result.returncode == 1
    assert "host.ipynb rests on what no rebuild can notice: host 127.0.0.1" in result.stderr
    assert re.search(r"program\.ipynb rests on what no rebuild can notice: .*program ", result.stderr)


@pytest.mark.thorough
def test_a_damaged_run_or_state_of_an_earlier_build_is_made_again(good):
    first, work = contents(good / "_build" / "html"), good / "_build" / "work"
    for kept in (good / "_build" / ".jupyter_cache" / "runs" / "index.ipynb").iterdir():
        kept.write_text(kept.read_text()[:-100])
    (work / "book.json").write_text('{"inputs"')
    again, said = built(good)
    assert ran(said) == ["index"] and again == first


def start(project, stderr=subprocess.PIPE):
    """A build as a terminal starts it.

    With its own group, and listening to Ctrl-C even if the test run does not.
    """
    return subprocess.Popen(
        [sys.executable, "-m", "coalition", *BOOK],
        cwd=project,
        env=os.environ | {"PYTHONPATH": str(project)},
        stderr=stderr,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )


def until(process, words):
    """Read what a build says until a line has these words; returns its processes at that moment."""
    for line in process.stderr:
        if words in line:
            return [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
    raise AssertionError(f"the build ended without saying {words!r}")


@pytest.mark.thorough
def test_of_two_builds_the_second_waits_and_says_so_and_a_log_in_the_project_stops_none(small):
    log = small / "build.log"
    with log.open("w") as file:
        first = start(small, stderr=file)
    while "executing" not in log.read_text():
        assert first.poll() is None, log.read_text()
        time.sleep(0.05)
    second = start(small)
    said = second.communicate(timeout=300)[1]
    first.wait(timeout=300)
    assert (first.returncode, second.returncode) == (0, 0), log.read_text()
    assert said.startswith("another build is running; waiting for it to end\n")
    assert "nothing changed" in said or "0 chapters ran, 1 cached; no page changed" in said
    assert "starting again" not in log.read_text()


@pytest.mark.parametrize("words", ["running", "page index"])
def test_ctrl_c_ends_every_process_and_says_so_in_a_line(small, words):
    process = start(small)
    family = until(process, words)
    os.killpg(process.pid, signal.SIGINT)
    said = process.communicate(timeout=60)[1]
    assert process.returncode == 130
    assert said.splitlines()[-1] == "interrupted: the last good pages are untouched"
    assert "Traceback" not in said
    psutil.wait_procs(family, timeout=10)
    assert [p for p in family if p.is_running() and p.status() != psutil.STATUS_ZOMBIE] == []


def test_after_kills_the_next_build_is_right_and_the_last_good_pages_were_there(good):
    before = contents(good / "_build" / "html")
    edit(good / "data" / "components.csv", "Military hubs and protected depots", "Hubs and depots")
    edit(good / "index.ipynb", "There are", "We count")
    for words in ("running", "page index"):
        process = start(good)
        family = until(process, words)
        os.kill(process.pid, signal.SIGKILL)
        process.communicate(timeout=60)
        psutil.wait_procs(family, timeout=10)
        assert [p for p in family if p.is_running() and p.status() != psutil.STATUS_ZOMBIE] == []
        assert contents(good / "_build" / "html") == before
    built(good)
    page = (good / "_build" / "html" / "index.html").read_text()
    assert "Hubs and depots" in page and "We count" in page
    assert "nothing changed" in built(good)[1]


def test_a_full_disk_is_named_and_the_last_good_pages_stay(good):
    before = contents(good / "_build" / "html")
    edit(good / "index.ipynb", "There are", "We count")
    shutil.rmtree(good / "_build" / "work")
    limit = 300_000  # plotly.js is larger
    result = subprocess.run(
        [sys.executable, "-m", "coalition", *BOOK],
        cwd=good,
        env=os.environ | {"PYTHONPATH": str(good)},
        capture_output=True,
        text=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )
    assert result.returncode == 1
    assert "File too large\n" in result.stderr and "last good pages are untouched" in result.stderr
    assert "Extension error" not in result.stderr
    assert contents(good / "_build" / "html") == before
    after, _ = built(good)
    assert changed(before, after) >= {"index.html"}


def test_a_table_that_changes_during_the_build_is_read_again(small):
    edit(
        small / "index.ipynb",
        "from coalition import data",
        "import time; time.sleep(3)\\nfrom coalition import data",
    )
    process = start(small)
    until(process, "running")
    time.sleep(1)
    edit(small / "data" / "components.csv", "Military hubs and protected depots", "Hubs and depots")
    said = process.communicate(timeout=300)[1]
    assert process.returncode == 0
    assert "data/components.csv changed during the build: starting again" in said
    assert "Hubs and depots" in (small / "_build" / "html" / "index.html").read_text()


@pytest.fixture(scope="session")
def linked_interpreter(tmp_path_factory):
    """An environment of an interpreter that is put together by links, reached by a link, and loads a start-up
    file from elsewhere.
    """
    folder = tmp_path_factory.mktemp("interpreter")
    stdlib = Path(sysconfig.get_path("stdlib"))
    prefix, own = folder / "prefix", folder / "prefix" / "lib" / stdlib.name
    own.mkdir(parents=True)
    (prefix / "bin").mkdir()
    shutil.copy(Path(sys._base_executable).resolve(), prefix / "bin" / "python3")
    for library in stdlib.parent.glob("libpython*"):
        (prefix / "lib" / library.name).symlink_to(library)
    for entry in stdlib.iterdir():
        if entry.name not in ("site-packages", "sitecustomize.py", "__pycache__"):
            (own / entry.name).symlink_to(entry)
    (folder / "settings.txt").write_text("read at the start")
    (folder / "helper.py").write_text("")
    (folder / "sitecustomize.py").write_text(
        f"import sys\nsys.path.append({str(folder)!r})\nimport "
        f"helper\nopen({str(folder / 'settings.txt')!r}).close()\n"
    )
    (own / "sitecustomize.py").symlink_to(folder / "sitecustomize.py")
    (folder / "current").symlink_to(prefix)
    environment = folder / "environment"
    subprocess.run(
        [folder / "current" / "bin" / "python3", "-m", "venv", "--without-pip", environment], check=True
    )
    packages = environment / "lib" / stdlib.name / "site-packages"
    packages.rmdir()
    packages.symlink_to(fingerprints.SITE)
    return folder


@pytest.mark.thorough
def test_a_book_is_built_by_an_interpreter_behind_links_in_a_clone_behind_a_link(
    small, linked_interpreter, tmp_path
):
    clone = tmp_path / "link"
    clone.symlink_to(small)
    command = [linked_interpreter / "environment" / "bin" / "python", "-m", "coalition", *BOOK]

    def build():
        result = subprocess.run(
            command,
            cwd=clone,
            env={"PATH": os.defpath, "PYTHONPATH": str(clone)},
            capture_output=True,
            text=True,
        )
        assert result.returncode == 0, result.stderr
        return result.stderr

    said = build()
    assert ran(said) == ["index"] and "outside the project" not in said
    assert "nothing changed" in build()
    start_up = linked_interpreter / "sitecustomize.py"
    start_up.write_text(start_up.read_text() + "import os\n")
    assert ran(build()) == ["index"]


@pytest.mark.thorough
def test_a_file_outside_the_project_is_said_once_and_a_change_of_it_runs_its_chapters(small, tmp_path):
    outside = tmp_path / "outside.txt"
    outside.write_text("one")
    add(small, "first", f"print(open({str(outside)!r}).read())")
    add(small, "second", f"print(open({str(outside)!r}).read())")
    said = executed(small)
    assert [line for line in said.splitlines() if str(outside) in line] == [
        (
            f"  read from outside the project: {outside}; a change there runs chapters again, "
            "but what belongs to the book must lie in its folder"
        )
    ]
    assert ran(executed(small)) == []
    outside.write_text("two")
    assert sorted(ran(executed(small))) == ["first", "second"]


def test_a_path_with_a_bracket_is_refused_in_a_line(small, tmp_path):
    result = run_coalition(shutil.copytree(small, tmp_path / "a [b]"), *BOOK)
    assert result.returncode == 1 and result.stderr.count("\n") == 1
    assert "Sphinx takes the bracket in the path" in result.stderr


def test_the_book_is_the_same_without_home_locale_git_and_network_in_a_path_with_blanks(
    small, places, tmp_path
):
    project = shutil.copytree(small, tmp_path / "Jürgen & Søn's books" / "проект 1")
    bare = {
        "PATH": surroundings.without(tmp_path, "git", "npm"),
        "PYTHONPATH": str(project),
        "LC_ALL": "C",
        "TZ": "Pacific/Kiritimati",
    }
    offline = ("unshare", "--net") if surroundings.may("unshare", "--net", "true") else ()
    command = [*offline, sys.executable, "-m", "coalition", *BOOK]
    ascii_only = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}  # what Python then takes every letter for
    said = subprocess.run(command, cwd=project, env=bare | ascii_only, capture_output=True, check=False)
    assert said.returncode == 1 and said.stderr.count(b"\n") == 1 and b"set PYTHONUTF8=1" in said.stderr
    done = subprocess.run(command, cwd=project, env=bare, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    assert contents(project / "_build" / "html") == contents(places[1] / "_build" / "html")
