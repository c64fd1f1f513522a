"""How the camera moves and how a shot begins, by rule from energy, framing and the place of the shot in its section."""

from typing import cast

from songreel.script.v1 import script_pb2

from songreel_script.coverage import Role, Setup
from songreel_script.draws import dice
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


def move_for(
    ask: SceneAsk, setup: Setup, shot: int, previous: int, last: bool, seed: int
) -> script_pb2.CameraMove.ValueType:
    """A move that suits the shot and differs from the one before; the film's last shot goes up and away."""
    strong = ask.strong
    chance = dice(seed, "camera", shot)
    if last and ask.inside:
        return script_pb2.CAMERA_MOVE_PULL_OUT
    if last:
        return script_pb2.CAMERA_MOVE_CRANE_UP if strong else script_pb2.CAMERA_MOVE_PULL_OUT
    opens = ask.passage.shots[0].index == shot
    wide = setup.framing in (script_pb2.FRAMING_EXTREME_WIDE, script_pb2.FRAMING_WIDE)
    if opens and wide and not ask.inside and (ask.kind == "chorus" or shot == 0) and CRANE_DOWN != previous != CRANE_UP:
        return script_pb2.CAMERA_MOVE_CRANE_DOWN if shot == 0 else script_pb2.CAMERA_MOVE_CRANE_UP
    weights = {move: w for move, w in MOVES[setup.framing][strong].items() if move != previous}
    barred = {TRACK} if setup.role is Role.PLACE else set()
    barred |= {CRANE_UP, CRANE_DOWN} if ask.inside else set()  # a crane needs the sky
    weights = {move: weight for move, weight in weights.items() if move not in barred}
    moves = sorted(weights)
    return cast(script_pb2.CameraMove.ValueType, chance.choices(moves, [weights[m] for m in moves])[0])


def transition_for(ask: SceneAsk, shot: int, before: SceneAsk | None) -> script_pb2.Transition.ValueType:
    """How the shot begins: plain inside a section, by the section's kind and the step in drive at its opening."""
    if before is None:
        opens_film = ask.passage.shots[0].index == shot
        return script_pb2.TRANSITION_FADE_FROM_BLACK if opens_film else script_pb2.TRANSITION_UNSPECIFIED
    if ask.passage.shots[0].index != shot or ask.passage.part:
        return script_pb2.TRANSITION_UNSPECIFIED
    step = ask.drive - before.drive
    if ask.kind in {"bridge", "break", "outro", "silence"} or step < -0.3:
        return script_pb2.TRANSITION_DIP
    if (ask.kind == "chorus" and before.kind != "chorus") or step > 0.3:
        return script_pb2.TRANSITION_FLASH
    return script_pb2.TRANSITION_WHIP if ask.strong else script_pb2.TRANSITION_UNSPECIFIED
