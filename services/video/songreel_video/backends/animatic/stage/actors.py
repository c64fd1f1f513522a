"""Who is in the picture, where they stand, and what they do: characters become figures on the stage."""

import math
from dataclasses import replace

import skia
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2

from songreel_video.backends.animatic.figures import (
    Lighting,
    Pose,
    draw_figure,
    standing_height,
)
from songreel_video.backends.animatic.stage.blocking import SEATED, WALKING, Actor, block, room_beside
from songreel_video.backends.animatic.stage.camera import Path, View
from songreel_video.backends.animatic.stage.colours import WHITE, Colour, Colours, at_lightness, mix
from songreel_video.backends.animatic.stage.rhythm import Rhythm
from songreel_video.backends.animatic.stage.scenery import Moment, Scenery
from songreel_video.backends.animatic.stage.sheets import Canvas2D

SHORTEST_WALK = 0.12  # stage units, however narrow the frame
STAGE_HEIGHT = {script_pb2.FRAMING_EXTREME_WIDE: 0.25, script_pb2.FRAMING_WIDE: 0.47}
MEDIUM_HEIGHT = 1.16  # of the frame: from the knees up
BUST_HEAD = 0.47
RAISED = {"row": 0.44, "sit_low": 0.46, "kneel": 0.2, "lie": 0.48, "slide": 0.5, "cartwheel": 0.12}
"""How much of its height a low figure is lifted into a medium framing."""
LOW = 0.65  # of an adult's height: whoever is lower is shown whole and larger
EXPRESSIONS = {
    script_pb2.MOOD_HAPPY: "happy",
    script_pb2.MOOD_EUPHORIC: "happy",
    script_pb2.MOOD_MELANCHOLIC: "sad",
    script_pb2.MOOD_TENSE: "intense",
    script_pb2.MOOD_DARK: "intense",
    script_pb2.MOOD_AGGRESSIVE: "intense",
    script_pb2.MOOD_EPIC: "intense",
}


