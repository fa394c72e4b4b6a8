"""Take a page or an exhibit along: how to cite it, and the picture of a figure."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes

from bookpress import hooks, templates, typography
from bookpress.citing import Part
from bookpress.engine import pictures
from bookpress.site import citations, embeds, site

_TEMPLATES = Path(__file__).parent / "templates" / "parts"
_SHARE, _CITE, _EMBED, _FRAME = (
    templates.read(_TEMPLATES / f"{name}.html") for name in ("share", "cite", "embed", "frame")
)


def setup(app) -> None:
    app.add_node(share, html=(_visit_share, None))
    app.add_js_file("share.js", loading_method="defer")
    app.add_css_file("share.css")
    app.connect("builder-inited", lambda app: app.builder.name == "html" and app.add_css_file("print.css"))
    app.connect("html-page-context", _cite_page, priority=910)


class share(nodes.General, nodes.Element):
    """What a reader may take along of an exhibit.

    Attributes: ``exhibit`` (name), ``kind`` (``figure`` or ``table``), ``caption``; of a figure also the
    ``headline``, and the ``height`` of a frame that shows it.
    """


def _visit_share(self, node) -> None:
    if self.builder.name != "html":
        raise nodes.SkipNode
    app, name, kind = self.builder.app, node["exhibit"], node["kind"]
    docname, made, embed = self.builder.current_docname, [], ""
    up = "../" * docname.count("/")
    if kind == "figure" and app.config.bookpress_pictures:
        folder = f"{up}{pictures.FOLDER}/"
        made = [
            {"label": kind.upper(), "address": f"{folder}{name}.{kind}", "kept": f"{name}.{kind}"}
            for kind in ("svg", "png")
        ]
        embed = _embed(app.config.html_baseurl, up, node)
    part = citations.of_exhibit(app, docname, name, kind, node["caption"])
    cite = _cite("Cite", part, citations.links(up, name))
    self.body.append(_SHARE.render(pictures=made, cite=cite, embed=embed))
    raise nodes.SkipNode


def _embed(base: str, up: str, node: share) -> str:
    """The way to frame a figure elsewhere; ``up`` leads to the first page where the book has no address."""
    address = f"{base.rstrip('/')}/" if base else up
    address += embeds.address(node["exhibit"])
    frame = _FRAME.render(address=address, title=node["headline"], height=node["height"])
    return _EMBED.render(address=address, frame=frame, based=bool(base))


def _cite_page(app, pagename, templatename, context, doctree) -> None:
    """Say at the foot of a page how to cite it."""
    if doctree is None:
        return
    part = citations.of_page(app, pagename, site.title(context))
    # the first page stands for the book in files, and for itself here
    shown = part if part.title else Part(part.key, site.title(context), part.address)
    files = citations.links("../" * pagename.count("/"), citations.page_file(app, pagename))
    cited = _cite("Cite this page", shown, files if app.builder.name == "html" else [])
    context["theme_extra_footer"] = f"{context.get('theme_extra_footer') or ''}{cited}"


def _cite(summary: str, part: Part, files: list[tuple[str, str]]) -> str:
    """The way to cite, by the book's hook ``citation``, with the files of it; nothing without one."""
    cite = hooks.hook("citation")
    if cite is None:
        return ""
    sentence, bibtex = cite(part.key, part.title, part.address)
    sentence = typography.apostrophes(sentence)
    return _CITE.render(summary=summary, sentence=sentence, bibtex=bibtex, files=files)
