"""A shot as a moving picture: the set is painted once, then each frame is the sheets seen by the camera, with the cast.

sky ─ clouds ─ far sheets ─ ... ─ ground ─ lamps ─ figures ─ foreground ─ weather ─ finish
"""

from collections.abc import Iterator
from functools import partial

import numpy as np
import skia
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2

from songreel_video.backends.animatic.figures import draw_prop
from songreel_video.backends.animatic.stage.actors import Cast, stage_light
from songreel_video.backends.animatic.stage.camera import DEFOCUS, LENS, Path, View, sheet_matrix
from songreel_video.backends.animatic.stage.colour_script import colour_script
from songreel_video.backends.animatic.stage.colours import Colour, ink
from songreel_video.backends.animatic.stage.finish import Finish
from songreel_video.backends.animatic.stage.inserts import Insert, is_of_hands, read_insert
from songreel_video.backends.animatic.stage.places import SET_KINDS, build_set
from songreel_video.backends.animatic.stage.reading import read_shot
from songreel_video.backends.animatic.stage.rhythm import Rhythm
from songreel_video.backends.animatic.stage.scenery import Moment, Scenery
from songreel_video.backends.animatic.stage.sheets import NEAREST, Canvas2D, Sheet, Softener, make_sheet, trimmed
from songreel_video.backends.animatic.stage.sky import SKY_DEPTH, cloud_banks, paint_clouds, paint_sky
from songreel_video.backends.animatic.stage.weather import Weather
from songreel_video.encoding import Frame

PLACE_LENS, LOOK_DOWN = 1.75, 0.22
"""Of an insert that shows a piece of the place: longer than a wide framing's, and turned to the ground."""


