"""One shot's fields and the one sentence that films it, from the scene's words and the shot's setup."""

from songreel.script.v1 import script_pb2

from songreel_script.coverage import Setup
from songreel_script.draws import draw
from songreel_script.options import options_for
from songreel_script.picture import located
from songreel_script.scene import SceneAsk, SceneWords
from songreel_script.variety import Footage

NEAR = {
    script_pb2.FRAMING_EXTREME_WIDE: ("Seen from far away", "In an extreme wide shot"),
    script_pb2.FRAMING_WIDE: ("In a wide shot", "In a full-figure shot"),
    script_pb2.FRAMING_MEDIUM: ("In a medium shot", "In a half-length shot"),
    script_pb2.FRAMING_CLOSE: ("In a close-up", "In a tight close-up"),
    script_pb2.FRAMING_INSERT: ("In an extreme close-up", "Filling the picture"),
}
MOVES = {
    script_pb2.CAMERA_MOVE_STATIC: "the camera does not move",
    script_pb2.CAMERA_MOVE_PUSH_IN: "the camera slowly pushes in",
    script_pb2.CAMERA_MOVE_PULL_OUT: "the camera slowly pulls out",
    script_pb2.CAMERA_MOVE_PAN_LEFT: "the camera pans left",
    script_pb2.CAMERA_MOVE_PAN_RIGHT: "the camera pans right",
    script_pb2.CAMERA_MOVE_TRACK: "the camera tracks alongside",
    script_pb2.CAMERA_MOVE_CRANE_UP: "the camera rises on a crane",
    script_pb2.CAMERA_MOVE_CRANE_DOWN: "the camera comes down on a crane",
    script_pb2.CAMERA_MOVE_HANDHELD: "the handheld camera follows closely",
}


def compose(ask: SceneAsk, scene: SceneWords, setup: Setup, shot: script_pb2.Shot, footage: Footage) -> None:
    """Fills the shot's subject, action, place, time and light, details, who is in it, and its sentence."""
    picture = footage.choose(options_for(ask, scene, setup, shot.index, footage))
    rest = [detail for detail in scene.details if detail != picture.subject]
    turn = shot.index % len(rest) if rest else 0
    near = (rest[turn:] + rest[:turn])[: 1 if setup.framing >= script_pb2.FRAMING_CLOSE else 2]
    shot.subject, shot.action, shot.place = picture.subject, picture.action, scene.place
    shot.time_and_light = f"{ask.stage}, {scene.light}"
    shot.details = ", ".join(near)
    shot.character_ids.extend(character.id for character in picture.cast)
    opening = draw(NEAR[shot.framing], footage.seed, "near", shot.index)
    if picture.cast:
        parts = [opening, f"{picture.subject} {picture.action}{picture.angle}", located(scene.place)]
    elif picture.subject == scene.place:
        parts = [opening, picture.subject, picture.action]
    else:
        parts = [opening, picture.subject, picture.action, located(scene.place)]
    shot.sentence = ", ".join([*parts, *near, shot.time_and_light, MOVES[shot.camera]]) + "."


def tell(shot: script_pb2.Shot) -> None:
    """Fills the shot's sentence from its other fields."""
    where = located(shot.place) if shot.place and shot.place not in shot.subject else ""
    parts = [NEAR[shot.framing][0], f"{shot.subject} {shot.action}".strip(), where]
    parts += [shot.details, shot.time_and_light, MOVES[shot.camera]]
    shot.sentence = ", ".join(part for part in parts if part) + "."
