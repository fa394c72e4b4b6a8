"""Results of this edition: what moved is said in words, and nothing moves without being accepted."""

import nbformat
import pytest

from bookpress.engine import runs
from coalition.reference import results


def notebook(**said):
    outputs = [
        nbformat.v4.new_output(
            "display_data",
            {"application/papermill.record/text/plain": repr(value)},
            metadata={"scrapbook": {"name": name}},
        )
        for name, value in said.items()
    ]
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("say()", outputs=outputs)])


def test_what_moved_is_said_in_words():
    accepted = results.results({"law": notebook(n="8", day="March 2025"), "gone": notebook(n="1")})
    now = results.results({"law": notebook(n="9", rule="Article 17")})
    assert results.moved(accepted, now) == [
        "law: n was 8, is 9",
        "law: day is gone; it was March 2025",
        "law: rule is new: Article 17",
        "gone: n is gone; it was 1",
    ]
    assert results.moved(now, now) == []


def test_accepted_results_are_read_back(tmp_path):
    now = results.results({"law": notebook(n="9", name="Türkiye")})
    results.accept(now, tmp_path / "accepted.json")
    assert results.read(tmp_path / "accepted.json") == now
    assert results.read(tmp_path / "none.json") == {}


@pytest.mark.slow
def test_the_results_of_this_edition_were_accepted(book):
    if lines := results.moved(results.read(), results.results(runs.executed_by_name())):
        pytest.fail("\n".join([*lines, "Look at them, then: make accept"]), pytrace=False)
