"""Films made up of faces that are known, through the critic's own comparing: how often it is right."""

from collections.abc import Sequence

import numpy as np
from songreel.critic.v1 import critic_pb2
from songreel.script.v1 import script_pb2
from songreel_critic.faces import Face, Person
from songreel_critic.identity import Cast, check_identity

from benchmarks._known import Known

FILMS, SHOTS = 400, 6
Found = Sequence[tuple[Known, Face]]


def films(found: Found) -> None:
    """Prints how often one shot with somebody else in it is found, and how often nothing is and one is told."""
    rng = np.random.default_rng(5)
    by_person: dict[str, list[Face]] = {}
    for known, face in found:
        by_person.setdefault(known.who, []).append(face)
    names = [name for name, faces in by_person.items() if len(faces) >= SHOTS]
    print(f"{FILMS} films of a character in {SHOTS} shots, each a random picture of one person; in every second film")
    print("one shot shows somebody else.\n\n| held against | false alarms | found | at the right shot |")
    print("| --- | --- | --- | --- |")
    for title, with_picture in (("one another", False), ("a given picture", True)):
        alarms, right, placed = [], [], []
        for number in range(FILMS):
            name = str(rng.choice(names))
            faces = [by_person[name][at] for at in rng.choice(len(by_person[name]), SHOTS, replace=False)]
            given = [faces.pop().embedding] if with_picture else []
            swapped = int(rng.integers(len(faces))) if number % 2 else -1
            if swapped >= 0:
                other = str(rng.choice([each for each in by_person if each != name]))
                faces[swapped] = by_person[other][int(rng.integers(len(by_person[other])))]
            finding = _checked(faces, given)
            warned = finding.severity == critic_pb2.SEVERITY_WARNING
            if swapped < 0:
                alarms.append(warned)
            else:
                right.append(warned)
                placed.append(warned and finding.shot_index == swapped)
        told = " | ".join(f"{np.mean(each):.1%}" for each in (alarms, right, placed))
        print(f"| {title} | {told} |", flush=True)
    print()


def _checked(faces: Sequence[Face], given: Sequence[np.ndarray]) -> critic_pb2.Finding:
    casts = [Cast(shot, ("ada",), (Person([face]),)) for shot, face in enumerate(faces)]
    (finding,) = check_identity(casts, [script_pb2.Character(id="ada")], {"ada": given})
    return finding
