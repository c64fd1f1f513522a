"""Findings of one take: is it the clip that was promised, and does its picture hold?"""

from collections.abc import Iterator
from fractions import Fraction

from songreel.critic.v1 import critic_pb2

from songreel_critic.findings import Limits, Measured, judged, noted
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
    says = f"The clip ends early: {viewing.broken}. Film the shot again." if viewing.broken else "The clip decodes."
    yield judged(Measured("decodable", bool(viewing.broken), "", says, viewing.frames if off else -1, shot), zero)
    says = f"The clip has {viewing.frames} frames, the shot {wanted}." + (" Film the shot again." if off else "")
    yield judged(Measured("frame_count", off, "frames", says, shot_index=shot), zero)
    wrong = 0 if viewing.steps <= {1 / rate} else 1
    says = f"The clip runs at a constant {float(rate):g} frames a second."
    if wrong:
        says = f"The clip does not run at a constant {float(rate):g} frames a second. Film the shot again."
    yield judged(Measured("rate", wrong, "", says, shot_index=shot), zero)
    size = (request.clip.size.width_pixels, request.clip.size.height_pixels)
    wrong = int((viewing.width_pixels, viewing.height_pixels) != size)
    says = f"The picture is {viewing.width_pixels}x{viewing.height_pixels}"
    says += f" instead of {size[0]}x{size[1]}. Film the shot again." if wrong else ", as ordered."
    yield judged(Measured("size", wrong, "", says, shot_index=shot), zero)


def _pictures(view: ShotView) -> Iterator[critic_pb2.Finding]:
    yield black_frames(view)
    yield frozen_frames(view)
    yield flicker(view)
    yield cut_inside(view)
    sharpness = float(view.viewing.sharpness.mean())
    says = f"The picture's fine detail measures {sharpness:.0f} (variance of the Laplacian)."
    yield noted(Measured("sharpness", sharpness, "", says, shot_index=view.shot))
    motion = float(view.changes.mean()) if len(view.changes) else 0.0
    says = f"From frame to frame the picture changes by {motion:.2f} levels of 255 on average."
    yield noted(Measured("motion", motion, "levels", says, shot_index=view.shot))
