"""Two builds from nothing, in two folders and two shells, give the same book to the byte.

Pages, downloads, pictures and PDF.
"""

import os

from campaigns.conftest import built, copy_of_the_project

PDF = "_build/pdf/after-the-ceasefire.pdf"


def test_two_builds_from_nothing_are_the_same(tmp_path_factory, monkeypatch):
    one, another = (
        copy_of_the_project(tmp_path_factory.mktemp(name) / "project") for name in ("one", "another")
    )
    first, _ = built(one, "pdf")
    for name, value in {
        "TZ": "Asia/Tokyo",
        "LANG": "C",
        "PYTHONHASHSEED": "7",
        "COLUMNS": "40",
        "HOME": os.environ.get("TMPDIR", "/tmp"),
    }.items():
        monkeypatch.setenv(name, value)
    second, _ = built(another, "pdf")
    assert {p for p in {**first, **second} if first.get(p) != second.get(p)} == set()
    assert (one / PDF).read_bytes() == (another / PDF).read_bytes()
