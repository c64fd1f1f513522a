"""`Person`s of one shot, put together from the faces that its stills show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from songreel_critic.thresholds import IDENTITY_WARNING

Vector = NDArray[np.float32]
LEVELS = 6


@dataclass(frozen=True)
class Face:
    """One face in one still."""

    frame: int
    """Of the clip or film."""
    sure: float
    """The detector's score; above its threshold, without an upper end."""
    embedding: Vector
    """(128,) by a face network: two of one person lie near one another."""
    colours: Vector
    """(LEVELS ** 3,) of unit length: the colours of what is worn below it; zeros where the picture ends there."""


@dataclass
class Person:
    """Somebody in one shot."""

    faces: list[Face] = field(default_factory=list)

    @property
    def embedding(self) -> Vector:
        """The mean of the faces'."""
        mean: Vector = np.mean([face.embedding for face in self.faces], 0, dtype=np.float32)
        return mean

    @property
    def colours(self) -> Vector:
        """The mean of the faces', of unit length; zeros where none has any."""
        mean: Vector = np.mean([face.colours for face in self.faces], 0, dtype=np.float32)
        mean /= max(float(np.linalg.norm(mean)), 1e-6)
        return mean

    @property
    def frame(self) -> int:
        """Where the face is seen best."""
        return max(self.faces, key=lambda face: face.sure).frame


def apart(one: Vector, other: Vector) -> float:
    """Euclidean distance of two embeddings."""
    return float(np.linalg.norm(one - other))


def people_of(faces: Iterable[Face]) -> list[Person]:
    """Faces of one shot, grouped: the surest first, each to the nearest person who is not yet in the same still."""
    people: list[Person] = []
    for face in sorted(faces, key=lambda face: -face.sure):
        free = [person for person in people if all(other.frame != face.frame for other in person.faces)]
        near = min(free, key=lambda person: apart(person.embedding, face.embedding), default=None)
        if near is None or apart(near.embedding, face.embedding) > IDENTITY_WARNING:
            near = Person()
            people.append(near)
        near.faces.append(face)
    return people


def figures_of(faces: Sequence[Face]) -> list[Person]:
    """Drawn faces of one shot: one figure where no still shows two, else nobody, for drawings cannot be told apart."""
    alone = len({face.frame for face in faces}) == len(faces)
    return [Person(list(faces))] if faces and alone else []


def colours_of(pixels: NDArray[np.uint8]) -> Vector:
    """(LEVELS ** 3,) of unit length: how much of a (height, width, 3) picture is of which colour."""
    levels = pixels.reshape(-1, 3).astype(np.int32) * LEVELS // 256
    counts = np.bincount(levels @ [LEVELS * LEVELS, LEVELS, 1], minlength=LEVELS**3)
    shares: Vector = np.sqrt(counts / max(1, counts.sum())).astype(np.float32)
    return shares
