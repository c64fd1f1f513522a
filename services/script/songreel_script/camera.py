"""How the camera moves and how a shot begins, by rule from energy, framing and the place of the shot in its section."""

from dataclasses import dataclass
from typing import cast

from songreel.script.v1 import script_pb2

from songreel_script.assignment import Assignment
from songreel_script.coverage import Role, Setup
from songreel_script.draws import dice, draw
from songreel_script.scene import SceneAsk

STATIC, PUSH_IN, PULL_OUT, PAN_LEFT, PAN_RIGHT, TRACK, CRANE_UP, CRANE_DOWN, HANDHELD = range(1, 10)
# Weights of moves: (calm, strong). A still object bears no tracking; a face is not craned over.
MOVES: dict[script_pb2.Framing.ValueType, tuple[dict[int, float], dict[int, float]]] = {
    script_pb2.FRAMING_EXTREME_WIDE: (
        {STATIC: 2, PAN_LEFT: 1.5, PAN_RIGHT: 1.5, CRANE_DOWN: 1.5, PULL_OUT: 1},
        {CRANE_UP: 2, PULL_OUT: 2, PAN_LEFT: 1, PAN_RIGHT: 1, PUSH_IN: 1},
    ),
    script_pb2.FRAMING_WIDE: (
        {STATIC: 1.5, TRACK: 2, PUSH_IN: 1.5, PAN_LEFT: 1, PAN_RIGHT: 1},
        {TRACK: 3, HANDHELD: 1.5, CRANE_UP: 1.5, PUSH_IN: 1},
    ),
    script_pb2.FRAMING_MEDIUM: (
        {TRACK: 2, PUSH_IN: 2, STATIC: 1.5, PAN_LEFT: 1, PAN_RIGHT: 1},
        {HANDHELD: 3, TRACK: 3, PUSH_IN: 1},
    ),
    script_pb2.FRAMING_CLOSE: ({PUSH_IN: 3, STATIC: 2}, {HANDHELD: 3, PUSH_IN: 2, STATIC: 0.5}),
    script_pb2.FRAMING_INSERT: (
        {STATIC: 2, PUSH_IN: 2, PAN_RIGHT: 1, PAN_LEFT: 1},
        {HANDHELD: 2, PUSH_IN: 2, PAN_RIGHT: 1},
    ),
}


@dataclass(frozen=True)
class Chain:
    """Where a shot stands in the film."""

    shot: int
    """Its index."""
    previous: script_pb2.CameraMove.ValueType
    """The move of the shot before."""
    last: bool
    """It is the film's last."""


def move_for(ask: SceneAsk, setup: Setup, chain: Chain, assignment: Assignment) -> script_pb2.CameraMove.ValueType:
    """A move that suits the shot and differs from the one before, among those of the brief where it names some."""
    wanted = [move for move in assignment.brief.camera_moves if move]
    by_music = _by_music(ask, setup, chain, assignment.seed)
    if not wanted or (by_music in wanted and by_music != chain.previous):
        return by_music
    weights = MOVES[setup.framing][ask.strong]
    barred = _barred(ask, setup)
    # The client's choice goes before what suits: of one move there is nothing to choose.
    options = [m for m in wanted if m in weights and m not in barred | {chain.previous}]
    options = options or [m for m in wanted if m != chain.previous] or wanted
    chance = dice(assignment.seed, "wanted camera", chain.shot)
    return chance.choices(options, [weights.get(move, 1.0) for move in options])[0]


def _by_music(ask: SceneAsk, setup: Setup, chain: Chain, seed: int) -> script_pb2.CameraMove.ValueType:
    """By drive, framing and place in the section; the film's last shot goes up and away."""
    shot, previous = chain.shot, chain.previous
    if chain.last:
        return script_pb2.CAMERA_MOVE_CRANE_UP if ask.strong and not ask.inside else script_pb2.CAMERA_MOVE_PULL_OUT
    opens = ask.passage.shots[0].index == shot
    wide = setup.framing in (script_pb2.FRAMING_EXTREME_WIDE, script_pb2.FRAMING_WIDE)
    if opens and wide and not ask.inside and (ask.kind == "chorus" or shot == 0) and CRANE_DOWN != previous != CRANE_UP:
        return script_pb2.CAMERA_MOVE_CRANE_DOWN if shot == 0 else script_pb2.CAMERA_MOVE_CRANE_UP
    barred = _barred(ask, setup) | {previous}
    weights = {move: weight for move, weight in MOVES[setup.framing][ask.strong].items() if move not in barred}
    moves = sorted(weights)
    chance = dice(seed, "camera", shot)
    return cast(script_pb2.CameraMove.ValueType, chance.choices(moves, [weights[m] for m in moves])[0])


def _barred(ask: SceneAsk, setup: Setup) -> set[int]:
    """Moves that the shot cannot have: nobody to go beside, or no sky to rise into."""
    return ({TRACK} if setup.role is Role.PLACE else set()) | ({CRANE_UP, CRANE_DOWN} if ask.inside else set())


def transition_for(
    ask: SceneAsk, shot: int, before: SceneAsk | None, assignment: Assignment
) -> script_pb2.Transition.ValueType:
    """How the shot begins: a plain cut inside a section; at its opening as the music suggests, or the brief wants."""
    if ask.passage.shots[0].index != shot or (before is not None and ask.passage.part):
        return script_pb2.TRANSITION_UNSPECIFIED
    wanted, by_music = list(assignment.brief.transitions), _opening(ask, before)
    if before is None:  # nothing to dissolve out of
        wanted = [each for each in wanted if each != script_pb2.TRANSITION_DISSOLVE]
    if not wanted or by_music in wanted:
        return by_music
    return draw(wanted, assignment.seed, "wanted transition", shot)


def _opening(ask: SceneAsk, before: SceneAsk | None) -> script_pb2.Transition.ValueType:
    """By the section's kind and the step in drive."""
    if before is None:
        return script_pb2.TRANSITION_FADE_FROM_BLACK
    step = ask.drive - before.drive
    if ask.kind in {"bridge", "break", "outro", "silence"} or step < -0.3:
        return script_pb2.TRANSITION_DIP
    if (ask.kind == "chorus" and before.kind != "chorus") or step > 0.3:
        return script_pb2.TRANSITION_FLASH
    return script_pb2.TRANSITION_WHIP if ask.strong else script_pb2.TRANSITION_UNSPECIFIED
