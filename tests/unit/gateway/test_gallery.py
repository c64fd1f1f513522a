"""The pictures of a film: which there are, which version holds, and that a decision is kept."""

from pathlib import Path

from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2
from songreel_chassis.artifacts import ArtifactStore
from songreel_gateway.asking.film_plan import FilmPlan
from songreel_gateway.asking.messages import Messages
from songreel_gateway.deciding.orders import VideoOrder
from songreel_gateway.takes.gallery import ANOTHER_SEED, Gallery, kept_words, version, wanted

ORDER = VideoOrder.model_validate({"song_id": "s", "seed": 2**53 - 1}).document()
SEEN = script_pb2.Character(id="ada", description="a woman", image_uris=["artifact:images/1.png"])
TOLD = script_pb2.Character(id="bob", description="a man")
SCRIPT = script_pb2.Script(
    characters=[SEEN, TOLD],
    shots=[
        script_pb2.Shot(index=0, sentence="A hill."),
        script_pb2.Shot(index=1, sentence="They dance.", character_ids=["ada", "bob"]),
        script_pb2.Shot(index=2, sentence="He leaves.", character_ids=["bob"]),
    ],
)
WAN = {"backend": "wan", "follows": (), "makes_pictures": True}
VACE = {"backend": "wan_vace", "follows": (video_pb2.REFERENCE_KIND_CHARACTER,), "makes_pictures": True}
I2V = {"backend": "wan_i2v", "follows": (video_pb2.REFERENCE_KIND_KEYFRAME,), "makes_pictures": False}


def ids(*abilities: dict[str, object]) -> list[str]:
    plan = FilmPlan(16, 1, 832, 480, [], False, 2, abilities=list(abilities))
    return [each.id for each in wanted(ORDER, plan, SCRIPT)]


def test_only_pictures_that_are_made_are_wanted() -> None:
    """A character without one, once; a keyframe for each shot with somebody in it; none where words have to do."""
    assert ids(WAN, VACE) == ["character-bob"]
    assert ids(WAN, I2V) == ["shot-1", "shot-2"]
    assert ids(WAN) == []


def test_another_version_has_another_seed_that_no_take_has() -> None:
    """And is otherwise the same request, also at the greatest seed of an order."""
    first = video_pb2.MakePictureRequest(prompt="A man.", seed=2**53 - 1)
    second = version(first, 2)
    assert version(first, 0) == first
    assert second.seed == first.seed + 2 * ANOTHER_SEED
    second.seed = first.seed
    assert second == first


async def test_decisions_are_kept_and_the_same_wish_is_one(tmp_path: Path) -> None:
    """By whoever asks next, for this video alone."""
    messages = Messages(ArtifactStore(f"file://{tmp_path}/artifacts", tmp_path / "cache"))
    gallery, other = Gallery(messages, "v1"), Gallery(messages, "v2")
    for _ in range(2):
        await gallery.ask_again("shot-1", 0)
    assert [await gallery.number(name) for name in ("shot-1", "shot-2", "shot-11")] == [1, 0, 0]
    await gallery.keep("shot-1", 1, video_pb2.MakePictureResponse(image_uri="artifact:pictures/1.png"))
    again = Gallery(messages, "v1")
    made = await again.made("shot-1", 1)
    assert made
    assert made.image_uri == "artifact:pictures/1.png"
    assert await again.made("shot-1", 0) is None
    assert not await again.approved()
    await gallery.approve()
    assert (await again.approved(), await other.approved(), await other.number("shot-1")) == (True, False, 0)


async def test_the_script_is_its_parts_as_they_were_kept(tmp_path: Path) -> None:
    """What was never kept in parts is the script itself."""
    messages = Messages(ArtifactStore(f"file://{tmp_path}/artifacts", tmp_path / "cache"))
    assert await kept_words(messages, "v1", SCRIPT) == SCRIPT
