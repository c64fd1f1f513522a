"""Drawn shots of which it is known who and what they show, kept in a file for an environment that cannot draw."""

from pathlib import Path

import numpy as np
from songreel.script.v1 import script_pb2
from songreel_script.repertoire import place_sets
from songreel_video.backends import Desk
from songreel_video.backends.animatic.backend import Animatic

from tests.shots import shot_request

FRAMES, SIZE = 6, (854, 480)
CHARACTERS = (
    "a young man in a white shirt with curly hair", "a girl in a yellow dress with braids",
    "an old man in a grey coat with a white beard", "a singer in a black leather jacket with short blonde hair",
    "a nurse in a turquoise uniform", "a woman in an orange sweater with red hair", "a tall man in a navy coat",
    "a boy in a red hoodie",
)  # fmt: skip
ACTIONS = ("walks", "stands and looks up", "sings", "dances", "sings", "waits", "turns around", "sings")
FRAMINGS = (
    script_pb2.FRAMING_WIDE, script_pb2.FRAMING_MEDIUM, script_pb2.FRAMING_CLOSE, script_pb2.FRAMING_WIDE,
    script_pb2.FRAMING_CLOSE, script_pb2.FRAMING_CLOSE, script_pb2.FRAMING_MEDIUM, script_pb2.FRAMING_CLOSE,
)  # fmt: skip
HOURS = ("dusk", "day", "night")


def draw(path: Path) -> None:
    """Each character in eight shots, each shot with two seeds: the last frame of each."""
    places = [kind.places[0] for kind in place_sets().values()]
    animatic = Animatic()
    pictures, whos, shots, seeds = [], [], [], []
    for character, description in enumerate(CHARACTERS):
        for number, (action, framing) in enumerate(zip(ACTIONS, FRAMINGS, strict=True)):
            place = places[(character * 5 + number * 7) % len(places)]
            words = script_pb2.Shot(
                subject=description, action=action, place=place, framing=framing, character_ids=[f"c{character}"],
                time_and_light=HOURS[(character + number) % 3], sentence=f"{description} {action} in {place}.",
            )  # fmt: skip
            for seed in (1, 2):
                request = shot_request(FRAMES, *SIZE)
                request.shot.CopyFrom(words)
                request.seed = seed * 100 + number
                del request.characters[:]
                request.characters.add(id=f"c{character}", description=description)
                frame = list(animatic.film(request, Desk(lambda *_: None)))[-1]
                pictures.append(np.asarray(frame).reshape(SIZE[1], SIZE[0], 4)[:, :, 2::-1].copy())
                whos.append(f"c{character}")
                shots.append(f"c{character} {number}")
                seeds.append(seed)
    np.savez(path, pictures=np.stack(pictures), whos=whos, shots=shots, seeds=seeds)
