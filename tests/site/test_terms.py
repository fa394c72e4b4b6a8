"""The first use of a term in running text becomes a link whose title is the meaning; nothing else does."""

from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes

from coalition.analysis.glossary import Term, Unused
from coalition.site import terms

LEDGER = Term("ledger", "Ledger", "A dated list.", ("ledger",), frozenset(), "usage", ())


def test_a_term_is_linked_at_its_first_use_in_running_text():
    document = new_document("page")
    document += nodes.title("", "The ledger")
    linked = nodes.reference("", "", nodes.Text("a ledger"), refuri="https://example.org")
    figure = nodes.figure("", nodes.caption("", "A ledger"), nodes.legend("", nodes.paragraph("", "ledger")))
    document += [
        nodes.paragraph("", "", linked),
        nodes.paragraph("", "", nodes.literal("", "ledger")),
        figure,
    ]
    document += nodes.bullet_list("", nodes.list_item("", nodes.paragraph("", "In the ledger, a ledger.")))
    document += nodes.paragraph("", "The ledger again.")
    terms.mark(document, Unused([LEDGER], "force"), "chapters/force")
    (link,) = document.findall(addnodes.pending_xref)
    assert (link.astext(), link["reftarget"], link["title"]) == ("ledger", "term:ledger", "A dated list.")
    assert link["style"] == "term"
    assert link.parent.astext() == "In the ledger, a ledger."
