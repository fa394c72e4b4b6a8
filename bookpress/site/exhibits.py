"""Turn exhibits into numbered, captioned, cross-referencable nodes.

Columns, rows and sources arrive as plain data from ``bookpress.show``; text becomes
docutils text, so the writer escapes it.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

from docutils import nodes
from sphinx import addnodes

from bookpress import templates
from bookpress.engine import pictures
from bookpress.engine.page_freshness import own_kinds
from bookpress.exhibits import blocks as running_text
from bookpress.exhibits import notebook
from bookpress.exhibits.exhibit import MIME, Cell, Column, Exhibit, Spec
from bookpress.site import blocks, embeds, parts, references, sharing
from bookpress.site.table_search import search_form
from bookpress.upstream.myst_nb import HideCodeCellNode

_TEMPLATES = Path(__file__).parent / "templates" / "parts"
_CHART, _ROW_SOURCES = (templates.read(_TEMPLATES / f"{name}.html") for name in ("chart", "row-sources"))
_YEARS = range(1000, 2201)
_DECIMALS = 2
"""Of a number in a cell, at most; all of a column have as many as one of them needs."""
_MANY = 12
"""Sources that a row names at most where it is shorter to name those of its exhibit that are not its own."""
_LONG_LIST = 100
"""Sources of an exhibit that its list describes; a longer one names them, and their entries say the rest."""
_SPREAD = 80
"""Characters of a row from which a table takes the free width of the page."""
_TEXT = 30
"""Of these, what a column of running text takes at most."""


def setup(app) -> None:
    app.add_config_value("bookpress_pictures", False, "html", bool)
    app.add_node(chart, html=(_visit_chart, None))
    app.add_node(row_sources, html=(_visit_row_sources, _depart_row_sources))
    app.connect("doctree-resolved", _fold_code, priority=800)
    own_kinds.update({MIME, notebook.NOTE_MIME, running_text.MIME})
    app.connect("env-purge-doc", lambda app, env, docname: registry(env).pop(docname, None))
    app.connect("build-finished", _write_files)


def registry(env) -> dict[str, dict[str, Exhibit]]:
    """Exhibits by chapter and name; kept with the build environment so that cached chapters count."""
    if not hasattr(env, "bookpress_exhibits"):
        env.bookpress_exhibits = {}
    return env.bookpress_exhibits


class ExhibitRenderer:
    """MyST-NB MIME renderer (entry point ``myst_nb.mime_renderers``)."""

    mime_priority_overrides = (
        ("*", MIME, 1),
        ("*", notebook.NOTE_MIME, 1),
        ("*", running_text.MIME, 1),
    )

    @staticmethod
    def handle_mime(renderer, data, inline):
        """The nodes of an output of one of these kinds; None for any other, which MyST-NB itself shows."""
        if data.mime_type == notebook.NOTE_MIME:
            return [nodes.comment()]  # the book's exhibit carries its own caption and sources
        if data.mime_type not in (MIME, running_text.MIME) or inline:
            return None
        content = json.loads(data.content) if isinstance(data.content, str) else data.content
        env = renderer.renderer.sphinx_env
        if data.mime_type == running_text.MIME:
            found = [running_text.from_json(block) for block in content]
            return [node for block in found for node in blocks.convert(block, env.docname)]
        exhibit = Exhibit.from_json(content)
        _register(env, exhibit)
        lister = _lister(registry(env)[env.docname].values(), exhibit)
        main = (_figure if exhibit.kind == "figure" else _table)(exhibit, lister, env)
        node = next(node for node in main if isinstance(node, (nodes.figure, nodes.table)))
        node["names"].append(exhibit.name)
        renderer.renderer.document.note_explicit_target(node, node)
        return main


def _register(env, exhibit: Exhibit) -> None:
    for docname, known in registry(env).items():
        if exhibit.name in known and docname != env.docname:
            raise ValueError(f"exhibit {exhibit.name!r} stands in {docname} and in {env.docname}")
    registry(env).setdefault(env.docname, {})[exhibit.name] = exhibit


def _lister(known: Iterable[Exhibit], exhibit: Exhibit) -> Exhibit:
    """The first exhibit of the page with the same sources, which lists them for all."""
    wanted = {source.id for source in exhibit.sources}
    return next(e for e in known if {source.id for source in e.sources} == wanted)


def _write_files(app, exception) -> None:
    """Write what the page's script draws each figure from."""
    if exception is not None or app.builder.format != "html":
        return
    figures = Path(app.outdir, pictures.FOLDER)
    shutil.rmtree(figures, ignore_errors=True)
    figures.mkdir()
    for exhibit in (e for known in registry(app.env).values() for e in known.values()):
        if exhibit.kind == "figure":
            (figures / f"{exhibit.name}.js").write_text(_spec_script(exhibit), encoding="utf-8")


