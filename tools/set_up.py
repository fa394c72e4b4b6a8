"""Set up the environment in .venv: made aside, and put in place whole.

    python3 tools/set_up.py [--asked] [lab] [test] [audit]

What the book needs comes in always; what writing (``lab``), changing (``test``) or auditing it (``audit``)
needs is added when it is asked for, and stays.

Environments lie in .environments, one for each interpreter and lock; .venv is a link to the one in use. One
that is not finished has no stamp and is made again, so an interrupted set-up leaves what was good. Of two
set-ups at once the second waits. The environment before the last is removed, the last one stays: something
may still run in it.

An environment that fits the lock is used whatever interpreter it has, unless --asked says that this very
interpreter is wanted. This file also runs on interpreters that are too old, to say so: no newer syntax here.
"""

import hashlib
import os
import re
import shutil
import subprocess
import sys

PROJECT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
LINK = os.path.join(PROJECT, ".venv")
ENVIRONMENTS = os.path.join(PROJECT, ".environments")
LOG = os.path.join(ENVIRONMENTS, "log.txt")
ASKED = "--asked" in sys.argv[1:]
GROUPS = sorted({name for name in sys.argv[1:] if not name.startswith("-")})
SIZES = {"": "1.0 GB", "lab": "60 MB", "test": "170 MB", "audit": "40 MB"}
"""What the packages of the book and of each group take on the disk."""
BASE = getattr(sys, "_base_executable", None) or sys.executable
"""The interpreter itself, where this script is run by that of an environment.

As it was named, since links may outlive versions.
"""


class SetUpError(Exception):
    """What is there and what is needed, in one line."""


def main():
    """Bring the environment up to date; 0 if it is, else 1 with one line on standard error."""
    try:
        require_known_groups()
        if not is_ready():
            require_an_interpreter_that_fits()
            with_lock(make_ready)
    except SetUpError as error:
        sys.stderr.write("%s\n" % error)
        return 1
    except (IOError, OSError) as error:
        place = " %s" % error.filename if error.filename else ""
        sys.stderr.write("The set-up failed and nothing was replaced:%s %s\n" % (place, error.strerror))
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("interrupted: what was set up before is untouched\n")
        return 130
    return 0


def require_known_groups():
    """Raises SetUpError for a group that has no lock."""
    unknown = [group for group in GROUPS if not os.path.exists(os.path.join(PROJECT, lock(group)))]
    if unknown:
        raise SetUpError("There is no %s: what can be added has a requirements-NAME.txt" % lock(unknown[0]))


def is_ready():
    """Whether the environment in use is whole, made from this lock, and of the interpreter asked for."""
    stamp = read_stamp(LINK)
    same = all(stamp.get(key) == value for key, value in wanted().items())
    return same and runs(LINK) and (not ASKED or stamp.get("interpreter") == interpreter())


def read_stamp(folder):
    """What was written last into an environment; nothing if it was not finished."""
    try:
        with open(os.path.join(folder, "stamp.txt"), "rb") as file:
            return dict(as_text(line).split(" ", 1) for line in file.read().splitlines())
    except (IOError, OSError, ValueError):
        return {}


def as_text(line):
    """A line that may name a path, read as paths are, whatever the locale takes letters for."""
    return os.fsdecode(line) if hasattr(os, "fsdecode") else line


def wanted():
    """What an environment must have been made from.

    The locks, and the project as it describes itself, in its place.
    """
    made_from = {"lock": digest("requirements.txt"), "project": digest("pyproject.toml"), "place": PROJECT}
    made_from.update((group, digest(lock(group))) for group in GROUPS)
    return made_from


def lock(group):
    """The file with the packages of a group."""
    return "requirements-%s.txt" % group


def digest(name):
    """A digest of a file of the project, without its comments."""
    with open(os.path.join(PROJECT, name), "rb") as file:
        lines = [line for line in file if not line.lstrip().startswith(b"#")]
    return hashlib.sha256(b"".join(lines)).hexdigest()


def interpreter():
    """The interpreter that runs this script, without the environment around it."""
    return "%d.%d.%d %s" % (sys.version_info[:3] + (os.path.realpath(BASE),))


def runs(folder):
    """Whether the interpreter of an environment is still there."""
    return os.path.exists(os.path.join(folder, "bin", "python"))


def require_an_interpreter_that_fits():
    """Raises SetUpError where this interpreter or this system cannot run the book."""
    with open(os.path.join(PROJECT, "pyproject.toml"), "rb") as file:
        oldest, limit = re.search(
            r'requires-python = ">=3\.(\d+),<3\.(\d+)"', file.read().decode("utf-8")
        ).groups()
    if sys.version_info[0] != 3 or not int(oldest) <= sys.version_info[1] < int(limit):
        raise SetUpError(
            (
                "Python 3.%s to 3.%d is needed, and %s is Python %d.%d: name another one, as in "
                "make book PYTHON=python3.%d"
            )
            % ((oldest, int(limit) - 1, sys.executable) + sys.version_info[:2] + (int(limit) - 1,))
        )
    try:
        import fcntl
    except ImportError:
        raise SetUpError("Linux or macOS is needed, and this is %s" % sys.platform)
    try:
        import ensurepip
        import venv
    except ImportError as error:
        package = "python%d.%d-venv" % sys.version_info[:2]
        raise SetUpError(
            "A Python with venv is needed (%s: %s); on Debian and Ubuntu: apt install %s"
            % (sys.executable, error, package)
        )