class Picture:
    """One shot, ready to be drawn frame by frame."""

    def __init__(self, request: video_pb2.FilmShotRequest) -> None:
        shot = request.shot
        self._frames = request.timing.end_frame - request.timing.start_frame
        rate = request.rate.numerator / request.rate.denominator
        self._frame = Canvas2D(request.size.width_pixels, request.size.height_pixels)
        self._framing = shot.framing if shot.framing in LENS else script_pb2.FRAMING_WIDE
        self._rhythm = Rhythm(request.timing, rate)
        reading = read_shot(shot, SET_KINDS)
        if self._framing == script_pb2.FRAMING_CLOSE and is_of_hands(shot):
            self._framing = script_pb2.FRAMING_INSERT
        inserted = self._framing == script_pb2.FRAMING_INSERT
        self._insert = read_insert(request, reading.weather) if inserted else Insert()
        self._colours = colour_script(request.look, shot.mood, reading.hour, reading.place_seed)
        scenery = build_set(reading.set_kind, self._colours, reading.place_seed, self._frame.aspect)
        side = 1 if (reading.place_seed // 2 + shot.index) % 2 else -1
        self._path = Path(
            shot.camera, self._lens(scenery), self._frames / rate,
            self._rhythm.mean_energy, request.seed + shot.index, side, LOOK_DOWN if self._of_place else 0.0,
            ((shot.index * 0.618 + reading.place_seed % 7 / 7) % 1 - 0.5) * (0.22 if self._wide else 0.5),
        )  # fmt: skip
        self._scenery = scenery
        self._softener = Softener(self._frame)
        self._behind, self._before = self._painted(scenery, reading.hour, reading.place_seed)
        self._lamps = tuple(
            (lamp, _glow_sprite(lamp.colour, lamp.radius * self._frame.height_pixels)) for lamp in scenery.lamps
        )
        weather = "clear" if scenery.indoors and reading.weather in ("rain", "snow", "leaves") else reading.weather
        self._weather = Weather(weather, self._colours, *_size(self._frame), reading.place_seed)
        self._cast = Cast(request, scenery, self._colours, self._rhythm, self._path, reading.hour, self._frame.aspect)
        self._finish = Finish(
            self._colours, self._frame, shot, self._frames / rate,
            label=request.label_animatic, closes_film=request.closes_film,
        )  # fmt: skip

    def _lens(self, scenery: Scenery) -> float:
        if self._of_place:
            return PLACE_LENS
        return LENS[self._framing] * (scenery.closer if self._wide else 1.0)

    @property
    def _of_place(self) -> bool:
        """Whether it is an insert that shows no thing but a piece of the place."""
        return self._framing == script_pb2.FRAMING_INSERT and not self._insert.prop

    @property
    def _wide(self) -> bool:
        return self._framing in (script_pb2.FRAMING_EXTREME_WIDE, script_pb2.FRAMING_WIDE)

    def frames(self) -> Iterator[Frame]:
        """All frames in order, (height, width, 4) uint8, blue first. Each is an array of its own."""
        pixels = np.zeros((self._frame.height_pixels, self._frame.width_pixels, 4), np.uint8)
        surface = skia.Surface(pixels, colorType=skia.ColorType.kBGRA_8888_ColorType)
        canvas = surface.getCanvas()
        for number in range(self._frames):
            self.draw(canvas, number)
            surface.flushAndSubmit()
            yield pixels.copy()

    def draw(self, canvas: skia.Canvas, number: int) -> None:
        """Draws frame `number` onto a canvas of the frame's size."""
        moment = self._rhythm.moment(number)
        view = self._path.view(moment)
        canvas.clear(ink(self._colours.shadow))  # the last frame must not shine through a smoothed seam
        canvas.save()
        if offset := self._finish.whip_offset(moment.seconds):
            canvas.translate(offset * self._frame.width_pixels, 0)
            canvas.scale(1.0 + abs(offset) * 2.2, 1.0)  # the sweep hides its edge
            canvas.translate(-max(0.0, offset) * self._frame.width_pixels, 0)
        for sheet in self._behind:
            sheet.draw(canvas, view, self._frame, moment, self._softener)
        self._draw_lamps(canvas, view, moment)
        if self._insert.prop:
            self._draw_prop(canvas, view, moment)
        self._cast.draw(canvas, view, self._frame, moment, number)
        for sheet in self._before:
            sheet.draw(canvas, view, self._frame, moment)
        self._weather.draw(canvas, moment)
        canvas.restore()
        self._finish.draw(canvas, moment)

    def _painted(self, scenery: Scenery, hour: str, seed: int) -> tuple[list[Sheet], list[Sheet]]:
        """The sheets behind the figures, far to near, and those before them."""
        views = self._path.survey()
        blur = DEFOCUS.get(self._framing, 0.0) if not self._of_place else 0.0
        frame = self._frame
        behind: list[Sheet] = []
        if not scenery.indoors:
            behind += self._sky(views, hour, seed, blur)
        behind.extend(
            make_sheet(layer.depth, layer.paint, views, frame, move=layer.move, blur=blur)
            for layer in scenery.layers
            if layer.depth >= 1
        )
        fore = [layer for layer in scenery.layers if layer.depth < 1] if self._wide else []
        before = [make_sheet(layer.depth, layer.paint, views, frame, move=layer.move, blur=0.006) for layer in fore]
        return trimmed(behind, views[::2], frame), trimmed(before, views[::2], frame)

    def _sky(self, views: list[View], hour: str, seed: int, blur: float) -> list[Sheet]:
        """The sky with its far clouds, which hang still, and the near clouds, which drift."""
        colours, horizon = self._colours, self._scenery.horizon_y
        still, drifting = cloud_banks(seed)

        def paint_far(canvas: skia.Canvas) -> None:
            paint_sky(canvas, colours, hour, horizon, seed)
            paint_clouds(canvas, colours, horizon, still)

        far = make_sheet(SKY_DEPTH, paint_far, views, self._frame, opaque=True)
        near = make_sheet(
            drifting.depth,
            partial(paint_clouds, colours=colours, horizon_y=horizon, bank=drifting),
            views,
            self._frame,
            drift=drifting.units_per_second,
            seconds=self._path.seconds,
            blur=max(0.003, blur),
        )
        return [far, near]

    def _draw_prop(self, canvas: skia.Canvas, view: View, moment: Moment) -> None:
        grown = view.place(1.0)[0] / view.lens
        width, height = _size(self._frame)
        draw_prop(
            canvas, self._insert.prop,
            centre_x=width / 2 - 0.4 * (view.x - self._path.setup) * height, centre_y=height * (0.52 - 0.4 * view.y),
            size_pixels=height * 0.74 * grown,
            lighting=stage_light(self._colours, indoors=self._scenery.indoors, backlit=False),
            palette=[self._colours.accent, self._colours.second, self._colours.glow, self._colours.mid],
            time_seconds=moment.seconds, energy=moment.energy,
            sky=(self._colours.sky_top, self._colours.sky_low), night=self._colours.night,
            hands=self._insert.hands, way=self._insert.way, named=self._insert.colour,
        )  # fmt: skip

    def _draw_lamps(self, canvas: skia.Canvas, view: View, moment: Moment) -> None:
        lit = 1.0 if self._scenery.indoors else self._colours.night
        if lit < 0.05:
            return
        for lamp, sprite in self._lamps:
            breath = 0.62 + 0.38 * moment.pulse * (0.4 + 0.6 * moment.energy)
            canvas.save()
            canvas.concat(sheet_matrix(view, lamp.depth, *_size(self._frame)))
            area = skia.Rect.MakeLTRB(
                lamp.x - lamp.radius, lamp.y - lamp.radius, lamp.x + lamp.radius, lamp.y + lamp.radius
            )
            paint = skia.Paint(Alphaf=min(1.0, lit * breath * lamp.strength), BlendMode=skia.BlendMode.kPlus)
            canvas.drawImageRect(sprite, area, NEAREST, paint)
            canvas.restore()


def _size(frame: Canvas2D) -> tuple[int, int]:
    return frame.width_pixels, frame.height_pixels


def _glow_sprite(colour: Colour, radius_pixels: float) -> skia.Image:
    """As large as it will be seen: a soft picture needs no filter then."""
    radius = min(256, max(8, round(radius_pixels)))
    surface = skia.Surface(2 * radius, 2 * radius)
    shader = skia.GradientShader.MakeRadial(
        center=skia.Point(radius, radius),
        radius=radius,
        colors=[ink(colour, 0.62), ink(colour, 0.2), ink(colour, 0.05), ink(colour, 0)],
        positions=[0.0, 0.25, 0.6, 1.0],
    )
    surface.getCanvas().drawPaint(skia.Paint(Shader=shader))
    return surface.makeImageSnapshot()
