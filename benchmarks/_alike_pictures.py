"""The tables of `benchmarks identity`, where dlib and onnxruntime are."""

import time
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from songreel_critic.faces import Face, apart
from songreel_critic.likeness import likeness
from songreel_critic.lookers.dlib_faces import FaceLooker
from songreel_critic.lookers.sscd import SceneLooker
from songreel_critic.settings import CriticSettings
from songreel_critic.stills import Still
from songreel_critic.thresholds import DRAWN_FACE_SURE, IDENTITY_WARNING, SAME_SCENE
from songreel_weights import FetchFailed

from benchmarks._casts import films
from benchmarks._known import ALTERED, Known, rendered, roc_auc
from tests.footage import real_shots
from tests.portraits import Portrait, portraits

Pairs = tuple[NDArray[np.float64], NDArray[np.float64]]
SMALL = (64, 36)


def main(drawn: str) -> None:
    """Prints all of them."""
    settings = CriticSettings()
    finder, scenes = FaceLooker(settings), SceneLooker(settings)
    finder.warm_up()
    scenes.warm_up()
    people = list(_people())
    kept = np.load(drawn)
    figures = [
        Known(str(who), str(shot), str(seed), pixels)
        for pixels, who, shot, seed in zip(kept["pictures"], kept["whos"], kept["shots"], kept["seeds"], strict=True)
    ]
    faces = photographs(finder, people)
    films(faces)
    drawings(finder, scenes, [known for known in figures if known.rendering == "1"])
    views(scenes, figures)
    speed(finder, scenes, figures)


def _people() -> Iterator[Portrait]:
    for name in ("recorded-people", "astronaut", "known-people"):
        try:
            yield from portraits(name)
        except FetchFailed:
            print(f"*{name} could not be fetched here, and is left out.*\n")


