"""The board of the force's parts."""

from coalition import data
from coalition.charts import force


def test_every_part_is_drawn_once_in_its_status():
    table = data.load("components")
    figure = force.status_board(table)
    drawn = [
        (row.replace("<br>", " "), column) for t in figure.data for row, column in zip(t.y, t.x, strict=True)
    ]
    statuses = table["status"].map(data.labels_of("components", "status"))
    assert sorted(drawn) == sorted(zip(table["component"], statuses, strict=True))


def test_the_legend_has_no_domain_that_no_part_has():
    table = data.load("components")
    figure = force.status_board(table[table["domain"] == "sea"])
    assert [t.name for t in figure.data] == ["Sea"]
