"""What lies over the whole picture: vignette, the light of the beat, transitions, the label, the last fade."""

import math

import skia
from songreel.script.v1 import script_pb2

from songreel_video.backends.animatic.stage.colours import BLACK, WHITE, Colour, Colours, ink, mix
from songreel_video.backends.animatic.stage.pieces import Box, blocks_of, boxes_of
from songreel_video.backends.animatic.stage.scenery import Moment
from songreel_video.backends.animatic.stage.sheets import Canvas2D

FADE_SECONDS = 0.75
FLASH_SECONDS = 0.35
DIP_SECONDS = 0.5
WHIP_SECONDS = 0.29
LAST_FADE_SECONDS = 1.4
LABEL_HEIGHT = 0.022
"""Of its letters, in shares of the frame's height."""
LETTERS = {  # strokes on a grid four wide and six high: the label must show, and show alike, whatever fonts there are
    "A": (((0, 6), (2, 0), (4, 6)), ((0.8, 4), (3.2, 4))),
    "C": (((4, 1), (3, 0), (1, 0), (0, 1.2), (0, 4.8), (1, 6), (3, 6), (4, 5)),),
    "I": (((0, 0), (0, 6)),),
    "M": (((0, 6), (0, 0), (2, 4), (4, 0), (4, 6)),),
    "N": (((0, 6), (0, 0), (4, 6), (4, 0)),),
    "T": (((0, 0), (4, 0)), ((2, 0), (2, 6))),
}


class Finish:
    """The finish of one shot."""

    def __init__(
        self,
        colours: Colours,
        frame: Canvas2D,
        shot: script_pb2.Shot,
        seconds: float,
        *,
        label: bool,
        closes_film: bool,
    ) -> None:
        self._colours = colours
        self._frame = frame
        self._transition = shot.transition
        self._seconds = seconds
        self._closes_film = closes_film
        self._bounds = skia.Rect.MakeWH(frame.width_pixels, frame.height_pixels)
        self._vignette = _vignette(colours, frame)
        self._vignette_boxes = tuple(skia.Rect.MakeLTRB(*box) for box in _darkened(self._vignette))
        self._bloom = _bloom(mix(mix(colours.glow, colours.accent, 0.35), WHITE, 0.3), frame)
        self._bloom_left = 0 if colours.key_side < 0 else frame.width_pixels - self._bloom.width()
        self._label = _label_outline(frame) if label else None

    def draw(self, canvas: skia.Canvas, moment: Moment) -> None:
        """Draws the finish of one moment over the picture."""
        glow = 0.30 * moment.pulse * moment.energy + 0.10 * moment.onset * moment.energy
        if glow > 0.02:
            self._draw_bloom(canvas, glow)
        for box in self._vignette_boxes:
            canvas.drawImageRect(self._vignette, box, box, skia.SamplingOptions())
        self._draw_transition(canvas, moment.seconds)
        if self._closes_film and (left := self._seconds - moment.seconds) < LAST_FADE_SECONDS:
            self._veil(canvas, BLACK, (1 - left / LAST_FADE_SECONDS) ** 1.5)
        if self._label:
            self._draw_label(canvas, self._label)

    def whip_offset(self, seconds: float) -> float:
        """How far the picture is still swept aside, in frame widths; 0 when it rests."""
        if self._transition != script_pb2.TRANSITION_WHIP or seconds >= WHIP_SECONDS:
            return 0.0
        return (1 - seconds / WHIP_SECONDS) ** 2 * 0.55 * self._colours.key_side

    def _draw_bloom(self, canvas: skia.Canvas, strength: float) -> None:
        paint = skia.Paint(Alphaf=min(1.0, strength))
        canvas.drawImage(self._bloom, self._bloom_left, 0, skia.SamplingOptions(), paint)

    def _draw_transition(self, canvas: skia.Canvas, seconds: float) -> None:
        match self._transition:
            case script_pb2.TRANSITION_FADE_FROM_BLACK if seconds < FADE_SECONDS:
                self._veil(canvas, BLACK, (1 - seconds / FADE_SECONDS) ** 1.6)
            case script_pb2.TRANSITION_FLASH if seconds < FLASH_SECONDS:
                self._veil(canvas, mix(WHITE, self._colours.glow, 0.25), 0.85 * (1 - seconds / FLASH_SECONDS) ** 2)
            case script_pb2.TRANSITION_DIP if seconds < DIP_SECONDS:
                self._veil(canvas, mix(self._colours.near, BLACK, 0.5), (1 - seconds / DIP_SECONDS) ** 1.4)
            case _:
                pass

    def _veil(self, canvas: skia.Canvas, colour: Colour, alpha: float) -> None:
        canvas.drawRect(self._bounds, skia.Paint(Color=ink(colour, max(0.0, min(1.0, alpha)))))

    def _draw_label(self, canvas: skia.Canvas, label: skia.Path) -> None:
        height = self._frame.height_pixels
        width = label.getBounds().width()
        x, y = self._frame.width_pixels - width - height * 0.045, height * 0.955
        pad = height * 0.012
        plate = skia.Rect.MakeLTRB(x - pad, y - height * 0.034, x + width + pad, y + pad)
        canvas.drawRoundRect(plate, pad, pad, skia.Paint(Color=ink(BLACK, 0.45), AntiAlias=True))
        pen = skia.Paint(
            Color=ink(WHITE, 0.9), AntiAlias=True, Style=skia.Paint.kStroke_Style, StrokeWidth=height * 0.0034,
            StrokeCap=skia.Paint.kRound_Cap, StrokeJoin=skia.Paint.kRound_Join,
        )  # fmt: skip
        canvas.save()
        canvas.translate(x, y)
        canvas.drawPath(label, pen)
        canvas.restore()