def photographs(finder: FaceLooker, people: Sequence[Portrait]) -> list[tuple[Known, Face]]:
    """Faces in photographs and recordings; returns those that were found."""
    known = [Known(each.person, each.title, "the photograph", each.pixels) for each in people]
    every = [*known, *rendered(iter(known))]
    found = [(each, faces[0]) for each in every if (faces := finder.faces(Still(0, each.pixels)))]
    names, total = {each.who for each in known}, len(known)
    print(f"{total} photographs and moments of {len(names)} people.\n")
    print("| faces | found | pairs of the same | of different | AUC | same told the same | different told so |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for rendering in dict.fromkeys(each.rendering for each in every):
        _row(rendering, total, [pair for pair in found if pair[0].rendering == rendering])
    _row("any two renderings", len(every), found)
    print()
    return found


def _row(title: str, total: int, found: Sequence[tuple[Known, Face]]) -> None:
    same, different = pairs(found, lambda one, other: -apart(one.embedding, other.embedding))
    told = [np.mean(same >= -IDENTITY_WARNING), np.mean(different < -IDENTITY_WARNING)]
    cells = [f"{len(found)} of {total}", str(len(same)), str(len(different)), f"{roc_auc(same, different):.4f}"]
    print(f"| {title} | {' | '.join(cells)} | {' | '.join(f'{share:.1%}' for share in told)} |", flush=True)


def pairs(found: Sequence[tuple[Known, Face]], alike: Callable[[Face, Face], float]) -> Pairs:
    """(likeness of two of the same, of two different)."""
    same, different = [], []
    for (one, a), (other, b) in combinations(found, 2):
        if one.who != other.who:
            different.append(alike(a, b))
        elif one.where != other.where:
            same.append(alike(a, b))
    return np.array(same), np.array(different)


def drawings(finder: FaceLooker, scenes: SceneLooker, figures: Sequence[Known]) -> None:
    """Drawn characters: by a face network, by the colours of their clothes, by the whole picture."""
    stills = [Still(0, each.pixels) for each in figures]
    seen = [(each, finder.faces(still, DRAWN_FACE_SURE)) for each, still in zip(figures, stills, strict=True)]
    found = [(each, faces[0]) for each, faces in seen if len(faces) == 1]
    vectors = scenes.embeddings(stills)
    whole = [(each, Face(0, 0.0, vector, vector)) for each, vector in zip(figures, vectors, strict=True)]
    measured = (
        ("face network", found, pairs(found, lambda one, other: -apart(one.embedding, other.embedding))),
        ("colours of the clothes", found, pairs(found, lambda one, other: float(one.colours @ other.colours))),
        ("numbers of the whole picture", whole, pairs(whole, lambda one, other: float(one.colours @ other.colours))),
    )
    print("| drawn figures | pictures | pairs of the same | of different | AUC |\n| --- | --- | --- | --- | --- |")
    for title, pictures, (same, different) in measured:
        cells = [f"{len(pictures)} of {len(figures)}", len(same), len(different), f"{roc_auc(same, different):.3f}"]
        print(f"| {title} | {' | '.join(map(str, cells))} |", flush=True)
    print()


def views(scenes: SceneLooker, figures: Sequence[Known]) -> None:
    """Scenes that come again, by the network and by the correlation of small pictures."""
    shots = [each for each in figures if each.rendering == "1"]
    again = [each for each in figures if each.rendering == "2"]
    filmed = [Known(shot.name, shot.name, "1", shot.frames[len(shot.frames) // 2]) for shot in real_shots()]
    every = [*shots, *filmed]
    vectors, small = _described(scenes, every)
    upper = np.triu_indices(len(every), 1)
    apart_by = (vectors @ vectors.T)[upper], _correlations(small, small)[upper]
    print(f"{len(shots)} drawn and {len(filmed)} filmed scenes; each after a change, against all others.\n")
    print(f"| change | AUC, numbers | AUC, pixels | above {SAME_SCENE} |\n| --- | --- | --- | --- |")
    changed = {name: [_changed(each, change) for each in every] for name, change in ALTERED.items()}
    for name, pictures in {"another seed": again, **changed}.items():
        described, little = _described(scenes, pictures)
        count = len(pictures)  # the drawn ones come first, also where only they were made again
        same = np.sum(vectors[:count] * described, 1)
        by_pixels = np.diagonal(_correlations(small[:count], little))
        aucs = roc_auc(same, apart_by[0]), roc_auc(by_pixels, apart_by[1])
        print(f"| {name} | {aucs[0]:.3f} | {aucs[1]:.3f} | {np.mean(same > SAME_SCENE):.1%} |", flush=True)
    print(f"| (different scenes) | | | {np.mean(apart_by[0] > SAME_SCENE):.2%} |\n")
    drawn, strange = vectors[: len(shots)], vectors[len(shots) :]
    among = np.sort(drawn @ drawn.T, 1)[:, -6:-1].mean(1)
    foreign = np.sort(strange @ drawn.T, 1)[:, -5:].mean(1)
    print("A filmed shot among drawn ones, by its likeness to the five nearest: AUC", end=" ")
    print(f"{roc_auc(among, foreign):.3f} (drawn {among.min():.2f} and more, filmed {foreign.max():.2f} and less).\n")


def _changed(known: Known, change: Callable[[NDArray[np.uint8]], NDArray[np.uint8]]) -> Known:
    return Known(known.who, known.where, "changed", np.ascontiguousarray(change(known.pixels)))


def _described(scenes: SceneLooker, pictures: Sequence[Known]) -> tuple[NDArray[np.float32], list[NDArray[np.uint8]]]:
    stills = [Still(0, each.pixels) for each in pictures]
    return scenes.embeddings(stills), [still.resized(*SMALL) for still in stills]


def _correlations(one: Sequence[NDArray[np.uint8]], other: Sequence[NDArray[np.uint8]]) -> NDArray[np.float64]:
    return np.array([[likeness(a, b) for b in other] for a in one])


def speed(finder: FaceLooker, scenes: SceneLooker, figures: Sequence[Known]) -> None:
    """Seconds of one core a still takes, whatever else runs on the machine."""
    stills = [Still(0, each.pixels) for each in figures[:40]]
    started = time.process_time()
    count = sum(len(finder.faces(still)) for still in stills)
    middle = time.process_time()
    scenes.embeddings(stills)
    ended = time.process_time()
    each = (middle - started) / len(stills), (ended - middle) / len(stills)
    print(
        f"One core, stills of 854x480: {each[0]:.2f} s for the faces ({count} of them in {len(stills)} stills),", end=""
    )
    print(f" {each[1]:.3f} s for the scene.")
