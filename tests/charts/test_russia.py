"""Russia's statements and the steps: each drawn once, in its place."""

from coalition import data
from coalition.analysis import russia
from coalition.charts import russia as charts
from coalition.tables import russia as tables


def test_every_statement_is_drawn_once():
    statements = russia.statements()
    figure = charts.statement_timeline(statements)
    drawn = sorted(x for t in figure.data for x in t.x if x)
    assert drawn == sorted(data.last_day(statements["date"]).dt.strftime("%Y-%m-%d"))


def test_marks_of_a_stance_are_its_statements():
    statements = russia.statements()
    figure = charts.statement_timeline(statements)
    for code, label in russia.stances().items():
        drawn = [x for t in figure.data if t.name == label for x in t.x]
        assert len(drawn) == (statements["stance"] == code).sum()


def test_marks_do_not_share_a_place():
    figure = charts.statement_timeline(russia.statements())
    places = [(x, y) for t in figure.data for x, y in zip(t.x, t.y, strict=True) if x]
    assert len(places) == len(set(places))


def test_every_actor_with_a_say_stands_under_its_step():
    gates, actors = russia.gates(), russia.actors()
    texts = [a.text.replace("<br>", " ") for a in charts.gate_board(gates).layout.annotations]
    expected = []
    for _, gate in gates.iterrows():
        expected.append(f"<b>{gate['step']}</b>")
        for code, look in charts.PARTS.items():
            if code != "none" and (found := [name for a, name in actors.items() if gate[a] == code]):
                expected.append(f"{look.label}: {', '.join(found)}")
    assert texts == expected


def test_the_words_above_a_subject_count_its_stances():
    statements = russia.statements()
    texts = [a.text.replace("<br>", " ") for a in charts.statement_timeline(statements).layout.annotations]
    for text, (about, label) in zip(texts, russia.subjects().items(), strict=True):
        held = statements.loc[statements["about"] == about, "stance"].value_counts()
        assert text.startswith(f"<b>{label}: {held.sum()}</b>")
        assert [int(part.split(": ")[1]) for part in text.split("</b> ")[1].split(", ")] == [
            held[code] for code in charts.STANCES if code in held
        ]


def test_tables_speak_for_readers():
    for table in (
        tables.statements(russia.statements()),
        tables.gates(russia.gates()),
        tables.movement(russia.movement()),
    ):
        assert table.columns[-1] == "Sources"
        assert not table.drop(columns="Note", errors="ignore").isna().any().any()
