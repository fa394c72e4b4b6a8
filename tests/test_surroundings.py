"""How ``make surroundings`` judges; a build in some of them is in ``press/test_build.py``."""

import shutil
import subprocess
from pathlib import Path

import pytest

from campaigns import surroundings
from campaigns.surroundings import FAILS, SAYS, WORKS

PROGRESS = "checking the data\nexecuting chapters\n  index.ipynb: done (1.0 s)\n"


@pytest.mark.parametrize(
    ("code", "said", "says", "same", "judged"),
    [
        (0, PROGRESS, "", True, (WORKS, "")),
        (0, PROGRESS, "", False, (FAILS, "the book is another one")),
        (0, f"{PROGRESS}  left out: pictures\n", "^left out", True, (WORKS, "left out: pictures")),
        (0, PROGRESS, "^left out", True, (FAILS, "does not say ^left out")),
        (1, f"{PROGRESS}The disk is full.\n", "is full", True, (SAYS, "The disk is full.")),
        (
            1,
            "Traceback (most recent call last):\nfull\n",
            "full",
            True,
            (FAILS, "Traceback (most recent call last):"),
        ),
        (1, "one\ntwo\nthree\nthe disk is full\n", "is full", True, (FAILS, "the disk is full")),
        (1, PROGRESS, "", True, (FAILS, "nothing is said")),
        (1, "No such file\n", "", True, (FAILS, "No such file")),
    ],
)
def test_a_command_works_or_says_what_is_missing_in_few_lines(code, said, says, same, judged):
    done = subprocess.CompletedProcess("make book", code, "", said)
    assert surroundings.judged(done, says, same, Path("/project")) == judged


def test_a_search_path_lacks_what_it_shall_lack(tmp_path):
    path = surroundings.without(tmp_path, "git")
    assert shutil.which("sh", path=path) and shutil.which("git", path=path) is None


def test_the_table_names_each_surroundings_once(tmp_path):
    answers = {
        "no git": [surroundings.Answer("make book", WORKS, ""), surroundings.Answer("make pdf", SAYS, "a|b")]
    }
    assert surroundings.page(answers).splitlines()[-2:] == [
        "| no git | `make book` | works |",
        "|  | `make pdf` | says what is missing: a\\|b |",
    ]
