"""The video backends that need no torch keep the contract; the others are held to it in tests/models."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from songreel.video.v1 import video_pb2

from tests.video_contract import Case, VideoContract
from tests.video_engine import VideoEngine, Way


@pytest.fixture(params=["animatic", "engine_http", "engine_http from a keyframe"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Case]:
    if request.param == "animatic":
        yield Case("animatic", tmp_path, 24, legal=False, slow_frames=20_000)
        return
    keyframe = request.param.endswith("keyframe")
    with VideoEngine() as engine:
        settings = {
            "video_engine_url": engine.url,
            "video_engine_patience_seconds": 0.1,
            "video_engine_keep_seconds": 0,
            "video_engine_follows": "keyframe" if keyframe else "text",
        }
        follows = video_pb2.REFERENCE_KIND_KEYFRAME if keyframe else video_pb2.REFERENCE_KIND_UNSPECIFIED

        def slow_down() -> None:
            slow = len(engine.begun)
            engine.behave = lambda number: Way(looks=1000 if number == slow else 2)

        yield Case("engine_http", tmp_path, 16, settings, follows, slow_down=slow_down)


class TestContract(VideoContract):
    """Over each of them."""
