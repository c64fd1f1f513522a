"""What follows when the critic rejects a take: what the next one is told, and which is used when all were rejected.

take 1 ── rejected ──► take 2: the next seed, and what was missed in front of the prompt ── ... ── take k
                                                                                              │ rejected too
                         the one with the fewest defects is used, and the event and the shot say so
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from songreel.script.v1 import script_pb2

from songreel_gateway.store.shots import Shot
from songreel_gateway.store.takes import Take as TakeRow

DEFECT, WARNING = "SEVERITY_DEFECT", "SEVERITY_WARNING"
Finding = Mapping[str, Any]
Take = Mapping[str, Any]
Outcome = Literal["accepted", "rejected", "failed", "over_budget"]
"""Of a take: rejected ones are filmed again, failed ones set aside, and some are not begun."""


def next_take(shot: Shot, takes: Iterable[TakeRow]) -> int:
    """The number of the take that a shot without one to use goes on with: the first that was not rejected.

    One whose verdict has not reached its shot is gone on with, whatever the verdict is: it is found and checked again,
    where a further one would be filmed.
    """
    rejected = {take.number for take in takes if take.shot_index == shot.index and take.state == "rejected"}
    if shot.state == "checking":
        rejected.discard(shot.take)
    number = shot.first_take
    while number in rejected:
        number += 1
    return number


def insist(
    shot: script_pb2.Shot, characters: Sequence[script_pb2.Character], findings: Sequence[Finding]
) -> script_pb2.Shot:
    """The shot as its next take is filmed: the words for what the last one did not show come first in its prompt.

    Only what should be there is said: a model that is told what to leave out shows it. The sentence stays as it is.
    """
    failed = {each.get("measure", "") for each in findings if each.get("severity") == DEFECT}
    missed = {
        "shows_subject": shot.subject,
        "shows_character": ", ".join(character.description for character in characters),
        "shows_action": f"{shot.subject} {shot.action}",
        "shows_place": shot.place,
    }
    words = [_said(said) for measure, said in missed.items() if measure in failed and said.strip()]
    told = script_pb2.Shot()
    told.CopyFrom(shot)
    if words:
        told.prompt = " ".join([*words, shot.prompt or shot.sentence])
    return told


def best_of(takes: Sequence[Take]) -> int:
    """The place of the take with the fewest defects, then the fewest warnings; of equals the last."""
    return min(
        range(len(takes)), key=lambda place: (_count(takes[place], DEFECT), _count(takes[place], WARNING), -place)
    )


def reasons(findings: Sequence[Finding]) -> list[str]:
    """What the defects say."""
    return [str(each.get("sentence", "")) for each in findings if each.get("severity") == DEFECT]


def _count(take: Take, severity: str) -> int:
    return sum(each.get("severity") == severity for each in take["findings"])


def _said(words: str) -> str:
    plain = " ".join(words.split()).rstrip(".")
    return f"{plain[:1].upper()}{plain[1:]}."
