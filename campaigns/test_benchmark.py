"""What the benchmark builds: data that grew keep the rules, and its edits find their places."""

from benchmarks import __main__ as benchmark
from benchmarks import growth
from campaigns.conftest import copy_of_the_project
from tests.conftest import run_coalition


def test_grown_data_keep_the_rules_and_edits_change_their_files(tmp_path):
    root = copy_of_the_project(tmp_path / "project")
    assert growth.grow_data(root, 10) > 4
    result = run_coalition(root, "check")
    assert (result.returncode, result.stderr) == (0, "")
    for edit, path in (
        (benchmark._edit_table, benchmark._TABLE),
        (benchmark._edit_paragraph, benchmark._CHAPTER),
    ):
        edit(root, "edit77")
        assert "edit77" in (root / path).read_text(encoding="utf-8")
