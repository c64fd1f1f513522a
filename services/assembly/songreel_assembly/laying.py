"""What lies over the joined clips, made: the openings of shots, and the words where they are burned in."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import fontpkg
from songreel.assembly.v1 import assembly_pb2

from songreel_assembly.clip_chain import ClipChain
from songreel_assembly.karaoke import ass, shown_frames
from songreel_assembly.openings import Opening, plan_openings
from songreel_assembly.order import CutOrder
from songreel_assembly.retouching import Retouched, Touch, retouch
from songreel_assembly.touches import touch_for

WORDS, FONTS = "words.ass", "fonts"


@dataclass(frozen=True)
class Laid:
    """What is to be joined, and what was laid over it."""

    retouched: Retouched
    openings: tuple[Opening, ...]
    words: Path | None
    """The ASS script that was burned in."""


def lay_over(order: CutOrder, chain: ClipChain, folder: Path) -> Laid:
    """Nothing is encoded where nothing is laid over."""
    openings = tuple(plan_openings(order))
    made = [opening for opening in openings if opening.start_frame < opening.end_frame]
    touches = [touch_for(opening, order, dict(order.heads)) for opening in made]
    words = _words(order, chain, folder)
    if words:
        spans = shown_frames(order.request.analysis.lyrics, order.rate, order.frames)
        touches += [Touch(start, end) for start, end in spans]
    return Laid(retouch(chain, touches, words, folder), openings, words)


def _words(order: CutOrder, chain: ClipChain, folder: Path) -> Path | None:
    lyrics = order.request.analysis.lyrics
    if order.request.captions != assembly_pb2.CAPTION_STYLE_KARAOKE or not lyrics.lines:
        return None
    (folder / FONTS).mkdir(exist_ok=True)
    shutil.copy(str(fontpkg.path("Roboto")), folder / FONTS / "Roboto.ttf")
    path = folder / WORDS
    path.write_text(ass(lyrics, chain.coding.width_pixels, chain.coding.height_pixels), "utf-8")
    return path
