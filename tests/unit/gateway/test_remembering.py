"""What pods said of themselves, for plans that are made while none is up."""

from pathlib import Path

from songreel.video.v1 import video_pb2
from songreel_chassis.artifacts import ArtifactStore
from songreel_gateway.fleet.remembering import Memory

WAN = video_pb2.DescribeBackendResponse(backend="wan", legal_frame_counts=[5, 9], makes_pictures=True)
WAN.rate.numerator, WAN.rate.denominator = 16, 1
MOCHI = video_pb2.DescribeBackendResponse(backend="mochi", legal_frame_counts=[7, 13])


def store(folder: Path) -> ArtifactStore:
    """Of this test."""
    return ArtifactStore(f"file://{folder}/artifacts", folder / "cache")


async def test_another_gateway_remembers_what_was_said_last(tmp_path: Path) -> None:
    """Field by field; what was said before is forgotten."""
    memory = Memory(store(tmp_path), "wan-14b")
    await memory.keep([MOCHI])
    await memory.keep([WAN, MOCHI])
    assert await Memory(store(tmp_path), "wan-14b").recall() == [WAN, MOCHI]


async def test_another_kind_is_remembered_by_itself(tmp_path: Path) -> None:
    """A plan for a model that is there no more would fail when it is filmed."""
    await Memory(store(tmp_path), "wan-14b").keep([WAN])
    assert await Memory(store(tmp_path), "mochi").recall() == []


async def test_nothing_is_remembered_without_a_name(tmp_path: Path) -> None:
    """Nobody said that the pods stay the same."""
    memory = Memory(store(tmp_path), "")
    await memory.keep([WAN])
    assert await memory.recall() == []
    assert not list((tmp_path / "artifacts").rglob("*.json"))


async def test_a_damaged_memory_is_none(tmp_path: Path) -> None:
    """The plan then waits for a pod, as ever."""
    memory = Memory(store(tmp_path), "wan-14b")
    await memory.keep([WAN])
    (kept,) = (tmp_path / "artifacts").rglob("*.json")
    kept.write_text('[{"backend": 7}]')
    assert await memory.recall() == []