def with_lock(function):
    """Call a function while no other set-up of this project runs."""
    import fcntl

    if not os.path.isdir(ENVIRONMENTS):
        os.makedirs(ENVIRONMENTS)
    with open(os.path.join(ENVIRONMENTS, "lock"), "a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (IOError, OSError):
            sys.stderr.write("another set-up is running; waiting for it to end\n")
            fcntl.flock(lock, fcntl.LOCK_EX)
        function()


def make_ready():
    """Make the environment that is wanted, unless it is there, and let .venv lead to it."""
    if is_ready():
        return
    name = "%d.%d.%d-%s" % (
        sys.version_info[:3]
        + (hashlib.sha256((interpreter() + digest("requirements.txt")).encode()).hexdigest()[:12],)
    )
    folder = os.path.join(ENVIRONMENTS, name)
    if read_stamp(folder).get("lock") != wanted()["lock"] or not runs(folder):
        sys.stderr.write(
            "setting up .venv with Python %d.%d.%d (once, %s; one to three minutes)\n"
            % (sys.version_info[:3] + (SIZES[""],))
        )
        shutil.rmtree(folder, ignore_errors=True)
        run([BASE, "-m", "venv", folder])
        install(folder, "requirements.txt")
    stamp = read_stamp(folder)
    for group in GROUPS:
        if stamp.get(group) != wanted()[group]:
            sys.stderr.write("adding what %s needs (once, %s)\n" % (group, SIZES.get(group, "small")))
            install(folder, lock(group))
    run(pip(folder) + ["--no-deps", "--no-build-isolation", "--editable", PROJECT])
    put_settings(folder)
    stamp.update(wanted(), interpreter=interpreter())
    with open(os.path.join(folder, "stamp.new"), "wb") as file:
        file.writelines(os.fsencode("%s %s\n" % item) for item in sorted(stamp.items()))
    os.rename(os.path.join(folder, "stamp.new"), os.path.join(folder, "stamp.txt"))
    put_in_place(folder)


def install(folder, name):
    """Bring the packages of a lock into an environment.

    A lock is complete. Older pips look for newer releases of packages that are wanted with extras.
    """
    packages = ["--requirement", os.path.join(PROJECT, name)]
    run(pip(folder) + ["--require-hashes", "--no-deps"] + packages)


def put_settings(folder):
    """Put the settings of nbconvert in place, which pip does for a package that is not editable."""
    settings = os.path.join(PROJECT, "bookpress", "jupyter_nbconvert_config.json")
    place = os.path.join(folder, "etc", "jupyter")
    if os.path.exists(settings):
        if not os.path.isdir(place):
            os.makedirs(place)
        shutil.copy(settings, place)


def pip(folder):
    """The command by which packages come into an environment."""
    return [
        os.path.join(folder, "bin", "python"),
        "-m",
        "pip",
        "install",
        "--no-input",
        "--disable-pip-version-check",
        "--quiet",
    ]


def put_in_place(folder):
    """Let .venv lead to an environment, in one step, and remove those that were left before the last."""
    last = os.path.basename(os.path.realpath(LINK)) if os.path.islink(LINK) else "replaced"
    if os.path.isdir(LINK) and not os.path.islink(LINK):
        shutil.rmtree(os.path.join(ENVIRONMENTS, last), ignore_errors=True)
        os.rename(LINK, os.path.join(ENVIRONMENTS, last))
        sys.stderr.write("the folder .venv that was there is now .environments/%s\n" % last)
    fresh = LINK + ".new"  # beside it: .environments may be a link to another file system
    if os.path.islink(fresh):
        os.remove(fresh)
    os.symlink(os.path.join(os.path.basename(ENVIRONMENTS), os.path.basename(folder)), fresh)
    os.rename(fresh, LINK)
    for name in os.listdir(ENVIRONMENTS):
        path = os.path.join(ENVIRONMENTS, name)
        if os.path.isdir(path) and name not in (last, os.path.basename(folder)):
            shutil.rmtree(path, ignore_errors=True)


def run(command):
    """Run a command with its output in the log. Raises SetUpError with the cause if it fails."""
    with open(LOG, "wb") as log:
        code = subprocess.call(command, stdout=log, stderr=subprocess.STDOUT, cwd=PROJECT)
    if code:
        with open(LOG, "rb") as log:
            raise SetUpError(cause(log.read().decode("utf-8", "replace")))


def cause(output):
    """Why pip or venv failed, in one line, from what it printed."""
    for sign, said in (
        ("No space left on device", "The disk is full, and the packages need up to 1.2 GB."),
        (
            "THESE PACKAGES DO NOT MATCH THE HASHES",
            "A package is not the one that requirements.txt names: its hash differs.",
        ),
        (
            "NewConnectionError",
            "No package registry can be reached: connect to a network, or name a mirror in PIP_INDEX_URL.",
        ),
        (
            "from versions: none",
            "No package registry can be reached: connect to a network, or name a mirror in PIP_INDEX_URL.",
        ),
        (
            "No matching distribution",
            "The registry has no package of this version for this Python and system.",
        ),
    ):
        if sign in output:
            return "%s Nothing was replaced; what pip said is in %s" % (said, os.path.relpath(LOG))
    lines = [line for line in output.splitlines() if line.strip()] or ["no reason given"]
    errors = [line for line in lines if line.startswith("ERROR")] or lines
    return "The set-up failed and nothing was replaced: %s (all of it is in %s)" % (
        errors[-1],
        os.path.relpath(LOG),
    )


if __name__ == "__main__":
    sys.exit(main())
