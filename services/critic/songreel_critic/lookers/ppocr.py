"""Writing in a take that nobody asked for, read by PP-OCRv4 (PaddlePaddle, Apache-2.0) on onnxruntime.

Its detector marks where letters are (M. Liao et al., "Real-time Scene Text Detection with Differentiable Binarization",
AAAI 2020), boxes are laid around what it marks, and its recogniser reads each (CTC).
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from songreel.critic.v1 import critic_pb2

from songreel_critic import thresholds
from songreel_critic.findings import Limits, Measured, judged
from songreel_critic.lookers.network import Network
from songreel_critic.settings import CriticSettings
from songreel_critic.stills import Still

MODEL = "ppocr-v4"
LONGEST_PIXELS, STEP_PIXELS = 960, 32
LINE_PIXELS, WIDEST_PIXELS = 48, 1600
MARKED, BOX_SCORE, GROWTH = 0.3, 0.6, 1.6
LEAST_PIXELS = 5
MOST_BOXES = 30
LEAST_LETTERS = 3
LABEL = "animatic"


@dataclass(frozen=True)
class Line:
    """A line of writing in one still."""

    text: str
    sure: float
    """Mean probability of its letters."""
    frame: int


class WritingLooker:
    """Reads all stills."""

    measures: tuple[str, ...] = ("unasked_writing",)

    def __init__(self, settings: CriticSettings) -> None:
        self._detector = Network(MODEL, "detector", settings.cache_folder)
        self._reader = Network(MODEL, "reader", settings.cache_folder)
        self._letters: list[str] = []

    def warm_up(self) -> None:
        """Loads the weights, and has them look at grey."""
        grey = np.full((64, 320, 3), 128, np.uint8)
        self.boxes(grey)
        self._read(grey)

    def look(self, request: critic_pb2.CheckTakeRequest, stills: Sequence[Still]) -> list[critic_pb2.Finding]:
        """One finding: the stills' share with words that the shot does not ask for."""
        if not stills:
            return []
        asked = asked_letters(request)
        lines = [line for still in stills for line in self.lines(still) if letters_of(line.text) not in asked]
        share = len({line.frame for line in lines}) / len(stills)
        says, where = "No writing in the pictures that was not asked for.", -1
        if lines:
            surest = max(lines, key=lambda line: line.sure)
            where = surest.frame
            says = f"“{surest.text}” is written in the picture, and nobody asked for it. Look at it, or film it again."
        measured = Measured("unasked_writing", share, "share", says, where, request.timing.index)
        return [judged(measured, Limits(thresholds.WRITING_SHARE_WARNING))]

    def close(self) -> None:
        """Nothing is held."""

    def lines(self, still: Still) -> list[Line]:
        """What can be read with some certainty."""
        found = []
        for top, bottom, left, right in self.boxes(still.pixels):
            text, sure = self._read(still.pixels[top:bottom, left:right])
            if sure >= thresholds.WRITING_SURE and len(letters_of(text)) >= LEAST_LETTERS:
                found.append(Line(text, sure, still.frame))
        return found

    def boxes(self, pixels: NDArray[np.uint8]) -> list[tuple[int, int, int, int]]:
        """(top, bottom, left, right) in pixels of what looks like a line of letters."""
        height, width = pixels.shape[:2]
        scale = min(LONGEST_PIXELS / max(height, width), 2.0)
        size = [max(1, round(side * scale / STEP_PIXELS)) * STEP_PIXELS for side in (width, height)]
        small = Still(0, pixels).resized(size[0], size[1])
        marks = self._detector.run(_normal(small))[0, 0]
        labels, _ = ndimage.label(marks > MARKED)
        boxes = []
        for rows, columns in ndimage.find_objects(labels)[:MOST_BOXES]:
            tall, wide = rows.stop - rows.start, columns.stop - columns.start
            if min(tall, wide) < LEAST_PIXELS or marks[rows, columns].mean() < BOX_SCORE:
                continue
            grown = tall * wide * GROWTH / (2 * (tall + wide))  # what the detector marks is shrunk by as much
            box = (rows.start - grown, rows.stop + grown, columns.start - grown, columns.stop + grown)
            places = [box[0] * height / size[1], box[1] * height / size[1]]
            places += [box[2] * width / size[0], box[3] * width / size[0]]
            top, bottom, left, right = (max(0, round(place)) for place in places)
            boxes.append((top, min(height, bottom), left, min(width, right)))
        return boxes

    def _read(self, crop: NDArray[np.uint8]) -> tuple[str, float]:
        if min(crop.shape[:2]) < LEAST_PIXELS:
            return "", 0.0
        width = min(WIDEST_PIXELS, max(LINE_PIXELS, math.ceil(LINE_PIXELS * crop.shape[1] / crop.shape[0])))
        width = width // 2 * 2
        chances = self._reader.run(_normal(Still(0, crop).resized(width, LINE_PIXELS)))[0]
        if not self._letters:
            table = self._reader.session.get_modelmeta().custom_metadata_map["character"]
            self._letters = ["", *table.splitlines(), " "]  # the first is CTC's blank
        best, likely = chances.argmax(1), chances.max(1)
        kept = [n for n in range(len(best)) if best[n] and (n == 0 or best[n] != best[n - 1])]
        text = "".join(self._letters[best[n]] for n in kept).strip()
        return text, float(np.mean(likely[kept])) if kept else 0.0


def asked_letters(request: critic_pb2.CheckTakeRequest) -> str:
    """What may be written in the picture: the shot's own words, and an animatic's label."""
    shot = request.shot
    label = LABEL if request.clip.provenance.animatic else ""
    asked = (shot.sentence, shot.subject, shot.place, shot.details, shot.lyric_line, label)
    return "|".join(letters_of(words) for words in asked)


def letters_of(text: str) -> str:
    """Lower-case letters alone: the reader drops spaces."""
    return "".join(re.findall(r"[^\W\d_]+", text.lower()))


def _normal(pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    normal = (pixels[:, :, ::-1].astype(np.float32) / 255 - 0.5) / 0.5
    return normal.transpose(2, 0, 1)[None].astype(np.float32, copy=False)
