"""All the ways to fill one shot, in the order of preference: what its setup asks for first, what always works last."""

from collections.abc import Iterable, Sequence

from songreel.script.v1 import script_pb2

from songreel_script.bans import free_of
from songreel_script.cast import is_beast
from songreel_script.coverage import Role, Setup
from songreel_script.daylight import fits
from songreel_script.draws import dice
from songreel_script.picture import Picture
from songreel_script.repertoire import table, word_list
from songreel_script.scene import SceneAsk, SceneWords
from songreel_script.variety import Footage
from songreel_script.wording import likeness, words

ANGLES = ("", ", seen in profile", ", seen from a low angle", ", seen from above", ", seen from across the place")
PLACE_STATES = ("quiet and waiting", "wide open", "still and empty", "just before anything happens")
ROOM_STATES = ("quiet and waiting", "half in shadow", "still and empty", "just before anything happens")
THING_STATES = ("in sharp focus", "sharp and still", "alone in the picture", "half in shadow")


def options_for(ask: SceneAsk, scene: SceneWords, setup: Setup, index: int, footage: Footage) -> list[Picture]:
    """Pictures for the shot; never empty. All of them have somebody in them, or none has, as the setup says."""
    own = own_action(ask, scene, setup, index)
    match setup.role:
        case Role.PLACE:
            states = ROOM_STATES if ask.inside else PLACE_STATES
            state = states[(setup.take + ask.passage.index) % len(states)]
            return [Picture(scene.place, state, scene.place, own=True), *_things(ask, scene, index, footage)]
        case Role.DETAIL | Role.MOTIF:
            things = _things(ask, scene, index, footage)
            if setup.role is Role.MOTIF and not footage.shown(ask.motif, scene.place):
                # Once in a place: it comes back, but not twice as the same picture.
                things.insert(0, Picture(ask.motif, things[0].action, scene.place, own=True))
            return things
        case Role.FACE:
            return _doing([ask.lead], [own], [*_faces(ask, footage), *_near(ask, footage)], scene.place)
        case Role.HANDS:
            return _hands(ask, scene, footage)
        case Role.OTHER if ask.other:
            beast = is_beast(ask.other)
            table_of = table("people")["beasts"]["other_faces"] if beast else table("people")["other_faces"]
            strong, other = ("strong", "calm") if ask.strong else ("calm", "strong")
            lines = [*_shuffled(table_of[strong], footage), *_shuffled(table_of[other], footage)]
            return _doing([ask.other], [], [*lines, *([] if beast else _near(ask, footage))], scene.place)
        case _:
            return _deeds(ask, scene, setup, index, footage)


def own_action(ask: SceneAsk, scene: SceneWords, setup: Setup, index: int) -> str:
    """What the writer gave this very shot to do; empty where it writes no shot by itself, or the end is settled."""
    number = index - ask.passage.shots[0].index
    settled = setup.role is Role.CLOSING and not ask.ends_freely
    return scene.actions[number] if scene.further and number < len(scene.actions) and not settled else ""


def closing_picture(ask: SceneAsk) -> Picture | None:
    """The film's last picture, from the ask of its last passage; None where the writer still has to find it."""
    if ask.ends_freely:
        return None
    subject, cast = _whoever(ask, Role.CLOSING)
    return Picture(subject, ask.closing, ask.place, cast)


def everybody(ask: SceneAsk) -> str:
    """Whoever is in the film's last shot, as its subject: the lead, with the others close by."""
    return _whoever(ask, Role.CLOSING)[0]


def fills_a_picture(detail: str) -> bool:
    """One thing by itself: "a bicycle against a wall", not "wind in the wheat"."""
    return words(detail)[:1] in (["a"], ["an"], ["one"]) and not any(w.endswith("ing") for w in words(detail)[1:3])


def _things(ask: SceneAsk, scene: SceneWords, index: int, footage: Footage) -> list[Picture]:
    state = THING_STATES[index % len(THING_STATES)]
    theirs = [part for part in scene.details if part not in ask.suggestion.details and fills_a_picture(part)]
    spare = [part for part in ask.suggestion.details if fills_a_picture(part)]
    anywhere = _shuffled([one for one in table("people")["anywhere"]["things"] if fits(ask.stage, one)], footage)
    options = [Picture(thing, state, scene.place, own=True) for thing in theirs]
    return options + [Picture(thing, state, scene.place) for thing in (*ask.things, *spare, *anywhere)]


def _faces(ask: SceneAsk, footage: Footage) -> list[str]:
    people = table("people")
    if is_beast(ask.lead):
        return _shuffled(people["beasts"]["faces"], footage)
    first, second = ("strong", "calm") if ask.strong else ("calm", "strong")
    return [*_shuffled(people["faces"][first], footage), *_shuffled(people["faces"][second], footage)]


