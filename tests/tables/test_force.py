"""Parts of the force as a table."""

from coalition import data
from coalition.tables import force


def test_a_part_without_a_named_lead_says_so():
    table = data.load("components")
    shown = force.component_table(table).set_index("Part")["Lead"]
    for part, leads in zip(table["component"], table["lead_nations"], strict=True):
        assert (shown[part] == "none named") == (leads == ())
