"""Running text from data: escaped in a notebook, kinds of cells, unknown kinds refused."""

import json
from types import SimpleNamespace

import pandas as pd
import pytest

from bookpress.exhibits import blocks
from bookpress.exhibits.blocks import CitedBy, Link
from bookpress.site import blocks as nodes
from bookpress.site import references

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
    assert block.rows == ((("1,234",), ("0.50",), ("a",)), (("–",), ("2.00",), ("–",)))
    assert block.numeric == (True, True, False)


def test_a_block_comes_back_from_plain_data_as_it_was():
    inner = blocks.details("More", blocks.items("a", ["b", Link("claim:C01", "C01")], kind="jump"))
    frame = pd.DataFrame({"Text": ["a", Link("claim:C01")], "Block": [inner, CitedBy("x")]})
    whole = blocks.section(
        "s",
        "Title",
        blocks.paragraph("text ", Link("chapter:force"), CitedBy("x"), kind="note"),
        blocks.facts(("Term", [inner]), ("Other", "value")),
        blocks.picture("<svg/>"),
        blocks.table(frame, anchors=["r1", "r2"], caption="Rows.", search=True, filters=["Text"]),
    )
    assert blocks.from_json(json.loads(json.dumps(blocks.to_json(whole)))) == whole


def test_an_unknown_block_is_refused():
    with pytest.raises(ValueError, match="no such block: 'verse'"):
        blocks.from_json({"block": "verse"})
    with pytest.raises(ValueError, match="no such block"):
        nodes.convert(None, "x")


def test_only_web_addresses_leave_the_book():
    (node,) = nodes.runs(blocks.paragraph(Link("javascript:alert(1)", "click")).runs, "x")
    env = SimpleNamespace(
        config=SimpleNamespace(bookpress_targets={}), get_domain=lambda name: SimpleNamespace(labels={})
    )
    resolved = references.resolve(None, env, node, node[0])
    assert resolved.astext() == "click"
    assert resolved.tagname == "#text"


def test_a_word_too_long_for_a_line_may_be_broken():
    assert nodes.breakable("x" * 10_000) == ["breakable"]
    assert nodes.breakable("short words " * 1000) == []
