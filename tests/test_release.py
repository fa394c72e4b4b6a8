"""What a release carries, and what keeps the addresses of earlier ones."""

import hashlib
import json
import subprocess
import sys
import tarfile

import pytest

from tests.conftest import ROOT
from tools import release

NAME = "after-the-ceasefire"


@pytest.fixture
def built(tmp_path):
    """A project with a small book, its paper and its data, of version 2030.1.2."""
    files = {
        "data/datapackage.json": json.dumps({"version": "2030.1.2", "created": "2030-01-05T00:00:00Z"}),
        "_build/html/index.html": "first page",
        "_build/html/_static/book.css": "look",
        f"_build/html/_downloads/{NAME}-2030.1.1.zip": "data before",
        f"_build/html/_downloads/{NAME}-2030.1.2.zip": "data",
        f"_build/html/_downloads/{NAME}.xlsx": "workbook",
        f"_build/pdf/{NAME}.pdf": "paper",
    }
    for name, content in files.items():
        path = tmp_path / "project" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return tmp_path / "project"


def test_a_release_has_pages_paper_and_data_by_version_with_their_hashes(built):
    made = {path.name: path for path in release.gather(built, "v2030.1.2")}
    named = [
        f"{NAME}-2030.1.2.pdf",
        f"{NAME}-2030.1.2.xlsx",
        f"{NAME}-2030.1.2.zip",
        f"{NAME}-2030.1.2-site.tar.gz",
    ]
    assert set(made) == {*named, "SHA256SUMS"}
    lines = dict(reversed(line.split("  ")) for line in made["SHA256SUMS"].read_text().splitlines())
    assert lines == {name: hashlib.sha256(made[name].read_bytes()).hexdigest() for name in named}
    assert made[f"{NAME}-2030.1.2.zip"].read_text() == "data"
    before = made[named[-1]].read_bytes()
    release.gather(built)
    assert made[named[-1]].read_bytes() == before


def test_pages_of_a_release_come_back_under_their_version(built, tmp_path):
    release.gather(built)
    later = tmp_path / "later"
    (later / "_build" / "html").mkdir(parents=True)
    assert release.unpack(later, built / "_build" / "release") == [f"{NAME}-2030.1.2-site.tar.gz"]
    assert (later / "_build" / "html" / "v2030.1.2" / "index.html").read_text() == "first page"
    assert (later / "_build" / "html" / "v2030.1.2" / "_static" / "book.css").is_file()


def test_an_archive_that_would_write_elsewhere_is_refused(built, tmp_path):
    (folder := tmp_path / "kept").mkdir()
    with tarfile.open(folder / f"{NAME}-2030.1.1-site.tar.gz", "w:gz") as packed:
        packed.add(built / "data" / "datapackage.json", "../../../elsewhere.json")
    with pytest.raises(release.ReleaseError, match=r"elsewhere\.json would be written elsewhere"):
        release.unpack(built, folder)


def test_a_tag_of_another_version_is_refused_in_a_line():
    command = [sys.executable, ROOT / "tools" / "release.py", "v1999.1.0"]
    result = subprocess.run(command, capture_output=True, text=True)
    assert result.returncode == 1 and result.stdout == ""
    assert "v1999.1.0" in result.stderr and len(result.stderr.splitlines()) == 1
