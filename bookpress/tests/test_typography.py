"""Apostrophes are set one way."""

import pytest

from bookpress import typography


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("Rutte's words", "Rutte’s words"),
        ("states' names", "states’ names"),
        ("steady 'borderisation'.", "steady ‘borderisation’."),
        ("'s own", "’s own"),
        ("l'Italia", "l’Italia"),
        ("no sign", "no sign"),
    ],
)
def test_an_apostrophe_is_curved_and_a_quotation_opens_and_closes(typed, set_):
    assert typography.apostrophes(typed) == set_
