"""Fill patterns of a drawing as lines and dots of its own.

Chromium prints an SVG pattern as a bitmap. Here each shape that is filled with one gets its colour, and over
it the lines or dots of the pattern, cut to the shape.
"""

from __future__ import annotations

import math
import re

from lxml import etree

_SVG = "http://www.w3.org/2000/svg"
_NUMBER = r"-?\d*\.?\d+(?:e-?\d+)?"
_FILL = re.compile(r"fill: url\(['\"]?#([^'\")]+)['\"]?\)")


def draw(root) -> None:
    """Take the patterns out of a drawing (its ``svg`` element).

    Raises ValueError for a shape or a pattern of a kind that charts do not have.
    """
    patterns = {p.get("id"): p for p in root.iter(f"{{{_SVG}}}pattern")}
    shapes = [
        (e, m[1])
        for e in root.iter(f"{{{_SVG}}}path")
        if (m := _FILL.search(e.get("style", ""))) and m[1] in patterns
    ]
    for i, (shape, name) in enumerate(shapes):
        _draw(shape, patterns[name], f"hatch-{i}")
    for pattern in patterns.values():
        pattern.getparent().remove(pattern)


def _draw(shape, pattern, clip: str) -> None:
    """The shape in the pattern's colour, and after it what the pattern repeats."""
    scale = float((re.search(r"scale\(([^)]+)\)", pattern.get("patternTransform", "")) or ["", "1"])[1])
    width, height = (float(pattern.get(side).removesuffix("px")) * scale for side in ("width", "height"))
    box = _box(shape.get("d"))
    ground = pattern.find(f"{{{_SVG}}}rect")
    colour = ground.get("fill") if ground is not None else "none"
    group = etree.Element(f"{{{_SVG}}}g", {k: v for k, v in shape.attrib.items() if k == "transform"})
    cut = etree.SubElement(
        etree.SubElement(group, f"{{{_SVG}}}clipPath", {"id": clip}), f"{{{_SVG}}}path", {"d": shape.get("d")}
    )
    if "fill-rule" in shape.attrib:
        cut.set("clip-rule", shape.get("fill-rule"))
    over = etree.SubElement(group, f"{{{_SVG}}}g", {"clip-path": f"url(#{clip})"})
    for part in pattern:
        if part.tag == f"{{{_SVG}}}path":
            lines = _lines(part.get("d"), scale, width, height, box)
            etree.SubElement(
                over,
                f"{{{_SVG}}}path",
                {
                    "d": lines,
                    "fill": "none",
                    **_look(part, "stroke"),
                    "stroke-width": str(float(part.get("stroke-width").removesuffix("px")) * scale),
                },
            )
        elif part.tag == f"{{{_SVG}}}circle":
            etree.SubElement(
                over, f"{{{_SVG}}}path", {"d": _dots(part, scale, width, height, box), **_look(part, "fill")}
            )
        elif part is not ground:
            raise ValueError(f"a fill pattern with {part.tag}")
    shape.set("style", _FILL.sub(f"fill: {colour}", shape.get("style")))
    group.tail, shape.tail = shape.tail, None
    shape.getparent().insert(shape.getparent().index(shape) + 1, group)


def _look(part, paint: str) -> dict[str, str]:
    return {paint: part.get(paint), "opacity": part.get("opacity", "1")}


def _box(path: str) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a path of straight lines."""
    x = y = 0.0
    xs, ys = [], []
    for command, numbers in re.findall(r"([A-Za-z])([^A-Za-z]*)", path):
        found = [float(n) for n in re.findall(_NUMBER, numbers)]
        axes = {"m": (0, 1), "l": (0, 1), "h": (0,), "v": (1,), "z": ()}.get(command.lower())
        if axes is None:
            raise ValueError(f"a filled shape with the path command {command}")
        for i, number in enumerate(found):
            if axes[i % len(axes)] == 0:
                x = x + number if command.islower() else number
            else:
                y = y + number if command.islower() else number
            if i % len(axes) == len(axes) - 1:
                xs.append(x)
                ys.append(y)
    return min(xs), min(ys), max(xs), max(ys)


def _lines(path: str, scale: float, width: float, height: float, box) -> str:
    """The lines of a tile, each drawn through all tiles in the box."""
    left, top, right, bottom = box
    found = set()
    for start, up, kind, *end in re.findall(
        rf"M({_NUMBER}),({_NUMBER})([lL])({_NUMBER}),({_NUMBER})", path.replace(" ", "")
    ):
        x, y, a, b = (float(n) * scale for n in (start, up, *end))
        dx, dy = (a, b) if kind == "l" else (a - x, b - y)
        found.add((round(math.copysign(1, dx * dy) * abs(dy / dx), 4) if abs(dx) > 1e-9 else math.inf, x, y))
    drawn = []
    for slope in {s for s, _, _ in found}:
        if math.isinf(slope):
            starts = {round(x % width, 3) for s, x, _ in found if math.isinf(s)}
            drawn += [
                f"M{x:.2f} {top:.2f}V{bottom:.2f}"
                for start in starts
                for x in _steps(start, width, left, right)
            ]
            continue
        step = height
        starts = {round((y - slope * x) % step, 3) % step for s, x, y in found if s == slope}
        low, high = (
            sorted((top - slope * left, top - slope * right))[0],
            sorted((bottom - slope * left, bottom - slope * right))[1],
        )
        drawn += [
            f"M{left:.2f} {c + slope * left:.2f}L{right:.2f} {c + slope * right:.2f}"
            for start in _apart(starts, step)
            for c in _steps(start, step, low, high)
        ]
    return "".join(sorted(drawn))


def _apart(starts: set[float], step: float) -> list[float]:
    """The starts without those that are the same line but for rounding."""
    kept: list[float] = []
    for start in sorted(starts):
        if all(min(abs(start - k), step - abs(start - k)) > 0.01 for k in kept):
            kept.append(start)
    return kept


def _steps(start: float, step: float, low: float, high: float) -> list[float]:
    first = math.ceil((low - start) / step)
    return [start + i * step for i in range(first, math.floor((high - start) / step) + 1)]


def _dots(circle, scale: float, width: float, height: float, box) -> str:
    left, top, right, bottom = box
    x, y, r = (float(circle.get(k)) * scale for k in ("cx", "cy", "r"))
    return "".join(
        f"M{cx - r:.2f} {cy:.2f}a{r:.2f} {r:.2f} 0 1 0 {2 * r:.2f} 0a{r:.2f} {r:.2f} 0 1 0 {-2 * r:.2f} 0z"
        for cx in _steps(x, width, left - r, right + r)
        for cy in _steps(y, height, top - r, bottom + r)
    )
