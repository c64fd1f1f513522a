"""What is asked of the services."""

from typing import Any

from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2
from songreel_gateway.asking import requests
from songreel_gateway.asking.film_plan import settle
from songreel_gateway.deciding.orders import BriefOrder, VideoOrder

SIZES = [(1920, 1080), (1280, 720), (854, 480), (480, 854), (720, 720)]
OF_WAN = [(1280, 720), (720, 1280), (960, 960), (832, 480), (480, 832), (624, 624)]


def order(**fields: Any) -> dict[str, Any]:
    return VideoOrder.model_validate({"song_id": "s", **fields}).document()


def backend() -> video_pb2.DescribeBackendResponse:
    sizes = [video_pb2.FrameSize(width_pixels=width, height_pixels=height) for width, height in SIZES]
    return video_pb2.DescribeBackendResponse(sizes=sizes, rate=audio_pb2.FrameRate(numerator=24, denominator=1))


def size_of(**fields: Any) -> tuple[int, int] | None:
    plan = settle(order(**fields), backend(), 2)
    return (plan.width_pixels, plan.height_pixels) if plan else None


def test_a_preset_is_a_size_of_the_ordered_aspect() -> None:
    """Preview the smallest, final the largest, draft between; one size serves all."""
    assert [size_of(preset=preset) for preset in ("preview", "draft", "final")] == [
        (854, 480),
        (1280, 720),
        (1920, 1080),
    ]
    assert [size_of(aspect="9:16", preset=preset) for preset in ("preview", "final")] == [(480, 854)] * 2
    assert size_of(aspect="1:1") == (720, 720)


def test_a_video_models_own_sizes_are_of_the_aspects() -> None:
    """Wan's 832x480 is its 16:9: sides are multiples of sixteen."""
    sizes = [video_pb2.FrameSize(width_pixels=width, height_pixels=height) for width, height in OF_WAN]
    wan = video_pb2.DescribeBackendResponse(sizes=sizes, rate=audio_pb2.FrameRate(numerator=16, denominator=1))
    for aspect, small, large in (("16:9", 832, 1280), ("9:16", 480, 720), ("1:1", 624, 960)):
        plans = [settle(order(aspect=aspect, preset=preset), wan, 2) for preset in ("preview", "final")]
        assert [plan.width_pixels for plan in plans if plan] == [small, large]


def test_an_aspect_that_the_backend_lacks_gives_no_plan() -> None:
    """Never cropped blindly."""
    wide_only = backend()
    del wide_only.sizes[3:]
    assert settle(order(aspect="1:1"), wide_only, 2) is None


def test_every_segmentation_of_the_api_is_one_of_the_contract() -> None:
    """And the other way round."""
    field = VideoOrder.model_fields["segmentation"].annotation
    assert set(field.__args__) == set(requests.SEGMENTATIONS)  # type: ignore[union-attr]  # a Literal has them


def test_a_brief_arrives_whole() -> None:
    """Each field of the order's brief is a field of the message, and the pipeline goes with it."""
    brief: dict[str, Any] = {
        "text": "a", "story_cues": ["b"], "style": "c", "palette": ["#aabbcc"], "do_not_show": ["d"],
        "constraints": ["e"], "language": "de", "title": "f", "artist": "g",
        "characters": [{"id": "h", "description": "i", "name": "j", "colours": ["#000000"]}],
    }  # fmt: skip
    choices = {"explicitness": "mature", "camera_moves": ["push_in", "static"], "transitions": ["cut", "whip"]}
    ordered = order(brief=brief | choices, pipeline="lalm", seed=9)
    request = requests.write_script(ordered, script_pb2.DIALECT_WAN, audio_pb2.SongAnalysis(), None)
    hero = script_pb2.Character(id="h", description="i", name="j", colours=["#000000"])
    expected = script_pb2.Brief(
        **brief | {"characters": [hero], "pipeline": script_pb2.PIPELINE_LALM},
        explicitness=script_pb2.EXPLICITNESS_MATURE,
        camera_moves=[script_pb2.CAMERA_MOVE_PUSH_IN, script_pb2.CAMERA_MOVE_STATIC],
        transitions=[script_pb2.TRANSITION_UNSPECIFIED, script_pb2.TRANSITION_WHIP],
    )
    assert (request.brief, request.seed, request.dialect) == (expected, 9, script_pb2.DIALECT_WAN)


def test_every_choice_of_the_contract_can_be_ordered() -> None:
    """Camera moves and transitions by their names in the API."""
    fields = BriefOrder.model_fields
    moves = fields["camera_moves"].annotation.__args__[0].__args__  # type: ignore[union-attr]  # of a list of literals
    assert {f"CAMERA_MOVE_{move.upper()}" for move in moves} | {"CAMERA_MOVE_UNSPECIFIED"} == set(
        script_pb2.CameraMove.keys()
    )
    openings = fields["transitions"].annotation.__args__[0].__args__  # type: ignore[union-attr]  # as above
    assert {f"TRANSITION_{opening.upper()}" for opening in openings} == (
        set(script_pb2.Transition.keys()) - {"TRANSITION_UNSPECIFIED"} | {"TRANSITION_CUT"}
    )


def test_lyrics_arrive_as_they_were_sent() -> None:
    """Line ends, brackets and the mark of a byte order are the audio service's to read; no lyrics are none."""
    text = "\ufeff[00:01.00]<00:01.00>la <00:02.00>la\r\n\r\n[00:05.00]end \n"
    rate = audio_pb2.FrameRate(numerator=24, denominator=1)
    request = requests.hear_song(order(lyrics={"text": text, "language": "de"}), "artifact:s", rate)
    assert request.lyrics == audio_pb2.SuppliedLyrics(text=text, language="de")
    assert not requests.hear_song(order(), "artifact:s", rate).HasField("lyrics")


def test_a_shots_request_has_what_decides_the_clip_and_nothing_else() -> None:
    """Twice the same bytes; another seed is another request; only those in the shot are in the request."""
    cast = [script_pb2.Character(id=who) for who in ("a", "b", "c")]
    shots = [script_pb2.Shot(index=0, character_ids=["c", "a"]), script_pb2.Shot(index=1)]
    treatment = script_pb2.Script(characters=cast)
    analysis = audio_pb2.SongAnalysis(shots=[audio_pb2.TimedShot(index=0), audio_pb2.TimedShot(index=1)])
    plan = settle(order(), backend(), 2)
    assert plan is not None

    def film(index: int, seed: int) -> video_pb2.FilmShotRequest:
        return requests.film_shot(order(seed=7), plan, analysis, (treatment, shots[index]), seed)

    assert film(0, 1).SerializeToString(deterministic=True) == film(0, 1).SerializeToString(deterministic=True)
    assert [film(0, seed).seed for seed in (7, 8)] == [7, 8]
    assert [character.id for character in film(0, 1).characters] == ["a", "c"]
    assert [film(index, 1).closes_film for index in (0, 1)] == [False, True]
