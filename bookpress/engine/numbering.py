"""Number figures and tables, and resolve references to the numbers, by outlines of the pages.

Sphinx loads every page to number what is in it, and the page of the target again for every reference; with
long tables that was most of the build.
"""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.domains.std import StandardDomain

from bookpress.upstream import sphinx


def setup(app) -> None:
    app.add_domain(_OutlineDomain, override=True)
    app.connect("env-purge-doc", _forget)
    app.connect("doctree-read", _keep_outline, priority=1000)
    app.connect("env-get-updated", _use_outlines, priority=499)
    app.connect("env-get-updated", _use_pages, priority=501)


class _OutlineDomain(StandardDomain):
    def resolve_xref(self, env, fromdocname, builder, typ, target, node, contnode):
        if typ != "numref":
            return super().resolve_xref(env, fromdocname, builder, typ, target, node, contnode)
        _use_outlines(None, env)
        try:
            return super().resolve_xref(env, fromdocname, builder, typ, target, node, contnode)
        finally:
            _use_pages(None, env)


_TITLES = (nodes.title, nodes.caption)
_NOT_NUMBERED = nodes.Element()


def outline(doctree: nodes.document, enumerable: tuple[type[nodes.Element], ...]) -> nodes.Element:
    """A page with nothing in it but what numbers are made of: sections, lists of pages, what is counted,
    titles.

    ``ids`` maps each id of the page to its element there, or to an empty one.
    """
    page = nodes.Element(
        "",
        *_outlines(
            doctree, (nodes.section, addnodes.toctree, nodes.literal_block, nodes.math_block, *enumerable)
        ),
    )
    page.ids = dict.fromkeys(doctree.ids, _NOT_NUMBERED) | {
        name: element for element in page.findall(nodes.Element) for name in element["ids"]
    }
    return page


def _outlines(element: nodes.Element, kept: tuple[type[nodes.Element], ...]) -> list[nodes.Element]:
    """What is kept of the children: of one that is not kept itself, what is kept of its own children."""
    found = []
    for child in element.children:
        if isinstance(child, _TITLES):
            found.append(type(child)("", child.astext()))
        elif isinstance(child, nodes.Element):
            inner = _outlines(child, kept)
            if isinstance(child, kept):
                found.append(type(child)("", *inner, **child.attributes))
            else:
                found += [c for c in inner if not isinstance(c, _TITLES)]
    return found


def _outlines_of(env) -> dict[str, nodes.Element]:
    if not hasattr(env, "bookpress_outlines"):
        env.bookpress_outlines = {}
    return env.bookpress_outlines


def _keep_outline(app, doctree) -> None:
    _outlines_of(app.env)[app.env.docname] = outline(
        doctree, tuple(app.env.get_domain("std").enumerable_nodes)
    )


def _forget(app, env, docname) -> None:
    _outlines_of(env).pop(docname, None)


def _use_outlines(app, env) -> list[str]:
    """Until ``_use_pages``, let Sphinx see outlines for pages. No page is to be written for that."""
    sphinx.see(env, _outlines_of(env))
    return []


def _use_pages(app, env) -> list[str]:
    sphinx.see_pages(env)
    return []
