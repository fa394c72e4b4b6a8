"""A valid edit of the data is refused by name, or every chapter says it and nothing false."""

import re
import shutil

import pytest

from coalition import paths
from tests import edits

RULE = re.compile(r"(data/\w+\.(csv|json)(:\d+)?|chapters/\S+ cell \d+:|coalition/\S+ line \d+:) ?.+")
LEFTOVER = re.compile(r"\b[Nn]a[Nn]\b|<NA>|\bNaT\b|^None$|[^.?!:|] None\b|KeyError|\{\w*\}")
"""What a formatted value looks like where there was none; a sentence may begin with None."""


def sound_or_refused(edit, folder):
    """What is wrong after an edit.

    Nothing if it was refused by file, row and rule, or if every chapter can be read.
    """
    shutil.copytree(paths.DATA, folder)
    edit(edits.Folder(folder))
    outcome = edits.dry_run(folder)
    wrong = [line for line in outcome["violations"] if not RULE.match(line)]
    wrong += [f"{chapter} {error}" for chapter, error in outcome["errors"].items()]
    for chapter, said in outcome["said"].items():
        wrong += [f"{chapter} {name}: {text}" for name, text in said.items() if LEFTOVER.search(str(text))]
    return wrong, outcome


@pytest.mark.slow
@pytest.mark.parametrize("edit", edits.SAMPLE, ids=lambda e: e.__name__)
def test_a_valid_edit_is_refused_by_name_or_said_by_every_chapter(edit, tmp_path):
    wrong, _ = sound_or_refused(edit, tmp_path / "data")
    assert wrong == []
