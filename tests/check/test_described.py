"""The descriptor as a whole and the shapes of the map: each fault in one line, several planted at once."""

import json
from copy import deepcopy

import pytest

from coalition import data, paths
from coalition.check import described, map_shapes


def test_the_package_as_it_is_has_no_fault():
    assert described.faults(data.package()) == []


def test_a_key_that_stands_twice_and_numbers_that_are_none_are_named():
    text = '{"version": "1", "a": {"minimum": NaN, "maximum": 1e999}, "version": "2"}'
    assert described.text_faults(text) == [
        "NaN is no number of JSON",
        "1e999 is too large a number",
        "version stands twice",
    ]


def test_what_is_wrong_with_the_whole_is_named_by_its_place():
    package = deepcopy(data.package()) | {"version": "../2026.13.1", "created": "2020-01-01T00:00:00Z"}
    package["licenses"][0]["path"] = "javascript:alert(1)"
    resources = {r["name"]: r for r in package["resources"]}
    resources["polls"] |= {"path": "texts.csv", "encoding": "latin-1", "dialect": {"delimiter": ";"}}
    resources["polls"]["schema"]["missingValues"] = ["NA"]
    resources["positions"]["schema"]["foreignKeys"] = [{"fields": ["nothing"]}]
    field = next(f for f in resources["positions"]["schema"]["fields"] if f["name"] == "position")
    field["constraints"]["enum"].append(field["constraints"]["enum"][0])
    field["categories"] = [*field["categories"][1:], field["categories"][1]]
    field["categories"][0]["meaning"] = "In\u200bvisible."
    field["title"] = " "
    found = described.faults(package)
    for said in (
        "version: ../2026.13.1 is not year, month and number",
        "created: 2020-01-01T00:00:00Z lies before the cut-off",
        "licenses: javascript:alert(1) is no web address",
        "resources: the file texts.csv stands twice",
        "polls: encoding 'latin-1' is not utf-8",
        "polls: dialect is not read",
        "polls: missingValues ['NA'] is not the blank cell alone",
        "positions: foreignKeys names nothing, which is no column",
        "positions: position: code deploy_troops is allowed twice",
        "positions: position: code conditional is described twice",
        "positions: position: the label 'Open under conditions' stands for two codes",
        "positions position title: is blank",
        "positions position conditional meaning: 'In\\u200bvisible.' holds U+200B",
    ):
        assert any(line.startswith(said) for line in found), (said, found)


@pytest.fixture
def shapes(package):
    """Changes the features of the map's file in a copy of the data."""

    def change(do):
        path = paths.DATA / "europe.geojson"
        collection = json.loads(path.read_text(encoding="utf-8"))
        do(collection["features"])
        path.write_text(json.dumps(collection), encoding="utf-8")

    return change


def test_shapes_that_are_none_are_named_by_country(shapes):
    def damage(features):
        by_code = {f["properties"]["iso3"]: f for f in features}
        features.remove(by_code["FRA"])
        features.append(by_code["ESP"])
        by_code["POL"]["geometry"] = {"type": "Point", "coordinates": [1, 2]}
        by_code["AUT"]["geometry"] = {
            "type": "Polygon",
            "coordinates": [[[47, 9], [48, 10], [47, 10], [47, 9]]],
        }
        by_code["IRL"]["geometry"] = {
            "type": "Polygon",
            "coordinates": [[[9, 47], [10, 48], [10, 47], [9, 48], [9, 47]]],
        }

    shapes(damage)
    found = list(map_shapes.faults("europe.geojson", ["FRA", "ESP"]))
    assert found[:2] == ["ESP stands twice", "FRA has no shape"]
    assert {line[:3] for line in found[2:]} == {"POL", "AUT", "IRL"}
    assert any("Self-intersection" in line for line in found)
