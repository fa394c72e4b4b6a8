"""Notebooks that readers take away: prose in its order between code, pictures beside live figures."""

import base64
import json

from docutils import nodes

from bookpress.engine import notebook_pictures, pictures
from bookpress.exhibits.exhibit import MIME
from bookpress.site import notebook_prose
from bookpress.site.notebook_prose import Prose


def cell(number):
    return nodes.container("", nb_element="cell_code", cell_index=number)


def test_prose_stands_between_the_cells_of_code_wherever_a_page_has_put_them():
    page = nodes.section(
        "", nodes.title("", "A page"), nodes.paragraph("", "One."), nodes.paragraph("", "Two.")
    )
    below = nodes.section(
        "", nodes.title("", "Below"), nodes.container("", nodes.paragraph("", "Three."), cell(4))
    )
    page += [cell(2), below]
    told = [
        part if isinstance(part, int) else (part.depth, [n.astext() for n in part.nodes])
        for part in notebook_prose.parts(nodes.section("", page))
    ]
    assert told == [
        (1, ["A page"]),
        (0, ["One.", "Two."]),
        2,
        (2, ["Below"]),
        (0, ["Three."]),
        4,
    ]


def test_money_is_no_formula_and_markup_of_data_stays_text():
    class Builder:
        def render_partial(self, block):
            text = block.astext().replace("&", "&amp;").replace("<", "&lt;")
            return {"fragment": f"<p>{text}</p>"}

    class App:
        builder = Builder()

    said = "It costs $5 to $6, <script>alert(1)</script> {ref}`x` *so* [l](javascript:x)"
    made = notebook_prose.markdown(App(), "index", Prose([nodes.paragraph("", said)]))
    assert made.count(r"<span>\$</span>") == 2 and made.count("$") == 2
    assert r"\<script" in made and r"\`x\`" in made and r"\*so\*" in made and r"\[l\](" in made


def test_a_picture_stands_beside_its_live_figure_with_its_alternative_text(tmp_path, monkeypatch):
    monkeypatch.setattr(pictures, "png", lambda spec: spec["drawn"])
    path = tmp_path / notebook_pictures.FOLDER / "chapters" / "a.ipynb"
    path.parent.mkdir(parents=True)
    live = {"data": {MIME: {"name": "fig-a", "alt": "A line."}}, "metadata": {}}
    other = {"data": {MIME: {"name": "tab-a", "alt": ""}}, "metadata": {}}
    path.write_text(json.dumps({"cells": [{"outputs": [live, other]}, {}]}), encoding="utf-8")
    for _ in range(2):  # a second build gives it again
        notebook_pictures.give({"fig-a": {"drawn": b"picture"}}, tmp_path)
        figure, table = json.loads(path.read_text(encoding="utf-8"))["cells"][0]["outputs"]
        assert base64.b64decode(figure["data"]["image/png"]) == b"picture"
        assert figure["metadata"]["image/png"]["alt"] == "A line."
        assert table == other
