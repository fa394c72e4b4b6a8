"""Turn exhibits into numbered, captioned, cross-referencable nodes, and write their CSV files.

Columns, rows and sources arrive as plain data from ``coalition.exhibits.show``; text becomes
docutils text, so the writer escapes it.
"""

from __future__ import annotations

import html
import json
import shutil
from pathlib import Path

from docutils import nodes

from coalition.exhibits import blocks as running_text
from coalition.exhibits import explorer, notebook
from coalition.press import pictures
from coalition.reference import downloads
from coalition.site import blocks, references, sharing
from coalition.site import explorer as explorer_form
from coalition.site.references import DOWNLOADS

_LONG_TEXT = 60
"""Characters from which a text column gets room to read."""
SEEN = {
    "full": "read in full",
    "excerpt": "read in part",
    "cited_by_others": "known through others who cite it",
}


def setup(app) -> None:
    app.add_config_value("coalition_pictures", False, "html", bool)
    app.add_node(chart, html=(_visit_chart, None))
    app.connect("env-purge-doc", lambda app, env, docname: registry(env).pop(docname, None))
    app.connect("build-finished", _write_files)


def registry(env) -> dict[str, dict[str, dict]]:
    """Exhibits by chapter and name; kept with the build environment so that cached chapters count."""
    if not hasattr(env, "coalition_exhibits"):
        env.coalition_exhibits = {}
    return env.coalition_exhibits


class ExhibitRenderer:
    """MyST-NB MIME renderer (entry point ``myst_nb.mime_renderers``)."""

    mime_priority_overrides = [
        ("*", mime, 1) for mime in (notebook.MIME, notebook.NOTE_MIME, explorer.MIME, running_text.MIME)
    ]

    @staticmethod
    def handle_mime(renderer, data, inline):
        if data.mime_type == notebook.NOTE_MIME:
            return [nodes.comment()]  # the book's exhibit carries its own caption and sources
        if data.mime_type not in (notebook.MIME, explorer.MIME, running_text.MIME) or inline:
            return None
        payload = json.loads(data.content) if isinstance(data.content, str) else data.content
        if data.mime_type == explorer.MIME:
            return explorer_form.form(payload)
        env = renderer.renderer.sphinx_env
        if data.mime_type == running_text.MIME:
            return [node for block in payload for node in blocks.convert(block, env.docname)]
        _register(env, payload)
        main = (_figure if payload["kind"] == "figure" else _table)(payload, env.docname)
        exhibit = next(node for node in main if isinstance(node, (nodes.figure, nodes.table)))
        exhibit["names"].append(payload["name"])
        renderer.renderer.document.note_explicit_target(exhibit, exhibit)
        return main


def _register(env, payload: dict) -> None:
    for docname, known in registry(env).items():
        if payload["name"] in known and docname != env.docname:
            raise ValueError(f"exhibit {payload['name']!r} stands in {docname} and in {env.docname}")
    registry(env).setdefault(env.docname, {})[payload["name"]] = payload


def _write_files(app, exception) -> None:
    """The data of each exhibit as CSV, and what the page's script draws each figure from."""
    if exception is not None or app.builder.format != "html":
        return
    folder, figures = Path(app.outdir, DOWNLOADS), Path(app.outdir, pictures.FOLDER)
    for fresh in (folder, figures):
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir()
    for known in registry(app.env).values():
        for name, payload in known.items():
            (folder / f"{name}.csv").write_text(notebook.csv_text(payload), encoding="utf-8")
            if payload["kind"] == "figure":
                (figures / f"{name}.js").write_text(_spec_script(payload), encoding="utf-8")
    downloads.write(folder)


def _spec_script(payload: dict) -> str:
    """A script, because a page opened from a file may load one but may not fetch JSON."""
    spec = json.dumps(payload["spec"], separators=(",", ":"), ensure_ascii=True, sort_keys=True)
    return f"window.exhibits.spec({json.dumps(payload['name'])}, {spec});\n"


class chart(nodes.General, nodes.Element):
    """The drawing of a figure: its pictures, if they are made, and the place of the live chart. Attributes: ``figure`` (name), ``alt``, ``heights`` (by size), ``slider`` (see ``_slider_of``)."""


