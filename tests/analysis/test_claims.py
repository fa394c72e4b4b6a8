"""The starting article claim by claim: every sentence is covered and verdicts fit the kind of claim."""

from bookpress.exhibits.blocks import Link
from coalition import data
from coalition.analysis import claims as article
from coalition.charts import claims as charts
from coalition.tables import claims as tables


def test_every_sentence_belongs_to_a_claim_and_every_place_exists():
    claims = data.load("claims")
    assert article.uncovered(claims) == []
    sentences = article.article_sentences()
    places = article.places(claims)
    assert places["paragraph"].between(1, len(sentences)).all()
    assert all(
        1 <= s <= sentences[p - 1] for p, s in places[["paragraph", "sentence"]].itertuples(index=False)
    )


def test_an_uncovered_sentence_is_named():
    claims = data.load("claims")
    first = claims["paragraph_sentences"].iloc[0]
    assert set(
        article.uncovered(claims[~claims["paragraph_sentences"].map(lambda p: bool(set(p) & set(first)))])
    ) >= set(first)


def test_only_facts_and_predictions_can_be_wrong():
    claims = data.load("claims")
    assert set(claims.loc[claims["verdict"] == "false", "kind"]) <= {"fact", "prediction"}
    labels = " ".join(data.labels_of("claims", "verdict").values()).lower().split()
    assert "true" not in labels
    assert "false" not in labels


def test_verdicts_by_kind_count_every_claim_once():
    claims = data.load("claims")
    counts = article.verdicts_by_kind(claims)
    assert counts["claims"].sum() == len(claims)
    named = [c for cell in counts["ids"] for c in cell.split(", ")]
    assert sorted(named) == sorted(claims["claim_id"])


def test_the_bars_show_every_claim():
    counts = article.verdicts_by_kind(data.load("claims"))
    figure = charts.verdict_bars(counts)
    assert sum(sum(trace.x) for trace in figure.data) == counts["claims"].sum()
    looks = [(t.marker.color, t.marker.pattern.shape) for t in figure.data]
    assert len(set(looks)) == len(looks)


def test_each_claim_leads_to_its_chapter():
    claims = data.load("claims")
    assert list(tables.claim_table(claims)["Treated in"]) == [Link(f"chapter:{c}") for c in claims["chapter"]]