def _spec_script(exhibit: Exhibit) -> str:
    """A script, because a page opened from a file may load one but may not fetch JSON."""
    spec = json.dumps(exhibit.drawing, separators=(",", ":"), ensure_ascii=True, sort_keys=True)
    return f"window.exhibits.spec({json.dumps(exhibit.name)}, {spec});\n"


class row_sources(nodes.General, nodes.TextElement):
    """The sources of a row: the one by its name, more behind their count.

    Attributes: ``count``; ``all_of``, blank or the id where a list starts of which the row has all but those
    that it names.
    """


def _visit_row_sources(self, node: row_sources) -> None:
    named = bool(node.children)
    self.body.append(_ROW_SOURCES.render(count=node["count"], all_of=node["all_of"], named=named))


def _depart_row_sources(self, node: row_sources) -> None:
    self.body.append("</details>" if node["count"] > 1 and (node.children or not node["all_of"]) else "")


def _fold_code(app, doctree, docname) -> None:
    """Put the code of an exhibit into the line under it."""
    if app.builder.format != "html":
        return
    for code in list(doctree.findall(HideCodeCellNode)):
        shown = [n for n in code.parent.findall(nodes.Element) if "exhibit-code-place" in n["classes"]]
        if len(shown) == 1:
            code.parent.remove(code)
            code["classes"].append("exhibit-code")
            shown[0].replace_self(code)


class chart(nodes.General, nodes.Element):
    """The drawing of a figure: its pictures, if they are made, and the place of the live chart.

    Attributes: ``figure`` (name), ``alt``, ``heights`` (by size), ``slider`` (see ``_slider_of``).
    """


def _visit_chart(self, node) -> None:
    """Write the picture of each theme: the browser fetches the one that shows, in the size for the window.

    A plotly slider cannot be reached by keyboard: a native range input takes its steps.
    """
    up = "../" * self.builder.current_docname.count("/") if self.builder.name == "html" else ""
    name, slider = node["figure"], node["slider"]
    made = self.builder.config.bookpress_pictures and {
        theme: {size: pictures.file_name(name, size, theme) for size in pictures.WIDTHS}
        for theme in ("light", "dark")
    }
    self.body.append(
        _CHART.render(
            name=name,
            folder=f"{up}{pictures.FOLDER}/",
            alt=node["alt"],
            heights=node["heights"],
            widths=pictures.WIDTHS,
            narrow_below=pictures.NARROW_BELOW,
            pictures=made,
            slider=slider,
            every_label=json.dumps(slider["labels"], ensure_ascii=False) if slider else "",
        )
    )
    raise nodes.SkipNode


def _slider_of(spec: Spec) -> dict | None:
    """What the slider of a figure has, if it has one.

    Keys: ``labels`` of the steps, the number of the ``active`` one with its label as ``shown``, and the
    ``prefix`` of the label.
    """
    if not (sliders := spec["layout"].get("sliders")):
        return None
    labels, active = [step["label"] for step in sliders[0]["steps"]], sliders[0].get("active", 0)
    prefix = sliders[0].get("currentvalue", {}).get("prefix", "")
    return {"labels": labels, "active": active, "shown": labels[active], "prefix": prefix}


def _figure(exhibit: Exhibit, lister: Exhibit, env) -> list[nodes.Node]:
    figure = nodes.figure(classes=["exhibit"])
    figure += _headline(exhibit)
    spec = exhibit.drawing
    figure += chart(
        figure=exhibit.name,
        alt=exhibit.alt,
        heights={size: pictures.height(spec, size) for size in pictures.WIDTHS},
        slider=_slider_of(spec),
    )
    figure += nodes.caption("", exhibit.caption)
    legend = nodes.legend()
    legend += _reading(exhibit)
    legend += blocks.details("Data", _grid(exhibit, lister), _download(exhibit, env.docname))
    legend += _sources(exhibit, lister, env) if exhibit.sources else []
    legend += sharing.share(
        exhibit=exhibit.name,
        kind="figure",
        caption=exhibit.caption,
        headline=exhibit.headline,
        height=embeds.height(exhibit),
    )
    legend += _code_place()
    figure += legend
    return [figure]


