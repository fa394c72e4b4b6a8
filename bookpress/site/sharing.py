"""Take a page or an exhibit along: how to cite it, and the picture of a figure."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes

from bookpress import hooks, templates
from bookpress.engine import pictures
from bookpress.site import site

_TEMPLATES = Path(__file__).parent / "templates" / "parts"
_SHARE, _CITE = (templates.read(_TEMPLATES / name) for name in ("share.html", "cite.html"))


def setup(app) -> None:
    app.add_node(share, html=(_visit_share, None))
    app.add_js_file("share.js", loading_method="defer")
    app.add_css_file("share.css")
    app.connect("builder-inited", lambda app: app.builder.name == "html" and app.add_css_file("print.css"))
    app.connect("html-page-context", _cite_page, priority=910)


class share(nodes.General, nodes.Element):
    """What a reader may take along of an exhibit.

    Attributes: ``exhibit`` (name), ``kind`` (``figure`` or ``table``), ``caption``.
    """


def _visit_share(self, node) -> None:
    if self.builder.name != "html":
        raise nodes.SkipNode
    app, name, kind = self.builder.app, node["exhibit"], node["kind"]
    number = self.builder.fignumbers.get(kind, {}).get(name, ())
    part = f"{kind.title()} {'.'.join(map(str, number))}. {node['caption']}" if number else node["caption"]
    made = []
    if kind == "figure" and app.config.bookpress_pictures:
        folder = f"{'../' * self.builder.current_docname.count('/')}{pictures.FOLDER}/"
        made = [
            {"label": kind.upper(), "address": f"{folder}{name}.{kind}", "kept": f"{name}.{kind}"}
            for kind in ("svg", "png")
        ]
    cite = _cite("Cite", name, part, site.address(app, self.builder.current_docname, name))
    self.body.append(_SHARE.render(pictures=made, cite=cite))
    raise nodes.SkipNode


def _cite_page(app, pagename, templatename, context, doctree) -> None:
    """Say at the foot of a page how to cite it."""
    if doctree is None:
        return
    key = pagename.rsplit("/", 1)[-1]
    cited = _cite(
        "Cite this page",
        "" if pagename == app.config.root_doc else key,
        site.title(context),
        site.address(app, pagename),
    )
    context["theme_extra_footer"] = f"{context.get('theme_extra_footer') or ''}{cited}"


def _cite(summary: str, key: str, part: str, address: str) -> str:
    """The way to cite, by the book's hook ``citation``; nothing without one."""
    cite = hooks.hook("citation")
    if cite is None:
        return ""
    sentence, bibtex = cite(key, part, address)
    return _CITE.render(summary=summary, sentence=sentence, bibtex=bibtex)
