"""The book in surroundings that its makers do not have: it works there, or one line says what is missing.

``python -m campaigns.surroundings`` (``make surroundings``) sets the project up once, from the zip of the
repository, and tries everything else in copies that share that environment by a link. The book is one page
with a chart and a table, on all of the report's data; where memory is short it is the whole report. Writes
``docs/surroundings.md``; exits 1 if a line of it is wrong. ``ONLY=disk`` tries those whose name holds that,
without writing; ``PYTHON`` names the interpreter.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

from bookpress.engine import browser
from bookpress.engine.publishing import contents
from coalition import paths

PAGE = paths.ROOT / "docs" / "surroundings.md"
WORKS, SAYS, FAILS, UNTRIED = "works", "says what is missing", "FAILS", "not tried"
NOBODY = 65534
"""The number of the ordinary user."""
MEMORY = 1 << 30
LINES = 3
"""More lines than these, beside those of progress, are no plain answer."""
_PROGRESS = re.compile(
    r"^(  |executing|building|checking|setting up|adding what|ready:|\d+ chapters? ran|make)"
)
_FAULT = re.compile(r"Traceback|Error:|\^\^\^|report this to")


@dataclass(frozen=True)
class Answer:
    """What a command did in some surroundings."""

    command: str
    verdict: str
    seen: str


@dataclass
class Home:
    """Where it is tried: a folder, the project set up in it with its book, and what that book holds."""

    folder: Path
    interpreter: str
    base: Path = field(init=False)
    book: dict[str, str] = field(default_factory=dict)

    def copy(self, place: str = "project", built: bool = False) -> Path:
        """The project at another place, with the same environment; not built unless it is said."""
        target = self.folder / place
        shutil.rmtree(target, ignore_errors=True)
        left_out = (".environments", ".venv", *(() if built else ("_build",)))
        shutil.copytree(self.base, target, ignore=shutil.ignore_patterns(*left_out), symlinks=True)
        self.give_environment(target)
        return target

    def give_environment(self, project: Path) -> None:
        """Let a project have the environment of the first one, by links."""
        (project / ".environments").symlink_to(self.base / ".environments")
        (project / ".venv").symlink_to(os.readlink(self.base / ".venv"))

    def answer(
        self,
        project: Path,
        command: str,
        says: str = "",
        through: tuple[str, ...] = (),
        env: dict[str, str | None] | None = None,
        same: bool = True,
    ) -> Answer:
        """Give a command in a project, and judge what it did.

        ``says`` is the line wanted where it cannot work, or of what is left out; ``through`` a program that
        runs it, ``env`` what is other in the environment; without ``same`` the book may be another.
        """
        done = self.run(project, command, through, env)
        book = contents(project / "_build" / "html") if "book" in command and same else None
        return Answer(command, *judged(done, says, book is None or book == self.book, project))

    def run(
        self,
        project: Path,
        command: str,
        through: tuple[str, ...] = (),
        env: dict[str, str | None] | None = None,
    ) -> subprocess.CompletedProcess:
        return subprocess.run(
            [*through, "sh", "-c", command],
            cwd=project,
            env=plain(env),
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=3600,
            check=False,
        )


def plain(other: dict[str, str | None] | None = None) -> dict[str, str]:
    """The variables of this process without those that tell Python or the press where they are."""
    own = {
        k: v
        for k, v in os.environ.items()
        if not k.startswith(("PYTHON", "BOOKPRESS_", "VIRTUAL_ENV", "MAKE", "MFLAGS", "ONLY"))
    }
    return {k: v for k, v in {**own, **(other or {})}.items() if v is not None}


def judged(done: subprocess.CompletedProcess, says: str, same: bool, project: Path) -> tuple[str, str]:
    """How a command went, and what a user sees of it.

    It works if it ends well with the same book, and says ``says`` if it must. It says what is missing if it
    ends badly with that line, few others and no traceback.
    """
    shown = (done.stderr + done.stdout).replace(str(project), "PROJECT")
    lines = [line.rstrip() for line in shown.splitlines() if line.strip()]
    said = next((line.strip() for line in lines if says and re.search(says, line.strip())), "")
    others = [line for line in lines if not _PROGRESS.match(line) and not line.startswith("make:")]
    fault = next((line for line in lines if _FAULT.search(line)), "")
    if done.returncode == 0:
        if not same:
            return FAILS, "the book is another one"
        return (FAILS, f"does not say {says}") if says and not said else (WORKS, said)
    if said and not fault and len(others) <= LINES:
        return SAYS, said
    return FAILS, (fault or (others or ["nothing is said"])[-1]).strip()


def without(folder: Path, *names: str) -> str:
    """A search path with every program that there is but these."""
    programs = folder / f"without-{names[0]}"
    programs.mkdir(exist_ok=True)
    for place in os.environ["PATH"].split(os.pathsep):
        for program in Path(place).iterdir() if Path(place).is_dir() else ():
            if program.name not in names and not (programs / program.name).exists():
                (programs / program.name).symlink_to(program)
    return str(programs)


NO_BROWSER = (*(n for n in browser.NAMES if "/" not in n), "npm")


def may(*command: str) -> bool:
    """Whether this machine lets us do something."""
    return bool(shutil.which(command[0])) and not subprocess.call(command, stderr=subprocess.DEVNULL)


@contextmanager
def mounted(place: Path, *options: str) -> Iterator[None]:
    """A file system at a place; ``options`` as for ``mount``."""
    place.mkdir(parents=True, exist_ok=True)
    subprocess.run(["mount", *options, str(place)], check=True)
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(place)], check=True)


TRIED: dict[str, Callable[[Home], Iterator[Answer]]] = {}
"""Surroundings in the order of the table: a name for readers, and what is done there."""


def surroundings(name: str):
    """Add a function to ``TRIED``."""

    def add(function):
        TRIED[name] = function
        return function

    return add


@surroundings("the zip of the repository, no .git, nothing set up; the set-up interrupted")
def _zip(home: Home) -> Iterator[Answer]:
    archive, home.base = home.folder / "project.zip", home.folder / "zip"
    # What is not committed yet goes along, as a commit that no branch has.
    made = subprocess.run(
        ["git", "stash", "create"], cwd=paths.ROOT, capture_output=True, text=True, check=False
    )
    state = made.stdout.strip() or "HEAD"
    subprocess.run(["git", "archive", "--output", archive, state], cwd=paths.ROOT, check=True)
    zipped = archive.read_bytes()[:2] == b"PK"
    assert zipped, "git archive takes the format from the name"
    with zipfile.ZipFile(archive) as files:
        files.extractall(home.base)
    shrink(home.base)
    command = f"make book PYTHON={home.interpreter}"
    begun = subprocess.Popen(
        ["sh", "-c", f"exec {command}"],
        cwd=home.base,
        env=plain(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while begun.poll() is None and not list(home.base.glob(".environments/*/lib")):
        time.sleep(0.1)
    time.sleep(2)
    os.killpg(begun.pid, signal.SIGINT)
    said = begun.communicate()[1]
    ended = subprocess.CompletedProcess(command, begun.returncode, "", said)
    yield Answer(f"{command}, then Ctrl-C", *judged(ended, "^interrupted: ", True, home.base))
    yield home.answer(home.base, command, same=False)
    home.book = contents(home.base / "_build" / "html")
    yield home.answer(home.base, "make book", says="nothing changed")
    yield home.answer(home.base, "make check")


def shrink(project: Path) -> None:
    """Make the book one page with a chart and a table."""
    (project / "_toc.yml").write_text("format: jb-book\nroot: index\n", encoding="utf-8")
    parts = "['component', 'status', 'source_ids']"
    code = f"""
