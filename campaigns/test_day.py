"""One book with all of the report behind it through the changes of a day.

Tables, prose, titles, numbers, modules, claims and settings change: exactly what rests on them is made again,
and the pages of the end equal a build from nothing.
"""

import csv
import re
import shutil
from pathlib import Path

import pytest

from campaigns.conftest import built, copy_of_the_project
from tests.press.test_build import add, changed, edit, one_page, ran, written

CHECKED = Path("_build", "work", "checked.json")


@pytest.fixture
def small(tmp_path):
    """The project with a book of one page, not built."""
    project = copy_of_the_project(tmp_path / "project")
    one_page(project)
    return project


def from_nothing(project):
    """Build with nothing kept but that the data are sound."""
    sound = (project / CHECKED).read_bytes()
    shutil.rmtree(project / "_build")
    (project / CHECKED).parent.mkdir(parents=True)
    (project / CHECKED).write_bytes(sound)
    return built(project)


def there_and_back(small, first):
    """A table changes, which reaches page and download, and is put back, which runs nothing."""
    html, table = small / "_build" / "html", small / "data" / "components.csv"
    original = table.read_text(encoding="utf-8")
    edit(table, "Military hubs and protected depots", "Hubs & <depots>")
    assert ran(built(small)[1]) == ["index"]
    assert "Hubs &amp; &lt;depots&gt;" in (html / "index.html").read_text()
    assert "Hubs & <depots>" in (html / "_downloads" / "tab-components.csv").read_text()
    table.write_text(original, encoding="utf-8")
    restored, said = built(small)
    assert ran(said) == [] and restored == first


def one_table_more_and_less(small, before):
    """Another page names the number of the table that follows; a state that was come back to is kept."""
    html = small / "_build" / "html"
    first_table = (
        "show(table[['component', 'source_ids']], name='tab-first', headline='This is the first.', "
        "caption='First.', source_ids=data.source_ids(table))"
    )
    code = (small / "index.ipynb").read_text()
    edit(
        small / "index.ipynb", "say(n=", f"{first_table}\\nsay(n="
    )  # another page names the number of the table that follows
    assert "Table 1" in (html / "law.html").read_text()
    _, said = built(small)
    assert ran(said) == ["index"] and "Table 2" in (html / "law.html").read_text()
    # Of the runs kept, a state that was come back to outlives one that was not.
    (small / "index.ipynb").write_text(code)
    numbered, said = built(small)
    assert ran(said) == [] and numbered == before
    return numbered


def test_one_book_through_the_changes_of_a_day(small):
    """Each step says what ran and which pages changed; the pages of the end equal a build from nothing."""
    text = (
        "See {ref}`the first <law>`, {numref}`tab-components` and "
        "{cite:t}`walter1997`.\n\n(law)=\n## Law\n\n```{bibliography}\n```"
    )
    add(small, "law", "from coalition.analysis import regions\nprint('a law')", text)
    edit(small / "bookpress" / "engine" / "runs.py", "_KEPT = 20", "_KEPT = 2")
    html = small / "_build" / "html"
    first, said = built(small)
    assert ran(said) == ["index", "law"] or ran(said) == ["law", "index"]
    assert all(
        re.fullmatch(r"\S.*|  \S.*", line) and line.count("ipynb") <= 1 for line in said.splitlines()
    ), said

    moment = (html / "index.html").stat().st_mtime_ns
    same, said = built(small)
    assert said.startswith("nothing changed") and same == first
    assert (html / "index.html").stat().st_mtime_ns == moment

    there_and_back(small, first)

    edit(small / "index.ipynb", "There are", "We count")  # prose
    prose, said = built(small)
    assert ran(said) == [] and written(said) == ["index"]
    assert {p for p in changed(first, prose) if p.endswith(".html")} == {"index.html"}

    edit(small / "index.ipynb", "Small book", "Small tome")  # a title stands in the navigation of every page
    titled, said = built(small)
    assert ran(said) == []
    assert {"index.html", "law.html"} <= {p for p in changed(prose, titled) if p.endswith(".html")}

    numbered = one_table_more_and_less(small, titled)

    edit(small / "coalition" / "analysis" / "regions.py", '"""', '""" ')  # a module that one chapter loads
    _, said = built(small)
    assert ran(said) == ["law"] and "coalition/analysis/regions.py changed" in said

    path = small / "data" / "claims.csv"
    with path.open(encoding="utf-8", newline="") as file:
        claims = list(csv.reader(file))
    for row in (1, 2):  # the page names the claims it treats, though its chapter does not read their table
        claims[row][claims[0].index("chapter")] = "law"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(claims)
        _, said = built(small)
        assert ran(said) == []
        assert claims[row][0] in (html / "law.html").read_text()

    edit(small / "_config.yml", 'title: "After the Ceasefire"', 'title: "Another Title"')
    configured, said = built(small)
    assert ran(said) == [] and {"index.html", "law.html"} <= changed(numbered, configured)
    assert "Another Title" in (html / "law.html").read_text()

    (html / "law.html").write_text("damaged")
    repaired, said = built(small)
    assert ran(said) == [] and repaired == configured

    cold, said = from_nothing(small)
    assert sorted(ran(said)) == ["index", "law"]
    assert changed(configured, cold) == set()

    again, said = built(small, "refresh")
    assert sorted(ran(said)) == ["index", "law"] and again == cold and "no page changed" in said
