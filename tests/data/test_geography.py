"""The map's shapes."""

import pytest

from coalition import data
from coalition.data import geography


@pytest.mark.parametrize(
    ("place", "longitude", "latitude", "iso3"),
    [
        ("Simferopol", 34.1, 44.95, "UKR"),
        ("Sevastopol", 33.6, 44.65, "UKR"),
        ("Kerch", 36.3, 45.3, "UKR"),
        ("Donetsk", 37.8, 48.0, "UKR"),
        ("Luhansk", 39.3, 48.57, "UKR"),
        ("Rostov-on-Don", 39.7, 47.23, "RUS"),
        ("Warsaw", 21.0, 52.2, "POL"),
        ("Famagusta", 33.9, 35.13, "CYP"),
        ("Pristina", 21.16, 42.66, "XKX"),
        ("Atlantic", -20.0, 45.0, None),
    ],
)
def test_places_lie_in_their_countries(place, longitude, latitude, iso3):
    assert geography.country_at(longitude, latitude) == iso3, place


def test_every_shape_has_a_country_row_and_an_outline():
    assert set(geography.shapes()) <= set(data.load("countries")["iso3"])
    assert set(geography.outlines()) == set(geography.shapes())


def test_outlines_are_kilometres_in_the_european_equal_area_grid():
    x, y = geography.outlines()["LUX"][0][0]
    assert 3950 < x < 4150
    assert 2900 < y < 3050
