"""The board of the force's parts."""

from coalition import data
from coalition.charts import components


def test_every_part_is_drawn_once_in_its_status():
    table = data.load("components")
    figure = components.status_board(table)
    drawn = [
        (row.replace("<br>", " "), column) for t in figure.data for row, column in zip(t.y, t.x) if column
    ]
    assert sorted(drawn) == sorted(zip(table["component"], table["status"].map(components.STATUSES)))


def test_a_part_without_a_named_lead_says_so():
    table = data.load("components")
    shown = components.component_table(table).set_index("Part")["Lead"]
    for part, leads in zip(table["component"], table["lead_nations"]):
        assert (shown[part] == "none named") == (leads == ())
