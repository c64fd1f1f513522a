"""What a shot is filmed from besides its words: nothing, a keyframe, or pictures of who is in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import PIL.Image
import torch
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2
from songreel_chassis.errors import InvalidInput

from songreel_video.references import CHARACTER, KEYFRAME, LAST_FRAME, PLACE, Kind, check_references

LARGEST_PIXELS = 64_000_000


@dataclass(frozen=True)
class Conditions:
    """Of one backend."""

    family: str
    """Its table in presets.toml."""
    pipeline: str
    """The diffusers class."""
    dialect: "script_pb2.Dialect.ValueType"
    kinds: tuple[Kind, ...] = ()
    """References that it follows."""

    @property
    def makes_pictures(self) -> bool:
        """Whether it films one frame out of words: what is filmed on from a keyframe has to be given one."""
        return KEYFRAME not in self.kinds

    def check(self, request: video_pb2.FilmShotRequest) -> None:
        """Raises InvalidInput for references that the backend cannot follow, or lacks."""
        check_references(request, self.kinds)

    def arguments(self, request: video_pb2.FilmShotRequest, images: Mapping[str, Path]) -> dict[str, Any]:
        """Of the pipeline's call. Raises InvalidInput for a reference that is no picture."""
        pictures = [(reference.kind, _open(images[reference.image_uri])) for reference in request.references]
        if KEYFRAME in self.kinds:
            names = {KEYFRAME: "image", LAST_FRAME: "last_image"}
            return {names[kind]: image for kind, image in pictures}
        return {"reference_images": [image for _, image in pictures]} if pictures else {}

    def trimmed(self, latents: torch.Tensor, request: video_pb2.FilmShotRequest) -> torch.Tensor:
        """Without the latents of reference pictures, which lie before the clip's own."""
        return latents[:, :, len(request.references) :] if CHARACTER in self.kinds else latents


BACKENDS: dict[str, Conditions] = {
    "mochi": Conditions("mochi", "MochiPipeline", script_pb2.DIALECT_MOCHI),
    "wan": Conditions("wan", "WanPipeline", script_pb2.DIALECT_WAN),
    "wan_i2v": Conditions("wan", "WanImageToVideoPipeline", script_pb2.DIALECT_WAN, (KEYFRAME, LAST_FRAME)),
    "wan_vace": Conditions("wan", "WanVACEPipeline", script_pb2.DIALECT_WAN, (CHARACTER, PLACE)),
}
"""By the value of `video_backend`."""


def _open(path: Path) -> PIL.Image.Image:
    """The picture in RGB; InvalidInput for a file that is none, or a bomb."""
    try:
        with PIL.Image.open(path) as image:
            if image.width * image.height > LARGEST_PIXELS:
                raise InvalidInput(
                    f"A reference picture of {image.width}x{image.height} is too large. Scale it down.",
                    field="references",
                )
            return image.convert("RGB")
    except (OSError, SyntaxError, ValueError) as error:
        raise InvalidInput("A reference is no picture that can be read. Give PNG or JPEG.", field="references") from (
            error
        )
