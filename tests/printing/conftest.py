"""A book of one chapter, small enough to be printed again and again."""

import nbformat
import pytest

from tests.conftest import copied, run_coalition
from tests.press.test_build import leave_to_the_press

CODE = """from coalition import data
from bookpress import say, show
import pandas as pd
import plotly.graph_objects as go
table = data.load('components')
rows = table[['component', 'status', 'source_ids']].rename(columns=str.capitalize)
say(n=len(table))
figure = go.Figure(go.Bar(x=['Türkiye', 'Łódź'], y=[1, 2], marker={'pattern': {'shape': ['/', '.']}}))
show(figure, name='fig-small', headline='The second bar is twice the first.', caption='Two bars.', alt='The second bar is twice the first.', source_ids=data.source_ids(table), data=rows.head(3))
show(pd.concat([rows] * 4), name='tab-small', headline='The plan has parts.', caption='Components of the plan.', source_ids=data.source_ids(table))"""


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    """A book of one chapter, printed."""
    root = copied(tmp_path_factory.mktemp("small") / "project")
    (root / "_toc.yml").write_text("format: jb-book\nroot: index\n")
    leave_to_the_press(root)
    cells = [
        nbformat.v4.new_markdown_cell(
            (
                "# Small book\n\nThere are {glue:text}`n` components, see {numref}`tab-small` and "
                "{numref}`fig-small`.\n\n## Far along\n\n"
            )
            + "Words that fill the page. " * 54
            + "\n\nA title in italics may be *Решение № 23* or *Δεν θα στείλουμε*."
        ),
        nbformat.v4.new_code_cell(CODE),
    ]
    for i, cell in enumerate(cells):
        cell["id"] = f"cell-{i}"
    nbformat.write(
        nbformat.v4.new_notebook(
            cells=cells, metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}}
        ),
        root / "index.ipynb",
    )
    result = run_coalition(root, "pdf")
    assert result.returncode == 0, result.stderr
    return root
