"""The diffusion backends keep the contract of all video backends, on tiny random weights of the true architectures."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from songreel.video.v1 import video_pb2

from tests.models.tiny_video import write_checkpoint
from tests.video_contract import Case, VideoContract

pytestmark = pytest.mark.filterwarnings("ignore:In CPU autocast")  # see test_diffusion.py

FOLLOWS = {
    "wan": video_pb2.REFERENCE_KIND_UNSPECIFIED,
    "wan_i2v": video_pb2.REFERENCE_KIND_KEYFRAME,
    "wan_vace": video_pb2.REFERENCE_KIND_CHARACTER,
    "mochi": video_pb2.REFERENCE_KIND_UNSPECIFIED,
}


@pytest.fixture(scope="session")
def checkpoints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    root = tmp_path_factory.mktemp("backends")
    return {name: write_checkpoint(name, root / name) for name in FOLLOWS}


@pytest.fixture(params=FOLLOWS)
def case(request: pytest.FixtureRequest, tmp_path: Path, checkpoints: dict[str, Path]) -> Iterator[Case]:
    settings = {"video_checkpoint": checkpoints[request.param], "video_dtype": "float32"}
    rate = 30 if request.param == "mochi" else 16
    yield Case(request.param, tmp_path, rate, settings, FOLLOWS[request.param])


class TestContract(VideoContract):
    """Over each of them."""
