"""The state of what a build may read: files, folders, paths, and packages as they are installed."""

import base64
import hashlib

import pytest

from bookpress.engine import fingerprints


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.setattr(fingerprints, "ROOT", tmp_path)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "polls.csv").write_text("a,b\n")
    return tmp_path


def test_a_record_holds_until_the_content_changes_and_again_when_it_is_restored(project):
    record = fingerprints.State().record(["data/polls.csv", "data/", "editions?", "data/new.csv"])
    assert fingerprints.State().holds(record)
    (project / "data" / "polls.csv").write_text("a,c\n")
    assert fingerprints.State().changed(record) == ["data/polls.csv"]
    (project / "data" / "polls.csv").write_text("a,b\n")
    assert fingerprints.State().holds(record)
    (project / "data" / "new.csv").touch()
    assert fingerprints.State().changed(record) == ["data/", "data/new.csv"]
    (project / "data" / "new.csv").unlink()
    (project / "editions").mkdir()
    assert fingerprints.State().changed(record) == ["editions"]


def test_a_state_does_not_see_what_changes_after_it_was_taken(project):
    state = fingerprints.State()
    record = state.record(["data/polls.csv"])
    (project / "data" / "polls.csv").write_text("changed")
    assert state.holds(record)
    assert not fingerprints.State().holds(record)


def test_files_of_tools_and_hidden_ones_are_no_inputs(project):
    for name in (
        ".git/config",
        "_build/html/index.html",
        "coalition/__pycache__/x.pyc",
        "x.egg-info/PKG-INFO",
    ):
        (project / name).parent.mkdir(parents=True)
        (project / name).touch()
    assert list(fingerprints.State().files) == ["data/polls.csv"]


@pytest.fixture
def package(tmp_path, monkeypatch):
    """An environment with one installed package of one template, recorded as pip does."""
    site = tmp_path / "site"
    monkeypatch.setattr(fingerprints, "SITE", site)
    fingerprints._owners.cache_clear()
    install(site, "theme", "1.0", "<p>one</p>")
    yield site
    fingerprints._owners.cache_clear()


def install(site, name, version, template):
    info = site / f"{name}-{version}.dist-info"
    info.mkdir(parents=True)
    file = site / name / "page.html"
    file.parent.mkdir(exist_ok=True)
    file.write_text(template)
    digest = base64.urlsafe_b64encode(hashlib.sha256(template.encode()).digest()).rstrip(b"=").decode()
    (info / "RECORD").write_text(f"{name}/page.html,sha256={digest},{len(template)}\n{info.name}/RECORD,,\n")


def test_an_edited_template_of_a_package_is_noticed_and_a_restored_one_is_the_old_state(package):
    key = fingerprints.package_key(package / "theme" / "page.html")
    assert key == "package theme-1.0"
    record = fingerprints.State().record([key])
    (package / "theme" / "page.html").write_text("<p>two</p>")
    assert not fingerprints.State().holds(record)
    (package / "theme" / "page.html").write_text("<p>one</p>")
    assert fingerprints.State().holds(record)
    (package / "theme" / "page.html").unlink()
    assert not fingerprints.State().holds(record)


def test_another_version_of_a_package_is_another_state(package):
    record = fingerprints.State().record(["package theme-1.0"])
    (package / "theme-1.0.dist-info" / "RECORD").unlink()
    (package / "theme-1.0.dist-info").rmdir()
    install(package, "theme", "1.1", "<p>one</p>")
    assert fingerprints.State().changed(record) == ["theme-1.0"]
    assert fingerprints.packages() == ["package theme-1.1"]


def test_the_installed_packages_are_as_pip_recorded_them():
    """Nobody edits the environment of a test run, so nothing in it may look edited."""
    for key in fingerprints.packages():
        info = fingerprints.SITE / f"{key.removeprefix('package ')}.dist-info"
        if (info / "RECORD").is_file():
            assert (
                fingerprints.State().now(key) == hashlib.sha256((info / "RECORD").read_bytes()).hexdigest()
            ), key
