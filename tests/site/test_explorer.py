"""The explorer in a page.

Labelled native controls, right answers, complete without JavaScript, no request.
"""

import json
from dataclasses import replace
from itertools import product
from math import prod
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from coalition.analysis import force
from coalition.exhibits import explorer
from coalition.site import explorer as form

STATIC = Path(form.__file__).parent / "static"


@pytest.fixture(scope="module")
def made():
    """An explorer as a page reads it from the output of a notebook."""
    shown, small = [], explorer.grid(("leads", "europe"), (None, 0.5), (4.0, 5.0), (None, 8000.0))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(explorer, "display", lambda bundle, raw: shown.append(bundle))
        patch.setattr(explorer, "grid", lambda: small)
        explorer.explore("europe", rotation=4, concept="deterrence")
    return explorer.Explorer.from_json(json.loads(json.dumps(shown[0][explorer.MIME])))


@pytest.fixture(scope="module")
def markup(made):
    return form.markup(made)


@pytest.fixture
def page(chromium, markup, tmp_path):
    """The explorer alone in a page, as the book serves it."""
    file = tmp_path / "page.html"
    style, script = ((STATIC / f"explorer.{kind}").read_text(encoding="utf-8") for kind in ("css", "js"))
    file.write_text(
        (
            '<!doctype html><html lang="en"><meta '
            f'charset="utf-8"><title>t</title><style>{style}</style>{markup}<script>{script}</script></html>'
        ),
        encoding="utf-8",
    )

    def open_(**options):
        opened = chromium.new_page(**options)
        opened.asked = []
        opened.on("request", lambda r: opened.asked.append(r.url))
        opened.goto(file.as_uri())
        return opened

    return open_


def test_every_control_is_native_and_labelled(markup):
    soup = BeautifulSoup(markup, "html.parser")
    controls = soup.select("select")
    assert [c["name"] for c in controls] == ["set", "weight", "rotation", "brigade", "concept"]
    assert all(c.find_parent("label").get_text(strip=True) for c in controls)


def test_the_form_starts_at_the_choice_of_the_call(markup):
    chosen = [o.get_text() for o in BeautifulSoup(markup, "html.parser").select("option[selected]")]
    assert chosen == [
        "Europe, each state decides",
        "0 to 100 per cent (whole range)",
        "4 to 1",
        "5,000 to 10,000 (whole range)",
        "Deterrence",
    ]


def test_paper_says_the_same_choice(made):
    said = dict(form.choice(made))
    assert (
        said["Countries"] == "Europe, each state decides" and said["Purpose to compare with"] == "Deterrence"
    )


def test_a_choice_that_the_grid_lacks_starts_at_the_first(made):
    assert replace(made, rotation=4.2, set="mars").start() == made.start() | {"rotations": 0, "sets": 0}


def test_without_javascript_the_answer_and_the_way_to_the_table_are_there(page):
    opened = page(java_script_enabled=False)
    assert opened.locator("form").is_hidden()
    assert "soldiers kept in Ukraine" in opened.locator(".explorer-static").inner_text()
    assert opened.locator(".explorer-static a").get_attribute("href") == "#tab-numbers-cases"


def test_the_page_says_for_every_choice_what_python_says_letter_by_letter(page, made):
    opened, grid = page(), made.grid
    names = ("set", "weight", "rotation", "brigade", "concept")
    lists = (grid.sets, grid.weights, grid.rotations, grid.brigades, grid.concepts)
    choices = list(product(*(range(len(values)) for values in lists)))
    shown = opened.evaluate(
        """([names, choices]) => choices.map(choice => {
          const form = document.querySelector(".explorer form");
          names.forEach((name, i) => { form.elements[name].value = choice[i]; });
          form.dispatchEvent(new Event("input"));
          return [...form.querySelectorAll(".explorer-answer p")].map(p => p.textContent);
        })""",
        [names, choices],
    )
    for (set_, weight, rotation, brigade, concept), said in zip(choices, shown, strict=True):
        answer = explorer.outcome(
            grid.sets[set_].id,
            grid.weights[weight].value,
            grid.rotations[rotation].value,
            grid.brigades[brigade].value,
        )
        assert said == explorer.sentences(answer, grid.concepts[concept].id)
    assert opened.locator(".explorer-static p").first.text_content() == made.text[0]


def test_a_choice_by_keyboard_changes_the_answer(page):
    opened = page()
    before = opened.locator(".explorer-answer").inner_text()
    opened.keyboard.press("Tab")
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.name") == "weight"
    opened.keyboard.press("ArrowDown")
    assert opened.locator(".explorer-answer").inner_text() != before


def test_it_asks_no_host_and_fits_a_phone(page):
    opened = page(viewport={"width": 390, "height": 800})
    assert all(url.startswith("file:") for url in opened.asked)
    assert opened.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("width", [390, 1280])
def test_half_of_the_axis_is_written_in_its_middle(page, width):
    axis = page(viewport={"width": width, "height": 800}).locator(".explorer-axis")
    whole, half = axis.bounding_box(), axis.locator("span").nth(1).bounding_box()
    assert half["x"] + half["width"] / 2 == pytest.approx(whole["x"] + whole["width"] / 2, abs=1)


def test_the_payload_in_the_page_is_small(markup, made):
    data = BeautifulSoup(markup, "html.parser").find("script").string
    places = (explorer.WEIGHTS, explorer.ROTATIONS, explorer.BRIGADES, force.SETS)
    longest = max(map(len, made.grid.cells)) + 3
    assert len(data) + longest * prod(map(len, places)) < 60_000
    assert "</" not in data
