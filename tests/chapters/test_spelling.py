"""Spelling of what readers read: known misspellings, and American forms where British ones exist."""

import subprocess
import sys
from pathlib import Path

import codespell_lib
import pandas as pd
import pytest

from bookpress import chapters
from coalition import paths
from coalition.analysis import typed_numbers
from coalition.paths import ROOT
from coalition.reference import results

OWN = (
    "assumptions",
    "claims",
    "components",
    "conditionals",
    "evidence",
    "hypotheses",
    "judgements",
    "questions",
)
"""Tables whose texts are in our words."""
RIGHT = (
    "biased",
    "capitalize",
    "dialog",
    "focuses",
    "license",
    "practice",
    "practices",
    "program",
    "stories",
    "story",
)
"""Words that the list of American forms has and British English too, in the sense used here, or code."""


@pytest.fixture(scope="module")
def american(tmp_path_factory) -> Path:
    """The checker's own list of British words and American forms, the other way round."""
    pairs = Path(codespell_lib.__file__).parent / "data" / "dictionary_en-GB_to_en-US.txt"
    path = tmp_path_factory.mktemp("words") / "american.txt"
    lines = (line.split("->") for line in pairs.read_text(encoding="utf-8").splitlines())
    path.write_text(
        "".join(f"{form.strip()}->{british}\n" for british, forms in lines for form in forms.split(","))
    )
    return path


def misspelt(folder: Path, american: Path) -> list[str]:
    """Each fault in the files of a folder: file, line and word with the right one."""
    command = [sys.executable, "-m", "codespell_lib", "-D-", f"-D{american}", "-L", ",".join(RIGHT), "."]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert not ran.stderr, ran.stderr
    return ran.stdout.splitlines()


def test_what_readers_read_is_spelt_in_british_english(tmp_path, american):
    for path in chapters.files():
        (tmp_path / f"{path.stem}.md").write_text(typed_numbers.plain(chapters.text(path)))
    for page, said in results.read().items():
        (tmp_path / f"{page.replace('/', '-')}.txt").write_text("\n".join(said.values()))
    for table in OWN:
        cells = pd.read_csv(paths.DATA / f"{table}.csv", dtype=str).drop(
            columns="source_ids", errors="ignore"
        )
        (tmp_path / f"{table}.txt").write_text("\n".join(cells.fillna("").to_numpy().ravel()))
    (tmp_path / "README.md").write_text((ROOT / "README.md").read_text(encoding="utf-8"))
    assert misspelt(tmp_path, american) == []


def test_a_misspelling_and_an_american_form_are_found(tmp_path, american):
    (tmp_path / "a.md").write_text("They recieve colour.\nIts color is right, its practice too.\n")
    assert misspelt(tmp_path, american) == [
        "./a.md:1: recieve ==> receive",
        "./a.md:2: color ==> colour",
    ]