from coalition import data
from bookpress import say, show
import plotly.graph_objects as go
table = data.load('components')
ids = data.source_ids(table)
say(n=len(table))
states = table['status'].value_counts()
figure = go.Figure(go.Bar(x=list(states), y=list(states.index), orientation='h'))
figure.update_layout(yaxis={{'automargin': True}})
show(figure, name='fig-states', headline='Few parts are settled.', caption='Parts by state.',
     alt='Bars.', source_ids=ids, data=table[{parts}])
show(table[{parts}], name='tab-components', headline='Each part has a state.', caption='Parts.',
     source_ids=ids)"""
    text = "# Small book\n\nThere are {glue:text}`n` parts: {numref}`tab-components`, {numref}`fig-states`."
    cells = [nbformat.v4.new_markdown_cell(text), nbformat.v4.new_code_cell(code)]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), project / "index.ipynb")


@surroundings("a path with blanks and letters that are not ASCII")
def _path(home: Home) -> Iterator[Answer]:
    project = home.copy("Jürgen & Søn's books/проект 1")
    yield home.answer(project, "make book")
    yield home.answer(project, "make check")


@surroundings("make -C, through a link")
def _link(home: Home) -> Iterator[Answer]:
    project = home.copy()
    (home.folder / "link").unlink(missing_ok=True)
    (home.folder / "link").symlink_to(project)
    yield home.answer(project, f"cd / && make -C '{home.folder}/link' book")


@surroundings("make -j")
def _jobs(home: Home) -> Iterator[Answer]:
    yield home.answer(home.copy(), "make -j4 book check")


@surroundings("two builds at once")
def _two(home: Home) -> Iterator[Answer]:
    command = "make book & make book; both=$?; wait $! && exit $both"
    yield home.answer(home.copy(), command, says="another (build|set-up) is running; waiting for it to end")


@surroundings("no HOME, no locale, hardly a variable")
def _bare(home: Home) -> Iterator[Answer]:
    nothing = dict.fromkeys(plain(), None)
    bare = nothing | {"PATH": os.environ["PATH"], "LC_ALL": "C"}
    yield home.answer(home.copy(), "make book", env=bare)
    ascii_only = {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    answer = home.answer(home.copy(), "make book", env=bare | ascii_only)
    yield Answer(f"{answer.command}, Python taking all for ASCII", answer.verdict, answer.seen)
    strange = {"PYTHONWARNINGS": "error", "TMPDIR": "/nowhere"}
    answer = home.answer(home.copy(), "make book", env=strange)
    yield Answer(f"{answer.command}, warnings as errors, TMPDIR not there", answer.verdict, answer.seen)


@surroundings("other time zones")
def _zones(home: Home) -> Iterator[Answer]:
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        yield home.answer(home.copy(), "make book", env={"TZ": zone})


@surroundings("no git")
def _git(home: Home) -> Iterator[Answer]:
    yield home.answer(home.copy(), "make book", env={"PATH": without(home.folder, "git")})


@surroundings("no browser, and no npm to bring one")
def _browser(home: Home) -> Iterator[Answer]:
    bare = {"PATH": without(home.folder, *NO_BROWSER), "CHROMIUM": None}
    project = home.copy()
    yield home.answer(project, "make book", says="^left out: the pictures", env=bare, same=False)
    yield home.answer(project, "make pdf", says="No Chromium, Chrome or Edge found", env=bare)


@surroundings("no network after the set-up")
def _network(home: Home) -> Iterator[Answer]:
    if may("unshare", "--net", "true"):
        yield home.answer(home.copy(), "make book", through=("unshare", "--net"))
    else:
        dead = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy"), "http://127.0.0.1:9")
        yield home.answer(home.copy(), "make book", env=dead)


@surroundings("no network before the set-up")
def _registry(home: Home) -> Iterator[Answer]:
    project = home.copy()
    for link in (".venv", ".environments"):
        (project / link).unlink()
    nowhere = {k: None for k in plain() if k.startswith("PIP_")} | {
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_RETRIES": "0",
        "PIP_NO_CACHE_DIR": "1",
    }
    said = "No package registry can be reached"
    yield home.answer(project, f"make book PYTHON={home.interpreter}", says=said, env=nowhere)


@surroundings("an ordinary user")
def _user(home: Home) -> Iterator[Answer]:
    if blocked := _blocked(home):
        yield blocked
        return
    with _owned(home, home.copy()) as (project, user):
        own = dict.fromkeys(("HOME", "TMPDIR"), str(home.folder / "user"))
        yield home.answer(project, "make book", through=user, env=own)


@surroundings("a checkout that nobody may write to, for an ordinary user")
def _read_only(home: Home) -> Iterator[Answer]:
    if blocked := _blocked(home):
        yield blocked
        return
    project = home.copy(built=True)
    set_up = home.run(project, "make check")
    assert set_up.returncode == 0, set_up.stderr
    with _owned(home, project, writable=False) as (project, user):
        away = {"HOME": "/nonexistent", "TMPDIR": None}
        yield home.answer(project, "make check", through=user, env=away)
        yield home.answer(project, "make book", "Permission denied", user, away, same=False)
        yield home.answer(project, "make pdf", "Permission denied", user, away)
        (project / ".venv").unlink()
        fresh = f"make book PYTHON={home.interpreter}"
        yield home.answer(project, fresh, "The set-up failed.*Permission denied", user, away, same=False)


def _blocked(home: Home) -> Answer | None:
    """Why nobody can be an ordinary user here, if so."""
    if os.geteuid() != 0:
        return Answer("", UNTRIED, "only root can become another user; you are an ordinary one")
    if not may(*_as_nobody(), home.interpreter, "-c", ""):
        return Answer("", UNTRIED, f"{home.interpreter} can be run by root alone: name another PYTHON")
    return None


def _as_nobody() -> tuple[str, ...]:
    return ("setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups")


@contextmanager
def _owned(home: Home, project: Path, writable: bool = True) -> Iterator[tuple[Path, tuple[str, ...]]]:
    """A project and the environment of all belong to the ordinary user meanwhile, or can only be read."""
    both = [str(project), str(home.base / ".environments")]
    owner = str(NOBODY if writable else 0)
    if writable:
        (home.folder / "user").mkdir(exist_ok=True)
        both.append(str(home.folder / "user"))
    subprocess.run(["chown", "-R", f"{owner}:{owner}", *both], check=True)
    try:
        yield project, _as_nobody()
    finally:
        subprocess.run(["chown", "-R", "0:0", *both], check=True)


@surroundings("one core")
def _core(home: Home) -> Iterator[Answer]:
    if not may("taskset", "-c", "0", "true"):
        yield Answer("", UNTRIED, "there is no taskset")
        return
    yield home.answer(home.copy(), "make book", through=("taskset", "-c", "0"))


@surroundings("1 GB of memory (a control group), the whole report")
def _memory(home: Home) -> Iterator[Answer]:
    with _control_group() as group:
        if group is None:
            yield Answer("", UNTRIED, "no control group can be made here")
            return
        project = home.copy()
        for name in ("_toc.yml", "index.ipynb"):
            shutil.copy(paths.ROOT / name, project / name)
        joined = f"echo $$ > '{group}/cgroup.procs' && make book"
        answer = home.answer(project, joined, same=False)
        yield Answer("make book", answer.verdict, answer.seen)


@contextmanager
def _control_group() -> Iterator[Path | None]:
    """A control group with ``MEMORY`` bytes, of either version; None where none can be made."""
    for mount, limit in (("memory", "memory.limit_in_bytes"), ("", "memory.max")):
        group = Path("/sys/fs/cgroup", mount, f"surroundings-{os.getpid()}")
        try:
            group.mkdir()
            (group / limit).write_text(str(MEMORY))
        except OSError:
            group.rmdir() if group.is_dir() else None
            continue
        try:
            yield group
        finally:
            while (group / "cgroup.procs").read_text().strip():
                time.sleep(0.1)
            group.rmdir()
        return
    yield None


@surroundings("a file system that cannot rename a folder in one step (a layer of a container)")
def _layer(home: Home) -> Iterator[Answer]:
    lower = home.copy("layers/lower", built=True)
    upper, work, place = (home.folder / "layers" / name for name in ("upper", "work", "project"))
    for folder in (upper, work, place):
        folder.mkdir(exist_ok=True)
    layers = f"lowerdir={lower},upperdir={upper},workdir={work},redirect_dir=off"
    if not _mounts(place, "-t", "overlay", "overlay", "-o", layers):
        yield Answer("", UNTRIED, "no overlay can be mounted here")
        return
    with mounted(place, "-t", "overlay", "overlay", "-o", layers):
        page = place / "index.ipynb"
        page.write_text(page.read_text(encoding="utf-8").replace("There are", "We count"), encoding="utf-8")
        yield home.answer(place, "make book", same=False)
        page.write_text(page.read_text(encoding="utf-8").replace("We count", "There are"), encoding="utf-8")
        yield home.answer(place, "make book")


def _mounts(place: Path, *options: str) -> bool:
    """Whether a file system can be mounted."""
    if os.geteuid() != 0 or not shutil.which("mount"):
        return False
    try:
        with mounted(place, *options):
            return True
    except subprocess.CalledProcessError:
        return False


@surroundings("a full disk")
def _disk(home: Home) -> Iterator[Answer]:
    small = home.folder / "small"
    if not _mounts(small, "-t", "tmpfs", "tmpfs", "-o", "size=64m"):
        yield Answer("", UNTRIED, "no small disk can be mounted here")
        return
    away = {"TMPDIR": str(small / "tmp"), "HOME": str(small)}
    with mounted(small, "-t", "tmpfs", "tmpfs", "-o", "size=300m"):
        (small / "tmp").mkdir()
        project = home.copy("small/project", built=True)
        assert home.run(project, "make check").returncode == 0
        page = project / "index.ipynb"
        page.write_text(page.read_text(encoding="utf-8").replace("There are", "We count"), encoding="utf-8")
        for left in (0, 1, 5):
            _fill(small, left)
            full = home.answer(project, "make book", "No space left on device", env=away, same=False)
            kept = contents(project / "_build" / "html") == home.book
            yield Answer(f"{full.command}, {left} MB free", full.verdict if kept else FAILS, full.seen)
        (small / "filler").unlink()
        page.write_text(page.read_text(encoding="utf-8").replace("We count", "There are"), encoding="utf-8")
        yield home.answer(project, "make book")
        for link in (".venv", ".environments"):
            (project / link).unlink()
        fresh = f"make book PYTHON={home.interpreter}"
        yield home.answer(project, fresh, "The disk is full", env=away, same=False)


def _fill(disk: Path, left: int) -> None:
    """Leave so many megabytes of a disk."""
    (disk / "filler").unlink(missing_ok=True)
    free = shutil.disk_usage(disk).free - (left << 20)
    with (disk / "filler").open("wb") as file:
        for _ in range(free >> 12):
            file.write(bytes(1 << 12))


def page(found: dict[str, list[Answer]]) -> str:
    """The answers as a table."""
    text = [
        "# In other surroundings",
        "",
        "Made by `make surroundings`. Works: the command ends well, and the book is the same in every byte",
        "as that of the first row, unless the row says what is left out. Says what is missing: the command",
        "ends with the line shown and no traceback. The book is one page with a chart and a table, on all",
        "data of the report, in one environment that was set up in the first row; where memory is short it",
        "is the whole report. Not tried: macOS, Windows, file systems of a network.",
        "",
        "| surroundings | command | what happens |",
        "|---|---|---|",
    ]
    for name, answers in found.items():
        for i, one in enumerate(answers):
            seen = one.seen.replace("|", "\\|")
            said = f"{one.verdict}: {seen}" if seen else one.verdict
            text.append(f"| {'' if i else name} | {f'`{one.command}`' if one.command else ''} | {said} |")
    return "\n".join(text) + "\n"


def _for_everyone() -> str:
    """A Python that an ordinary user may run too: this one, or the system's where this one lies in a home."""
    own = getattr(sys, "_base_executable", sys.executable)
    found = (Path(p) for p in (own, "/usr/local/bin/python3", "/usr/bin/python3"))
    shared = (p for p in found if p.exists() and all(f.stat().st_mode & 0o001 for f in p.resolve().parents))
    return str(next(shared, own))


def main() -> int:
    only = os.environ.get("ONLY", "")
    interpreter = os.environ.get("PYTHON") or _for_everyone()
    found: dict[str, list[Answer]] = {}
    with tempfile.TemporaryDirectory(prefix="surroundings-", ignore_cleanup_errors=True) as folder:
        Path(folder).chmod(0o755)
        home = Home(Path(folder), shutil.which(interpreter) or interpreter)
        for i, (name, attempt) in enumerate(TRIED.items()):
            if i and only not in name:
                continue
            found[name] = []
            for answer in attempt(home):
                found[name].append(answer)
                print(f"{name}: {answer.command}: {answer.verdict}: {answer.seen[:200]}", file=sys.stderr)
            if not i and not home.book:
                break
    text = page(found).replace(folder, "FOLDER")
    if not only:
        PAGE.write_text(text, encoding="utf-8")
    print(text)
    return int(any(answer.verdict == FAILS for answers in found.values() for answer in answers))


if __name__ == "__main__":
    sys.exit(main())
