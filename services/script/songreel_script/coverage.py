"""Who and what each shot of a passage shows, and from how near: a director's coverage, by rule.

Framing never repeats from one shot to the next. What a shot shows (its role) follows a pattern of the passage's kind;
a pattern that is used up starts again with other angles.

    calm    the place, the action, a face, a thing, what comes next, from behind, ...
    strong  the action, a face, what comes next, a thing, the hands, the place, ...
"""

import enum
from dataclasses import dataclass

from songreel.script.v1 import script_pb2

from songreel_script.scene import SceneAsk


class Role(enum.Enum):
    """What a shot shows."""

    PLACE = "the place without anybody"
    ARRIVAL = "the lead, small in the place"
    ACTION = "the scene's action"
    THEN = "what comes next"
    FACE = "the lead's face"
    HANDS = "the lead's hands"
    BACK = "the lead from behind"
    DETAIL = "a thing of the place"
    MOTIF = "the thing that comes back"
    PAIR = "both characters"
    OTHER = "the second character"


EXTREME_WIDE, WIDE, MEDIUM, CLOSE, INSERT = (
    script_pb2.FRAMING_EXTREME_WIDE,
    script_pb2.FRAMING_WIDE,
    script_pb2.FRAMING_MEDIUM,
    script_pb2.FRAMING_CLOSE,
    script_pb2.FRAMING_INSERT,
)
# The first that differs from the shot before is taken.
FRAMINGS = {
    Role.PLACE: (EXTREME_WIDE, WIDE),
    Role.ARRIVAL: (EXTREME_WIDE, WIDE),
    Role.ACTION: (MEDIUM, WIDE),
    Role.THEN: (WIDE, MEDIUM),
    Role.FACE: (CLOSE, MEDIUM),
    Role.HANDS: (INSERT, CLOSE),
    Role.BACK: (MEDIUM, WIDE),
    Role.DETAIL: (INSERT, CLOSE),
    Role.MOTIF: (INSERT, CLOSE),
    Role.PAIR: (MEDIUM, WIDE),
    Role.OTHER: (MEDIUM, CLOSE),
}
R = Role
PATTERNS = {
    "opening": (R.PLACE, R.DETAIL, R.ARRIVAL, R.FACE, R.ACTION, R.MOTIF, R.BACK, R.THEN, R.HANDS),
    "calm": (R.ARRIVAL, R.ACTION, R.DETAIL, R.FACE, R.THEN, R.HANDS, R.BACK, R.MOTIF, R.PLACE),
    "strong": (R.THEN, R.FACE, R.ACTION, R.DETAIL, R.BACK, R.HANDS, R.ARRIVAL, R.FACE, R.MOTIF),
    "memory": (R.FACE, R.OTHER, R.ACTION, R.MOTIF, R.BACK, R.PLACE, R.THEN, R.OTHER, R.HANDS),
    "lonely": (R.PLACE, R.FACE, R.ACTION, R.MOTIF, R.BACK, R.DETAIL, R.THEN, R.HANDS, R.ARRIVAL),
    "meeting": (R.PAIR, R.FACE, R.THEN, R.OTHER, R.ACTION, R.DETAIL, R.PAIR, R.FACE, R.MOTIF),
    "closing": (R.ACTION, R.MOTIF, R.THEN, R.FACE, R.BACK, R.DETAIL, R.HANDS, R.ARRIVAL, R.PLACE),
}


@dataclass(frozen=True)
class Setup:
    """What one shot shows, and how near."""

    role: Role
    framing: script_pb2.Framing.ValueType
    take: int
    """How many setups of the same role came before in the passage."""


def cover(ask: SceneAsk, previous: script_pb2.Framing.ValueType, last: bool) -> list[Setup]:
    """A setup for each shot of the passage; `previous` is the framing of the shot before it, `last` ends the film."""
    pattern = PATTERNS[pattern_of(ask, last)]
    taken: dict[Role, int] = {}
    setups: list[Setup] = []
    count = len(ask.passage.shots)
    for number in range(count):
        role = pattern[number % len(pattern)]
        if last and number == count - 1:
            role = Role.ARRIVAL if Role.PLACE in {s.role for s in setups[-1:]} else Role.PLACE
        framing = next(f for f in FRAMINGS[role] if f != previous)
        setups.append(Setup(role, framing, taken.get(role, 0)))
        taken[role] = taken.get(role, 0) + 1
        previous = framing
    return setups


def pattern_of(ask: SceneAsk, last: bool) -> str:
    """The name of the pattern that covers the passage."""
    if ask.passage.index == 0 or ask.kind in {"intro", "silence"}:
        return "opening"
    if ask.other is not None and ask.kind != "outro":
        return "memory" if ask.kind == "bridge" else "meeting"
    if last or ask.kind == "outro":
        return "closing"
    if ask.kind in {"bridge", "break"}:
        return "lonely"
    return "strong" if ask.strong or ask.kind == "chorus" else "calm"
