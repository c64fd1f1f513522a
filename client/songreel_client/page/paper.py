"""What the page is drawn on: shapes and type on a Skia canvas, and a note of what was put where."""

from collections.abc import Sequence
from dataclasses import dataclass

import skia

from songreel_client.page.fonts import Style, fit, measure, runs

Point = tuple[float, float]


@dataclass(frozen=True)
class Mark:
    """Something of the song's that is on the page."""

    kind: str
    """section, beat, segment, line, shot, cut."""
    left: float
    top: float
    right: float
    bottom: float
    colour: int = 0


class Paper:
    """A canvas in units of the page; y runs down."""

    def __init__(self, canvas: skia.Canvas) -> None:
        self._canvas = canvas
        self.marks: list[Mark] = []

    def note(self, kind: str, left: float, top: float, right: float, bottom: float, colour: int = 0) -> None:
        """Remembers what was drawn there."""
        self.marks.append(Mark(kind, left, top, right, bottom, colour))

    def box(self, left: float, top: float, right: float, bottom: float, colour: int, alpha: float = 1.0) -> None:
        """A filled rectangle."""
        if right > left and bottom > top:
            self._canvas.drawRect(skia.Rect.MakeLTRB(left, top, right, bottom), fill(colour, alpha))

    def line(self, start: Point, end: Point, colour: int, width: float = 1.0, alpha: float = 1.0) -> None:
        """A straight line."""
        self._canvas.drawLine(*start, *end, stroke(colour, width, alpha))

    def ticks(self, places: Sequence[float], top: float, bottom: float, colour: int, width: float) -> None:
        """Upright lines, as one shape."""
        path = skia.PathBuilder() if hasattr(skia, "PathBuilder") else skia.Path()
        for x in places:
            path.addRect(skia.Rect.MakeLTRB(x - width / 2, top, x + width / 2, bottom))
        self._canvas.drawPath(path.detach() if hasattr(path, "detach") else path, fill(colour))

    def shape(self, points: Sequence[Point], colour: int, alpha: float = 1.0) -> None:
        """A filled polygon."""
        if len(points) > 2:
            self._canvas.drawPath(polygon(points, close=True), fill(colour, alpha))

    def outline(self, points: Sequence[Point], colour: int, width: float, close: bool = True) -> None:
        """Lines through the points."""
        self._canvas.drawPath(polygon(points, close), stroke(colour, width))

    def dot(self, centre: Point, radius: float, colour: int) -> None:
        """A filled circle."""
        self._canvas.drawCircle(*centre, radius, fill(colour))

    def ring(self, centre: Point, radius: float, colour: int, width: float) -> None:
        """An empty circle."""
        self._canvas.drawCircle(*centre, radius, stroke(colour, width))

    def text(self, at: Point, text: str, style: Style, colour: int, *, align: float = 0.0, room: float = 1e9) -> float:
        """Sets the text on the baseline and gives its width; `align` 0 begins there, 0.5 is centred, 1 ends there."""
        text = fit(text, style, room)
        width = measure(text, style)
        x, y = at[0] - align * width, at[1]
        for piece, face in runs(text, style):
            self._canvas.drawString(piece, x, y, face, fill(colour))
            x += face.measureText(piece)
        return width


def polygon(points: Sequence[Point], close: bool) -> skia.Path:
    """A path through the points."""
    return skia.Path.Polygon([skia.Point(*point) for point in points], close)


def fill(colour: int, alpha: float = 1.0) -> skia.Paint:
    """Paint for surfaces."""
    return skia.Paint(Color=shade(colour, alpha), AntiAlias=True)


def stroke(colour: int, width: float, alpha: float = 1.0) -> skia.Paint:
    """Paint for lines."""
    return skia.Paint(Color=shade(colour, alpha), AntiAlias=True, Style=skia.Paint.kStroke_Style, StrokeWidth=width)


def shade(colour: int, alpha: float) -> int:
    """Skia's 0xAARRGGBB."""
    return round(255 * alpha) << 24 | colour
