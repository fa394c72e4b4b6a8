"""Text from data shows as text on the page and in the download, whatever it holds; and the page can still be
read: by keyboard, at any width, on paper, in the colours of the reader.
"""

import csv
import json
from xml.etree import ElementTree

import nbformat
import pytest
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from bookpress import typography
from tests.conftest import copied, run_coalition, until
from tests.press.test_build import SMALL_TOC

WORD = "W" * 10_000
CELLS = {
    "script": "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 2'>",
    "formula": '=HYPERLINK("http://example.org","click")',
    "template": "{{ config }} {% raw %} {glue:text}`x` {ref}`nowhere`",
    "maths": "$x^2$ costs $5 and \\alpha \\\\ n",
    "letters": "before \u05d9\u05de\u05d9\u05df after",
    "word": WORD,
    "comment": "<!-- <script> ]]> --> </td></table>",
}
SHOWN = [typography.apostrophes(text) for text in CELLS.values()]
"""The cells as pages show them."""
PAGE = """(sources)=
# Small book

The text is {glue:text}`hostile` and the script {glue:text}`script`, see {numref}`fig-hostile`."""
CODE = """from coalition import data
from bookpress import blocks, say, show
from coalition.reference import catalogue
import plotly.graph_objects as go
table = data.load("components").head(len_cells)
texts = list(table["open_issue"])
say(hostile=texts[2] + texts[3], script=texts[0])
figure = go.Figure(go.Scatter(x=[1] * len(texts), y=texts, text=texts, hoverinfo="text", mode="markers+text", name=texts[0]))
figure.add_annotation(x=1, y=texts[0], text=texts[3])
show(figure, name="fig-hostile", headline="It holds " + texts[0][:60] + ".", caption=texts[0] + texts[2], alt="A chart. " + texts[0], reading=texts[3], source_ids=data.source_ids(table), data=table[["open_issue", "source_ids"]])
show(table[["component_id", "open_issue", "source_ids"]], name="tab-hostile", headline="It holds " + texts[1][:60] + ".", caption=texts[6], source_ids=data.source_ids(table), search=True, filters=["open_issue"])
blocks.show(catalogue.source_list(), blocks.section("x", texts[0], blocks.items(*texts), blocks.facts(*[(t, t) for t in texts])))"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    """The built pages of a small book whose data hold hostile cells."""
    project = copied(tmp_path_factory.mktemp("hostile") / "project")
    (project / "_toc.yml").write_text(SMALL_TOC)
    plant(project / "data" / "components.csv", "open_issue", list(CELLS.values()))
    plant(project / "data" / "sources.csv", "title", list(CELLS.values()))
    cells = [
        nbformat.v4.new_markdown_cell(PAGE),
        nbformat.v4.new_code_cell(CODE.replace("len_cells", str(len(CELLS)))),
    ]
    for i, cell in enumerate(cells):
        cell["id"] = f"cell-{i}"
    nbformat.write(
        nbformat.v4.new_notebook(
            cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}}
        ),
        project / "index.ipynb",
    )
    result = run_coalition(project, "book")
    assert result.returncode == 0, result.stderr
    return project / "_build" / "html"


def plant(path, column, values):
    path.chmod(0o644)
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    for row, value in zip(rows[1:], values, strict=False):
        row[rows[0].index(column)] = value
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (390, "dark")])
def test_hostile_cells_show_as_text_and_break_nothing(chromium, hostile, width, theme):
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=theme)
    tab = context.new_page()
    troubles, asked = [], []
    tab.on("console", lambda m: m.type in ("error", "warning") and troubles.append(m.text))
    tab.on("pageerror", lambda e: troubles.append(str(e)))
    tab.on("request", lambda r: asked.append(r.url))
    tab.goto((hostile / "index.html").as_uri())
    tab.evaluate("window.exhibits.drawAll()")
    tab.locator("form.table-tools input").first.focus()
    until(
        tab,
        (
            "document.querySelector('.exhibit-chart').dataset.state === 'drawn' && "
            "document.querySelector('table[data-search=ready]')"
        ),
    )
    assert tab.evaluate("typeof window.hacked") == "undefined"
    shown = tab.evaluate(
        "[...document.querySelectorAll('#tab-hostile tbody tr')].map(r => r.cells[1].textContent)"
    )
    assert shown == SHOWN
    assert tab.evaluate("[...document.querySelectorAll('#x li')].map(e => e.textContent.trim())") == [
        text.strip() for text in SHOWN
    ]
    chart = tab.evaluate("document.querySelector('#fig-hostile .exhibit-chart').textContent")
    assert "<script>window.hacked" in chart
    assert WORD not in tab.evaluate(
        "[...document.querySelectorAll('#fig-hostile svg text')].map(t => t.textContent).join(' ')"
    )
    assert "$x^2$ costs" in tab.evaluate(
        "[...document.querySelectorAll('#fig-hostile svg text')].map(t => t.textContent).join(' ')"
    )
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.locator("a[href^=javascript]").count() == 0
    assert troubles == []
    assert [a for a in asked if not a.startswith(("file:", "data:", "blob:"))] == []
    context.close()


def test_prose_and_description_show_the_text(hostile):
    page = BeautifulSoup((hostile / "index.html").read_text(encoding="utf-8"), "html.parser")
    lead = page.select_one("article section > p").get_text()
    assert CELLS["template"] in lead
    assert typography.apostrophes(CELLS["script"]) in lead
    assert page.select_one("meta[name=description]")["content"].startswith("The text is {{ config }}")


def test_the_download_holds_the_text_and_no_formula(hostile):
    for path in (
        hostile / "_downloads" / "tab-hostile.csv",
        hostile / "_downloads" / "data" / "components.csv",
    ):
        with path.open(encoding="utf-8", newline="") as file:
            found = [row["open_issue"] for row in csv.DictReader(file)][: len(CELLS)]
        assert found == [f"'{c}" if c.startswith("=") else c for c in CELLS.values()]


def test_the_rows_as_json_hold_the_text_and_the_page_as_markdown_no_markup_from_it(hostile):
    rows = json.loads((hostile / "_downloads" / "tab-hostile.json").read_text(encoding="utf-8"))["rows"]
    assert [text for _, text, *_ in rows] == list(CELLS.values())
    page = MarkdownIt("commonmark").render((hostile / "index.html.md").read_text(encoding="utf-8"))
    assert not BeautifulSoup(page, "html.parser").find(["script", "b"])
    assert not BeautifulSoup(page, "html.parser").select("[onerror], img:not([src^=_figures])")
    assert "<script>window.hacked" in BeautifulSoup(page, "html.parser").get_text()


def test_a_search_shows_the_text_and_runs_nothing_of_it(chromium, hostile):
    tab = chromium.new_page()
    tab.goto((hostile / "search.html").as_uri() + "?q=hacked")
    until(tab, "document.querySelector('#search-results li')")
    shown = tab.locator("#search-results").inner_text()
    assert "<script>window.hacked" in shown
    assert tab.evaluate("typeof window.hacked") == "undefined"
    assert tab.locator("#search-results script, #search-results img").count() == 0
    tab.context.close()


def test_the_spec_of_a_chart_holds_the_text_as_text(hostile):
    script = (hostile / "_figures" / "fig-hostile.js").read_text(encoding="utf-8")
    assert script.startswith('window.exhibits.spec("fig-hostile", ')
    spec = json.loads(script.removeprefix('window.exhibits.spec("fig-hostile", ').removesuffix(");\n"))
    assert "&lt;script>window.hacked" in spec["data"][0]["text"][0]


def test_pictures_show_hostile_cells_as_text(hostile):
    for picture in sorted((hostile / "_figures").glob("fig-hostile-*.svg")):
        parts = list(ElementTree.parse(picture).iter())
        assert not any(part.tag.endswith("}script") for part in parts)
        assert any(
            "<script>window.hacked" in "".join(part.itertext())
            for part in parts
            if part.tag.endswith("}text")
        ), picture.name


def test_the_choices_of_a_filter_are_the_texts_of_its_column(hostile):
    page = BeautifulSoup((hostile / "index.html").read_text(encoding="utf-8"), "lxml")
    table = page.select_one("#tab-hostile")
    select = table.find_previous("form").select_one("select")
    texts = {" ".join(row.find_all(["td", "th"])[1].get_text().split()) for row in table.select("tbody tr")}
    choices = [option.get_text() for option in select.select("option")][1:]
    assert len(choices) == len(texts) and set(choices) == texts


@pytest.fixture(params=[320, 640, 1280])
def tab(chromium, hostile, request):
    """The page at a width, in dark mode and with the colours that a reader forces on it."""
    context = chromium.new_context(
        viewport={"width": request.param, "height": 700}, color_scheme="dark", forced_colors="active"
    )
    page = context.new_page()
    page.goto((hostile / "index.html").as_uri())
    # The list of sources is long, and one of its rows is like the other.
    page.evaluate("document.querySelectorAll('tr[id^=src-]:nth-child(n+4)').forEach(row => row.remove())")
    page.evaluate("window.exhibits.drawAll()")
    yield page
    context.close()


FOCUS = """async () => {
  await Promise.all(document.getAnimations().map(a => a.finished));
  const e = document.activeElement, box = e.getBoundingClientRect(), look = getComputedStyle(e);
  if (e === document.body) return 'end';
  const seen = e.checkVisibility({opacityProperty: true, visibilityProperty: true}) && box.width > 0
    && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  const told = e.innerText || e.getAttribute('aria-label') || e.labels?.length || e.title || e.querySelector('title');
  const state = e.tagName !== 'BUTTON' || !e.getAttribute('aria-controls') || e.hasAttribute('aria-expanded');
  return (seen && told && state && look.outlineStyle !== 'none' ? '' : 'lost: ') + e.outerHTML.slice(0, 120);
}"""


def test_the_focus_goes_only_where_something_is_seen_and_every_control_says_what_it_is(tab):
    met = []
    for _ in range(120):
        tab.keyboard.press("Tab")
        met.append(tab.evaluate(FOCUS))
        if met[-1] == "end":
            break
    assert met[-1] == "end" and len(met) > 10
    assert [place for place in met if place.startswith("lost: ")] == []


BROKEN = """() => {
  const broken = [];
  const walk = document.createTreeWalker(document.querySelector('article'), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const node = walk.currentNode, parent = node.parentElement;
    if (!parent.checkVisibility() || parent.closest('svg, pre, script, style')) continue;
    for (const word of node.data.matchAll(/(?<=^|\\s)[\\p{L}\\p{N}.,]{2,20}(?=\\s|$)/gu)) {
      const range = document.createRange();
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const lines = new Set([...range.getClientRects()].map(r => Math.round(r.top)));
      if (lines.size > 1) broken.push(word[0]);
    }
  }
  return broken;
}"""
"""Words and numbers of a common length that stand on two lines."""


def test_on_paper_the_page_is_light_whatever_the_mode_and_nothing_breaks_inside(chromium, hostile):
    looks = {}
    for theme in ("light", "dark"):
        context = chromium.new_context(viewport={"width": 718, "height": 1000}, color_scheme=theme)
        tab = context.new_page()
        tab.goto((hostile / "index.html").as_uri())
        tab.emulate_media(media="print", color_scheme=theme)
        looks[theme] = tab.evaluate(
            """() => ['body', 'article p', 'h1', 'td', 'th', 'figcaption, caption'].map(s => {
              const look = getComputedStyle(document.querySelector(s));
              return [s, look.color, look.backgroundColor];
            })"""
        )
        assert tab.evaluate(BROKEN) == []
        ends = "[...document.querySelectorAll('figure, #tab-hostile, article p')].map(e => e.getBoundingClientRect().right)"
        assert max(tab.evaluate(ends)) <= 718
        context.close()
    assert looks["dark"] == looks["light"]
    assert looks["light"][0][1:] in (
        ["rgb(0, 0, 0)", "rgb(255, 255, 255)"],
        ["rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"],
    )


def test_no_number_or_word_breaks_inside_on_a_screen(tab):
    assert tab.evaluate(BROKEN) == []
