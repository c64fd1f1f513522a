"""Findings of one take: is it the clip that was promised, and does its picture hold?"""

from collections.abc import Iterator
from fractions import Fraction

from songreel.critic.v1 import critic_pb2

from songreel_critic.border import dead_border
from songreel_critic.detail import blocks, combing, noise, soft_moment, soft_picture
from songreel_critic.dissolves import dissolve_inside
from songreel_critic.findings import Limits, Measured, judged, noted
from songreel_critic.light import blank_frames, colour_jump, flashes, white_picture
from songreel_critic.order import Moves, doubled_frames, frames_in_order, jumps, stray_frames
from songreel_critic.picture import black_frames, cut_inside, flicker, frozen_frames
from songreel_critic.shot_view import ShotView
from songreel_critic.watching import Viewing


def check_take(request: critic_pb2.CheckTakeRequest, viewing: Viewing) -> list[critic_pb2.Finding]:
    """All findings, also those that passed."""
    shot = request.timing.index
    rate = Fraction(request.clip.rate.numerator or 24, request.clip.rate.denominator or 1)
    view = ShotView(viewing, shot, float(rate), request.shot.transition)
    return [*_promises(request, viewing, rate), *(_pictures(view) if viewing.frames else ())]


def _promises(request: critic_pb2.CheckTakeRequest, viewing: Viewing, rate: Fraction) -> Iterator[critic_pb2.Finding]:
    shot, zero = request.timing.index, Limits(defect=0)
    wanted = request.timing.end_frame - request.timing.start_frame
    off = abs(viewing.frames - wanted)
    yield _decodable(viewing, shot)
    says = f"The clip has {viewing.frames} frames, the shot {wanted}." + (" Film the shot again." if off else "")
    yield judged(Measured("frame_count", off, "frames", says, shot_index=shot), zero)
    wrong = 0 if viewing.steps <= {1 / rate} else 1
    says = f"The clip runs at a constant {float(rate):g} frames a second."
    if wrong:
        says = f"The clip does not run at a constant {float(rate):g} frames a second. Film the shot again."
    yield judged(Measured("rate", wrong, "", says, shot_index=shot), zero)
    size = (request.clip.size.width_pixels, request.clip.size.height_pixels)
    wrong = int((viewing.width_pixels, viewing.height_pixels) != size or not viewing.square_pixels)
    says = f"The picture is {viewing.width_pixels}x{viewing.height_pixels}"
    says += "" if viewing.square_pixels else " with pixels that are not square"
    says += f" instead of {size[0]}x{size[1]}. Film the shot again." if wrong else ", as ordered."
    yield judged(Measured("size", wrong, "", says, shot_index=shot), zero)


def _decodable(viewing: Viewing, shot: int) -> critic_pb2.Finding:
    says, where = "The clip decodes.", -1
    if viewing.broken:
        says, where = f"The clip ends early: {viewing.broken}. Film the shot again.", viewing.frames
    elif viewing.corrupt:
        where = viewing.corrupt[0]
        says = f"{len(viewing.corrupt)} frames are damaged in the file, first frame {where}. Film the shot again."
    value = len(viewing.corrupt) or bool(viewing.broken)
    return judged(Measured("decodable", value, "", says, where, shot), Limits(defect=0))


def _pictures(view: ShotView) -> Iterator[critic_pb2.Finding]:
    for measure in (black_frames, blank_frames, frozen_frames, flicker, flashes, colour_jump, white_picture):
        yield measure(view)
    for measure in (cut_inside, dissolve_inside, dead_border, soft_picture, soft_moment, blocks, noise, combing):
        yield measure(view)
    moves = Moves(view)
    for moved in (stray_frames, doubled_frames, jumps, frames_in_order):
        yield moved(view, moves)
    sharpness = view.viewing.sharpness
    says = f"The picture's fine detail measures {sharpness:.0f} (variance of the Laplacian)."
    yield noted(Measured("sharpness", sharpness, "", says, shot_index=view.shot))
    motion = float(view.changes.mean()) if len(view.changes) else 0.0
    says = f"From frame to frame the picture changes by {motion:.2f} levels of 255 on average."
    yield noted(Measured("motion", motion, "levels", says, shot_index=view.shot))
