"""Two builds from nothing, in two folders and two shells, give the same book to the byte: pages, downloads and pictures."""

import os

from campaigns.conftest import built, copy_of_the_project


def test_two_builds_from_nothing_are_the_same(tmp_path_factory, monkeypatch):
    first, _ = built(copy_of_the_project(tmp_path_factory.mktemp("one") / "project"))
    for name, value in {"TZ": "Asia/Tokyo", "LANG": "C", "PYTHONHASHSEED": "7", "COLUMNS": "40", "HOME": os.environ.get("TMPDIR", "/tmp")}.items():
        monkeypatch.setenv(name, value)
    second, _ = built(copy_of_the_project(tmp_path_factory.mktemp("another") / "folder"))
    assert {p for p in {**first, **second} if first.get(p) != second.get(p)} == set()
