"""Whether the shapes of an alert can be drawn on a map, and on the right side of it.

Source: OASIS, *Common Alerting Protocol Version 1.2* (2010), section 3.2.4: points are ``latitude,longitude`` in
degrees of WGS 84; a polygon has four points at least, and its last point is its first.
"""

import re
from collections.abc import Iterator

from ruta.errors import InputError

REGION = (-5.0, 33.0, -119.0, -66.0)
"""South, north, west and east of a generous box around El Salvador, Honduras, Mexico and Colombia, in degrees."""
_NUMBER = r"[+-]?(\d+(\.\d*)?|\.\d+)"
_POINT = re.compile(rf"{_NUMBER},{_NUMBER}", re.ASCII)
Point = tuple[float, float]


def polygon_findings(polygon: str, *, where: str) -> Iterator[InputError]:
    """Yield the first thing that is wrong with a polygon, in the order in which it must be mended.

    Parameters
    ----------
    polygon
        The text of the element: points ``latitude,longitude`` with spaces between them.
    where
        Its place in the message, for the sentence.
    """
    texts = polygon.split()
    for place, text in enumerate(texts, 1):
        if not _POINT.fullmatch(text):
            yield InputError("alerting.point", where=where, number=place, found=text)
            return
    points = [_point(text) for text in texts]
    if len(points) < 4:
        yield InputError("alerting.polygon-short", where=where, found=len(points))
    elif points[0] != points[-1]:
        yield InputError("alerting.polygon-open", where=where, first=texts[0], last=texts[-1])
    else:
        yield from _place_findings(texts, points, where)


def _point(text: str) -> Point:
    latitude, longitude = (float(part) for part in text.split(","))
    return latitude, longitude


def _inside(points: list[Point]) -> bool:
    south, north, west, east = REGION
    return all(south <= latitude <= north and west <= longitude <= east for latitude, longitude in points)


def _place_findings(texts: list[str], points: list[Point], where: str) -> Iterator[InputError]:
    # Asked first: a latitude of -99 is also out of range, but "swapped" is what mends it.
    if not _inside(points) and _inside([(longitude, latitude) for latitude, longitude in points]):
        yield InputError("alerting.polygon-swapped", where=where, found=texts[0])
        return
    for text, (latitude, longitude) in zip(texts, points, strict=True):
        if abs(latitude) > 90 or abs(longitude) > 180:
            yield InputError("alerting.point-range", where=where, found=text)
            return
    if not _inside(points):
        yield InputError("alerting.polygon-elsewhere", where=where, found=texts[0])
    elif len(set(points)) < 3:
        yield InputError("alerting.polygon-flat", where=where, found=len(set(points)))