def _vignette(colours: Colours, frame: Canvas2D) -> skia.Image:
    """Of the frame's own size: an unscaled picture is laid over at a fraction of a scaled one's cost."""
    surface = skia.Surface(frame.width_pixels, frame.height_pixels)
    width, height = frame.width_pixels, frame.height_pixels
    shader = skia.GradientShader.MakeRadial(
        center=skia.Point(width / 2, height * 0.48),
        radius=math.hypot(width, height) / 2,
        colors=[ink(BLACK, 0), ink(BLACK, 0), ink(mix(colours.shadow, BLACK, 0.6), 0.16 + 0.16 * colours.night)],
        positions=[0.0, 0.52, 1.0],
    )
    surface.getCanvas().drawPaint(skia.Paint(Shader=shader, Dither=True))
    return surface.makeImageSnapshot()


def _darkened(vignette: skia.Image) -> tuple[Box, ...]:
    """Where the vignette is at all: not in the middle, a third of the frame."""
    full, _ = blocks_of(vignette.toarray()[..., 3])
    return boxes_of(full, (vignette.width(), vignette.height()))


def _bloom(colour: Colour, frame: Canvas2D) -> skia.Image:
    """Light that spills in from the side where the key light stands; the half of a wide glow."""
    width, height = frame.width_pixels * 2 // 3, frame.height_pixels
    surface = skia.Surface(width, height)
    shader = skia.GradientShader.MakeRadial(
        center=skia.Point(width / 2, height * 0.25),
        radius=width / 2,
        colors=[ink(colour, 0.75), ink(colour, 0.3), ink(colour, 0)],
        positions=[0.0, 0.45, 1.0],
    )
    surface.getCanvas().drawPaint(skia.Paint(Shader=shader, Dither=True))
    return surface.makeImageSnapshot()


def _label_outline(frame: Canvas2D) -> skia.Path:
    """The word ANIMATIC in strokes, in pixels, its lower left corner at the origin."""
    unit = frame.height_pixels * LABEL_HEIGHT / 6
    outline, x = skia.Path(), 0.0
    for letter in "ANIMATIC":
        for stroke in LETTERS[letter]:
            outline.addPoly([skia.Point((x + dx) * unit, (dy - 6) * unit) for dx, dy in stroke], False)
        x += max(dx for stroke in LETTERS[letter] for dx, _ in stroke) + 2.2
    return outline
