"""Who is in a shot, what each does, and where each stands: the blocking, in the words of the theatre.

.         second: beside or behind, a little farther off, drawn first
 o
   O  ->  lead
"""

from dataclasses import dataclass, replace

from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2

from songreel_video.backends.animatic.figures import FigureLook, acts_of, pose_kind, read_figure_look
from songreel_video.backends.animatic.stage.camera import Path
from songreel_video.backends.animatic.stage.inserts import is_of_hands
from songreel_video.backends.animatic.stage.scenery import Scenery, Seat

WALKING = {
    "walk": 0.62,
    "run": 1.25,
    "ride": 1.1,
    "cartwheel": 1.5,
    "skate": 0.9,
    "slide": 0.7,
    "row": 0.5,
    "drive": 1.3,
}
"""Ground covered in one cycle, in figure heights."""
ON_FOOT = ("walk", "run", "skate")
SEATED = ("sit", "drive", "play_piano", "play_drums")
TO_VIEWER = ("sing", "dance", "play_guitar", "look_up", "cheer", "clap", "play_violin")
SHARED = {
    "dance": "dance", "cheer": "cheer", "clap": "clap", "toast": "toast", "jump": "jump", "sit": "sit", "hug": "hug",
    "hold_hands": "hold_right_hand", "look_up": "look_up", "look_away": "look_away", "walk": "walk", "run": "run",
    "skate": "skate", "climb": "climb", "lie": "sit", "slide": "cheer", "sing": "clap", "play_guitar": "dance",
    "play_drums": "dance", "play_violin": "look_up",
}  # fmt: skip
"""What the others do meanwhile; whoever is not named here stands and watches."""
IN_CAR = ("sing", "look_up", "wave", "reach", "embrace_self", "hold_object", "read", "cheer", "clap", "toast", "throw")
"""What can be done sitting in a car; whoever does anything else only sits."""
INDOORS = {"ride": "walk", "drive": "sit", "skate": "walk", "slide": "sit", "row": "sit", "swing": "dance"}
BEHIND = 0.035
"""How much higher the foot line of somebody who stands behind is, in stage units."""


@dataclass(frozen=True)
class Actor:
    """One figure and its part in the shot."""

    look: FigureLook
    pose: str
    x: float
    """Where it stands, in stage units (wide) or shares of the frame's height from the middle (closer)."""
    facing: int
    scale: float = 1.0
    lift: float = 0.0
    """How far its foot line lies above the others', in stage units."""
    seated: bool = False
    """Sits whatever it does."""
    furnished: bool = False
    """What it sits on belongs to the set."""
    leads: bool = True
    acts: tuple[str, ...] = ()
    """What its face plays."""


def block(request: video_pb2.FilmShotRequest, scenery: Scenery, path: Path, aspect: float) -> tuple[Actor, ...]:
    """The actors of a shot in the order in which they are drawn, the lead last; none in an insert."""
    framing = request.shot.framing or script_pb2.FRAMING_WIDE
    close = framing == script_pb2.FRAMING_CLOSE
    if framing == script_pb2.FRAMING_INSERT or (close and is_of_hands(request.shot)) or not request.characters:
        return ()
    characters = list(request.characters)[: 1 if close else 3]
    looks = [read_figure_look(character) for character in characters]
    action = request.shot.action or request.shot.sentence
    pose, acts = _pose(action, len(looks)), acts_of(action)
    if scenery.indoors and not scenery.driver:
        pose = INDOORS.get(pose, pose)
    wide = framing in (script_pb2.FRAMING_WIDE, script_pb2.FRAMING_EXTREME_WIDE)
    room = room_beside(path, aspect) if wide else max(0.0, aspect / 2 - 0.20)
    side, tracked = path.side, path.move == script_pb2.CAMERA_MOVE_TRACK
    facing = -side
    if pose in TO_VIEWER and not tracked:
        facing = 0 if path.seed % 3 == 0 else facing
    if "to_camera" in acts and pose not in WALKING:
        facing = 0
    third = 0.0 if pose == "dance" else 0.15 if close else 0.24
    x = min(third, 0.6 * room) * side
    if pose in WALKING:  # the whole company crosses, so its middle is in the middle
        x = -0.5 * side * _company(len(looks), _gap(room, wide=wide)) if pose in ON_FOOT else 0.0
    lead = Actor(looks[0], pose, x if len(looks) == 1 or pose in WALKING else min(0.13, 0.5 * room) * side, facing)
    lead = replace(lead, acts=acts)
    others = [_companion(lead, look, number, side, room, wide=wide) for number, look in enumerate(looks[1:], start=1)]
    if pose == "hold_hands":
        lead = replace(lead, x=-0.075, facing=0)
    if pose == "hug" and others:
        lead = replace(lead, x=-0.062 * facing)
    if scenery.driver:
        actors = _in_car(others, lead, scenery.driver)
    else:
        actors = [_fitting(actor, scenery) for actor in (*reversed(others), lead)]
    return tuple(_seated(actors, scenery, room, wide=wide))


