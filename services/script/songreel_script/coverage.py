"""Who and what each shot of a passage shows, and from how near: a director's coverage, by rule.

Neither framing nor role repeats from one shot to the next. What a shot shows (its role) follows a pattern of the
passage's kind; a pattern that is used up starts again with other angles. Somebody is in two shots of three at least:
where a pattern would leave the people too long, a shot of them stands in. The last shot answers the first: the lead,
small in the place, with the thing that went through the film.

    calm    the lead in the place, the action, a thing, a face, what comes next, the hands, ...
    strong  what comes next, a face, the action, a thing, from behind, the hands, ...
"""

import dataclasses
import enum
from collections.abc import Sequence
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
    CLOSING = "how the film ends"


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
    Role.CLOSING: (EXTREME_WIDE, WIDE),
}
# Under a roof nothing is seen from far away.
INSIDE = {EXTREME_WIDE: MEDIUM}
R = Role
PATTERNS = {
    "opening": (R.ARRIVAL, R.MOTIF, R.FACE, R.ACTION, R.PLACE, R.THEN, R.HANDS, R.BACK, R.DETAIL),
    "calm": (R.ARRIVAL, R.ACTION, R.DETAIL, R.FACE, R.THEN, R.HANDS, R.BACK, R.MOTIF, R.PLACE),
    "strong": (R.THEN, R.FACE, R.ACTION, R.DETAIL, R.BACK, R.HANDS, R.ARRIVAL, R.FACE, R.MOTIF),
    "memory": (R.FACE, R.OTHER, R.ACTION, R.MOTIF, R.BACK, R.PLACE, R.THEN, R.OTHER, R.HANDS),
    "lonely": (R.PLACE, R.FACE, R.ACTION, R.MOTIF, R.BACK, R.DETAIL, R.THEN, R.HANDS, R.ARRIVAL),
    "meeting": (R.PAIR, R.FACE, R.THEN, R.OTHER, R.HANDS, R.ACTION, R.DETAIL, R.PAIR, R.FACE),
    "closing": (R.ACTION, R.HANDS, R.THEN, R.FACE, R.MOTIF, R.BACK, R.DETAIL, R.ARRIVAL, R.FACE),
    "reunion": (R.OTHER, R.THEN, R.HANDS, R.FACE, R.MOTIF, R.BACK, R.OTHER, R.DETAIL, R.FACE),
}
# Who stands in for a shot without anybody.
PEOPLED = {R.PLACE: (R.ARRIVAL, R.BACK), R.DETAIL: (R.HANDS, R.FACE), R.MOTIF: (R.HANDS, R.FACE)}


@dataclass(frozen=True)
class Setup:
    """What one shot shows, and how near."""

    role: Role
    framing: script_pb2.Framing.ValueType
    take: int
    """How many setups of the same role came before in the passage."""


@dataclass(frozen=True)
class Reel:
    """What has been filmed when a shot is set up."""

    filmed: int
    """Shots so far."""
    empty: int
    """Those of them without anybody."""
    total: int
    """Shots of the whole film."""
    framing: script_pb2.Framing.ValueType = script_pb2.FRAMING_UNSPECIFIED
    """Of the shot before."""
    own_actions: bool = False
    """The writer gave every shot of the passage something to do: nobody is shown by the hands alone."""

    @property
    def may_leave_people(self) -> bool:
        """A shot without anybody still leaves somebody in two of three, now and in the end."""
        return self.empty < self.total // 3 and 3 * self.empty <= self.filmed


def cover(ask: SceneAsk, reel: Reel, kept: Sequence[script_pb2.Shot] = ()) -> list[Setup]:
    """A setup for each shot of the passage, after what is on the reel; `kept` are its first ones where fixed."""
    last = ask.passage.shots[-1].index == reel.total - 1
    pattern = PATTERNS[pattern_of(ask, last)]
    taken: dict[Role, int] = {}
    setups: list[Setup] = []
    for number in range(len(ask.passage.shots)):
        ends = last and number == len(ask.passage.shots) - 1
        before = setups[-1].role if setups else None
        role = Role.CLOSING if ends else _playable(pattern[number % len(pattern)], before, reel)
        framing = next(near for near in _framings(role, ask.inside) if near != reel.framing)
        empty = role in PEOPLED
        if number < len(kept):
            framing, empty = kept[number].framing, not kept[number].character_ids
        setups.append(Setup(role, framing, taken.get(role, 0)))
        taken[role] = taken.get(role, 0) + 1
        reel = dataclasses.replace(reel, filmed=reel.filmed + 1, empty=reel.empty + empty, framing=framing)
    return setups


def pattern_of(ask: SceneAsk, last: bool) -> str:
    """The name of the pattern that covers the passage."""
    if ask.passage.index == 0 or ask.kind in {"intro", "silence"}:
        return "opening"
    if ask.other is not None and ask.kind != "outro":
        return "memory" if ask.kind == "bridge" and not ask.together else "meeting"
    if last or ask.kind == "outro":
        return "closing" if ask.other is None or (ask.together and len(ask.company) < 2) else "reunion"
    if ask.kind in {"bridge", "break"}:
        return "lonely"
    return "strong" if ask.strong or ask.kind == "chorus" else "calm"


def _playable(role: Role, before: Role | None, reel: Reel) -> Role:
    """The role, or one with somebody in it when people were away too long; never the one before."""
    options = [role] if role not in PEOPLED or reel.may_leave_people else []
    options += [*PEOPLED.get(role, ()), Role.ACTION, Role.FACE]
    barred = {before, Role.HANDS} if reel.own_actions else {before}
    return next(one for one in options if one not in barred)


def _framings(role: Role, inside: bool) -> tuple[script_pb2.Framing.ValueType, ...]:
    near = FRAMINGS[role]
    return (
        tuple(dict.fromkeys(INSIDE.get(one, one) for one in reversed(near)))
        if inside and EXTREME_WIDE in near
        else near
    )