def _near(ask: SceneAsk, footage: Footage) -> list[str]:
    """What is done anywhere and can be seen from near."""
    return [] if is_beast(ask.lead) else _shuffled(table("people")["anywhere"]["near"], footage)


def _far(ask: SceneAsk, footage: Footage) -> list[str]:
    """What is done anywhere with the whole body."""
    if is_beast(ask.lead):
        return _shuffled(table("people")["beasts"]["other_faces"]["strong"], footage)
    first, second = ("strong", "calm") if ask.strong else ("calm", "strong")
    anywhere = table("people")["anywhere"]
    return [*_shuffled(anywhere[first], footage), *_shuffled(anywhere[second], footage)]


def _hands(ask: SceneAsk, scene: SceneWords, footage: Footage) -> list[Picture]:
    """What the hands do with the motif, in every place once and each time something else; after that, alone."""
    beast = is_beast(ask.lead)
    limbs = "paws" if set(words(ask.lead.description)) & word_list("pawed") else "hands"
    subject = f"the {limbs} of {ask.lead.description}"
    ways = table("people")["beasts"]["holds"] if beast else table("people")["hands"]["holds"]
    order = _shuffled([way.format(motif=ask.motif) for way in ways], footage)
    taken = {shot.action for shot in footage.shots if shot.subject == subject}
    held = [way for way in order if way not in taken] or order
    met = any(shot.place == scene.place and ask.motif in shot.action for shot in footage.shots)
    alone = [] if beast else _shuffled(table("people")["hands"]["alone"], footage)
    first, then = (alone, held) if met and alone else (held, alone)
    options = [Picture(subject, way, scene.place, (ask.lead,), own=way in first[:1]) for way in (*first, *then)]
    if first is held:
        options[1 : len(held)] = []  # the motif once; what follows is without it
    return options


def _deeds(ask: SceneAsk, scene: SceneWords, setup: Setup, index: int, footage: Footage) -> list[Picture]:
    """What is done: the film's opening and closing have their own; else something that was not seen before."""
    own = own_action(ask, scene, setup, index)
    subject, cast = _whoever(ask, setup.role)
    angle = ", seen from behind" if setup.role is Role.BACK else ANGLES[setup.take % len(ANGLES)]
    if setup.role is Role.CLOSING and not own:
        return [Picture(subject, ask.closing, scene.place, cast, angle)]
    further = [more for more in ask.more if likeness(more, scene.action) < 0.5 and likeness(more, scene.then) < 0.5]
    order = {
        Role.THEN: [scene.then, scene.action],
        Role.BACK: [*further[:1], scene.action, scene.then],
        Role.ARRIVAL: [*further[1:2], scene.then, scene.action],
    }.get(setup.role, [scene.action, scene.then])
    if index == 0 and setup.role is Role.ARRIVAL and not own:
        order = [*_openings(ask, footage), *order]
    lines = [*further, *_far(ask, footage)]
    return _doing(cast, [own, *order], lines, scene.place, subject, angle)


def _openings(ask: SceneAsk, footage: Footage) -> list[str]:
    people = table("people")
    ways = people["beasts"]["opening"] if is_beast(ask.lead) else people["opening"]["strong" if ask.strong else "calm"]
    ways = free_of(ways, footage.bans) or ways
    chance = dice(footage.seed, "opening")
    return [way.format(motif=ask.motif) for way in sorted(ways, key=lambda _: chance.random())]


def _doing(
    cast: Sequence[script_pb2.Character],
    own: Iterable[str],
    others: Iterable[str],
    place: str,
    subject: str = "",
    angle: str = "",
) -> list[Picture]:
    who = subject or cast[0].description
    mine = [line for line in own if line]
    return [Picture(who, line, place, tuple(cast), angle, own=True) for line in mine] + [
        Picture(who, line, place, tuple(cast), angle) for line in others
    ]


def _whoever(ask: SceneAsk, role: Role) -> tuple[str, tuple[script_pb2.Character, ...]]:
    """Who acts: the lead, with the second character where the shot is of both, with all in the last one."""
    both = role is Role.PAIR or (ask.together and role in {Role.ARRIVAL, Role.THEN, Role.BACK})
    beside = ask.company if role is Role.CLOSING else (ask.other,) if both and ask.other else ()
    if not beside:
        return ask.lead.description, (ask.lead,)
    with_whom = " and ".join(character.description for character in beside)
    return f"{ask.lead.description}, with {with_whom} close by,", (ask.lead, *beside)


def _shuffled(options: list[str], footage: Footage) -> list[str]:
    """In an order of this film's own, without what may not be seen."""
    chance = dice(footage.seed, "turn")
    return sorted(free_of(options, footage.bans) or options, key=lambda _: chance.random())
