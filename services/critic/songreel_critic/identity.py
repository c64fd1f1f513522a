"""`identity` findings: whether each character is the same person in all shots in which the script has them.

A face belongs to a character for certain where the script has one character in the shot and one person is seen. Where
there are several, faces go to whom they match best, and what matches nobody accuses nobody: it may be a passer-by.

    shot 0  {ada}       one face      certain
    shot 1  {ada, ben}  two faces     by best match, if near enough
    shot 2  {ada}       two faces     the same
    shot 3  {}          any           not looked at
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from songreel.critic.v1 import critic_pb2
from songreel.script.v1 import script_pb2

from songreel_critic.faces import Person, Vector, apart
from songreel_critic.findings import Limits, Measured, judged, noted
from songreel_critic.thresholds import IDENTITY_WARNING

MEASURE = "identity"


@dataclass(frozen=True)
class Cast:
    """Who should be and who was seen in one shot."""

    shot_index: int
    character_ids: tuple[str, ...]
    people: tuple[Person, ...]
    drawn: bool = False

    @property
    def certain(self) -> bool:
        """One character, one person."""
        return len(self.character_ids) == 1 and len(self.people) == 1


@dataclass
class Seen:
    """What the shots show of one character."""

    name: str
    given: Sequence[Vector]
    """Of the pictures that say what the character looks like."""
    certain: dict[int, Person] = field(default_factory=dict)
    """By shot."""
    matched: dict[int, float] = field(default_factory=dict)
    """Distance from the centre, by shot, where several people are seen."""
    unmatched: list[int] = field(default_factory=list)
    faceless: list[int] = field(default_factory=list)

    @property
    def middle(self) -> int:
        """The shot whose face is nearest to all others'."""
        far = {
            shot: sum(apart(person.embedding, other.embedding) for other in self.certain.values())
            for shot, person in self.certain.items()
        }
        return min(far, key=lambda shot: far[shot])

    def distance(self, face: Vector) -> float | None:
        """From what the character looks like; None where nothing says."""
        if len(self.given):
            return min(apart(face, each) for each in self.given)
        return apart(face, self.certain[self.middle].embedding) if self.certain else None

    def distances(self) -> dict[int, float]:
        """Of each shot that can be held against another or a picture."""
        against = {} if len(self.given) or not self.certain else {self.middle}
        alone = {
            shot: distance
            for shot, person in self.certain.items()
            if shot not in against and (distance := self.distance(person.embedding)) is not None
        }
        return alone | self.matched


def check_identity(
    casts: Sequence[Cast], characters: Sequence[script_pb2.Character], given: Mapping[str, Sequence[Vector]]
) -> list[critic_pb2.Finding]:
    """One finding a character who is in any shot."""
    filmed = [cast for cast in casts if not cast.drawn]
    seen = {each.id: Seen(each.name or each.id, given.get(each.id, ())) for each in characters}
    for cast in filmed:
        _note(cast, seen)
    for cast in filmed:
        if not cast.certain and cast.people:
            _match(cast, seen)
    findings = []
    for character in characters:
        shots = [cast for cast in casts if character.id in cast.character_ids]
        if shots:
            drawn = all(cast.drawn for cast in shots)
            name = character.name or character.id
            finding = _drawn(name, shots) if drawn else _finding(seen[character.id], shots)
            finding.character_id = character.id
            findings.append(finding)
    return findings


def _note(cast: Cast, seen: Mapping[str, Seen]) -> None:
    for character_id in cast.character_ids:
        if character_id in seen:
            if cast.certain:
                seen[character_id].certain[cast.shot_index] = cast.people[0]
            elif not cast.people:
                seen[character_id].faceless.append(cast.shot_index)


def _match(cast: Cast, seen: Mapping[str, Seen]) -> None:
    """Nearest pairs first; each person and each character once."""
    pairs = [
        (distance, character_id, number)
        for character_id in cast.character_ids
        if character_id in seen
        for number, person in enumerate(cast.people)
        if (distance := seen[character_id].distance(person.embedding)) is not None and distance <= IDENTITY_WARNING
    ]
    found: dict[str, int] = {}
    for distance, character_id, number in sorted(pairs):
        if character_id not in found and number not in found.values():
            found[character_id] = number
            seen[character_id].matched[cast.shot_index] = distance
    for character_id in set(cast.character_ids) & seen.keys() - found.keys():
        seen[character_id].unmatched.append(cast.shot_index)


def _finding(seen: Seen, shots: Sequence[Cast]) -> critic_pb2.Finding:
    distances = seen.distances()
    left_out = _left_out(seen)
    if not distances:
        found = len(seen.certain)
        says = f"Whether {seen.name} is the same throughout cannot be told: {found or 'no'} clear"
        says += f" {'faces were' if found > 1 else 'face was'} found in {_shots(len(shots))}.{left_out}"
        return noted(Measured(MEASURE, 0.0, "", says))
    worst = max(distances, key=lambda shot: distances[shot])
    value = distances[worst]
    held = "the given picture" if len(seen.given) else f"shot {seen.middle}" if seen.certain else "the others"
    count = len(distances) + (0 if len(seen.given) else 1)
    says = f"{seen.name}'s face is the same in {_shots(count)}: at most {value:.2f} away from {held}."
    if value <= IDENTITY_WARNING:
        clear = seen.certain.get(worst) or next(iter(seen.certain.values()), None)
        measured = Measured(MEASURE, value, "distance", says + left_out, clear.frame if clear else -1)
        return judged(measured, Limits(IDENTITY_WARNING))
    others = sum(distance > IDENTITY_WARNING for distance in distances.values())
    says = f"{seen.name} looks like somebody else in shot {worst} than in {held}"
    says += f", and in {_shots(others - 1)} more" if others > 1 else ""
    says += f". Look at them, or film shot {worst} again.{left_out}"
    person = seen.certain[worst]
    return judged(Measured(MEASURE, value, "distance", says, person.frame, worst), Limits(IDENTITY_WARNING))


def _left_out(seen: Seen) -> str:
    matched, unmatched, faceless = (_shots(len(each)) for each in (seen.matched, seen.unmatched, seen.faceless))
    says = f" In {matched} with several people faces went to whom they match best." * bool(seen.matched)
    says += f" In {unmatched} none of several faces matched, which says nothing." * bool(seen.unmatched)
    return says + f" In {faceless} no face was found." * bool(seen.faceless)


def _shots(count: int) -> str:
    return f"{count} shot" if count == 1 else f"{count} shots"


def _drawn(name: str, shots: Sequence[Cast]) -> critic_pb2.Finding:
    figures = [cast.people[0] for cast in shots if cast.certain and cast.people[0].colours.any()]
    says = f"{name} is drawn, and a face network does not tell drawings apart."
    if len(figures) < 2:
        says += f" {len(figures) or 'No'} clear drawn face was found in {_shots(len(shots))}: nothing can be compared."
        return noted(Measured(MEASURE, 0.0, "", says))
    alike = [float(one.colours @ other.colours) for at, one in enumerate(figures) for other in figures[:at]]
    says += f" The colours of the clothes agree by {np.min(alike):.2f} (of 1) or more in {len(figures)} shots."
    return noted(Measured(MEASURE, float(np.min(alike)), "likeness", says, figures[0].frame))
