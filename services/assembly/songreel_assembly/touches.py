"""What is laid over the joined clips: the openings of shots, as paint for the frames that they cover."""

from pathlib import Path

from songreel.script.v1 import script_pb2

from songreel_assembly.blending import BLACK, LIGHT, Colour, colour_of, mixed, plain, whipped
from songreel_assembly.openings import Opening
from songreel_assembly.order import CutOrder
from songreel_assembly.retouching import Paint, Touch, decode

FLASH_STRENGTH = 0.85


def touch_for(opening: Opening, order: CutOrder, heads: dict[int, Path]) -> Touch:
    """The touch; `heads` has the file of frames before a shot's first, by shot."""
    paint: Paint
    match opening.transition:
        case script_pb2.TRANSITION_DISSOLVE:
            paint = _dissolve(opening, order, heads[opening.shot_index])
        case script_pb2.TRANSITION_WHIP:
            paint = _whip(opening, order)
        case script_pb2.TRANSITION_FLASH:
            paint = _veil(opening, LIGHT, FLASH_STRENGTH, 2.0)
        case script_pb2.TRANSITION_DIP:
            paint = _veil(opening, _darkest(order), 1.0, 1.4)
        case _:
            paint = _veil(opening, BLACK, 1.0, 1.6)
    return Touch(opening.start_frame, opening.end_frame, paint)


def _dissolve(opening: Opening, order: CutOrder, head: Path) -> Paint:
    """From the shot before to this one; a head that is longer than the dissolve is seen by its last frames."""
    count = opening.end_frame - opening.start_frame
    frames = order.request.clips[opening.shot_index].head.frames
    pictures = list(decode(head, frames - count, frames))
    return lambda picture, number: mixed(
        picture, pictures[number - opening.start_frame], (number - opening.start_frame + 1) / (count + 1)
    )


def _whip(opening: Opening, order: CutOrder) -> Paint:
    """Behind the last picture of the shot before, which leaves as this one comes."""
    before = opening.shot_index - 1
    frames = order.request.clips[before].frames
    last = next(iter(decode(order.clips[before], frames - 1, frames)))
    count = opening.end_frame - opening.start_frame

    def way_left(number: int) -> float:
        return max(0.0, 1 - (number - opening.start_frame + 1) / (count + 1)) ** 2

    return lambda picture, number: whipped(last, picture, way_left(number), way_left(number - 1) - way_left(number))


def _veil(opening: Opening, colour: Colour, strength: float, falling: float) -> Paint:
    """A colour over the picture that falls off to nothing; `falling` above 1 falls faster at first."""
    count = opening.end_frame - opening.start_frame
    return lambda picture, number: mixed(
        picture,
        plain((picture.shape[0], picture.shape[1]), colour),
        strength * (1 - (number - opening.start_frame) / count) ** falling,
    )


def _darkest(order: CutOrder) -> Colour:
    """Of the palette, whose colours go from dark to light."""
    colours = [colour_of(text) for text in order.request.script.look.palette]
    return min(colours, key=lambda colour: colour.luma, default=BLACK)
