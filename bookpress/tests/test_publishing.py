"""Publishing: at any moment a whole book is there, the old one or the new one."""

import errno
import shutil
from pathlib import Path

import pytest

from bookpress.engine import build, publishing


@pytest.fixture
def folders(tmp_path):
    made, published = tmp_path / "made", tmp_path / "html"
    for folder, text in ((made, "new"), (published, "old")):
        (folder / "chapters").mkdir(parents=True)
        (folder / "index.html").write_text(text)
        (folder / "chapters" / "law.html").write_text(text)
    (made / ".buildinfo").touch()
    return made, published


def texts(folder):
    return {p.relative_to(folder).as_posix(): p.read_text() for p in folder.rglob("*") if p.is_file()}


OLD = {"index.html": "old", "chapters/law.html": "old"}
NEW = {"index.html": "new", "chapters/law.html": "new"}


def test_the_new_book_takes_the_place_of_the_old_one_and_nothing_is_left_beside(folders):
    made, published = folders
    publishing.publish(made, published)
    assert texts(published) == NEW
    assert {p.name for p in published.parent.iterdir()} == {"made", "html"}
    assert publishing.contents(published) == publishing.contents(made)


def test_a_first_book_is_published(folders):
    made, published = folders
    shutil.rmtree(published)
    publishing.publish(made, published)
    assert texts(published) == NEW


def test_where_a_folder_cannot_be_renamed_the_new_book_still_comes(folders, monkeypatch):
    made, published = folders
    rename = Path.rename

    def as_in_a_layer(self, target):
        if self == published:
            raise OSError(errno.EXDEV, "Invalid cross-device link", str(self), None, str(target))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", as_in_a_layer)
    publishing.publish(made, published)
    assert texts(published) == NEW
    assert {p.name for p in published.parent.iterdir()} == {"made", "html"}


def test_a_full_disk_leaves_the_old_book(folders, monkeypatch):
    def fills_the_disk(source, target, **options):
        target.mkdir()
        (target / "index.html").write_text("ne")
        raise OSError(errno.ENOSPC, "No space left on device", str(target))

    monkeypatch.setattr(publishing.shutil, "copytree", fills_the_disk)
    with pytest.raises(OSError, match="No space left"):
        publishing.publish(*folders)
    assert texts(folders[1]) == OLD
    assert {p.name for p in folders[1].parent.iterdir()} == {"made", "html"}


@pytest.mark.parametrize(
    "left",
    [
        ("html.new",),
        ("html.new", "html"),
        ("html.old",),
        ("html.old", "html"),
        ("html.new", "html.old"),
        ("html.whole", "html"),
    ],
)
def test_whatever_an_interrupted_publish_leaves_a_whole_book_comes_back(tmp_path, left):
    for name in left:
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(name)
    publishing.recover(tmp_path / "html")
    whole = {"html", "html.old", "html.whole"} & set(left)
    assert {p.name for p in tmp_path.iterdir()} == ({"html"} if whole else set())
    if whole:
        assert (tmp_path / "html" / "index.html").read_text() == next(
            name for name in ("html.whole", "html", "html.old") if name in left
        )


def test_of_many_files_that_could_not_be_copied_the_first_is_named():
    why = "[Errno 28] No space left on device: 'a' -> 'b'"
    many = shutil.Error([("a", "b", why), ("c", "d", why)])
    assert build._reason(many) == why
    assert build._reason(OSError(errno.ENOSPC, "No space left on device", "/x")) == (
        "No space left on device: /x"
    )
