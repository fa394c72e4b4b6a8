"""How results are written."""

import pandas as pd
import pytest

from coalition import formats


@pytest.mark.parametrize(
    ("probability", "written"),
    [(0.004, "less than 1 per cent"), (0.336, "34 per cent"), (0.999, "more than 99 per cent")],
)
def test_probabilities_claim_no_more_than_they_have(probability, written):
    assert formats.percent(probability) == written


@pytest.mark.parametrize("share", [1.01, -0.2, float("nan"), float("inf")])
def test_what_is_no_share_is_refused(share):
    with pytest.raises(ValueError, match="is no share"):
        formats.percent(share)


@pytest.mark.parametrize(
    ("speaker", "office", "written"),
    [
        ("Asta Skaisgirytė", "Adviser", "Asta Skaisgirytė, Adviser"),
        ("Ministry of Defence", "Ministry", "Ministry of Defence"),
        ("Russian delegation", "Delegation", "Russian delegation"),
        ("Press service", pd.NA, "Press service"),
    ],
)
def test_an_office_is_named_once(speaker, office, written):
    assert formats.spoken_by(speaker, office) == written


@pytest.mark.parametrize(("size", "written"), [(12_345, "12 kB"), (999_600, "1.0 MB"), (1_880_000, "1.9 MB")])
def test_sizes_of_files_are_short(size, written):
    assert formats.file_size(size) == written


@pytest.mark.parametrize(("soldiers", "written"), [(6682, 7000), (129, 100), (999.9, 1000)])
def test_sizes_are_coarse(soldiers, written):
    assert formats.coarse(soldiers) == written


@pytest.mark.parametrize(("value", "written"), [(12.4, "+12"), (-3.2, "−3"), (0.3, "0"), (-0.4, "0")])
def test_points_have_a_sign(value, written):
    assert formats.signed(value) == written


@pytest.mark.parametrize(
    ("low", "high", "written"),
    [
        (5, 10, "5 to 10"),
        (5000, 5000, "5,000"),
        (pd.NA, 7, "up to 7"),
        (7, pd.NA, "at least 7"),
        (pd.NA, pd.NA, ""),
    ],
)
def test_bounds(low, high, written):
    assert formats.bounds(low, high) == written


def test_dates_and_names():
    assert formats.month("2025-03-04") == "Mar 2025"
    assert formats.month("2025") == "2025"
    assert formats.month(pd.NA) == "undated"
    assert formats.period("2025-03", "2025-03") == "March 2025"
    assert formats.period("2025-03", "2025-04-01") == "March 2025 to 1 April 2025"


def test_a_ratio_that_has_turned_round_is_refused_with_its_rows():
    assert formats.times_as_much(1.04, "a") == "1.0"
    for ratio in (0.67, float("nan")):
        with pytest.raises(ValueError, match=r"the ratio has turned round: .*, from gdp-rus, gdp-eu"):
            formats.times_as_much(ratio, "gdp-rus", "gdp-eu")
