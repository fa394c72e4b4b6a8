"""Long tables in a real browser: searched, filtered and sorted in the page, complete without scripts."""

import re
import shutil

import pytest
from playwright.sync_api import expect

from bookpress.site import STATIC
from bookpress.upstream import itables
from coalition import data
from tests.conftest import until
from tests.site.test_references import CLAIMS, DATA, PAGES, SOURCES


def used(tab):
    """The tab once a reader has gone into the search of its first long table, and the library is there."""
    tab.locator("form.table-tools input").first.focus()
    tab.wait_for_selector("table[data-search=ready]")
    return tab


@pytest.fixture
def opened(chromium, book, request):
    made = []

    def open_page(page, width=1280, theme="light", **more):
        context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=theme, **more)
        tab = context.new_page()
        tab.troubles = []
        tab.on("console", lambda m: m.type in ("error", "warning") and tab.troubles.append(m.text))
        tab.on("pageerror", lambda e: tab.troubles.append(str(e)))
        tab.goto((book / page.split("#")[0]).as_uri() + ("#" + page.split("#")[1] if "#" in page else ""))
        made.append(context)
        return tab

    yield open_page
    for context in made:
        context.close()


def rows(tab, table):
    return tab.locator(f"{table} tbody tr").count()


def control(tab, label):
    """The choice of a filter, by the start of its label."""
    return tab.locator("label", has_text=re.compile(f"^{label}")).first.locator("select")


def test_claims_are_searched_filtered_and_shown_again(opened):
    tab = used(opened(CLAIMS))
    claims = data.load("claims")
    assert rows(tab, "#tab-claims") == len(claims)
    control(tab, "Verdict").select_option(label="Not borne out")
    expected = int((claims["verdict"] == "not_supported").sum())
    assert rows(tab, "#tab-claims") == expected
    assert tab.locator(".table-tools output").inner_text() == f"{expected} of {len(claims)} rows"
    tab.get_by_role("button", name="Show all").click()
    until(tab, f"document.querySelectorAll('#tab-claims tbody tr').length === {len(claims)}")
    tab.get_by_label("Search these rows").fill("Portugal")
    until(tab, f"document.querySelectorAll('#tab-claims tbody tr').length < {len(claims)}")
    assert "Portugal" in tab.locator("#tab-claims tbody tr").first.inner_text()
    assert tab.troubles == []


def test_the_search_stands_in_the_page_and_its_library_comes_when_it_is_used(opened):
    tab = opened(CLAIMS)
    asked = []
    tab.on("request", lambda r: r.resource_type == "script" and asked.append(r.url.rsplit("/", 1)[-1]))
    assert tab.get_by_label("Search these rows").is_visible()
    assert tab.evaluate("[...document.scripts].every(s => !s.src.includes('datatables'))")
    tab.get_by_label("Search these rows").press_sequentially("Portugal")
    until(tab, f"document.querySelectorAll('#tab-claims tbody tr').length < {len(data.load('claims'))}")
    assert asked == ["datatables.js"]


def test_a_reader_inside_the_table_keeps_the_focus_while_the_library_comes(opened):
    tab = opened(CLAIMS)
    tab.evaluate("""() => {
      window.link = document.querySelectorAll('#tab-claims tbody a')[20];
      document.querySelector('form.table-tools input').focus();
      window.link.focus();
    }""")
    until(tab, "document.querySelector('#tab-claims').dataset.search === 'ready'")
    assert tab.evaluate("document.activeElement === window.link")


def test_a_click_on_a_column_sorts_by_it_at_once(opened):
    tab = opened(CLAIMS)
    head = tab.locator("#tab-claims thead th", has_text="Claim")
    head.click()
    expect(head).to_have_attribute("aria-sort", "ascending")


CELLS = ["1,370", "–", "12.50", "", "-5"]
SMALL = """<!doctype html><title>A table</title>
<form class="table-tools" aria-label="Search: rows"><input>
<label>Number<select><option value="">all</option></select></label><output></output></form>
<div><table><thead><tr><th>Number</th></tr></thead><tbody>{rows}</tbody></table></div>
<script src="tables.js"></script>"""


@pytest.mark.parametrize(
    ("look", "up", "down"),
    [
        ("text-right", ["-5", "12.50", "1,370"], ["1,370", "12.50", "-5"]),
        ("", ["-5", "1,370", "12.50"], ["12.50", "1,370", "-5"]),
    ],
)
def test_what_stands_for_a_missing_value_comes_last_both_ways(chromium, tmp_path, look, up, down):
    rows = "".join(f"<tr><td>{cell}</td></tr>" for cell in CELLS)
    page = SMALL.format(rows=rows).replace("<th>", f'<th class="{look}">')
    (tmp_path / "index.html").write_text(page, encoding="utf-8")
    shutil.copy(STATIC / "tables.js", tmp_path)
    (tmp_path / "datatables.js").write_text(itables.datatables(), encoding="utf-8")
    tab = chromium.new_page()
    tab.goto((tmp_path / "index.html").as_uri())
    used(tab)
    head = tab.locator("thead th")
    for order, expected in (("ascending", up), ("descending", down)):
        head.click()
        expect(head).to_have_attribute("aria-sort", order)
        found = [text.strip() for text in tab.locator("tbody td").all_inner_texts()]
        assert found[:3] == expected
        assert set(found[3:]) == {"–", ""}
    tab.close()