def _table(exhibit: Exhibit, lister: Exhibit, env) -> list[nodes.Node]:
    table = _grid(exhibit, lister)
    table["classes"] += ["exhibit-table"] + (["table-search"] if exhibit.search else [])
    table["classes"] += ["table-spread"] if _width(exhibit) > _SPREAD else []
    table.insert(0, nodes.title("", exhibit.caption))
    notes = nodes.container(classes=["exhibit-notes"])
    notes += _reading(exhibit)
    notes += _download(exhibit, env.docname)
    notes += _sources(exhibit, lister, env) if exhibit.sources else []
    notes += sharing.share(exhibit=exhibit.name, kind="table", caption=exhibit.caption)
    notes += _code_place()
    return [_headline(exhibit), *_search_form(exhibit), table, notes]


def _code_place() -> nodes.comment:
    """Where the code goes that made the exhibit, if its cell shows any."""
    return nodes.comment("", "", classes=["exhibit-code-place"])


def _headline(exhibit: Exhibit) -> nodes.paragraph:
    """What the exhibit found: above it, where a reader looks first."""
    return nodes.paragraph("", exhibit.headline, classes=["exhibit-headline"])


def _reading(exhibit: Exhibit) -> list[nodes.Node]:
    line = nodes.paragraph("", exhibit.reading, classes=["exhibit-reading"])
    return [line] if exhibit.reading else []


def _search_form(exhibit: Exhibit) -> list[nodes.Node]:
    if not exhibit.search:
        return []
    filters = [
        (column.label, [_shown(column, row[i], places) for row in exhibit.rows])
        for i, (column, places) in enumerate(zip(exhibit.columns, _places(exhibit), strict=True))
        if column.label in exhibit.filters
    ]
    return [search_form(caption=exhibit.caption, filters=filters, count=len(exhibit.rows))]


def _shown(column: Column, value: Cell, places: int | None) -> str | running_text.Link:
    """What a reader sees in a cell that holds no sources, in the table and among the choices of a filter."""
    if isinstance(value, running_text.Link):
        return value
    if value is None:
        return "–"
    if column.type == "number" and isinstance(value, (int, float)):
        return written(value, places)
    return blocks.written(str(value))


def _download(exhibit: Exhibit, docname: str) -> nodes.Node:
    link = references.link(f"download:{exhibit.name}.csv", "Data (CSV)", docname)
    return parts.download_line("", "", link, classes=["exhibit-download"])


def _grid(exhibit: Exhibit, lister: Exhibit) -> nodes.table:
    heads = [
        look + (["table-filter"] if label in exhibit.filters else [])
        for label, look in zip(exhibit.labels, _looks(exhibit), strict=True)
    ]
    rows = blocks.deferred(make=partial(_body, lister.name), content=exhibit.undrawn())
    return blocks.grid(exhibit.labels, heads, rows)


def _body(lister: str, exhibit: Exhibit, docname: str) -> list[nodes.tbody]:
    columns = list(zip(exhibit.columns, _looks(exhibit), _places(exhibit), strict=True))
    rows = [
        [
            nodes.entry(
                "",
                _row_sources(exhibit, value, lister, docname)
                if isinstance(value, tuple)
                else _content(column, value, places, docname),
                classes=look
                + blocks.breakable(str(value) if isinstance(value, (str, running_text.Link)) else ""),
                **(blocks.order(value) if isinstance(value, str) else {}),
            )
            for (column, look, places), value in zip(columns, cells, strict=True)
        ]
        for cells in exhibit.rows
    ]
    return [blocks.body(exhibit.anchors, rows)]


def _looks(exhibit: Exhibit) -> list[list[str]]:
    """The classes of each column."""
    return [_classes(column, [row[i] for row in exhibit.rows]) for i, column in enumerate(exhibit.columns)]


def _classes(column: Column, values: list[Cell]) -> list[str]:
    if column.type == "number":
        return ["text-right"]
    if column.type == "sources":
        return ["exhibit-refs"]
    longest = max((len(v) for v in values if isinstance(v, str)), default=0)
    return ["exhibit-long"] if longest > blocks.LONG_TEXT else []


def _places(exhibit: Exhibit) -> list[int | None]:
    """For each column the decimals of its numbers; None for years, which have no separator either."""
    return [
        _decimals(column.label, [row[i] for row in exhibit.rows]) if column.type == "number" else 0
        for i, column in enumerate(exhibit.columns)
    ]


def _decimals(label: str, values: Sequence[Cell]) -> int | None:
    numbers = [v for v in values if isinstance(v, (int, float))]
    if "year" in label.lower() and numbers and all(v in _YEARS for v in numbers):
        return None
    needed = (len(f"{v:.{_DECIMALS}f}".rstrip("0").partition(".")[2]) for v in numbers)
    return max(needed, default=0)


