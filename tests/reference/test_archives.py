"""Archives of released editions: kept once, with a hash that is checked."""

import io
import json
import zipfile

import pytest

from coalition import paths
from coalition.reference import archives


@pytest.fixture
def kept(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "EDITIONS", tmp_path / "editions")
    monkeypatch.setattr(paths, "DATA", tmp_path / "data")
    return tmp_path / "editions"


def made(version):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("datapackage.json", json.dumps({"version": version}))
    return content.getvalue()


def test_archives_are_kept_in_the_order_of_their_versions_with_their_hashes(kept):
    for version in ("2026.11.0", "2026.5.0"):
        archives.keep(made(version), version)
    assert [archives.version(p) for p in archives.kept()] == ["2026.5.0", "2026.11.0"]
    assert archives.sums() == {p.name: archives.digest(p.read_bytes()) for p in archives.kept()}
    assert archives.faults() == []


def test_a_version_is_kept_once(kept):
    archives.keep(made("2026.5.0"), "2026.5.0")
    with pytest.raises(FileExistsError):
        archives.keep(b"another", "2026.5.0")
    assert archives.faults() == []


def test_what_is_not_as_it_was_kept_is_named(kept):
    for version in ("2026.5.0", "2026.6.0", "2026.7.0"):
        archives.keep(made(version), version)
    (kept / archives.name("2026.5.0")).write_bytes(made("2026.5.1"))
    (kept / archives.name("2026.6.0")).unlink()
    (kept / archives.name("2026.8.0")).write_bytes(made("2026.8.0"))
    assert archives.faults() == [
        "editions/after-the-ceasefire-2026.5.0.zip: is not the file that was kept, by its hash in SHA256SUMS",
        "editions/after-the-ceasefire-2026.6.0.zip: is in SHA256SUMS and not there",
        "editions/after-the-ceasefire-2026.8.0.zip: has no hash in SHA256SUMS",
    ]


def test_an_archive_of_another_version_than_its_name_is_refused(kept):
    archives.keep(made("2026.5.0"), "2026.6.0")
    assert archives.faults() == ["editions/after-the-ceasefire-2026.6.0.zip: holds version 2026.5.0"]
