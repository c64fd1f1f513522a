"""What the presets mean for each family of models; the table itself is presets.toml, to be read by people."""

import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType

from songreel.audio.v1 import audio_pb2
from songreel.video.v1 import video_pb2
from songreel_chassis.errors import InvalidInput, NotConfigured

from songreel_video.finishing.interpolating import delivered, needed

Size = tuple[int, int]
NAMES = {
    video_pb2.PRESET_UNSPECIFIED: "preview",
    video_pb2.PRESET_PREVIEW: "preview",
    video_pb2.PRESET_DRAFT: "draft",
    video_pb2.PRESET_FINAL: "final",
}
PIXEL_STEP = 16
"""Both sides are multiples of it: eight pixels a latent, two latents a patch."""


@dataclass(frozen=True)
class Recipe:
    """One preset of a family."""

    steps: int
    guidance: float
    flow_shift: float
    """0 for the checkpoint's own."""
    sizes: tuple[Size, ...]
    """Width and height in pixels, best first."""
    lossy: tuple[str, ...]
    solver: str = ""
    """"euler" for first-order steps without corrector; empty for the checkpoint's own."""
    loras: tuple[str, ...] = ()
    """Names of the LoRAs that it needs."""
    upscale: int = 1
    """How many times larger than the model's pictures the sizes are: 1, 2 or 4."""
    tiled: bool = False
    """Whether pictures are decoded in tiles, which need less memory and have faint seams."""
    step_cache: float = 0.0
    """Change of the first block up to which a step keeps the other blocks' last answer; 0 computes all of them."""
    fp8: bool = False
    """Whether linear layers multiply in 8 bits."""


@dataclass(frozen=True)
class Family:
    """Models of one architecture."""

    name: str
    frames_a_second: int
    frame_step: int
    most_frames: int
    text_tokens: int
    licence: str
    """SPDX, of the makers' weights."""
    negative: str
    recipes: Mapping[str, Recipe]
    like: str = ""
    """The table that it varies, for the same models; empty for a model's own."""
    delivery: int = 0
    """Frames a second of its clips, where not those of the model: others are interpolated."""
    lengths: int = 0
    """How many lengths the model films, of those that are legal; 0 for all. Each is compiled by itself."""

    def recipe(self, preset: "video_pb2.Preset.ValueType") -> Recipe:
        """Of a request's preset."""
        return self.recipes[NAMES[preset]]

    @property
    def loras(self) -> Mapping[str, tuple[str, ...]]:
        """Those that each preset needs, by its name."""
        return {name: recipe.loras for name, recipe in self.recipes.items()}

    @property
    def delivered(self) -> int:
        """Frames a second of its clips."""
        return self.delivery or self.frames_a_second

    @property
    def legal_counts(self) -> list[int]:
        """Frames of clips that waste nothing of what the model films, ascending; one frame is a picture."""
        return [delivered(count, self.frames_a_second, self.delivered) for count in self.own_counts]

    @property
    def own_counts(self) -> list[int]:
        """Frames that the model films, ascending: 4k + 1 or 6k + 1, or an even choice of them with the longest."""
        counts = list(range(1 + self.frame_step, self.most_frames + 1, self.frame_step))
        chosen = min(self.lengths or len(counts), len(counts))
        return [counts[-(-len(counts) * part // chosen) - 1] for part in range(1, chosen + 1)]

    @property
    def sizes(self) -> list[Size]:
        """Of all presets, largest first."""
        sizes = {size for recipe in self.recipes.values() for size in recipe.sizes}
        return sorted(sizes, key=lambda size: (-size[0] * size[1], -size[0]))

    @property
    def rate(self) -> audio_pb2.FrameRate:
        """Of its clips."""
        return audio_pb2.FrameRate(numerator=self.delivered, denominator=1)

    def covering(self, frames: int) -> int:
        """The fewest frames of the model that so many of a clip come from; InvalidInput beyond the longest clip."""
        own = needed(max(1, frames), self.frames_a_second, self.delivered)
        if own > self.most_frames:
            raise InvalidInput(
                f"{self.name} films {self.legal_counts[-1]} frames at most, not {frames}. Plan shorter shots: give the "
                "planner the legal frame counts of DescribeBackend.",
                field="timing.end_frame",
            )
        return 1 if own == 1 else next(count for count in self.own_counts if count >= own)

    def check(self, request: video_pb2.FilmShotRequest) -> None:
        """Raises InvalidInput for what the model would change silently, or cannot film."""
        if request.rate.numerator != self.delivered * request.rate.denominator:
            raise InvalidInput(
                f"{self.name} films {self.delivered} frames a second, not {request.rate.numerator}/"
                f"{request.rate.denominator}. Plan the song at the rate of DescribeBackend.",
                field="rate",
            )
        sides, (width, height) = (request.size.width_pixels, request.size.height_pixels), self.sizes[0]
        step = PIXEL_STEP * self.recipe(request.preset).upscale
        if any(side % step for side in sides) or sides[0] * sides[1] > width * height:
            known = ", ".join(f"{width}x{height}" for width, height in self.sizes)
            raise InvalidInput(
                f"{self.name} does not film {sides[0]}x{sides[1]}. It films {known}, or less in steps of {step}.",
                field="size",
            )


@functools.cache
def families() -> Mapping[str, Family]:
    """By name."""
    text = resources.files(__package__).joinpath("presets.toml").read_text("utf-8")
    tables = tomllib.loads(text)
    for table in tables.values():
        if like := table.get("like"):
            table |= tables[like] | table
    return MappingProxyType({name: _family(name, table) for name, table in tables.items()})


def choose_table(presets: str, model: str) -> Family:
    """The table of that name, or the model's own. Raises NotConfigured for one that is not for this model."""
    fitting = [name for name, family in families().items() if model in (name, family.like)]
    if presets and presets not in fitting:
        raise NotConfigured(
            f"SONGREEL_VIDEO_PRESETS={presets} is no table of presets for {model}. There are {', '.join(fitting)}."
        )
    return families()[presets or model]


def _family(name: str, table: dict[str, object]) -> Family:
    recipes = {preset: _recipe(table.pop(preset)) for preset in ("preview", "draft", "final")}
    return Family(name=name, recipes=MappingProxyType(recipes), **table)  # type: ignore[arg-type]  # the table's keys are its fields


def _recipe(row: object) -> Recipe:
    fields = dict(row)  # type: ignore[call-overload]  # a table
    sizes = tuple((int(width), int(height)) for width, height in (size.split("x") for size in fields.pop("sizes")))
    loras = tuple(fields.pop("loras", ()))
    # A shortcut is named here, so that no table can leave it out of a clip's provenance.
    shortcuts = {
        f"step cache (first block, threshold {fields.get('step_cache', 0):g})": "step_cache",
        "8-bit linear layers (fp8 e4m3)": "fp8",
        "decoded in tiles": "tiled",
    }
    lossy = (*fields.pop("lossy"), *(name for name, field in shortcuts.items() if fields.get(field)))
    return Recipe(sizes=sizes, lossy=lossy, loras=loras, **fields)
