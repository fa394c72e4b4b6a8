"""The map's shapes: read, check and project ``data/europe.geojson``."""

from __future__ import annotations

import json
from functools import cache

import shapely
from pyproj import Transformer

from coalition import paths

MUST_LIE_IN = {
    "Simferopol": (34.1, 44.95, "UKR"),
    "Sevastopol": (33.6, 44.65, "UKR"),
    "Donetsk": (37.8, 48.0, "UKR"),
    "Luhansk": (39.3, 48.57, "UKR"),
}
"""Places whose country the map must show as the UN General Assembly does (resolutions 68/262 and ES-11/4)."""

BORDER_NOTE = (
    "Borders follow UN General Assembly resolutions 68/262 and ES-11/4; no position on any border is implied."
)


@cache
def shapes() -> dict[str, shapely.Geometry]:
    """Country shapes by ISO 3166-1 alpha-3 code, in degrees (WGS 84, longitude first)."""
    collection = json.loads((paths.DATA / "europe.geojson").read_text(encoding="utf-8"))
    return {f["properties"]["iso3"]: shapely.geometry.shape(f["geometry"]) for f in collection["features"]}


def country_at(longitude: float, latitude: float) -> str | None:
    """The code of the country a point (degrees) lies in, or None outside every shape."""
    point = shapely.Point(longitude, latitude)
    return next((iso3 for iso3, shape in shapes().items() if shape.contains(point)), None)


@cache
def outlines() -> dict[str, list[list[tuple[float, float]]]]:
    """Outer rings per country in kilometres, ETRS89 / Lambert azimuthal equal-area (EPSG:3035)."""
    project = Transformer.from_crs("EPSG:4326", "EPSG:3035", always_xy=True).transform
    return {
        iso3: [
            [(round(x / 1000), round(y / 1000)) for x, y in (project(*p) for p in part.exterior.coords)]
            for part in getattr(shape, "geoms", [shape])
        ]
        for iso3, shape in shapes().items()
    }
