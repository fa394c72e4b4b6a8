"""A valid edit of the data passes the check, and every chapter says it without a leftover."""

import re
import shutil

import pytest

from coalition import paths
from tests import edits

RULE = re.compile(
    r"(data/\w+\.(csv|geojson|json)(:\d+)?|(chapters/\S+|index\.ipynb) cell \d+:|coalition/\S+ line \d+:) ?.+"
)
LEFTOVER = re.compile(
    r"\b[Nn]a[Nn]\b|<NA>|\bNaT\b|^None$|[^.?!:|] None\b|KeyError|\{(?!glue\}|braces\})\w*\}"
)
"""What a formatted value looks like where there was none; a sentence may begin with None."""


def outcome_of(edit, folder):
    """What check and chapters make of the data after an edit."""
    shutil.copytree(paths.DATA, folder)
    edit(edits.Folder(folder))
    return edits.dry_run(folder)


def unsound(outcome):
    """What is wrong with what the chapters say: one line each."""
    wrong = [f"{chapter} {error}" for chapter, error in outcome["errors"].items()]
    for chapter, said in outcome["said"].items():
        wrong += [f"{chapter} {name}: {text}" for name, text in said.items() if LEFTOVER.search(str(text))]
    return wrong


@pytest.mark.slow
def test_a_valid_edit_passes_the_check_and_is_said_by_every_chapter(tmp_path):
    outcome = outcome_of(edits.SAMPLE, tmp_path / "data")
    assert outcome["violations"] == []
    assert unsound(outcome) == []