def _visit_chart(self, node) -> None:
    up = "../" * self.builder.current_docname.count("/") if self.builder.name == "html" else ""
    name, alt, heights = node["figure"], html.escape(node["alt"], quote=True), node["heights"]
    folder = f"{up}{pictures.FOLDER}/"
    if self.builder.config.coalition_pictures:
        look, inside = "", _pictures(name, alt, heights, folder)
        ask = '<button type="button" class="exhibit-ask pst-js-only">Explore this chart</button>'
    else:
        look = f' data-live data-alt="{alt}" style="min-height:{heights["wide"]}px"'
        inside, ask = (
            f"<noscript><p>{alt} The drawn chart needs JavaScript; its data stand below.</p></noscript>",
            "",
        )
    self.body.append(
        f'<div class="exhibit-chart" data-spec="{folder}{name}.js"{look}>{inside}</div>{_slider(node["slider"])}{ask}'
    )
    raise nodes.SkipNode


def _pictures(name: str, alt: str, heights: dict[str, int], folder: str) -> str:
    """The picture of each theme; the browser fetches the one that shows, in the size for the window."""
    wide, narrow = ((pictures.WIDTHS[size], heights[size]) for size in ("wide", "narrow"))
    return "".join(
        f'<picture class="only-{theme}">'
        f'<source media="(max-width: {pictures.NARROW_BELOW}px)" srcset="{folder}{pictures.file_name(name, "narrow", theme)}" width="{narrow[0]}" height="{narrow[1]}">'
        f'<img class="dark-light" src="{folder}{pictures.file_name(name, "wide", theme)}" width="{wide[0]}" height="{wide[1]}" alt="{alt}" loading="lazy" decoding="async">'
        f"</picture>"
        for theme in ("light", "dark")
    )


def _slider(slider: dict | None) -> str:
    """A plotly slider cannot be reached by keyboard: a native range input takes its steps."""
    if not slider:
        return ""
    labels, active = slider["labels"], slider["active"]
    shown, every = (
        html.escape(text, quote=True) for text in (labels[active], json.dumps(labels, ensure_ascii=False))
    )
    return (
        f'<label class="exhibit-slider pst-js-only"><span>{html.escape(slider["prefix"])}<output>{shown}</output></span>'
        f'<input type="range" min="0" max="{len(labels) - 1}" value="{active}" aria-valuetext="{shown}" autocomplete="off" data-labels="{every}"></label>'
    )


def _slider_of(spec: dict) -> dict | None:
    """Labels of the steps, number of the step shown first, and the words before its label, of a figure that has a slider."""
    sliders = spec["layout"].get("sliders")
    return sliders and {
        "labels": [step["label"] for step in sliders[0]["steps"]],
        "active": sliders[0].get("active", 0),
        "prefix": sliders[0].get("currentvalue", {}).get("prefix", ""),
    }


def _figure(payload: dict, docname: str) -> list[nodes.Node]:
    figure = nodes.figure(classes=["exhibit"])
    spec = payload["spec"]
    figure += chart(
        figure=payload["name"],
        alt=payload["alt"],
        heights={size: pictures.height(spec, size) for size in pictures.WIDTHS},
        slider=_slider_of(spec),
    )
    figure += nodes.caption("", payload["caption"])
    legend = nodes.legend()
    if payload["reading"]:
        legend += nodes.paragraph("", payload["reading"], classes=["exhibit-reading"])
    legend += blocks.details("Show the data", _grid(payload), _download(payload, docname))
    legend += _sources(payload)
    legend += sharing.share(exhibit=payload["name"], kind="figure", caption=payload["caption"])
    figure += legend
    return [figure]


def _table(payload: dict, docname: str) -> list[nodes.Node]:
    table = _grid(payload)
    table["classes"] += ["exhibit-table"] + (["table-search"] if payload["search"] else [])
    table.insert(0, nodes.title("", payload["caption"]))
    notes = nodes.container(classes=["exhibit-notes"])
    if payload["reading"]:
        notes += nodes.paragraph("", payload["reading"], classes=["exhibit-reading"])
    notes += _download(payload, docname)
    notes += _sources(payload)
    notes += sharing.share(exhibit=payload["name"], kind="table", caption=payload["caption"])
    return [*_search_form(payload), table, notes]


