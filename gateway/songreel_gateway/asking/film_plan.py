"""What is settled about a film before its song is heard: rate, size and lengths, by what the video pods can do."""

from dataclasses import asdict, dataclass, field
from typing import Any

from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2

from songreel_gateway.asking.identity import Ability

ASPECTS = {"16:9": 16 / 9, "9:16": 9 / 16, "1:1": 1.0}
ASPECT_TOLERANCE = 0.03  # 854x480 is 16:9 to even pixels, 832x480 to sixteens


@dataclass(frozen=True)
class FilmPlan:
    """What was settled about the film before the song was heard; kept in the workflow's journal."""

    rate_numerator: int
    rate_denominator: int
    width_pixels: int
    height_pixels: int
    legal_frame_counts: list[int]
    animatic: bool
    takes_limit: int
    dialect: "script_pb2.Dialect.ValueType" = script_pb2.DIALECT_UNSPECIFIED
    abilities: list[dict[str, Any]] = field(default_factory=list)
    """Of the pods that take part, see `identity.py`; none in plans of earlier versions."""
    approval: str = "none"
    """Or "keyframes": what the client looks at before shots are filmed."""

    @property
    def known(self) -> list[Ability]:
        """The abilities, as they were found."""
        return [Ability(each["backend"], tuple(each["follows"]), each["makes_pictures"]) for each in self.abilities]

    @property
    def rate(self) -> audio_pb2.FrameRate:
        """Frames a second."""
        return audio_pb2.FrameRate(numerator=self.rate_numerator, denominator=self.rate_denominator)

    def document(self) -> dict[str, Any]:
        """As JSON."""
        return asdict(self)


UNFILMED = FilmPlan(24, 1, 0, 0, [], False, 1)
"""Of a script that is written where nothing can be filmed: cinema's rate, shots of any length."""


def settle(order: dict[str, Any], backend: video_pb2.DescribeBackendResponse, takes_limit: int) -> FilmPlan | None:
    """The plan, or None when the backend films nothing of the ordered aspect."""
    sizes = [size for size in backend.sizes if _has_aspect(size, order["aspect"])]
    if not sizes:
        return None
    sizes.sort(key=lambda size: size.width_pixels * size.height_pixels)
    size = {"preview": sizes[0], "draft": sizes[(len(sizes) - 1) // 2], "final": sizes[-1]}[order["preset"]]
    return FilmPlan(
        backend.rate.numerator,
        backend.rate.denominator,
        size.width_pixels,
        size.height_pixels,
        list(backend.legal_frame_counts),
        backend.animatic,
        takes_limit,
        backend.dialect,
    )


def _has_aspect(size: video_pb2.FrameSize, aspect: str) -> bool:
    return abs(size.width_pixels / max(1, size.height_pixels) / ASPECTS[aspect] - 1) < ASPECT_TOLERANCE
