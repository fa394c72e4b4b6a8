"""Running text from data: escaped in a notebook, kinds of cells, unknown kinds refused."""

import pandas as pd
import pytest

from coalition.exhibits import blocks
from coalition.exhibits.blocks import Link
from coalition.site import blocks as nodes

HOSTILE = "<script>alert(1)</script>{{x}}$y$\\"


@pytest.mark.parametrize(
    "block",
    [
        blocks.paragraph(HOSTILE, Link("chapter:force", HOSTILE)),
        blocks.section("a", HOSTILE, blocks.paragraph(HOSTILE)),
        blocks.facts((HOSTILE, HOSTILE)),
        blocks.items(HOSTILE, [HOSTILE, Link("source:x", HOSTILE)]),
        blocks.details(HOSTILE, blocks.paragraph(HOSTILE)),
        blocks.table(pd.DataFrame({HOSTILE: [HOSTILE, Link("claim:C01", HOSTILE)]})),
    ],
)
def test_text_is_escaped_in_a_notebook_and_stays_text_in_the_book(block):
    assert "<script>" not in blocks.to_html(block)
    assert "&lt;script&gt;" in blocks.to_html(block)
    for node in nodes.convert(block, "chapters/x"):
        for raw in node.findall(lambda n: n.tagname == "raw"):
            assert "<script>" not in raw.astext()


def test_cells_are_written_for_readers():
    frame = pd.DataFrame({"n": [1234, None], "share": [0.5, 2.0], "text": ["a", None]}).convert_dtypes()
    block = blocks.table(frame)
    assert block["rows"] == [[["1,234"], ["0.50"], ["a"]], [["–"], ["2.00"], ["–"]]]
    assert block["numeric"] == [True, True, False]


def test_an_unknown_block_is_refused():
    for convert in (blocks.to_html, lambda b: nodes.convert(b, "x")):
        with pytest.raises(ValueError, match="no such block: 'verse'"):
            convert({"block": "verse"})


def test_only_web_addresses_leave_the_book():
    (node,) = nodes.runs(blocks.paragraph(Link("javascript:alert(1)", "click"))["runs"], "x")
    assert node.astext() == "click"
    assert node.tagname == "#text"


def test_a_word_too_long_for_a_line_may_be_broken():
    assert nodes.breakable("x" * 10_000) == ["breakable"]
    assert nodes.breakable("short words " * 1000) == []