def _search_form(payload: dict) -> list[nodes.Node]:
    if not payload["search"]:
        return []
    filters = [
        (column["label"], ["–" if row[i] is None else str(row[i]) for row in payload["rows"]])
        for i, column in enumerate(payload["columns"])
        if column["label"] in payload["filters"]
    ]
    return blocks.search_form(payload["caption"], filters, len(payload["rows"]))


def _download(payload: dict, docname: str) -> nodes.Node:
    link = references.link(f"download:{payload['name']}.csv", "Download the data (CSV)", docname)
    return nodes.paragraph("", "", link, classes=["exhibit-download"])


def _grid(payload: dict) -> nodes.table:
    columns = payload["columns"]
    heads = [
        look + (["table-filter"] if column["label"] in payload["filters"] else [])
        for column, look in zip(columns, _looks(payload))
    ]
    content = {key: payload[key] for key in ("name", "columns", "rows", "anchors")} | {
        "sources": [source["id"] for source in payload["sources"]]
    }
    return blocks.grid([c["label"] for c in columns], heads, blocks.deferred(make=_body, content=content))


def _body(content: dict, docname: str) -> list[nodes.tbody]:
    number = {source: i for i, source in enumerate(content["sources"], start=1)}
    looks = _looks(content)
    return [
        blocks.body(
            content["anchors"],
            [
                [
                    nodes.entry(
                        "",
                        _content(content["name"], column, value, number, docname),
                        classes=look + blocks.breakable(value if isinstance(value, str) else ""),
                    )
                    for column, look, value in zip(content["columns"], looks, cells)
                ]
                for cells in content["rows"]
            ],
        )
    ]


def _looks(payload: dict) -> list[list[str]]:
    """The classes of each column."""
    return [
        _classes(column, [row[i] for row in payload["rows"]]) for i, column in enumerate(payload["columns"])
    ]


def _classes(column: dict, values: list) -> list[str]:
    if column["type"] == "number":
        return ["text-right"]
    if column["type"] == "sources":
        return ["exhibit-refs"]
    longest = max((len(v) for v in values if isinstance(v, str)), default=0)
    return ["exhibit-long"] if longest > _LONG_TEXT else []


def _content(name: str, column: dict, value, number: dict[str, int], docname: str) -> nodes.Node:
    """One cell: text, a number, a link, or links to the entries of the exhibit's numbered sources."""
    if value is None:
        return blocks.cell("", "–")
    if column["type"] == "number":
        return blocks.cell("", f"{value:,}" if isinstance(value, int) else f"{value:,.2f}")
    if column["type"] == "text":
        return blocks.cell("", str(value))
    if column["type"] == "link":
        return blocks.cell("", "", references.link(value["to"], value["text"], docname))
    links = blocks.cell()
    for i, source in enumerate(value):
        links += [nodes.Text(" ")] if i else []
        links += references.link(
            f"source:{source}", str(number[source]), docname, fallback=f"{name}-{source}"
        )
    return links


def _sources(payload: dict) -> list[nodes.Node]:
    content = {key: payload[key] for key in ("name", "sources")}
    return blocks.details(
        f"Sources ({len(payload['sources'])})", blocks.deferred(make=_source_list, content=content)
    )


def _source_list(content: dict, docname: str) -> list[nodes.enumerated_list]:
    items = nodes.enumerated_list(classes=["exhibit-sources"])
    for source in content["sources"]:
        text = nodes.paragraph()
        title = source["title"]
        text += nodes.Text(f"{source['publisher']}: ")
        text += references.link(source["url"], title, docname) if source["url"] else nodes.Text(title)
        dated = f", {source['published']}" if source["published"] else ""
        text += nodes.Text(f"{dated}. Reliability {source['reliability']}, {SEEN[source['seen']]}. ")
        text += references.link(f"source:{source['id']}", "What rests on it", docname)
        items += nodes.list_item("", text, ids=[f"{content['name']}-{source['id']}"])
    return [items]
