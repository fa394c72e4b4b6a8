"""Turn exhibits into numbered, captioned, cross-referencable nodes, and write their CSV files.

Columns, rows and sources arrive as plain data from ``coalition.exhibits.show``; text becomes
docutils text, so the writer escapes it.
"""

from __future__ import annotations

import html
import json
from pathlib import Path

from docutils import nodes

from coalition import exhibits, explorer
from coalition.sphinx import explorer as explorer_form

DOWNLOADS = "_downloads"
_LONG_TEXT = 60
"""Characters from which a text column gets room to read."""
_SEEN = {"full": "read in full", "excerpt": "read in part", "cited_by_others": "known through others who cite it"}


def setup(app) -> None:
    app.connect("env-purge-doc", lambda app, env, docname: _registry(env).pop(docname, None))
    app.connect("build-finished", _write_csv)


def _registry(env) -> dict[str, dict[str, dict]]:
    """Exhibits by chapter and name; kept with the build environment so that cached chapters count."""
    if not hasattr(env, "coalition_exhibits"):
        env.coalition_exhibits = {}
    return env.coalition_exhibits


class ExhibitRenderer:
    """MyST-NB MIME renderer (entry point ``myst_nb.mime_renderers``)."""

    mime_priority_overrides = [("*", exhibits.MIME, 1), ("*", exhibits.NOTE_MIME, 1), ("*", explorer.MIME, 1)]

    @staticmethod
    def handle_mime(renderer, data, inline):
        if data.mime_type == exhibits.NOTE_MIME:
            return [nodes.comment()]  # the book's exhibit carries its own caption and sources
        if data.mime_type not in (exhibits.MIME, explorer.MIME) or inline:
            return None
        payload = data.content if isinstance(data.content, dict) else json.loads(data.content)
        if data.mime_type == explorer.MIME:
            return explorer_form.form(payload)
        env = renderer.renderer.sphinx_env
        _register(env, payload)
        root = "../" * env.docname.count("/")
        main = (_figure if payload["kind"] == "figure" else _table)(payload, root)
        main[0]["names"].append(payload["name"])
        renderer.renderer.document.note_explicit_target(main[0], main[0])
        return main


def _register(env, payload: dict) -> None:
    for docname, known in _registry(env).items():
        if payload["name"] in known and docname != env.docname:
            raise ValueError(f"exhibit {payload['name']!r} stands in {docname} and in {env.docname}")
    _registry(env).setdefault(env.docname, {})[payload["name"]] = payload | {"spec": None}


def _write_csv(app, exception) -> None:
    if exception is not None or app.builder.format != "html":
        return
    folder = Path(app.outdir, DOWNLOADS)
    folder.mkdir(exist_ok=True)
    for known in _registry(app.env).values():
        for name, payload in known.items():
            (folder / f"{name}.csv").write_text(exhibits.csv_text(payload), encoding="utf-8")


def _figure(payload: dict, root: str) -> list[nodes.Node]:
    spec = json.dumps(payload["spec"], separators=(",", ":"), ensure_ascii=False, sort_keys=True).replace("</", "<\\/")
    height = payload["spec"]["layout"]["height"]
    alt = html.escape(payload["alt"], quote=True)
    chart = (
        f'<div class="exhibit-chart" role="group" aria-label="{alt}" style="min-height:{height}px">'
        f'<script type="application/json">{spec}</script>'
        f"<noscript><p>{alt} The drawn chart needs JavaScript; its data stand below.</p></noscript></div>"
    )
    figure = nodes.figure(classes=["exhibit"])
    figure += nodes.raw("", chart, format="html")
    figure += nodes.caption("", payload["caption"])
    legend = nodes.legend()
    if payload["reading"]:
        legend += nodes.paragraph("", payload["reading"], classes=["exhibit-reading"])
    legend += _details("Show the data", _grid(payload), _download(payload, root))
    legend += _sources(payload)
    figure += legend
    return [figure]


def _table(payload: dict, root: str) -> list[nodes.Node]:
    table = _grid(payload)
    table["classes"] += ["exhibit-table"]
    table.insert(0, nodes.title("", payload["caption"]))
    notes = nodes.container(classes=["exhibit-notes"])
    if payload["reading"]:
        notes += nodes.paragraph("", payload["reading"], classes=["exhibit-reading"])
    notes += _download(payload, root)
    notes += _sources(payload)
    return [table, notes]


def _details(summary: str, *content: nodes.Node) -> list[nodes.Node]:
    return [
        nodes.raw("", f'<details class="exhibit-details"><summary>{html.escape(summary)}</summary>', format="html"),
        *content,
        nodes.raw("", "</details>", format="html"),
    ]


def _download(payload: dict, root: str) -> nodes.Node:
    name = payload["name"]
    link = nodes.raw("", f'<a href="{root}{DOWNLOADS}/{name}.csv" download>Download the data (CSV)</a>', format="html")
    return nodes.paragraph("", "", link, classes=["exhibit-download"])


def _grid(payload: dict) -> nodes.table:
    columns = payload["columns"]
    number = {source["id"]: i for i, source in enumerate(payload["sources"], start=1)}
    classes = [_classes(column, [row[i] for row in payload["rows"]]) for i, column in enumerate(columns)]
    table = nodes.table(classes=["colwidths-auto"])
    group = nodes.tgroup(cols=len(columns))
    table += group
    for i, _ in enumerate(columns):
        group += nodes.colspec(colwidth=1, **({"stub": 1} if i == 0 else {}))
    head = nodes.row()
    for column, look in zip(columns, classes):
        head += nodes.entry("", nodes.paragraph("", column["label"]), classes=look)
    group += nodes.thead("", head)
    body = nodes.tbody()
    for cells in payload["rows"]:
        row = nodes.row()
        for column, look, value in zip(columns, classes, cells):
            row += nodes.entry("", _paragraph(payload["name"], column, value, number), classes=look)
        body += row
    group += body
    return table


def _classes(column: dict, values: list) -> list[str]:
    if column["type"] == "number":
        return ["text-right"]
    longest = max((len(v) for v in values if isinstance(v, str)), default=0)
    return ["exhibit-long"] if longest > _LONG_TEXT else []


def _paragraph(name: str, column: dict, value, number: dict[str, int]) -> nodes.paragraph:
    """One cell: text, a number, or links to the exhibit's numbered sources."""
    if value is None:
        return nodes.paragraph("", "–")
    if column["type"] == "number":
        return nodes.paragraph("", f"{value:,}" if isinstance(value, int) else f"{value:,.2f}")
    if column["type"] == "text":
        return nodes.paragraph("", str(value))
    links = nodes.paragraph()
    for i, source in enumerate(value):
        target = html.escape(f"{name}-{source}", quote=True)
        links += nodes.raw("", f'{" " if i else ""}<a href="#{target}" aria-label="Source {number[source]}">{number[source]}</a>', format="html")
    return links


def _sources(payload: dict) -> list[nodes.Node]:
    items = nodes.enumerated_list(classes=["exhibit-sources"])
    for source in payload["sources"]:
        text = nodes.paragraph()
        title = source["title"]
        text += nodes.Text(f"{source['publisher']}: ")
        text += nodes.reference("", title, refuri=source["url"]) if source["url"] else nodes.Text(title)
        dated = f", {source['published']}" if source["published"] else ""
        text += nodes.Text(f"{dated}. Reliability {source['reliability']}, {_SEEN[source['seen']]}.")
        items += nodes.list_item("", text, ids=[f"{payload['name']}-{source['id']}"])
    return _details(f"Sources ({len(payload['sources'])})", items)
