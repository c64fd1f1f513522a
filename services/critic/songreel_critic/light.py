"""Faults of light and colour in one take: blank pictures, flashes that harm, colours that jump, white."""

import numpy as np
from songreel.critic.v1 import critic_pb2

from songreel_critic import thresholds
from songreel_critic.findings import Limits, Measured, judged
from songreel_critic.likeness import likeness, longest_run
from songreel_critic.shot_view import ShotView
from songreel_critic.watching import LUMA, PerFrame


def blank_frames(view: ShotView) -> critic_pb2.Finding:
    """The number of pictures of one plain colour that is not black."""
    pictures = view.viewing.thumbnails
    spread = np.array([picture.std((0, 1)).max() for picture in pictures], np.float32)
    blank = (spread < thresholds.BLANK_SPREAD) & ~view.viewing.black()
    blank[: view.transition_frames] = False
    start, length = longest_run(blank)
    says = "No frame is blank."
    if length:
        says = f"{int(blank.sum())} frames show one plain colour, first frame {start}. Film the shot again."
    measured = Measured("blank_frames", float(blank.sum()), "frames", says, start if length else -1, view.shot)
    return judged(measured, Limits(defect=0))


def flashes(view: ShotView) -> critic_pb2.Finding:
    """The most flashes within a second, as ITU-R BT.1702 counts them: a rise and a fall of the light, both large."""
    turns = _turns(view.viewing.brightness(), thresholds.FLASH_LEVELS)
    most, where, second = 0.0, -1, round(view.rate_hz)
    for at in turns:
        count = sum(at <= other < at + second for other in turns) / 2
        if count > most:
            most, where = count, at
    says = f"At most {most:g} flashes in a second."
    if most > thresholds.FLASHES_DEFECT:
        says = f"{most:g} flashes in a second from frame {where} on can cause seizures. Film the shot again."
    measured = Measured("flashes", most, "flashes", says, where if most > thresholds.FLASHES_DEFECT else -1, view.shot)
    return judged(measured, Limits(defect=thresholds.FLASHES_DEFECT))


def _turns(light: PerFrame, least: float) -> list[int]:
    """Frames by which the light has risen or fallen by `least` since it last turned, each way once."""
    turns: list[int] = []
    low = high = float(light[0]) if len(light) else 0.0
    direction = 0
    for at, level in enumerate(light.tolist()):
        low, high = min(low, level), max(high, level)
        if direction <= 0 and level - low >= least:
            turns.append(at)
            direction, high = 1, level
        elif direction >= 0 and high - level >= least:
            turns.append(at)
            direction, low = -1, level
        low, high = (level, high) if direction > 0 else (low, level) if direction < 0 else (low, high)
    return turns


def colour_jump(view: ShotView) -> critic_pb2.Finding:
    """The greatest sudden change of the whole picture's colour that stays, in levels; its drawing remains."""
    pictures = flat = view.levels
    value, where = 0.0, -1
    if len(pictures) > 2 * thresholds.COLOUR_FRAMES:
        tint = flat - (flat @ LUMA)[..., None]
        tones = np.concatenate([tint.mean(1), np.abs(tint).mean(1)], 1)
        steps = np.abs(np.diff(tones, axis=0)).max(1)
        reach = thresholds.COLOUR_FRAMES
        for at in range(max(reach, view.transition_frames), len(pictures) - reach):
            around = steps[at - reach : at + reach - 1]
            before, after = np.median(tones[at - reach : at], 0), np.median(tones[at : at + reach], 0)
            others = float(np.delete(around, reach - 1).max())  # where light wanders, no single step stands out
            jump = min(float(steps[at - 1]) - 2 * others, float(np.abs(after - before).max()))
            if jump > value and likeness(pictures[at - 1], pictures[at]) > thresholds.CUT_LIKENESS:
                value, where = jump, at
    says = f"The picture's colour changes by at most {value:.1f} levels at once."
    found = value > thresholds.COLOUR_JUMP_WARNING
    says += f" It jumps at frame {where} of the shot: film it again." if found else ""
    measured = Measured("colour_jump", value, "levels", says, where if found else -1, view.shot)
    return judged(measured, Limits(thresholds.COLOUR_JUMP_WARNING))


def white_picture(view: ShotView) -> critic_pb2.Finding:
    """The share of the picture that is white without drawing, in the middle one of the closeups."""
    shares = [closeup.white for closeup in view.viewing.closeups]
    value = float(np.median(shares)) if shares else 0.0
    says = f"{100 * value:.0f} % of the picture is white."
    says += " It is overexposed: film the shot again." if value > thresholds.WHITE_SHARE_WARNING else ""
    return judged(
        Measured("white_picture", value, "share", says, -1, view.shot), Limits(thresholds.WHITE_SHARE_WARNING)
    )
