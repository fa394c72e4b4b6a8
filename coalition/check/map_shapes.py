"""The shapes of the map, each by itself: once, a polygon, where Europe is; and that no country lacks one."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterator

import shapely

from coalition import paths

_FRAME = shapely.box(-30, 30, 70, 75)
"""Degrees within which the map has shapes, longitude first."""


def faults(file: str, wanted: Collection[str]) -> Iterator[str]:
    """What is wrong with the features of a GeoJSON file; ``wanted`` are the countries that need a shape."""
    features = json.loads((paths.DATA / file).read_text(encoding="utf-8"))["features"]
    codes = [f["properties"]["iso3"] for f in features]
    yield from (f"{code} stands twice" for code, n in Counter(codes).items() if n > 1)
    yield from (f"{code} has no shape" for code in sorted({*wanted} - {*codes}))
    for code, feature in zip(codes, features, strict=True):
        if (kind := feature["geometry"]["type"]) not in ("Polygon", "MultiPolygon"):
            yield f"{code} is a {kind} and no polygon"
            continue
        shape = shapely.geometry.shape(feature["geometry"])
        if not shape.is_valid:
            yield f"{code}: {shapely.is_valid_reason(shape)}"
        elif not _FRAME.contains(shape):
            bounds = ", ".join(f"{b:g}" for b in shape.bounds)
            yield f"{code} lies outside the map ({bounds}); longitude comes first"