class Cast:
    """All figures of one shot."""

    def __init__(
        self,
        request: video_pb2.FilmShotRequest,
        scenery: Scenery,
        colours: Colours,
        rhythm: Rhythm,
        path: Path,
        hour: str,
        aspect: float,
    ) -> None:
        self._framing = request.shot.framing or script_pb2.FRAMING_WIDE
        self._scenery = scenery
        self._rhythm = rhythm
        self._setup = path.setup
        self._tracked = path.move == script_pb2.CAMERA_MOVE_TRACK
        self._expression = EXPRESSIONS.get(request.shot.mood, "calm")
        self._rate = request.rate.numerator / request.rate.denominator
        self._lighting = stage_light(
            colours, indoors=scenery.indoors, backlit=self._far and hour in ("dawn", "golden", "dusk")
        )
        self._actors = block(request, scenery, path, aspect)
        places = [actor.x for actor in self._actors if actor.pose in WALKING] or [0.0]
        self._longest_walk = max(SHORTEST_WALK, 2 * room_beside(path, aspect) - (max(places) - min(places)))

    @property
    def _far(self) -> bool:
        return self._framing == script_pb2.FRAMING_EXTREME_WIDE

    def draw(self, canvas: skia.Canvas, view: View, frame: Canvas2D, moment: Moment, number: int) -> None:
        """Draws everybody as they are at frame `number` of the shot."""
        beats = self._rhythm.beats_before(number)
        for actor in self._actors:
            match self._framing:
                case script_pb2.FRAMING_CLOSE:
                    self._draw_bust(canvas, actor, view, frame, moment, beats)
                case script_pb2.FRAMING_MEDIUM:
                    self._draw_medium(canvas, actor, view, frame, moment, beats)
                case _:
                    self._draw_wide(canvas, actor, view, frame, moment, beats)

    def _pose(self, actor: Actor, moment: Moment, beats: float) -> Pose:
        cycles = self._cycles(actor, beats)
        sway = 0.5 * math.sin(moment.seconds * 1.3 + actor.x * 7) + 0.3 * math.sin(math.pi * beats)
        return Pose(
            kind=actor.pose,
            phase=cycles,
            facing=actor.facing,
            energy=min(1.0, 0.25 + 0.75 * moment.energy),
            sway=sway * (0.3 + 0.7 * moment.energy),
            expression=self._expression,
            acts=actor.acts,
            seated=actor.seated,
            furnished=actor.furnished,
        )

    def _cycles(self, actor: Actor, beats: float) -> float:
        """Cycles of the pose after so many beats: a step a beat, or every other beat in fast music."""
        if actor.pose not in WALKING:
            return beats / 2
        steps_per_second = self._rhythm.bpm / 60
        halvings = max(0, round(math.log2(steps_per_second / (3.0 if actor.pose == "run" else 1.9))))
        return beats / 2 / float(2**halvings)

    def _draw_wide(
        self, canvas: skia.Canvas, actor: Actor, view: View, frame: Canvas2D, moment: Moment, beats: float
    ) -> None:
        height = self._height(actor)
        pose = self._pose(actor, moment, beats)
        x = actor.x + (0.0 if actor.furnished else self._setup)  # the set is shifted behind those who stand
        if actor.pose in WALKING:
            x += view.x if self._tracked else (actor.facing or 1) * self._covered(actor, pose.phase)
        y = self._scenery.ground_y - actor.lift
        if actor.furnished and self._scenery.seat_y is not None:
            y = self._scenery.seat_y + 0.27 * height  # the pelvis of a seated figure is that far above its feet
        if actor.pose == "row" and self._scenery.water_y is not None:
            y, height = self._scenery.water_y, 0.72 * height
        scale, offset_x, offset_y = view.place(1.0)
        foot_x = (x * scale + offset_x) * frame.height_pixels + frame.width_pixels / 2
        foot_y = (y * scale + offset_y) * frame.height_pixels
        pixels = height * scale * frame.height_pixels
        detail = "small" if pixels < 120 else "medium"
        if self._scenery.wet > 0.1 and pose.kind != "jump":
            self._draw_reflection(canvas, actor, pose, foot_x, foot_y, pixels, moment)
        draw_figure(
            canvas, actor.look, pose, self._lighting,
            foot_x=foot_x, foot_y=foot_y, height_pixels=pixels, detail=detail, time_seconds=moment.seconds,
        )  # fmt: skip

    def _height(self, actor: Actor) -> float:
        """Of the figure on the stage, in stage units."""
        framing = script_pb2.FRAMING_WIDE if self._scenery.closer > 1 else self._framing
        return STAGE_HEIGHT.get(framing, 0.47) * actor.scale * self._scenery.figure_scale

    def _covered(self, actor: Actor, phase: float) -> float:
        """Ground covered at a phase, counted from the middle of the shot; never so much that the frame is left.

        Whoever goes together goes as fast as the lead, whatever the length of the legs.
        """
        cycle = WALKING[actor.pose] * self._height(replace(actor, scale=1.0))
        whole = cycle * self._cycles(actor, self._rhythm.beats_before(self._rhythm.frames - 1))
        share = min(1.0, self._longest_walk / max(whole, 1e-6))
        return (cycle * phase - whole / 2) * share

    def _draw_reflection(
        self, canvas: skia.Canvas, actor: Actor, pose: Pose, foot_x: float, foot_y: float, pixels: float, moment: Moment
    ) -> None:
        bounds = skia.Rect.MakeLTRB(foot_x - pixels * 0.5, foot_y, foot_x + pixels * 0.5, foot_y + pixels * 0.6)
        canvas.save()
        canvas.clipRect(bounds)
        canvas.saveLayerAlpha(bounds, round(95 * self._scenery.wet))
        canvas.translate(0, 2 * foot_y)
        canvas.scale(1, -1)
        draw_figure(
            canvas, actor.look, pose, self._lighting,
            foot_x=foot_x, foot_y=foot_y, height_pixels=pixels, detail="small", time_seconds=moment.seconds,
        )  # fmt: skip
        canvas.restore()
        canvas.restore()

    def _draw_medium(
        self, canvas: skia.Canvas, actor: Actor, view: View, frame: Canvas2D, moment: Moment, beats: float
    ) -> None:
        grown = view.place(1.0)[0] / view.lens  # how much the move has brought us closer
        pixels = MEDIUM_HEIGHT * actor.scale * grown * frame.height_pixels
        pose = self._pose(actor, moment, beats)
        raised = RAISED.get(actor.pose, 0.0)
        seated = 0.30 * pixels if actor.seated or actor.pose in (*SEATED, "steer") else 0.0
        foot_x = frame.width_pixels / 2 + (actor.x * 0.9 - 0.5 * (view.x - self._setup)) * frame.height_pixels
        foot_y = (0.50 - 0.5 * view.y) * frame.height_pixels + 0.82 * pixels - seated - raised * pixels
        tall = standing_height(actor.look)
        if actor.pose == "swing":  # the whole arc of the swing must be seen
            pixels, foot_x = 0.6 * pixels, frame.width_pixels / 2
            foot_y = 0.95 * frame.height_pixels
        if tall < LOW and len(self._actors) == 1:  # from its knees up, an animal would be out of the frame
            pixels *= LOW / tall
            foot_y = (0.90 - 0.5 * view.y) * frame.height_pixels
        draw_figure(
            canvas, actor.look, pose, self._lighting,
            foot_x=foot_x, foot_y=foot_y, height_pixels=pixels, detail="medium", time_seconds=moment.seconds,
        )  # fmt: skip

    def _draw_bust(
        self, canvas: skia.Canvas, actor: Actor, view: View, frame: Canvas2D, moment: Moment, beats: float
    ) -> None:
        grown = view.place(1.0)[0] / view.lens
        pixels = BUST_HEAD * grown * frame.height_pixels
        foot_x = frame.width_pixels / 2 + (actor.x - 0.35 * (view.x - self._setup)) * frame.height_pixels
        foot_y = (0.47 - 0.35 * view.y) * frame.height_pixels + 0.56 * pixels
        pose = self._pose(actor, moment, beats)
        draw_figure(
            canvas, actor.look, pose, self._lighting,
            foot_x=foot_x, foot_y=foot_y, height_pixels=pixels, detail="close", time_seconds=moment.seconds,
        )  # fmt: skip


def stage_light(colours: Colours, *, indoors: bool, backlit: bool) -> Lighting:
    """The set's light as it falls on figures and things."""
    dim = 1 - 0.34 * colours.night
    key: Colour = tuple(channel * dim for channel in mix(colours.light, WHITE, 0.30))  # type: ignore[assignment]
    rim = mix(colours.sun, WHITE, 0.2)
    if colours.night > 0.9 and not indoors:  # the moon draws a cool line around everybody
        rim = mix(colours.light, WHITE, 0.35)
    elif colours.night > 0.5:
        rim = mix(colours.glow, colours.sun, 0.35)
    return Lighting(
        key=key,
        shade=at_lightness(colours.shadow, 0.60 - 0.20 * colours.night, 1.1),
        rim=rim,
        key_side=colours.key_side,
        ambient_mix=0.40 + 0.25 * colours.night,
        silhouette=0.8 if backlit else 0.0,
    )
