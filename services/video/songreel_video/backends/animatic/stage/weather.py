"""What falls and floats between the set and the lens. Every drop's place is a function of its number and the time.

Rain, snow and fog are painted once on tiles of the frame's size that wrap around, and then only slid: drawing an
unscaled picture costs a tenth of drawing its thousand strokes.
"""

import math

import numpy as np
import skia

from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, ink, mix
from songreel_video.backends.animatic.stage.scenery import Moment

GOLDEN = 0.6180339887498949
COUNTS = {"rain": 240, "snow": 190, "leaves": 26, "petals": 34, "embers": 46, "fireflies": 26, "motes": 60}


class Weather:
    """One kind of weather over a whole frame."""

    def __init__(self, kind: str, colours: Colours, width_pixels: int, height_pixels: int, seed: int) -> None:
        self._kind = kind
        self._colours = colours
        self._width = width_pixels
        self._height = height_pixels
        number = np.arange(COUNTS.get(kind, 0)) + seed % 997
        self._a, self._b, self._c = (number * GOLDEN) % 1, (number * GOLDEN**2 * 3.7) % 1, (number * 0.7548776662) % 1
        self._tiles = self._painted_tiles()

    def draw(self, canvas: skia.Canvas, moment: Moment) -> None:
        """Draws the weather of one moment over the frame."""
        time = moment.seconds
        match self._kind:
            case "rain":
                far, near = self._tiles
                self._slide(canvas, far, 0.13 * time, 1.15 * time)
                self._slide(canvas, near, 0.20 * time, 1.75 * time)
            case "snow":
                for number, tile in enumerate(self._tiles):
                    sway = 0.012 * (number + 1) * math.sin(time * (0.7 + 0.2 * number))
                    self._slide(canvas, tile, 0.02 * time + sway, (0.05 + 0.05 * number) * time)
            case "fog":
                for number, tile in enumerate(self._tiles):
                    self._slide(canvas, tile, (0.02 - 0.034 * number) * time, 0.0)
            case "leaves" | "petals":
                self._draw_leaves(canvas, moment)
            case "embers":
                self._draw_sparks(canvas, moment, self._colours.glow, rise=0.16)
            case "fireflies":
                self._draw_sparks(canvas, moment, mix(self._colours.glow, (0.8, 1.0, 0.4), 0.4), rise=0.012)
            case "motes":
                self._draw_motes(canvas, moment)
            case _:
                pass

    def _painted_tiles(self) -> tuple[skia.Image, ...]:
        match self._kind:
            case "rain":
                return self._rain_tile(near=False), self._rain_tile(near=True)
            case "snow":
                return tuple(self._snow_tile(layer) for layer in range(3))
            case "fog":
                return self._fog_tile(0.42, 0), self._fog_tile(0.30, 1)
            case _:
                return ()

    def _slide(self, canvas: skia.Canvas, tile: skia.Image, x: float, y: float) -> None:
        """The tile, shifted by shares of the frame and wrapped around."""
        left, top = round(x * self._width) % self._width, round(y * self._height) % self._height
        for dx in (left - self._width, left):
            for dy in (top - self._height, top) if top else (0,):
                canvas.drawImage(tile, dx, dy)

    def _tile(self) -> skia.Surface:
        return skia.Surface(self._width, self._height)

    def _rain_tile(self, *, near: bool) -> skia.Image:
        surface = self._tile()
        canvas = surface.getCanvas()
        length = (0.085 if near else 0.05) * self._height
        paint = skia.Paint(
            Color=ink(mix(self._colours.sky_low, WHITE, 0.62), 0.40 if near else 0.26),
            StrokeWidth=self._height * (0.0030 if near else 0.0018),
            AntiAlias=True,
            StrokeCap=skia.Paint.kRound_Cap,
        )
        chosen = (self._c > 0.68) == near
        for a, b in zip(self._a[chosen].tolist(), self._b[chosen].tolist(), strict=True):
            x, y = a * self._width, b * self._height
            for dx in (0, -self._width):
                for dy in (0, -self._height):
                    canvas.drawLine(x + dx, y + dy, x + dx + 0.115 * length, y + dy + length, paint)
        return surface.makeImageSnapshot()

    def _snow_tile(self, layer: int) -> skia.Image:
        surface = self._tile()
        size = self._height * (0.0028, 0.0046, 0.0078)[layer]
        paint = skia.Paint(Color=ink(WHITE, 0.85 - 0.22 * layer), AntiAlias=True)
        if layer == 2:
            paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, size * 0.4))
        chosen = (self._c * 3).astype(int) == layer
        for a, b in zip(self._a[chosen].tolist(), self._b[chosen].tolist(), strict=True):
            surface.getCanvas().drawCircle(a * self._width, b * self._height, size, paint)
        return surface.makeImageSnapshot()

    def _fog_tile(self, strength: float, number: int) -> skia.Image:
        surface = self._tile()
        canvas = surface.getCanvas()
        colour = mix(self._colours.haze, WHITE, 0.12)
        for patch in range(5):
            x = ((patch * GOLDEN + number * 0.37) % 1) * self._width
            y = self._height * (0.42 + 0.5 * ((patch * 0.7548 + number * 0.21) % 1))
            for dx in (-self._width, 0, self._width):
                canvas.save()
                canvas.translate(x + dx, y)
                canvas.scale(self._width * 0.52, self._height * 0.22)
                shader = skia.GradientShader.MakeRadial(
                    center=skia.Point(0, 0), radius=1.0,
                    colors=[ink(colour, strength), ink(colour, strength * 0.45), ink(colour, 0)],
                )  # fmt: skip
                canvas.drawCircle(0, 0, 1.0, skia.Paint(Shader=shader, Dither=True))
                canvas.restore()
        return surface.makeImageSnapshot()

    def _draw_leaves(self, canvas: skia.Canvas, moment: Moment) -> None:
        tones = (self._colours.accent, self._colours.second, self._colours.glow)
        paints = [skia.Paint(Color=ink(tone, 0.85), AntiAlias=True) for tone in tones]
        for number, (a, b, c) in enumerate(zip(self._a.tolist(), self._b.tolist(), self._c.tolist(), strict=True)):
            y = (b + moment.seconds * (0.10 + 0.08 * c)) % 1.15 - 0.08
            x = (a + moment.seconds * (0.09 + 0.06 * c) + 0.03 * math.sin(moment.seconds * 2 + a * 30)) % 1.15 - 0.08
            size = self._height * (0.007 + 0.009 * c)
            canvas.save()
            canvas.translate(x * self._width, y * self._height)
            canvas.rotate(57 * (moment.seconds * (1 + 2 * c) + a * 20))
            canvas.scale(1, 0.35 + 0.5 * abs(math.sin(moment.seconds * (1.5 + c) + b * 9)))
            canvas.drawOval(skia.Rect.MakeLTRB(-size, -size * 0.5, size, size * 0.5), paints[number % 3])
            canvas.restore()

    def _draw_sparks(self, canvas: skia.Canvas, moment: Moment, colour: Colour, rise: float) -> None:
        for a, b, c in zip(self._a.tolist(), self._b.tolist(), self._c.tolist(), strict=True):
            y = 1 - (b + moment.seconds * rise * (0.6 + c)) % 1.1
            x = a + 0.035 * math.sin(moment.seconds * (0.7 + c) + b * 20) + 0.01 * math.sin(moment.seconds * 3 + a * 50)
            blink = 0.5 + 0.5 * math.sin(moment.seconds * (1.2 + 2 * c) + a * 60)
            alpha = (0.25 + 0.75 * blink) * (0.55 + 0.45 * moment.pulse)
            size = self._height * (0.0022 + 0.0035 * c)
            centre = skia.Point(x * self._width, y * self._height)
            canvas.drawCircle(centre, size * 3.2, skia.Paint(Color=ink(colour, alpha * 0.16), AntiAlias=True))
            canvas.drawCircle(centre, size, skia.Paint(Color=ink(mix(colour, WHITE, 0.4), alpha), AntiAlias=True))

    def _draw_motes(self, canvas: skia.Canvas, moment: Moment) -> None:
        colour = skia.Color4f(*mix(self._colours.light, WHITE, 0.3), 1.0)
        paint = skia.Paint(Color4f=colour, AntiAlias=True)
        for a, b, c in zip(self._a.tolist(), self._b.tolist(), self._c.tolist(), strict=True):
            x = (a + 0.012 * moment.seconds * (c - 0.3) + 0.02 * math.sin(moment.seconds * 0.5 + b * 30)) % 1
            y = (b - 0.010 * moment.seconds + 0.02 * math.sin(moment.seconds * 0.4 + a * 30)) % 1
            paint.setAlphaf(
                min(1.0, 0.10 + 0.30 * c * (0.6 + 0.4 * math.sin(moment.seconds + a * 40)) + 0.15 * moment.pulse)
            )
            canvas.drawCircle(x * self._width, y * self._height, self._height * (0.0012 + 0.0030 * c * c), paint)