def _width(exhibit: Exhibit) -> int:
    """The characters that a row wants, its sources apart."""
    return sum(
        min(
            max(_longest(column.label), *(len(str(row[i])) for row in exhibit.rows if row[i] is not None)),
            _TEXT,
        )
        for i, column in enumerate(exhibit.columns)
        if column.type != "sources"
    )


def _longest(text: str) -> int:
    """The characters of its longest word."""
    return max(map(len, text.split()), default=0)


def written(value: float, places: int | None) -> str:
    """A number as cells have it: with separators, a true minus sign and these decimals; None is a year."""
    return str(int(value)) if places is None else f"{value:,.{places}f}".replace("-", "\u2212")


def _content(column: Column, value: Cell, places: int | None, docname: str) -> nodes.Node:
    """One cell without sources: text, a number or a link."""
    if isinstance(value, running_text.Link):
        return blocks.cell("", "", references.link(value.to, value.text, docname))
    return blocks.cell("", str(_shown(column, value, places)))


def _row_sources(exhibit: Exhibit, cited: tuple[str, ...], lister: str, docname: str) -> row_sources:
    """Links to the sources of a row by who published them; where it has most of a long list, to the others.

    ``lister`` is the exhibit that lists the sources.
    """
    known = {source.id: source for source in exhibit.sources}
    others = [source for source in exhibit.sources if source.id not in cited]
    is_most = len(cited) > _MANY and len(others) < len(cited)
    made = row_sources(count=len(cited), all_of=f"{lister}-{exhibit.sources[0].id}" if is_most else "")
    for i, source in enumerate(others if is_most else [known[c] for c in cited]):
        made += [nodes.Text(" ")] if i else []
        name = source.publisher or source.title
        made += references.link(f"source:{source.id}", name, docname, fallback=f"{lister}-{source.id}")
    return made


def _sources(exhibit: Exhibit, lister: Exhibit, env) -> list[nodes.Node]:
    if exhibit.name == lister.name:
        is_short = len(exhibit.sources) > _LONG_LIST and references.home(env, "source")
        make = _short_source_list if is_short else _source_list
        listed = blocks.deferred(make=make, content=exhibit.undrawn())
    else:
        listed = nodes.paragraph("", "Listed with ", *_to_the_list(lister, env.docname), nodes.Text("."))
        listed["ids"] += _source_ids(exhibit)  # the addresses stay, whichever exhibit comes first
    return blocks.details(f"Sources ({len(exhibit.sources)})", listed)


def _source_ids(exhibit: Exhibit) -> list[str]:
    """The place of each source of an exhibit, in its list or where it says which list has them."""
    return [f"{exhibit.name}-{source.id}" for source in exhibit.sources]


def _to_the_list(lister: Exhibit, docname: str) -> list[nodes.Node]:
    """The number of the exhibit that lists the same sources, and the way to its list."""
    number = addnodes.pending_xref(
        "",
        nodes.inline("", lister.name),
        refdomain="std",
        reftype="numref",
        reftarget=lister.name,
        refdoc=docname,
        refexplicit=False,
        refwarn=True,
    )
    place = nodes.reference("", "to the list", refid=f"{lister.name}-{lister.sources[0].id}")
    return [number, nodes.Text(" ("), place, nodes.Text(")")]


def _short_source_list(exhibit: Exhibit, docname: str) -> list[nodes.enumerated_list]:
    """The sources by name, each leading to its entry, which says the rest."""
    items = nodes.enumerated_list(classes=["exhibit-sources"])
    for source, place in zip(exhibit.sources, _source_ids(exhibit), strict=True):
        named = nodes.paragraph("", "", references.link(f"source:{source.id}", str(source), docname))
        items += nodes.list_item("", named, ids=[place])
    return [items]


def _source_list(exhibit: Exhibit, docname: str) -> list[nodes.enumerated_list]:
    items = nodes.enumerated_list(classes=["exhibit-sources"])
    for source, place in zip(exhibit.sources, _source_ids(exhibit), strict=True):
        text = nodes.paragraph()
        text += nodes.Text(f"{source.publisher}: " if source.publisher else "")
        text += references.link(source.url, source.title, docname) if source.url else nodes.Text(source.title)
        dated = f", {blocks.written(source.published)}" if source.published else ""
        assessed = f" {source.assessment}." if source.assessment else ""
        text += nodes.Text(f"{dated}.{assessed} ")
        text += references.link(f"source:{source.id}", "What rests on it", docname, otherwise="")
        items += nodes.list_item("", text, ids=[place])
    return [items]
