"""The tables of claims: one word for a verdict, every claim in its place."""

import pandas as pd

from bookpress.exhibits.blocks import Link
from coalition import data
from coalition.analysis import claims as article
from coalition.tables import claims as tables

CLAIMS = pd.DataFrame(
    {
        "claim_id": ["C01", "C02", "C03"],
        "claim": ["One.", "Two.", "Three."],
        "kind": ["fact", "judgement", "fact"],
        "verdict": ["supported", "contested", "supported"],
        "evidence": ["a", "b", "c"],
        "confidence": ["high", "low", "high"],
        "chapter": ["law", "force", "law"],
        "paragraph_sentences": [("1.1",), ("1.2", "2.1"), ("2.2",)],
        "source_ids": [("x",), ("y",), ("x", "z")],
    }
)


def test_a_verdict_is_named_as_the_descriptor_names_it():
    words = data.labels_of("claims", "verdict")
    table = tables.claim_table(CLAIMS)
    assert table["Verdict"].to_list() == [words[v] for v in CLAIMS["verdict"]]
    assert table["Place"].to_list() == ["1.1", "1.2, 2.1", "2.2"]
    assert table["Treated in"].to_list() == [Link("chapter:law"), Link("chapter:force"), Link("chapter:law")]


def test_verdicts_are_counted_by_kind():
    table = tables.verdict_table(article.verdicts_by_kind(CLAIMS))
    assert table[["Claims", "Which"]].to_numpy().tolist() == [[2, "C01, C03"], [1, "C02"]]
    assert table["Sources"].to_list() == [("x", "z"), ("y",)]


def test_no_verdict_calls_a_claim_true_or_false():
    labels = " ".join(data.labels_of("claims", "verdict").values()).lower().split()
    assert not {"true", "false"} & set(labels)