def room_beside(path: Path, aspect: float) -> float:
    """How far to each side of the middle a whole figure is seen throughout a wide shot, in stage units."""
    nearest = max(view.place(1.0)[0] for view in path.survey())
    return max(0.0, aspect / 2 / nearest - 0.09)


def _gap(room: float, *, wide: bool) -> float:
    """From one to the next of those who are together."""
    return min(0.25, 0.62 * room) if wide else min(0.42, 1.1 * room)


def _company(people: int, gap: float) -> float:
    """How far the last of so many walks behind the first."""
    return gap * (0.2 + 0.62 * (people - 1)) if people > 1 else 0.0


def _pose(action: str, people: int) -> str:
    """What the lead does; nobody embraces or takes by the hand who is alone in the picture."""
    pose = pose_kind(action)
    if people == 1 and pose in ("hug", "hold_hands"):
        return "embrace_self" if pose == "hug" else "reach"
    return pose


def _companion(lead: Actor, look: FigureLook, number: int, side: int, room: float, *, wide: bool) -> Actor:
    """The second or third person, so placed that nobody walks through anybody."""
    pose = SHARED.get(lead.pose, "stand")
    way = lead.facing or -side
    gap = _gap(room, wide=wide)
    if lead.pose in ON_FOOT:  # beside the lead, half a step behind
        return Actor(
            look, pose, lead.x - way * _company(number + 1, gap), lead.facing, 0.95 - 0.03 * number,
            BEHIND * 0.6 * number, leads=False,
        )  # fmt: skip
    if lead.pose in WALKING:  # farther back, while the lead passes before them
        x = way * min(0.30, 0.5 * room) * (0.05 if number == 1 else -1.0)
        return Actor(look, "wave" if number == 1 else pose, x, 0, 0.74, BEHIND * 2.2, leads=False)
    if lead.pose == "hug" and number == 1:
        return Actor(look, "hug", 0.062 * way, -way, 0.99, leads=False)
    if lead.pose == "hold_hands" and number == 1:
        return Actor(look, pose, 0.075, 0, 0.99, leads=False)
    if lead.pose in ("hug", "hold_hands"):
        return Actor(look, "stand", room * 0.7 * side, -side, 0.85, BEHIND, leads=False)
    low = 1.5 if lead.pose in ("sit", "lie") else 1.0
    x = lead.x - side * gap * low * (1.35 if number == 1 else -1.0)
    x = max(-room, min(room, x))
    facing = 1 if x < lead.x else -1
    return Actor(look, pose, x, lead.facing if pose in TO_VIEWER else facing, 0.96, BEHIND * 0.3, leads=False)


def _fitting(actor: Actor, scenery: Scenery) -> Actor:
    """The same doing what the place allows: no bicycle in a room, no boat on dry land, no stool in the grass."""
    pose = actor.pose
    if pose == "sit" and scenery.seat_y is None and not scenery.indoors:
        pose = "sit_low"
    if pose == "row" and scenery.water_y is None:
        pose = "sit" if scenery.indoors else "pull"
    return replace(actor, pose=pose)


def _in_car(others: list[Actor], lead: Actor, driver: Seat) -> list[Actor]:
    """The same inside a car: the one who drives is at the wheel, all sit, each in a seat of his or her own."""
    drives = lead.pose == "drive"
    places = [driver.x, -driver.x, 0.0] if drives else [-driver.x, driver.x, 0.0]
    seated = []
    for number, actor in enumerate((lead, *others)):
        pose = "steer" if drives and number == 0 else actor.pose if actor.pose in IN_CAR and number == 0 else "sit"
        scale = 0.86 if number == 2 else 1.0  # on the back bench
        seated.append(replace(actor, pose=pose, facing=0, seated=True, x=places[number], scale=scale, lift=0.0))
    return seated[::-1]


def _seated(actors: list[Actor], scenery: Scenery, room: float, *, wide: bool) -> list[Actor]:
    """The same with those who sit on the set's seats, each on the free one that is nearest."""
    if scenery.seat_y is None:
        return actors
    free = [seat for seat in scenery.seats if abs(seat.x) <= room + 0.02] if wide else []
    placed = []
    for actor in sorted(actors, key=lambda actor: not actor.leads):
        if not (actor.pose in ("sit", "steer") or actor.seated):
            placed.append(actor)
        elif not wide or not scenery.seats or scenery.driver:
            placed.append(replace(actor, furnished=wide or actor.pose != "steer"))
        elif free:
            at = actor.x
            seat = min(free, key=lambda seat: abs(seat.x - at))
            free.remove(seat)
            placed.append(replace(actor, x=seat.x, facing=seat.facing or actor.facing, lift=0.0, furnished=True))
        else:
            placed.append(replace(actor, pose="sit" if actor.pose == "steer" else actor.pose))
    return placed[::-1]
