"""What a chapter may not hold is found in its nodes, with page and place."""

import pytest
from docutils import nodes

from bookpress.site import gate


def document(node, line=20_003):
    paragraph = nodes.paragraph("", "", node)
    paragraph.line = line
    found = nodes.document(None, None)
    found += paragraph
    return found


@pytest.mark.parametrize(
    ("node", "said"),
    [
        (nodes.math("", "25 billion and "), "a formula that no page typesets (25 billion and )"),
        (nodes.raw("", "<script>x()</script>", format="html"), "policy refuses: <script"),
        (nodes.raw("", '<meta http-equiv="refresh">', format="html"), "policy refuses: <meta"),
        (nodes.raw("", "<p onclick=x()>", format="html"), "policy refuses: onclick="),
        (nodes.raw("", '<img src="//evil.example/a.png">', format="html"), "asks another host"),
        (nodes.reference("", "here", refuri="javascript:alert(1)"), "an address that a link may not have"),
        (nodes.reference("", "here", refuri="data:text/html,x"), "an address that a link may not have"),
        (nodes.image(uri="https://evil.example/a.png", alt="A"), "a picture from another host"),
        (nodes.image(uri="a.png"), "a picture without alternative text"),
        (nodes.meta("", content="0", name="refresh"), "metadata for the head of the page"),
    ],
)
def test_what_may_not_stand_in_a_page_is_named_with_its_cell(node, said):
    ((found, fault),) = gate.faults(document(node))
    assert said in fault
    assert gate.place(found, "chapters/a") == "chapters/a cell 2"


@pytest.mark.parametrize(
    "node",
    [
        nodes.Text("$25 billion and $30 billion"),
        nodes.raw("", '<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>', format="html"),
        nodes.reference("", "here", refuri="https://example.org/a?b=c"),
        nodes.reference("", "here", refid="a"),
        nodes.image(uri="a.png", alt="A map"),
    ],
)
def test_what_may_stand_there_is_let_through(node):
    assert list(gate.faults(document(node))) == []


def test_a_place_in_a_text_is_its_line():
    ((found, _),) = gate.faults(document(nodes.image(uri="a.png"), line=7))
    assert gate.place(found, "chapters/a") == "chapters/a line 7"
