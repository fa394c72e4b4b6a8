"""Make the rows of tables and the lists of sources when a page is written, after all else is done to it.

Between reading and writing, Sphinx and its extensions pass over every node of a page some sixty times; most
nodes of the book are in these.
"""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from bookpress.site import references
from bookpress.site.blocks import deferred


def setup(app) -> None:
    app.add_event("bookpress-rows-made")  # doctree, docname, element with the nodes
    app.connect("doctree-resolved", _make, priority=900)
    app.add_post_transform(_MakeAtOnce)


class _MakeAtOnce(SphinxPostTransform):
    """For builders that do not come to a page as written, such as the one that checks links."""

    default_priority = 5  # before references are resolved
    builders = ("linkcheck",)

    def run(self, **options) -> None:
        _make(self.app, self.document, self.env.docname)


def _make(app, doctree, docname) -> None:
    for place in list(doctree.findall(deferred)):
        place.replace_self(_made(app, place, doctree, docname))


def _made(app, place: deferred, doctree, docname: str) -> list[nodes.Node]:
    """The nodes of this place, with their links."""
    made = nodes.Element("", *place["make"](place["content"], docname))
    app.emit("bookpress-rows-made", doctree, docname, made)
    references.name_exhibits(app, made, docname)
    for inner in list(made.findall(deferred)):
        inner.replace_self(_made(app, inner, doctree, docname))
    for reference in list(made.findall(addnodes.pending_xref)):
        reference.replace_self(references.resolve(app, app.env, reference, reference[0]))
    return made.children
