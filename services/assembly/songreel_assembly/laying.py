"""What lies over the joined clips, made: the openings of shots, and the words where they are burned in."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import fontpkg
import structlog
from songreel.assembly.v1 import assembly_pb2
from songreel.audio.v1 import audio_pb2

from songreel_assembly.clip_chain import ClipChain
from songreel_assembly.karaoke import ass, shown_frames
from songreel_assembly.lettering import legible, missing_letters
from songreel_assembly.openings import Opening, plan_openings
from songreel_assembly.order import CutOrder
from songreel_assembly.retouching import Retouched, Touch, retouch
from songreel_assembly.touches import touch_for

log = structlog.get_logger()

WORDS, FONTS = "words.ass", "fonts"


@dataclass(frozen=True)
class Laid:
    """What is to be joined, and what was laid over it."""

    retouched: Retouched
    openings: tuple[Opening, ...]
    words: Path | None
    """The ASS script that was burned in."""
    lines_left_out: int = 0
    """Of the words that were to be burned in: no font has their letters."""


def lay_over(order: CutOrder, chain: ClipChain, folder: Path) -> Laid:
    """Nothing is encoded where nothing is laid over."""
    openings = tuple(plan_openings(order))
    made = [opening for opening in openings if opening.start_frame < opening.end_frame]
    touches = [touch_for(opening, order, dict(order.heads)) for opening in made]
    script = Script(None, [], 0)
    if order.request.captions == assembly_pb2.CAPTION_STYLE_KARAOKE and order.request.analysis.lyrics.lines:
        script = _words(order, chain, folder)
    touches += [Touch(start, end) for start, end in script.spans]
    return Laid(retouch(chain, touches, script.path, folder), openings, script.path, script.left_out)


@dataclass(frozen=True)
class Script:
    """Words to be burned in."""

    path: Path | None
    spans: list[tuple[int, int]]
    """Frames of the film that have any, half open."""
    left_out: int
    """Lines that cannot be drawn."""


def _words(order: CutOrder, chain: ClipChain, folder: Path) -> Script:
    size = chain.coding.width_pixels, chain.coding.height_pixels
    (folder / FONTS).mkdir(exist_ok=True)
    shutil.copy(str(fontpkg.path("Roboto")), folder / FONTS / "Roboto.ttf")
    lyrics = order.request.analysis.lyrics
    missing = missing_letters(lyrics, ass(audio_pb2.Lyrics(), *size), folder)
    lyrics, left_out = legible(lyrics, missing)
    if left_out:
        log.warning("words_not_drawn", lines=left_out, letters="".join(sorted(missing))[:80])
    spans = shown_frames(lyrics, order.rate, order.frames)
    if not spans:
        return Script(None, [], left_out)
    path = folder / WORDS
    path.write_text(ass(lyrics, *size), "utf-8")
    return Script(path, spans, left_out)
