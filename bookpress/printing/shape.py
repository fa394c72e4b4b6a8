"""Make a chapter fit for paper: open what a page hides, move data behind figures out of the text, number
sources.

What depends on the document it is printed in, such as page numbers, is left as places
(``bookpress.printing.places``).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from docutils import nodes
from docutils.utils import new_document
from sphinx import addnodes

from bookpress import hooks
from bookpress.exhibits.exhibit import Exhibit
from bookpress.printing.places import place
from bookpress.printing.records import Numbered
from bookpress.site import references
from bookpress.site.blocks import disclosure
from bookpress.site.exhibits import chart, registry
from bookpress.upstream.myst_nb import HideCodeCellNode

_PORTRAIT, _LANDSCAPE = 132, 200
"""Characters that a line of the smallest table type holds, by page."""
_LONG = 60
"""Characters from which a text column needs room to read."""
_READABLE = 24
"""Characters that such a column gets at least."""


def slug(docname: str) -> str:
    """The name of a chapter in the printed book, and the start of every id in it."""
    return docname.rsplit("/", 1)[-1]


@dataclass
class Shaped:
    """What a chapter gives to the book beside its body, which is shaped in place."""

    title: str = ""
    sections: list[tuple[str, str]] = field(default_factory=list)
    """Id and title of each section of the first level."""
    sources: list[str] = field(default_factory=list)
    """Ids of the sources its exhibits and its text rest on, in the order of the list of sources."""
    entries: dict[str, list[nodes.Node]] = field(default_factory=dict)
    """The entries of the list of sources, in the chapter that has it."""
    rests: dict[str, list[nodes.Node]] = field(default_factory=dict)
    """What rests on each source, in the same chapter."""
    exhibits: dict[str, ShapedExhibit] = field(default_factory=dict)
    code: list[nodes.Node] = field(default_factory=list)
    """The code cells."""


@dataclass(frozen=True)
class ShapedExhibit(Numbered):
    """An exhibit of a shaped chapter; ``data`` is the table behind a figure."""

    data: list[nodes.Node]


class turned(nodes.General, nodes.Element):
    """Tables on landscape pages at the end of a chapter."""


class Shaper:
    """Shapes chapters of one book; numbers sources in the order of its list of sources."""

    def __init__(self, env) -> None:
        self.env = env
        listed = hooks.hook("all_sources")
        self.number = {s: i for i, s in enumerate(listed() if listed else _in_order(env), start=1)}
        self.home = env.get_domain("std").labels.get(references.home(env, "source"), ("",))[0]
        """The chapter with the list of sources; blank where there is none."""
        self._source_of = {references.anchor(env, "source", s): s for s in self.number} if self.home else {}

    @staticmethod
    def document() -> nodes.document:
        return new_document("print")

    def shape(self, doctree: nodes.document, docname: str) -> Shaped:
        """Shape one resolved chapter in place and return what goes elsewhere in the book."""
        shaped, home = Shaped(), slug(docname)
        numbers = self.env.toc_fignumbers.get(docname, {}).get("table", {})
        _drop_what_a_screen_needs(doctree)
        shaped.code = _take_code(doctree)
        cited = self._number_sources(doctree)
        self._shape_exhibits(doctree, docname, home, shaped)
        for table in list(doctree.findall(nodes.table)):
            if self._is_source_list(table):
                shaped.entries, shaped.rests = self._source_entries(table)
                number = ".".join(map(str, numbers[table["ids"][0]]))
                caption = nodes.paragraph(
                    "",
                    "",
                    nodes.inline("", f"Table {number} ", classes=["caption-number"]),
                    *next(table.findall(nodes.title)).children,
                )
                table.replace_self([caption, place(kind="sources", key="")])
                caption["classes"] = ["list-caption"]  # not those of the table, which took them along
        self._open(doctree)
        self._say_pages(doctree, home)
        for table in doctree.findall(nodes.table):
            _set_width(table)
        self._turn_wide_tables(doctree, numbers, home)
        shaped.sources = sorted(cited, key=self.number.__getitem__)
        trees = [
            doctree,
            *(nodes.container("", *e.data) for e in shaped.exhibits.values()),
            *(nodes.container("", *e) for e in (*shaped.entries.values(), *shaped.rests.values())),
            nodes.container("", *shaped.code),
        ]
        for tree in trees:
            self._rename(tree, home)
        top = next(doctree.findall(nodes.section))
        shaped.title = next(top.findall(nodes.title)).astext()
        shaped.sections = [
            (s["ids"][0], next(s.findall(nodes.title)).astext())
            for s in top.children
            if isinstance(s, nodes.section)
        ]
        top["ids"] = [home, *top["ids"]]
        return shaped

    def _number_sources(self, doctree) -> set[str]:
        """Give each link to a source its number in the list; returns the sources."""
        cited = set()
        for link in list(doctree.findall(nodes.reference)):
            source = self._source_of.get(_target(link))
            if source is None:
                continue
            cited.add(source)
            number = nodes.Text(str(self.number[source]))
            if "exhibit-refs" in _classes(link.parent.parent):
                link.children = []
                link += number
            elif not _is_in_source_list(link):
                link += nodes.Text("\u00a0")
                link += nodes.inline("", str(self.number[source]), classes=["source-number"])
        return cited

    def _shape_exhibits(self, doctree, docname: str, home: str, shaped: Shaped) -> None:
        for name, exhibit in registry(self.env).get(docname, {}).items():
            node = next(
                (
                    n
                    for n in doctree.findall(nodes.Element)
                    if name in n.get("names", ()) and isinstance(n, (nodes.figure, nodes.table))
                ),
                None,
            )
            if node is None:
                continue
            notes = (
                next(node.findall(nodes.legend))
                if exhibit.kind == "figure"
                else node.parent[node.parent.index(node) + 1]
            )
            hidden = [n for n in notes.children if isinstance(n, disclosure)]
            for n in hidden:
                notes.remove(n)
            behind: list[nodes.Node] = []
            if exhibit.kind == "figure":
                table = next(hidden[0].findall(nodes.table))
                _set_width(table)
                behind = [table]
                next(node.findall(chart)).replace_self(place(kind="picture", key=name))
            shaped.exhibits[name] = ShapedExhibit(
                kind=exhibit.kind,
                number=self.env.toc_fignumbers[docname][exhibit.kind][node["ids"][0]][0],
                caption=exhibit.caption,
                alt=exhibit.alt,
                id=f"{home}.{node['ids'][0]}",
                content=repr((exhibit.labels, exhibit.rows)),
                data=behind,
            )
            notes += self._source_line(exhibit)

    def _source_line(self, exhibit: Exhibit) -> nodes.paragraph:
        """The numbers of its sources in the list of sources, or their names where there is no list."""
        line = nodes.paragraph("", "", classes=["exhibit-source-line"])
        if exhibit.kind == "figure":
            line += place(kind="data", key=exhibit.name)
        if not exhibit.sources:
            return line
        line += nodes.Text("Sources: " if len(exhibit.sources) > 1 else "Source: ")
        for i, source in enumerate(sorted(exhibit.sources, key=lambda s: self.number[s.id])):
            line += [nodes.Text(", " if self.home else "; ")] if i else []
            if not self.home:
                line += nodes.Text(str(source))
                continue
            line += nodes.reference(
                "",
                str(self.number[source.id]),
                refuri=f"#{slug(self.home)}#{references.anchor(self.env, 'source', source.id)}",
                internal=True,
            )
        line += nodes.Text(".")
        return line

    def _is_source_list(self, table: nodes.table) -> bool:
        first = next(next(table.findall(nodes.tbody)).findall(nodes.row), None)
        return first is not None and any(i in self._source_of for i in first["ids"])

    def _source_entries(self, table: nodes.table) -> tuple[dict[str, list[nodes.Node]], ...]:
        """Each row of the list of sources as an entry, and what rests on it, by source."""
        rows = {
            next(self._source_of[i] for i in row["ids"] if i in self._source_of): row
            for row in next(table.findall(nodes.tbody)).findall(nodes.row)
        }
        columns = [e.astext() for e in next(table.findall(nodes.thead)).findall(nodes.entry)]
        describe = hooks.hook("source_entries")
        entries, use = {}, {}
        citing = nodes.container("", *(references.exhibits_citing("", source_id=s) for s in rows))
        references.name_exhibits(self.env.app, citing, self.home)
        for (source, row), exhibits in zip(rows.items(), citing.children, strict=True):
            cells = dict(zip(columns, row.children, strict=True))
            about, use[source] = describe(source, cells, exhibits) if describe else (_as_it_is(cells), [])
            entries[source] = [
                nodes.container(
                    "",
                    nodes.inline("", str(self.number[source]), classes=["source-no"]),
                    *about,
                    place(kind="rests", key=source),
                    ids=list(row["ids"]),
                    classes=["source"],
                )
            ]
        return entries, use

    def _turn_wide_tables(self, doctree, numbers: dict[str, tuple[int, ...]], home: str) -> None:
        """Move tables that need a landscape page to the end of the chapter, so that none tears the text
        apart.

        ``numbers`` are those of tables by id.
        """
        tables = [t for t in doctree.findall(nodes.table) if "wide" in t["classes"]]
        if not tables:
            return
        box = turned()
        for table in tables:
            notes = table.parent[table.parent.index(table) + 1 :][:1]
            group = nodes.container("", *[n.deepcopy() for n in (table, *notes)], classes=["turned-table"])
            if headline := _headline_of(table):
                group.insert(0, headline.deepcopy())
            for n in notes:
                table.parent.remove(n)
            target = table["ids"][0] if table["ids"] else ""
            number = numbers.get(target)
            label = f"Table {'.'.join(map(str, number))}" if number else "The table"
            note = nodes.paragraph(
                "",
                f"{label} stands at the end of this chapter",
                place(kind="moved", key=f"{home}.{target}"),
            )
            table.replace_self(note)
            note["ids"], note["classes"] = [], ["note"]  # those of the table, which took them along
            box += group
        next(doctree.findall(nodes.section)).append(box)

    def _open(self, doctree) -> None:
        """Put what stands behind a line into the text, under that line as a small heading."""
        for hidden in list(doctree.findall(disclosure)):
            hidden.replace_self(
                [nodes.paragraph("", hidden["summary"], classes=["opened"]), *hidden.children]
            )

    def _say_pages(self, doctree, home: str) -> None:
        """Let lists that lead to places of a chapter name the page of each."""
        for jump in doctree.findall(lambda n: "jump" in _classes(n)):
            for link in list(jump.findall(nodes.reference)):
                link += place(kind="page", key=f"{home}.{_target(link)}")

    def _rename(self, tree, home: str) -> None:
        """Make ids unique in the book and let links lead to them."""
        for node in tree.findall(nodes.Element):
            if node.get("ids"):
                node["ids"] = [f"{home}.{i}" for i in node["ids"]]
            if node.get("refid"):
                node["refid"] = f"{home}.{node['refid']}"
            if node.get("refuri", "").startswith("#"):
                chapter, *anchors = node["refuri"][1:].split("#")
                node["refuri"] = "#" + ".".join([chapter, *anchors[-1:]])


def _headline_of(table: nodes.table) -> nodes.Node | None:
    """The headline that stands before a table; none before a table of running text."""
    before = table.parent[: table.parent.index(table)]
    return next((n for n in reversed(before) if "exhibit-headline" in _classes(n)), None)


def _classes(node) -> list[str]:
    return node.get("classes", []) if isinstance(node, nodes.Element) else []


def _target(link: nodes.reference) -> str:
    return link.get("refid") or (
        link["refuri"].rpartition("#")[2] if link.get("refuri", "").startswith("#") else ""
    )


def _is_in_source_list(link: nodes.reference) -> bool:
    """Whether a link stands in the list of sources of an exhibit, which numbers them itself."""
    entry = link.parent.parent
    return isinstance(entry, nodes.list_item) and "exhibit-sources" in _classes(entry.parent)


def _drop_what_a_screen_needs(doctree: nodes.document) -> None:
    for node in list(doctree.findall(lambda n: isinstance(n, (addnodes.toctree, nodes.comment)))):
        node.parent.remove(node)
    for entry in doctree.findall(nodes.citation):
        entry["backrefs"] = []


def _take_code(doctree: nodes.document) -> list[nodes.Node]:
    """The code cells; a place is left for each."""
    found = list(doctree.findall(lambda n: "cell_input" in _classes(n)))
    for i, code in enumerate(found):
        opener = code.parent if isinstance(code.parent, HideCodeCellNode) else code
        opener.replace_self(place(kind="code", key=str(i)))
    return found


def _in_order(env) -> list[str]:
    """The sources of all exhibits in the order in which the book's files come."""
    exhibits = (e for known in registry(env).values() for e in known.values())
    return list(dict.fromkeys(s.id for e in exhibits for s in e.sources))


def _as_it_is(cells: dict[str, nodes.Node]) -> list[nodes.Node]:
    return [nodes.paragraph("", ". ".join(filter(None, (c.astext() for c in cells.values()))))]


def _set_width(table: nodes.table) -> None:
    """Class ``wide`` for a table that needs a landscape page, ``dense`` for one that needs smaller type
    there.
    """
    rows = [[e.astext() for e in row.children] for row in table.findall(nodes.row)]
    needed = sum(2 + _needed([row[i] for row in rows if i < len(row)]) for i in range(len(rows[0])))
    table["classes"] += ["wide"] * (needed > _PORTRAIT) + ["dense"] * (needed > _LANDSCAPE)


def _needed(cells: list[str]) -> int:
    """Characters a column needs: its longest word, more for running text."""
    longest = max((len(word) for cell in cells for word in cell.split()), default=1)
    text = max(len(cell) for cell in cells)
    return min(max(longest, _READABLE if text > _LONG else 0), 40)
