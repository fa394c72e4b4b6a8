"""The board of the force's parts."""

from coalition import data
from coalition.charts import force


def test_every_part_is_named_in_its_status():
    table = data.load("components")
    texts = [a.text.replace("<br>", " ") for a in force.status_board(table).layout.annotations]
    for status, part in zip(
        table["status"].map(data.labels_of("components", "status")), table["component"], strict=True
    ):
        head = next(i for i, text in enumerate(texts) if text.endswith(f"</b> {status}"))
        assert part in texts[head + 1]
