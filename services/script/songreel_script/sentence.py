"""One shot's fields and the one sentence that films it, from the scene's words and the shot's setup."""

from dataclasses import dataclass

from songreel.script.v1 import script_pb2

from songreel_script.coverage import Role, Setup
from songreel_script.draws import dice, draw
from songreel_script.repertoire import table, word_list
from songreel_script.scene import SceneAsk, SceneWords
from songreel_script.wording import joined, words

NEAR = {
    script_pb2.FRAMING_EXTREME_WIDE: ("Seen from far away", "In an extreme wide shot"),
    script_pb2.FRAMING_WIDE: ("In a wide shot", "In a full-figure shot"),
    script_pb2.FRAMING_MEDIUM: ("In a medium shot", "Seen from the waist up"),
    script_pb2.FRAMING_CLOSE: ("In a close-up", "In a tight close-up"),
    script_pb2.FRAMING_INSERT: ("In an extreme close-up", "Filling the picture"),
}
ANGLES = ("", ", seen in profile", ", seen from a low angle", ", seen from above", ", seen from across the place")
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
PLACE_STATES = ("with nobody in sight", "quiet and waiting", "empty for a moment", "before anything happens")
THING_STATES = ("in sharp focus", "seen from very near", "against a soft background", "alone in the picture")
HOLDS = ("hold", "turn", "reach for", "close around", "carefully lift", "let go of")


@dataclass(frozen=True)
class _Picture:
    subject: str
    action: str
    cast: tuple[script_pb2.Character, ...] = ()
    angle: str = ""


def located(place: str) -> str:
    """The place with its preposition: "on a wooden pier", "in a small room"."""
    own = words(place)
    if own[:1] and own[0] in word_list("prepositions"):
        return place
    # The head of the phrase decides: what stands before "with", "of", "above", ...
    head = own
    for stop in word_list("after_head"):
        head = head[: head.index(stop)] if stop in head[1:] else head
    if head and head[-1] in word_list("at"):
        return f"at {place}"
    return f"on {place}" if head and head[-1] in word_list("on") else f"in {place}"


def compose(ask: SceneAsk, scene: SceneWords, setup: Setup, shot: script_pb2.Shot, seed: int) -> None:
    """Fills the shot's subject, action, place, time and light, details, who is in it, and its sentence."""
    picture = _picture(ask, scene, setup, shot.index, seed)
    rest = [detail for detail in scene.details if detail != picture.subject]
    turn = shot.index % len(rest) if rest else 0
    near = (rest[turn:] + rest[:turn])[: 1 if setup.framing >= script_pb2.FRAMING_CLOSE else 2]
    shot.subject, shot.action, shot.place = picture.subject, picture.action, scene.place
    shot.time_and_light = f"{ask.stage}, {scene.light}"
    shot.details = ", ".join(near)
    shot.character_ids.extend(character.id for character in picture.cast)
    opening = draw(NEAR[shot.framing], seed, "near", shot.index)
    parts = [opening, f"{picture.subject} {picture.action}{picture.angle}"]
    if setup.role is not Role.PLACE:
        parts.append(located(scene.place))
    parts += [f"with {joined(near)}"] if near and setup.role is Role.PLACE else near
    parts += [shot.time_and_light, MOVES[shot.camera]]
    shot.sentence = ", ".join(parts) + "."


def _picture(ask: SceneAsk, scene: SceneWords, setup: Setup, index: int, seed: int) -> _Picture:
    lead, other = ask.lead, ask.other
    who, angle = lead.description, ANGLES[setup.take % len(ANGLES)]
    strong = "strong" if ask.strong else "calm"
    match setup.role:
        case Role.PLACE:
            return _Picture(scene.place, PLACE_STATES[(setup.take + ask.passage.index) % len(PLACE_STATES)])
        case Role.DETAIL:
            thing = scene.details[setup.take % len(scene.details)]
            return _Picture(thing, THING_STATES[index % len(THING_STATES)])
        case Role.MOTIF:
            return _Picture(ask.motif, THING_STATES[index % len(THING_STATES)])
        case Role.FACE:
            return _Picture(who, _in_turn(table("people")["faces"][strong], ask, setup, seed), (lead,))
        case Role.HANDS:
            held = HOLDS[(ask.passage.index + setup.take) % len(HOLDS)]
            limbs = "paws" if set(words(who)) & word_list("pawed") else "hands"
            return _Picture(f"the {limbs} of {who}", f"{held} {ask.motif}", (lead,))
        case Role.BACK:
            return _Picture(who, scene.action, (lead,), ", seen from behind")
        case Role.PAIR if other:
            return _Picture(f"{who}, with {other.description} close by,", scene.action, (lead, other), angle)
        case Role.OTHER if other:
            reaction = _in_turn(table("people")["other_faces"][strong], ask, setup, seed)
            return _Picture(other.description, reaction, (other,))
        case Role.THEN:
            return _Picture(who, scene.then, (lead,), angle)
        case _:
            return _Picture(who, scene.action, (lead,), angle)


def _in_turn(options: list[str], ask: SceneAsk, setup: Setup, seed: int) -> str:
    """The next of the shuffled options: none comes back before all were seen."""
    chance = dice(seed, "turn")
    order = sorted(options, key=lambda _: chance.random())
    return order[(ask.passage.index + setup.take) % len(order)]
