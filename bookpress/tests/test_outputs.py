"""What a chapter puts out and no page shows: named with its cell."""

import pytest
from nbformat import v4

from bookpress.engine import outputs
from bookpress.exhibits.exhibit import MIME
from bookpress.paths import ROOT


def shown(data):
    return v4.new_output("display_data", data=data)


def cells(*made, tags=()):
    code = v4.new_code_cell("show()", metadata={"tags": [*tags]})
    code.outputs = [*made]
    return [v4.new_markdown_cell("# A"), code]


@pytest.mark.parametrize(
    ("output", "said"),
    [
        (
            v4.new_output("stream", name="stderr", text="x.py:1: FutureWarning: old\n"),
            "a warning that no page",
        ),
        (v4.new_output("stream", name="stdout", text=f"{ROOT}/data"), "a path of this machine"),
        (shown({"image/png": "", "text/plain": "<Figure>"}), "a picture (image/png) that show did not make"),
        (shown({"application/vnd.plotly.v1+json": {}, "text/html": ""}), "a figure that is no exhibit"),
        (shown({"application/x-unheard": ""}), "of a kind that no page shows: application/x-unheard"),
        (shown({"application/javascript": "alert(1)"}), "of a kind that no page shows"),
        (shown({"text/html": "<p onclick='x()'>a</p>", "text/plain": ""}), "markup that a page may not hold"),
        (shown({"text/html": "<script>x()</script>"}), "markup that a page may not hold: <script"),
    ],
)
def test_what_no_page_shows_is_named_with_its_cell(output, said):
    (found,) = outputs.faults(cells(output))
    assert found.startswith("cell 2: ")
    assert said in found


@pytest.mark.parametrize(
    "output",
    [
        shown({MIME: {}, "text/html": "<script></script>"}),
        shown({"application/papermill.record/text/plain": "26"}),
        shown({"text/html": "<table><tr><td>1</td></tr></table>", "text/plain": "1"}),
        v4.new_output("stream", name="stdout", text="26\n"),
    ],
)
def test_what_a_reader_sees_is_let_through(output):
    assert outputs.faults(cells(output)) == []


def test_an_output_that_is_taken_out_of_the_page_is_not_looked_at():
    assert outputs.faults(cells(shown({"image/png": ""}), tags=["remove-output"])) == []
