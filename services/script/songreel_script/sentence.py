"""One shot's fields and the one sentence that films it, from the scene's words and the shot's setup."""

from dataclasses import dataclass

from songreel.script.v1 import script_pb2

from songreel_script.bans import free_of
from songreel_script.cast import is_beast
from songreel_script.coverage import Role, Setup
from songreel_script.draws import dice, draw
from songreel_script.repertoire import table, word_list
from songreel_script.scene import SceneAsk, SceneWords
from songreel_script.variety import Footage
from songreel_script.wording import head_of, likeness, words

NEAR = {
    script_pb2.FRAMING_EXTREME_WIDE: ("Seen from far away", "In an extreme wide shot"),
    script_pb2.FRAMING_WIDE: ("In a wide shot", "In a full-figure shot"),
    script_pb2.FRAMING_MEDIUM: ("In a medium shot", "In a half-length shot"),
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
PLACE_STATES = ("quiet and waiting", "wide open", "still and empty", "just before anything happens")
ROOM_STATES = ("quiet and waiting", "half in shadow", "still and empty", "just before anything happens")
THING_STATES = ("in sharp focus", "sharp and still", "alone in the picture", "half in shadow")


@dataclass(frozen=True)
class _Picture:
    subject: str
    action: str
    cast: tuple[script_pb2.Character, ...] = ()
    angle: str = ""


def located(place: str) -> str:
    """The place with its preposition: "on a wooden pier", "in a small room"."""
    if words(place)[:1] and words(place)[0] in word_list("prepositions"):
        return place
    head = head_of(place)
    if head and head[-1] in word_list("at"):
        return f"at {place}"
    return f"on {place}" if head and head[-1] in word_list("on") else f"in {place}"


def everybody(ask: SceneAsk) -> str:
    """Whoever is in the film's last shot, as its subject: the lead, with the others close by."""
    return _whoever(ask, Role.CLOSING)[0]


def compose(ask: SceneAsk, scene: SceneWords, setup: Setup, shot: script_pb2.Shot, footage: Footage) -> None:
    """Fills the shot's subject, action, place, time and light, details, who is in it, and its sentence."""
    picture = _picture(ask, scene, setup, shot.index, footage)
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
    elif setup.role is Role.PLACE:
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


def _picture(ask: SceneAsk, scene: SceneWords, setup: Setup, index: int, footage: Footage) -> _Picture:
    lead, other = ask.lead, ask.other
    own = own_action(ask, scene, setup, index)
    if own and setup.role is Role.FACE:
        return _Picture(lead.description, own, (lead,))
    who, angle = lead.description, ANGLES[setup.take % len(ANGLES)]
    strong, people = "strong" if ask.strong else "calm", table("people")
    match setup.role:
        case Role.PLACE:
            states = ROOM_STATES if ask.inside else PLACE_STATES
            return _Picture(scene.place, states[(setup.take + ask.passage.index) % len(states)])
        case Role.DETAIL | Role.MOTIF:
            theirs = [part for part in scene.details if part not in ask.suggestion.details and fills_a_picture(part)]
            thing = footage.fresh([*theirs, *ask.things], scene.place)
            if setup.role is Role.MOTIF and not footage.shown(ask.motif, scene.place):
                thing = ask.motif  # once in a place: it comes back, but not twice as the same picture
            return _Picture(thing, THING_STATES[index % len(THING_STATES)])
        case Role.FACE:
            faces = people["beasts"]["faces"] if is_beast(lead) else people["faces"][strong]
            return _Picture(who, footage.fresh(_shuffled(faces, footage), scene.place), (lead,))
        case Role.HANDS:
            limbs = "paws" if set(words(who)) & word_list("pawed") else "hands"
            return _Picture(f"the {limbs} of {who}", _held(ask, f"the {limbs} of {who}", scene.place, footage), (lead,))
        case Role.OTHER if other:
            faces = people["beasts"]["other_faces"] if is_beast(other) else people["other_faces"]
            return _Picture(other.description, footage.fresh(_shuffled(faces[strong], footage), scene.place), (other,))
        case _:
            subject, cast = _whoever(ask, setup.role)
            turn = ", seen from behind" if setup.role is Role.BACK else angle
            return _Picture(subject, own or _action(ask, scene, setup, index, footage), cast, turn)


def _held(ask: SceneAsk, hands: str, place: str, footage: Footage) -> str:
    """What the hands do with the motif, in every place once and each time something else; after that, alone."""
    ways = table("people")["beasts"]["holds"] if is_beast(ask.lead) else table("people")["hands"]["holds"]
    order = _shuffled([way.format(motif=ask.motif) for way in ways], footage)
    taken = [shot for shot in footage.shots if shot.subject == hands]
    unused = [way for way in order if way not in {shot.action for shot in taken}] or order
    if is_beast(ask.lead) or not any(shot.place == place and ask.motif in shot.action for shot in footage.shots):
        return unused[0]
    return footage.fresh(_shuffled(table("people")["hands"]["alone"], footage), place)


def own_action(ask: SceneAsk, scene: SceneWords, setup: Setup, index: int) -> str:
    """What the writer gave this very shot to do; empty where it writes no shot by itself, or the end is settled."""
    number = index - ask.passage.shots[0].index
    settled = setup.role is Role.CLOSING and not ask.ends_freely
    return scene.actions[number] if scene.further and number < len(scene.actions) and not settled else ""


def _whoever(ask: SceneAsk, role: Role) -> tuple[str, tuple[script_pb2.Character, ...]]:
    """Who acts: the lead, with the second character where the shot is of both, with all in the last one."""
    both = role is Role.PAIR or (ask.together and role in {Role.ARRIVAL, Role.THEN, Role.BACK})
    beside = ask.company if role is Role.CLOSING else (ask.other,) if both and ask.other else ()
    if not beside:
        return ask.lead.description, (ask.lead,)
    with_whom = " and ".join(character.description for character in beside)
    return f"{ask.lead.description}, with {with_whom} close by,", (ask.lead, *beside)


def _action(ask: SceneAsk, scene: SceneWords, setup: Setup, index: int, footage: Footage) -> str:
    """What is done: the film's opening and closing have their own; else something that was not seen before."""
    further = [more for more in ask.more if likeness(more, scene.action) < 0.5 and likeness(more, scene.then) < 0.5]
    if setup.role is Role.CLOSING:
        return ask.closing
    if index == 0 and setup.role is Role.ARRIVAL:
        people = table("people")
        beast = is_beast(ask.lead)
        options = people["beasts"]["opening"] if beast else people["opening"]["strong" if ask.strong else "calm"]
        return str(draw(free_of(options, footage.bans) or options, footage.seed, "opening")).format(motif=ask.motif)
    order = {
        Role.THEN: [scene.then, scene.action],
        Role.BACK: [*further[:1], scene.action, scene.then],
        Role.ARRIVAL: [*further[1:2], scene.then, scene.action],
    }.get(setup.role, [scene.action, scene.then])
    return footage.fresh([*order, *further], scene.place)


def fills_a_picture(detail: str) -> bool:
    """One thing by itself: "a bicycle against a wall", not "wind in the wheat"."""
    return words(detail)[:1] in (["a"], ["an"], ["one"]) and not any(w.endswith("ing") for w in words(detail)[1:3])


def _shuffled(options: list[str], footage: Footage) -> list[str]:
    """In an order of this film's own, without what may not be seen."""
    chance = dice(footage.seed, "turn")
    return sorted(free_of(options, footage.bans) or options, key=lambda _: chance.random())
