"""What the glossary says: its terms, the missions by name, and where each meaning comes from."""

from __future__ import annotations

from bookpress.exhibits import blocks
from bookpress.exhibits.blocks import Block, Facts, Link
from coalition.analysis.glossary import Term
from coalition.reference import named_sources

_FACT, _MISSION = "fact", "mission"


def words(found: list[Term]) -> dict[str, object]:
    """Every number of the chapter's prose, by the name the prose uses."""
    missions = sum(term.kind == _MISSION for term in found)
    return {"n_terms": len(found), "n_words": len(found) - missions, "n_missions": missions}


def terms(found: list[Term]) -> Facts:
    """The terms of the subject and of the methods."""
    return _listed([term for term in found if term.kind != _MISSION])


def missions(found: list[Term]) -> tuple[Block, Facts]:
    """Where the facts about missions stand, and the names of missions."""
    rows = Link("table:missions", "missions")
    where = blocks.paragraph(
        "Full names, areas and years come from the table ", rows, ", which has their sources."
    )
    return where, _listed([term for term in found if term.kind == _MISSION])


def _listed(found: list[Term]) -> Facts:
    anchors = [f"term-{term.key}" for term in found]
    return blocks.facts(*((term.name, [_meaning(term)]) for term in found), anchors=anchors)


def _meaning(term: Term) -> Block:
    if term.kind != _FACT:
        return blocks.paragraph(term.meaning)
    links = [
        run
        for source in named_sources.named(term.source_ids)
        for run in ("; ", Link(f"source:{source.id}", source.publisher))
    ]
    return blocks.paragraph(term.meaning, " (", *links[1:], ")")
