"""Citations: version, dates and licence of the data; an address where there is one; BibTeX for TeX."""

import calendar

from coalition import data
from coalition.reference import citation


def test_the_sentence_names_author_version_cut_off_and_licence():
    text = citation.sentence()
    assert text.startswith("After the Ceasefire contributors, After the Ceasefire, version " + data.version())
    assert text.endswith(f"data as of {data.written_date(data.cut_off())}. CC BY 4.0.")
    assert citation.sentence("Figure 1. A map", "https://example.org/a#fig-map").endswith(
        "CC BY 4.0. https://example.org/a#fig-map"
    )
    assert "“Figure 1. A map”, in After the Ceasefire" in citation.sentence("Figure 1. A map")


def test_the_entry_has_the_same_and_no_address_without_one():
    entry = citation.bibtex("fig-map", "Figure 1. A map")
    assert entry.startswith(f"@misc{{after-the-ceasefire-{data.version()}-fig-map,\n")
    assert "  author = {{After the Ceasefire contributors}}," in entry
    year, month, _ = data.package()["created"][:10].split("-")
    assert f"  year = {{{year}}},\n  month = {calendar.month_abbr[int(month)].lower()}," in entry
    assert "url" not in entry
    assert "  url = {https://example.org/}" in citation.bibtex("", "", "https://example.org/")
    assert citation.bibtex("").startswith(f"@misc{{after-the-ceasefire-{data.version()},")


def test_text_means_nothing_to_tex():
    assert r"{{50 \% \& \$5 \#1 a\_b \{x\} \textbackslash{}y \textasciitilde{}}}" in citation.bibtex(
        "k", r"50 % & $5 #1 a_b {x} \y ~"
    )