def test_a_column_is_sorted_by_keyboard(opened):
    tab = used(opened(CLAIMS))
    head = tab.locator("#tab-claims thead th", has_text="Claim")
    order = head.locator(".dt-column-order")
    order.focus()
    order.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    order.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    expect(tab.locator("#tab-claims tbody tr").first).to_have_id(
        data.load("claims")["claim_id"].iloc[-1].lower()
    )


def test_sources_are_filtered_by_grade(opened):
    tab = used(opened(SOURCES))
    sources = data.load("sources")
    tools = tab.locator("form.table-tools").first
    control(tools, "Grade").select_option("A")
    control(tools, "Read").select_option(label=data.labels_of("sources", "seen")["cited_by_others"])
    expected = int(((sources["reliability"] == "A") & (sources["seen"] == "cited_by_others")).sum())
    assert rows(tab, "table:has(tr[id^=src-])") == expected


def test_a_permalink_to_a_row_that_a_search_took_away_shows_it(opened):
    tab = used(opened(CLAIMS))
    control(tab, "Kind").select_option("Question")
    tab.evaluate("location.hash = '#c01'")
    until(tab, "document.getElementById('c01') !== null")
    until(
        tab,
        (
            "(() => { const r = document.getElementById('c01').getBoundingClientRect(); "
            "return r.top >= 0 && r.top < innerHeight; })()"
        ),
    )


def test_controls_are_labelled_and_large_enough(opened):
    tab = used(opened(SOURCES, width=390, theme="dark"))
    small = tab.evaluate("""[...document.querySelectorAll('.table-tools input, .table-tools select, .table-tools button, .dt-column-order')]
        .filter(e => { const r = e.getBoundingClientRect(); return r.width < 24 || r.height < 24; }).map(e => e.outerHTML.slice(0, 80))""")
    assert small == []
    assert tab.evaluate(
        "[...document.querySelectorAll('.table-tools input, .table-tools "
        "select')].every(e => e.labels.length === 1)"
    )
    assert tab.evaluate("document.documentElement.scrollWidth") <= 390
    assert tab.troubles == []


@pytest.mark.parametrize(
    ("page", "table", "count"),
    [
        (CLAIMS, "#tab-claims", len(data.load("claims"))),
        (SOURCES, "table:has(tr[id^=src-])", len(data.load("sources"))),
        (DATA, "table:has(tr[id^=statement-])", len(data.load("statements"))),
    ],
)
def test_tables_are_complete_without_scripts(opened, page, table, count):
    tab = opened(page, java_script_enabled=False)
    assert rows(tab, table) == count
    assert not any(form.is_visible() for form in tab.locator(".table-tools").all())


def test_tables_are_complete_on_paper(opened):
    tab = used(opened(CLAIMS))
    tab.emulate_media(media="print")
    assert (
        tab.evaluate(
            "getComputedStyle(document.querySelector('#tab-claims').closest('.pst-scrollable-table-container')).maxHeight"
        )
        == "none"
    )
    assert not tab.locator(".table-tools").is_visible()


def test_the_library_is_a_plain_script_without_addresses_of_its_own():
    script = itables.datatables()
    assert "window.DataTable =" in script
    assert "export{" not in script


CUT = """() => [...document.querySelectorAll("article table:is(.exhibit-table, .reference-table)")]
  .filter(t => !t.closest("details:not([open])") && t.parentElement.scrollWidth > t.parentElement.clientWidth + 1)
  .map(t => t.id || t.caption?.textContent)"""
MUTE = """() => [...document.querySelectorAll("figure.exhibit, table.exhibit-table")]
  .filter(e => !(e.matches("figure") ? e : e.closest(".cell_output")).querySelector(".exhibit-headline")?.textContent.endsWith("."))
  .map(e => e.id)"""


@pytest.mark.parametrize("width", [1280, 390])
def test_no_table_of_any_page_is_cut_and_each_exhibit_has_its_headline(opened, book, width):
    tab, faults = opened(PAGES[0], width), {}
    for page in PAGES:
        tab.goto((book / page).as_uri())
        faults[page] = [*tab.evaluate(CUT), *tab.evaluate(MUTE)]
    assert {page: found for page, found in faults.items() if found} == {}


def test_no_table_is_cut_when_the_window_takes_another_width(opened, book):
    tab = opened(next(page for page in PAGES if page.endswith("outlook.html")), 1280)
    assert tab.locator("table.exhibit-table").count() > 3
    for width in (390, 1280, 800):
        tab.set_viewport_size({"width": width, "height": 900})
        until(tab, f"document.documentElement.clientWidth === {width} && !({CUT})().length")
