"""Who stands where: nobody walks through anybody, and everybody stays in the frame."""

import pytest
from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2
from songreel_video.backends.animatic.stage.blocking import Actor, block, room_beside
from songreel_video.backends.animatic.stage.camera import LENS, Path
from songreel_video.backends.animatic.stage.colour_script import colour_script
from songreel_video.backends.animatic.stage.places import build_set
from songreel_video.backends.animatic.stage.scenery import Scenery

ASPECTS = {"wide": 16 / 9, "square": 1.0, "tall": 9 / 16}


def scenery_of(kind: str, aspect: float = 16 / 9) -> Scenery:
    """A set by day."""
    return build_set(kind, colour_script(script_pb2.Look(), script_pb2.MOOD_CALM, "day", 5), 5, aspect)


def path_of(move: "script_pb2.CameraMove.ValueType" = script_pb2.CAMERA_MOVE_STATIC) -> Path:
    """A wide shot of four seconds."""
    return Path(move, LENS[script_pb2.FRAMING_WIDE], 4.0, 0.5, 4, 1)


def blocked(
    action: str, people: int, kind: str = "field", aspect: float = 16 / 9, path: Path | None = None
) -> tuple[Actor, ...]:
    """The actors of a wide shot."""
    request = video_pb2.FilmShotRequest(
        shot=script_pb2.Shot(action=action, framing=script_pb2.FRAMING_WIDE),
        timing=audio_pb2.TimedShot(end_frame=96),
        characters=[script_pb2.Character(id=str(number), description="a woman") for number in range(people)],
    )
    return block(request, scenery_of(kind, aspect), path or path_of(), aspect)


@pytest.mark.parametrize("aspect", ASPECTS.values(), ids=ASPECTS)
@pytest.mark.parametrize("action", ["stands", "dances", "sits", "walks", "hugs him", "rides a bicycle"])
@pytest.mark.parametrize("move", [script_pb2.CAMERA_MOVE_STATIC, script_pb2.CAMERA_MOVE_PUSH_IN])
def test_everybody_is_in_the_frame(action: str, aspect: float, move: "script_pb2.CameraMove.ValueType") -> None:
    """However narrow it is, and at the end of a push-in too."""
    path = path_of(move)
    for people in (1, 2, 3):
        actors = blocked(action, people, aspect=aspect, path=path)
        assert len(actors) == people
        assert all(abs(actor.x) <= max(0.075, room_beside(path, aspect)) + 1e-9 for actor in actors)


@pytest.mark.parametrize("action", ["walks", "runs"])
def test_companions_walk_along(action: str) -> None:
    """Behind the lead, the same way, drawn before, a little smaller and farther off."""
    *others, lead = blocked(action, 3)
    for other in others:
        assert other.pose == lead.pose
        assert other.facing == lead.facing
        assert (other.x - lead.x) * lead.facing < 0
        assert other.scale < lead.scale
        assert other.lift > lead.lift


def test_whoever_rides_passes_before_the_others() -> None:
    """They stand well behind, and not where the ride ends."""
    *others, lead = blocked("rides a bicycle", 3)
    for other in others:
        assert other.scale < 0.8
        assert other.lift > 0.05
        assert other.x * lead.facing < 0.1


def test_one_sits_on_what_the_set_has() -> None:
    """On a stool only where there is no seat, and on the ground in the open."""
    (on_sofa,) = blocked("sits and waits", 1, "room")
    assert on_sofa.furnished
    assert on_sofa.x in [seat.x for seat in scenery_of("room").seats]
    (on_ground,) = blocked("sits and waits", 1, "field")
    assert on_ground.pose == "sit_low"
    two = blocked("sits and waits", 2, "train")
    assert two[0].x != two[1].x
    assert all(actor.furnished for actor in two)


@pytest.mark.parametrize("action", ["drives", "sings", "runs away", "rides a bicycle", "dances"])
def test_in_a_car_everybody_sits(action: str) -> None:
    """Who drives is at the wheel, and no second car is drawn around anybody."""
    *others, lead = blocked(action, 2, "car")
    driver = scenery_of("car").driver
    assert driver
    assert all(actor.seated and actor.furnished for actor in (*others, lead))
    assert (lead.pose == "steer") == (action == "drives")
    assert all(actor.pose not in ("drive", "ride", "run", "dance", "steer") for actor in others)
    if action == "drives":
        assert lead.x == pytest.approx(driver.x)


@pytest.mark.parametrize(("action", "kind", "pose"), [
    ("rides a bicycle", "room", "walk"), ("rows a boat", "lake", "row"), ("rows a boat", "field", "pull"),
    ("drives", "bar", "sit"), ("hugs her friend", "field", "embrace_self"),
])  # fmt: skip
def test_nobody_does_what_the_place_does_not_allow(action: str, kind: str, pose: str) -> None:
    """No bicycle in a room, no boat on dry land, and nobody embraces thin air."""
    (actor,) = blocked(action, 1, kind)
    assert actor.pose == pose
