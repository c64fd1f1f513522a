"""Faces by dlib: a detector of oriented gradients, five landmarks to align by, 128 numbers a face (Davis King; CC0).

Of a take it says how many people are seen; of a film, whether each character is one person in all their shots.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import dlib
import numpy as np
import structlog
from songreel.critic.v1 import critic_pb2

from songreel_critic.faces import Face, Person, colours_of, figures_of, people_of
from songreel_critic.film_stills import stills_by_shot
from songreel_critic.findings import Measured, noted
from songreel_critic.identity import Cast, check_identity
from songreel_critic.lookers import FilmSeen
from songreel_critic.lookers.weights import weights_of
from songreel_critic.settings import CriticSettings
from songreel_critic.stills import Still, stills_at
from songreel_critic.thresholds import DRAWN_FACE_SURE, FACE_SURE

log = structlog.get_logger()

MODEL = "dlib-face"
STILLS = 4
LONGEST_PIXELS = 1280
"""Stills are brought to this size: the detector sees faces from 80 pixels on."""
MOST_ENLARGED = 2.0
CLOTHES_FROM, CLOTHES_TO, CLOTHES_BESIDE = 0.8, 1.7, 0.6
"""Where clothes are, from the middle of the face on down and to both sides, in widths of the face."""


class FaceLooker:
    """Finds faces, and holds those of one character against one another."""

    measures: tuple[str, ...] = ("identity", "faces")

    def __init__(self, settings: CriticSettings) -> None:
        self._cache_folder = settings.cache_folder
        self._detector: Any = dlib.get_frontal_face_detector()
        self._landmarks: Any = None
        self._network: Any = None

    def warm_up(self) -> None:
        """Loads the weights, and has them look at grey."""
        grey = np.full((160, 160, 3), 128, np.uint8)
        self.faces(Still(0, grey))
        self._embed(grey, dlib.rectangle(20, 20, 140, 140))

    def look(self, request: critic_pb2.CheckTakeRequest, stills: Sequence[Still]) -> list[critic_pb2.Finding]:
        """One finding: how many people one still shows at most."""
        if not stills:
            return []
        counts = [(len(self.faces(still)), still.frame) for still in stills]
        most, frame = max(counts, key=lambda count: count[0])
        expected = len(request.shot.character_ids)
        says = f"At most {most} faces are seen at once; the script has {expected} characters in the shot."
        says += " In drawings few faces are found." * request.clip.provenance.animatic
        where = frame if most else -1
        return [noted(Measured("faces", float(most), "faces", says, where, request.timing.index))]

    def compare(self, film: FilmSeen) -> list[critic_pb2.Finding]:
        """`identity` of each character who is in any shot."""
        request = film.request
        drawn = {clip.shot_index for clip in request.clips if clip.provenance.animatic}
        words = {shot.index: tuple(shot.character_ids) for shot in request.script.shots}
        timed = request.analysis.shots
        people: dict[int, list[Person]] = {}
        wanted = {number for number, shot in enumerate(timed) if words.get(shot.index)}
        for number, stills in stills_by_shot(request.analysis, film.path, STILLS, wanted):
            is_drawn = timed[number].index in drawn
            sure = DRAWN_FACE_SURE if is_drawn else FACE_SURE
            faces = [face for still in stills for face in self.faces(still, sure)]
            people[number] = figures_of(faces) if is_drawn else people_of(faces)
        casts = [
            Cast(timed[at].index, words[timed[at].index], tuple(people.get(at, ())), timed[at].index in drawn)
            for at in sorted(wanted)
        ]
        return check_identity(casts, request.script.characters, self._given(film.pictures))

    def close(self) -> None:
        """Nothing is held."""

    def faces(self, still: Still, least_sure: float = FACE_SURE) -> list[Face]:
        """All that are nearly frontal and large enough, the surest first."""
        height, width = still.pixels.shape[:2]
        scale = min(LONGEST_PIXELS / max(height, width), MOST_ENLARGED)
        pixels = np.ascontiguousarray(still.resized(max(1, round(width * scale)), max(1, round(height * scale))))
        boxes, scores, _ = self._detector.run(pixels, 0, least_sure)
        found = [
            Face(still.frame, float(score), self._embed(pixels, box), colours_of(_clothes(pixels, box)))
            for box, score in zip(boxes, scores, strict=True)
        ]
        return sorted(found, key=lambda face: -face.sure)

    def _embed(self, pixels: Any, box: Any) -> Any:
        if self._network is None:
            files = weights_of(MODEL, self._cache_folder)
            self._landmarks = dlib.shape_predictor(str(files["landmarks"]))
            self._network = dlib.face_recognition_model_v1(str(files["embedding"]))
        numbers = self._network.compute_face_descriptor(pixels, self._landmarks(pixels, box))
        return np.array(numbers, np.float32)

    def _given(self, pictures: Mapping[str, Sequence[Path]]) -> dict[str, list[Any]]:
        """Embedding of the surest face of each picture that has one, by character."""
        given: dict[str, list[Any]] = {}
        for character, paths in pictures.items():
            for path in paths:
                faces = [face for still in stills_at(path, [0]) for face in self.faces(still)]
                if faces:
                    given.setdefault(character, []).append(faces[0].embedding)
                else:
                    log.info("no_face_in_picture", character=character)
        return given


def _clothes(pixels: Any, box: Any) -> Any:
    side, across, down = box.width(), (box.left() + box.right()) // 2, (box.top() + box.bottom()) // 2
    beside = round(CLOTHES_BESIDE * side)
    rows = slice(max(0, down + round(CLOTHES_FROM * side)), down + round(CLOTHES_TO * side))
    return pixels[rows, max(0, across - beside) : across + beside]
