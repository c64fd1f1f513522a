"""The cut as an edit decision list (CMX 3600): each shot and the song, by timecode and by the file's name.

Sources are files, so every reel is AX, which is what editors read as "look for the clip's name". Dissolves are told in
comments: their lines of two sources are what simple readers stumble over, and the handles to make them from are there.
"""

from fractions import Fraction
from pathlib import PurePath

from opentimelineio import opentime

from songreel_assembly.order import CutOrder
from songreel_assembly.splicing import clip_path, song_path

RATES = frozenset(Fraction(rate) for rate in ("24000/1001", "24", "25", "30000/1001", "30", "50", "60000/1001", "60"))
"""Those that have a timecode."""
DROPPING = frozenset({Fraction(30000, 1001), Fraction(60000, 1001)})
"""Their timecode leaves numbers out, so that it keeps up with the clock (SMPTE ST 12-1)."""
LONGEST_TITLE = 70
"""Letters, by CMX 3600."""


def edl(order: CutOrder, dissolves: dict[int, int], title: str) -> str:
    """The list; empty at rates without a timecode. `dissolves` are lengths in frames, by shot."""
    if order.rate not in RATES:
        return ""
    lines = [f"TITLE: {title[:LONGEST_TITLE]}", f"FCM: {'' if order.rate in DROPPING else 'NON-'}DROP FRAME", ""]
    at = 0
    for index, clip in enumerate(order.request.clips):
        head, frames = clip.head.frames, clip.frames
        lines += _event(order, index + 1, "V", (head, at, frames), PurePath(clip_path(index)).name)
        if index in dissolves:
            lines.append(f"* {dissolves[index]}-FRAME DISSOLVE BEFORE THIS CUT, FROM THE HANDLE")
        at += frames
    lines += _event(order, len(order.request.clips) + 1, "A", (0, 0, order.frames), PurePath(song_path(order)).name)
    return "\n".join([*lines, ""])


def _event(order: CutOrder, number: int, channel: str, span: tuple[int, int, int], name: str) -> list[str]:
    """Its line and the file's name; `span` is the first frame of the source, that in the film, and how many."""
    source, film, frames = span
    times = " ".join(_timecode(order.rate, at) for at in (source, source + frames, film, film + frames))
    return [f"{number:03d}  AX       {channel:<5} C        {times}", f"* FROM CLIP NAME: {name}"]


def _timecode(rate: Fraction, frames: int) -> str:
    told: str = opentime.to_timecode(opentime.RationalTime(frames, float(rate)))
    return told
