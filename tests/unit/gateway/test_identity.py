"""The policy: which way a shot is filmed, for every set of pods and everybody who may be in it."""

import itertools

import pytest
from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2
from songreel_gateway.asking.identity import Ability, Way, abilities, can_film, choose, unfollowed

CHARACTER, PLACE = video_pb2.REFERENCE_KIND_CHARACTER, video_pb2.REFERENCE_KIND_PLACE
KEYFRAME, LAST = video_pb2.REFERENCE_KIND_KEYFRAME, video_pb2.REFERENCE_KIND_LAST_FRAME

ANIMATIC = Ability("animatic")
WAN = Ability("wan", (), makes_pictures=True)
VACE = Ability("wan_vace", (CHARACTER, PLACE), makes_pictures=True)
I2V = Ability("wan_i2v", (KEYFRAME, LAST))
ENGINE = Ability("engine_http")
ENGINE_I2V = Ability("engine_http", (KEYFRAME,))
SEEN = script_pb2.Character(id="ada", description="a woman in a red coat", image_uris=["artifact:images/1.png"])
TOLD = script_pb2.Character(id="bob", description="a man in a grey hat")

TABLE: list[tuple[list[script_pb2.Character], list[Ability], tuple[str, str, str]]] = [
    # somebody is in the shot
    ([TOLD], [WAN, I2V, VACE], ("characters", "wan_vace", "wan")),
    ([SEEN], [VACE, WAN], ("characters", "wan_vace", "wan")),
    ([TOLD], [VACE], ("characters", "wan_vace", "wan_vace")),
    ([SEEN], [WAN, I2V], ("keyframe", "wan_i2v", "wan")),
    ([TOLD], [I2V, WAN], ("keyframe", "wan_i2v", "wan")),
    ([SEEN, TOLD], [WAN], ("words", "wan", "")),
    ([TOLD], [ANIMATIC], ("words", "animatic", "")),
    ([SEEN], [ENGINE], ("words", "engine_http", "")),
    ([TOLD], [ENGINE_I2V, WAN], ("keyframe", "engine_http", "wan")),
    ([TOLD], [ENGINE, I2V], ("words", "engine_http", "")),
    # nobody is
    ([], [WAN, I2V, VACE], ("words", "wan", "")),
    ([], [VACE], ("words", "wan_vace", "")),
    ([], [VACE, I2V], ("words", "wan_vace", "")),
    ([], [I2V, ENGINE], ("words", "engine_http", "")),
    ([], [ANIMATIC], ("words", "animatic", "")),
    # a plan of an earlier version knows nothing of its pods
    ([SEEN], [], ("words", "", "")),
]  # fmt: skip


@pytest.mark.parametrize(("cast", "known", "wanted"), TABLE)
def test_the_table_holds(cast: list[script_pb2.Character], known: list[Ability], wanted: tuple[str, str, str]) -> None:
    """By, whose pods film it, whose pods make what is missing."""
    way = choose(cast, known)
    assert (way.by, way.backend, way.maker) == wanted


@pytest.mark.parametrize("size", range(1, 5))
@pytest.mark.parametrize("cast", [[], [SEEN], [TOLD], [TOLD, SEEN]], ids=["nobody", "seen", "told", "both"])
def test_whatever_pods_there_are_the_way_can_be_gone(size: int, cast: list[script_pb2.Character]) -> None:
    """A keyframe is made by somebody, characters are followed by who follows them, words film where no keyframe is
    needed; in whatever order the pods are."""
    for known in itertools.permutations([ANIMATIC, WAN, VACE, I2V], size):
        if not can_film(known):
            continue
        way, by_name = choose(cast, known), {each.backend: each for each in known}
        film, make = by_name[way.backend], by_name.get(way.maker)
        assert make is None or make.makes_pictures
        match way.by:
            case "keyframe":
                assert KEYFRAME in film.follows
                assert make
            case "characters":
                assert CHARACTER in film.follows
                assert cast
                assert make or any(each.image_uris for each in cast)
            case "words":
                assert KEYFRAME not in film.follows
        assert way.why


def test_pods_that_film_from_keyframes_alone_film_nothing() -> None:
    """One pod that makes pictures is enough; one that needs none, too."""
    assert not can_film([I2V])
    assert not can_film([ENGINE_I2V])
    assert all(can_film([I2V, other]) for other in (WAN, VACE, ANIMATIC, ENGINE))
    assert can_film([])


def test_pictures_that_nobody_follows_are_known() -> None:
    """So that the film can say so."""
    assert unfollowed([SEEN, TOLD], [WAN, I2V]) == ["ada"]
    assert unfollowed([SEEN, TOLD], [WAN, VACE]) == []
    assert unfollowed([TOLD], [ANIMATIC]) == []


def described(backend: str, rate: int, size: tuple[int, int], *kinds: int) -> video_pb2.DescribeBackendResponse:
    return video_pb2.DescribeBackendResponse(
        backend=backend,
        rate=audio_pb2.FrameRate(numerator=rate, denominator=1),
        sizes=[video_pb2.FrameSize(width_pixels=size[0], height_pixels=size[1])],
        reference_kinds=kinds,  # type: ignore[arg-type]  # numbers of the enum
        makes_pictures=not kinds,
    )


def test_only_pods_that_film_the_same_film_take_part() -> None:
    """At the first one's rate, in the plan's size; each backend once."""
    pods = [
        described("wan", 16, (832, 480)),
        described("mochi", 30, (832, 480)),
        described("wan_i2v", 16, (832, 480), KEYFRAME),
        described("wan", 16, (832, 480)),
        described("wan_vace", 16, (1280, 720), CHARACTER),
    ]
    assert abilities((832, 480), pods) == [Ability("wan", (), True), Ability("wan_i2v", (KEYFRAME,), False)]


def test_a_way_says_why() -> None:
    """For the event that tells of it."""
    assert isinstance(way := choose([SEEN], [WAN]), Way)
    assert way.why == "No pod follows pictures."
