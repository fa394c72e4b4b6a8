"""Research, costs, the matrix and its test: what is drawn is what the tables say."""

import pytest

from coalition import data
from coalition.analysis import deterrence, hypotheses
from coalition.charts import deterrence as charts
from coalition.formats import short_authors
from coalition.tables import deterrence as tables


@pytest.fixture(scope="module")
def matrix():
    return hypotheses.matrix()


def test_every_study_is_named():
    studies = deterrence.research()
    figure = charts.research_tally(studies)
    written = "".join(a.text for a in figure.layout.annotations).replace("<br>", "").replace(" ", "")
    named = [f"{short_authors(r.authors)}{r.year}".replace(" ", "") for r in studies.itertuples()]
    assert all(name in written for name in named)


def test_short_authors():
    assert short_authors("Reiter, Dan; Poast, Paul") == "Reiter and Poast"
    assert short_authors("Hultman, Lisa; Kathman, Jacob; Shannon, Megan") == "Hultman et al."
    assert short_authors("O'Mahony, Angela; et al.") == "O'Mahony et al."


def test_each_size_has_one_bar_whose_range_runs_from_low_to_high():
    costs = deterrence.costs()
    figure = charts.cost_by_size(costs)
    sizes = costs.drop_duplicates(["soldiers", "open_above"]).sort_values(["soldiers", "open_above"])
    bars = figure.data[0]
    assert list(bars.x) == list(sizes["central"])
    assert [x + e for x, e in zip(bars.x, bars.error_x.array, strict=True)] == pytest.approx(
        list(sizes["high"])
    )
    assert [x - e for x, e in zip(bars.x, bars.error_x.arrayminus, strict=True)] == pytest.approx(
        list(sizes["low"])
    )
    low, high = figure.layout.xaxis.range
    assert low == 0 and high > costs["high"].max()


def test_purposes_that_share_a_size_share_its_bar():
    costs = deterrence.costs()
    labels = " ".join(charts.cost_by_size(costs).data[0].y).replace("<br>", " ")
    assert all(label.lower() in labels for label in costs["label"])


def test_every_cell_of_the_matrix_that_says_something_is_drawn_by_its_code(matrix):
    figure = charts.matrix_grid(matrix, hypotheses.ranking(matrix))
    cells = matrix[list(hypotheses.labels().index)].stack()
    labels = data.labels_of("hypothesis_scores", "consistency", short=True)
    drawn = {t.name: len(t.x) for t in figure.data if t.mode == "markers"}
    assert drawn == {labels[code]: n for code, n in cells.value_counts().items() if code != "N"}
    rows = list(figure.layout.yaxis.categoryarray)
    assert rows[1:-1] == list(matrix.sort_values("diagnostic", ascending=False, kind="stable")["short"])


def test_the_least_lead_of_each_row_is_drawn_and_those_that_turn_it_stand_apart(matrix):
    rows, themes = hypotheses.sensitivity(matrix), hypotheses.without_themes(matrix)
    least = rows.groupby("evidence_id")["margin"].min().sort_values(kind="stable")
    lost = [least.index[0], least.index[-1]]
    drawn = [x for t in charts.lead(rows, themes, matrix, 5.8, lost).data for x in t.x]
    kept = [least[e] for e in least.index[: charts.SHOWN] if e not in lost]
    assert drawn == pytest.approx([*least[lost], *kept, *sorted(themes["margin"])])


def test_tables_speak_for_readers(matrix):
    rows, themes = hypotheses.sensitivity(matrix), hypotheses.without_themes(matrix)
    made = [
        tables.research(deterrence.research()),
        tables.costs(deterrence.costs()),
        tables.matrix(matrix),
        tables.lead(rows, themes),
        tables.ranking(hypotheses.ranking(matrix), hypotheses.ranking(matrix, weighted=False)),
    ]
    for table in made:
        assert table.columns[-1] == "Sources"
        assert not table.drop(columns=["Note", "Size of the effect"], errors="ignore").isna().any().any()
