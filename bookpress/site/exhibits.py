"""Turn exhibits into numbered, captioned, cross-referencable nodes.

Columns, rows and sources arrive as plain data from ``bookpress.show``; text becomes
docutils text, so the writer escapes it.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from docutils import nodes

from bookpress import templates
from bookpress.engine import pictures
from bookpress.engine.page_freshness import own_kinds
from bookpress.exhibits import blocks as running_text
from bookpress.exhibits import notebook
from bookpress.exhibits.exhibit import MIME, Cell, Column, Exhibit, Spec
from bookpress.site import blocks, parts, references, sharing
from bookpress.site.table_search import search_form

_CHART = templates.read(Path(__file__).parent / "templates" / "parts" / "chart.html")


def setup(app) -> None:
    app.add_config_value("bookpress_pictures", False, "html", bool)
    app.add_node(chart, html=(_visit_chart, None))
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
        main = (_figure if exhibit.kind == "figure" else _table)(exhibit, env.docname)
        node = next(node for node in main if isinstance(node, (nodes.figure, nodes.table)))
        node["names"].append(exhibit.name)
        renderer.renderer.document.note_explicit_target(node, node)
        return main


def _register(env, exhibit: Exhibit) -> None:
    for docname, known in registry(env).items():
        if exhibit.name in known and docname != env.docname:
            raise ValueError(f"exhibit {exhibit.name!r} stands in {docname} and in {env.docname}")
    registry(env).setdefault(env.docname, {})[exhibit.name] = exhibit


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


def _figure(exhibit: Exhibit, docname: str) -> list[nodes.Node]:
    figure = nodes.figure(classes=["exhibit"])
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
    legend += blocks.details("Show the data", _grid(exhibit), _download(exhibit, docname))
    legend += _sources(exhibit) if exhibit.sources else []
    legend += sharing.share(exhibit=exhibit.name, kind="figure", caption=exhibit.caption)
    figure += legend
    return [figure]


def _table(exhibit: Exhibit, docname: str) -> list[nodes.Node]:
    table = _grid(exhibit)
    table["classes"] += ["exhibit-table"] + (["table-search"] if exhibit.search else [])
    table.insert(0, nodes.title("", exhibit.caption))
    notes = nodes.container(classes=["exhibit-notes"])
    notes += _reading(exhibit)
    notes += _download(exhibit, docname)
    notes += _sources(exhibit) if exhibit.sources else []
    notes += sharing.share(exhibit=exhibit.name, kind="table", caption=exhibit.caption)
    return [*_search_form(exhibit), table, notes]


def _reading(exhibit: Exhibit) -> list[nodes.Node]:
    line = nodes.paragraph("", exhibit.reading, classes=["exhibit-reading"])
    return [line] if exhibit.reading else []


def _search_form(exhibit: Exhibit) -> list[nodes.Node]:
    if not exhibit.search:
        return []
    filters = [
        (label, [_choice(row[i]) for row in exhibit.rows])
        for i, label in enumerate(exhibit.labels)
        if label in exhibit.filters
    ]
    return [search_form(caption=exhibit.caption, filters=filters, count=len(exhibit.rows))]


def _choice(value: Cell) -> str | running_text.Link:
    if isinstance(value, running_text.Link):
        return value
    return "–" if value is None else str(value)


def _download(exhibit: Exhibit, docname: str) -> nodes.Node:
    link = references.link(f"download:{exhibit.name}.csv", "Download the data (CSV)", docname)
    return parts.download_line("", "", link, classes=["exhibit-download"])


def _grid(exhibit: Exhibit) -> nodes.table:
    heads = [
        look + (["table-filter"] if label in exhibit.filters else [])
        for label, look in zip(exhibit.labels, _looks(exhibit), strict=True)
    ]
    return blocks.grid(exhibit.labels, heads, blocks.deferred(make=_body, content=exhibit.undrawn()))


def _body(exhibit: Exhibit, docname: str) -> list[nodes.tbody]:
    number = {source.id: i for i, source in enumerate(exhibit.sources, start=1)}
    columns = list(zip(exhibit.columns, _looks(exhibit), strict=True))
    rows = [
        [
            nodes.entry(
                "",
                _content(exhibit.name, column, value, number, docname),
                classes=look + blocks.breakable(value if isinstance(value, str) else ""),
            )
            for (column, look), value in zip(columns, cells, strict=True)
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


def _content(name: str, column: Column, value: Cell, number: dict[str, int], docname: str) -> nodes.Node:
    """One cell: text, a number, a link, or links to the entries of the exhibit's numbered sources."""
    if value is None:
        return blocks.cell("", "–")
    if isinstance(value, running_text.Link):
        return blocks.cell("", "", references.link(value.to, value.text, docname))
    if isinstance(value, tuple):
        links = blocks.cell()
        for i, source in enumerate(value):
            links += [nodes.Text(" ")] if i else []
            links += references.link(
                f"source:{source}", str(number[source]), docname, fallback=f"{name}-{source}"
            )
        return links
    if column.type == "number":
        return blocks.cell("", f"{value:,}" if isinstance(value, int) else f"{value:,.2f}")
    return blocks.cell("", str(value))


def _sources(exhibit: Exhibit) -> list[nodes.Node]:
    listed = blocks.deferred(make=_source_list, content=exhibit.undrawn())
    return blocks.details(f"Sources ({len(exhibit.sources)})", listed)


def _source_list(exhibit: Exhibit, docname: str) -> list[nodes.enumerated_list]:
    items = nodes.enumerated_list(classes=["exhibit-sources"])
    for source in exhibit.sources:
        text = nodes.paragraph()
        text += nodes.Text(f"{source.publisher}: " if source.publisher else "")
        text += references.link(source.url, source.title, docname) if source.url else nodes.Text(source.title)
        dated = f", {source.published}" if source.published else ""
        assessed = f" {source.assessment}." if source.assessment else ""
        text += nodes.Text(f"{dated}.{assessed} ")
        text += references.link(f"source:{source.id}", "What rests on it", docname, otherwise="")
        items += nodes.list_item("", text, ids=[f"{exhibit.name}-{source.id}"])
    return [items]
