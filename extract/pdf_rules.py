"""Lines drawn on a PDF page, and how much of it is a picture. Knows shapes, not tables."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise, repeat
from typing import Any

from extract.document import BBox
from extract.pdf_calls import address, calls
from extract.pdf_page import Rule, Rules
from extract.pdf_runs import Frame

_MOST_OBJECTS = 60_000
_MOST_POINTS = 400
_DEEPEST = 6
_THIN = 2.6
# Dashes and dots of one border lie this near to each other, and a border is at least so long.
_DASH_GAP = 3.6
_SHORTEST = 6.0
_SAME_LINE = 1.2
_STRAIGHT = 0.6
_FARTHEST = 1e6
_MOST_BANDS = 2_000
_MOST_CORNERS = 7
_WHITE = 252

_Matrix = tuple[float, float, float, float, float, float]
_Point = tuple[float, float]
_IDENTITY: _Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True)
class _Found:
    frame: Frame
    across: list[Rule] = field(default_factory=list)
    down: list[Rule] = field(default_factory=list)
    image: float = 0.0
    bands: list[BBox] = field(default_factory=list)
    paths: int = 0
    objects: int = 0


def read_rules(page: Any, frame: Frame) -> Rules:
    """The drawn lines of a page; none where it holds too many objects to look at (`overfull`)."""
    import pypdfium2.raw as pdfium

    found = _Found(frame)
    ask, own = calls(), address(page.raw)
    count = ask.count_objects(own)
    if count > _MOST_OBJECTS:
        return Rules(overfull=True)
    # Most objects are text, which is read elsewhere.
    shapes = list(map(ask.page_object, repeat(own), range(count)))
    for i, (shape, kind) in enumerate(zip(shapes, map(ask.object_type, shapes), strict=True)):
        if not shape or kind == pdfium.FPDF_PAGEOBJ_TEXT:
            found.objects += 1
            continue
        _read_object(pdfium, pdfium.FPDFPage_GetObject(page.raw, i), _IDENTITY, 0, found)
        if found.objects > _MOST_OBJECTS:
            return Rules(image=found.image, paths=found.paths, overfull=True)
    across, down = _joined(found.across), _joined(found.down)
    bands = tuple(found.bands[:_MOST_BANDS])
    return Rules(tuple(across), tuple(down), found.image, found.paths, bands=bands)


def _read_object(pdfium: Any, shape: Any, outer: _Matrix, depth: int, found: _Found) -> None:
    if not shape:
        return
    found.objects += 1
    kind = pdfium.FPDFPageObj_GetType(shape)
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        found.paths += 1
        _read_path(pdfium, shape, outer, found)
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        matrix = _times(_matrix(pdfium, shape), outer)
        area = abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])
        found.image = max(found.image, min(area / max(found.frame.width * found.frame.height, 1.0), 1.0))
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        matrix = _times(_matrix(pdfium, shape), outer)
        for i in range(max(pdfium.FPDFFormObj_CountObjects(shape), 0)):
            if found.objects > _MOST_OBJECTS:
                return
            _read_object(pdfium, pdfium.FPDFFormObj_GetObject(shape, i), matrix, depth + 1, found)


def _matrix(pdfium: Any, shape: Any) -> _Matrix:
    m = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(shape, m):
        return _IDENTITY
    return (m.a, m.b, m.c, m.d, m.e, m.f)


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    o = outer
    return (
        a * o[0] + b * o[2],
        a * o[1] + b * o[3],
        c * o[0] + d * o[2],
        c * o[1] + d * o[3],
        e * o[0] + f * o[2] + o[4],
        e * o[1] + f * o[3] + o[5],
    )


def _read_path(pdfium: Any, shape: Any, outer: _Matrix, found: _Found) -> None:
    """Thin shapes are lines; of wider ones that are stroked each straight side is."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(shape, fill, stroke) or not (fill.value or stroke.value):
        return
    count = pdfium.FPDFPath_CountSegments(shape)
    if not 1 < count <= _MOST_POINTS:
        return
    matrix = _times(_matrix(pdfium, shape), outer)
    for points in _subpaths(pdfium, shape, count, matrix, found.frame):
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        wide, high = max(xs) - min(xs), max(ys) - min(ys)
        if high <= _THIN and wide > high:
            found.across.append(Rule((max(ys) + min(ys)) / 2, min(xs), max(xs)))
            continue
        if wide <= _THIN and high > wide:
            found.down.append(Rule((max(xs) + min(xs)) / 2, min(ys), max(ys)))
            continue
        if fill.value and len(points) < _MOST_CORNERS and _coloured(pdfium, shape):
            found.bands.append((min(xs), min(ys), max(xs), max(ys)))
        if stroke.value:
            _add_sides(found, points)


def _add_sides(found: _Found, points: list[_Point]) -> None:
    for a, b in pairwise(points):
        if abs(a[1] - b[1]) <= _STRAIGHT < abs(a[0] - b[0]):
            found.across.append(Rule((a[1] + b[1]) / 2, min(a[0], b[0]), max(a[0], b[0])))
        elif abs(a[0] - b[0]) <= _STRAIGHT < abs(a[1] - b[1]):
            found.down.append(Rule((a[0] + b[0]) / 2, min(a[1], b[1]), max(a[1], b[1])))


def _coloured(pdfium: Any, shape: Any) -> bool:
    """Whether a shape is filled with something that shows on white paper."""
    parts = [ctypes.c_uint() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetFillColor(shape, *parts):
        return False
    red, green, blue, alpha = (part.value for part in parts)
    return alpha > 0 and min(red, green, blue) < _WHITE


def _subpaths(pdfium: Any, shape: Any, count: int, matrix: _Matrix, frame: Frame) -> Iterator[list[_Point]]:
    """The points of each subpath on the page; curves give their end points and control points."""
    x, y = ctypes.c_float(), ctypes.c_float()
    a, b, c, d, e, f = matrix
    points: list[_Point] = []
    for i in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(shape, i)
        if not segment or not pdfium.FPDFPathSegment_GetPoint(segment, x, y):
            continue
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            if len(points) > 1:
                yield points
            points = []
        px, py = x.value, y.value
        if not (abs(px) < _FARTHEST and abs(py) < _FARTHEST):
            continue
        points.append(frame.place(a * px + c * py + e, b * px + d * py + f))
        if points and len(points) > 1 and pdfium.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1:
        yield points


def _joined(rules: list[Rule]) -> list[Rule]:
    """Pieces of one line (dashes, borders drawn cell by cell) as one rule."""
    lanes: list[list[Rule]] = []
    for rule in sorted(rules):
        if lanes and rule.at - lanes[-1][0].at <= _SAME_LINE:
            lanes[-1].append(rule)
        else:
            lanes.append([rule])
    whole: list[Rule] = []
    for lane in lanes:
        at = sum(r.at for r in lane) / len(lane)
        start = end = None
        for rule in sorted(lane, key=lambda r: r.start):
            if start is None or end is None or rule.start > end + _DASH_GAP:
                if start is not None and end is not None:
                    whole.append(Rule(at, start, end))
                start, end = rule.start, rule.end
            else:
                end = max(end, rule.end)
        if start is not None and end is not None:
            whole.append(Rule(at, start, end))
    return [rule for rule in whole if rule.end - rule.start >= _SHORTEST]
