"""A whole model: the operations of filming one shot, from its transformer, its text encoder and its autoencoder."""

import functools
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any, Self

from songreel_video.backends.diffusion.presets import Family, Recipe
from songreel_video.cost.transformers import Config, Mochi, TextEncoder, Wan
from songreel_video.cost.vaes import MochiVae, WanVae

SPATIAL = 8
"""Pixels of a latent, along each side."""
PATCH = 2
"""Latents of a token, along each side."""


@dataclass(frozen=True)
class Shape:
    """What decides a shot's cost, beside the model and the preset."""

    frames: int
    """That the model films: a legal count."""
    width_pixels: int
    height_pixels: int
    references: int = 0
    """Pictures that the shot follows."""


@dataclass(frozen=True)
class Operations:
    """Of one shot, part by part."""

    text: int
    encode: int
    """Of the pictures that it follows."""
    denoise: int
    decode: int
    finish: int = 0
    """Of enlarging pictures."""
    cpu_seconds: float = 0.0
    """Of interpolating frames, which no GPU does."""

    @property
    def total(self) -> int:
        """All of them."""
        return self.text + self.encode + self.denoise + self.decode + self.finish


@dataclass(frozen=True)
class Model:
    """The parts whose operations count. What is left out: CLIP for keyframes, the scheduler, and coding the clip."""

    name: str
    transformer: Wan | Mochi
    text: TextEncoder
    vae: WanVae | MochiVae
    image_tokens: int = 0
    """Of one keyframe, in the transformer."""

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Of a checkpoint in diffusers' layout."""
        transformer, text, vae = (_config(folder / part) for part in ("transformer", "text_encoder", "vae"))
        image = _config(folder / "image_encoder")
        tokens = (image["image_size"] // image["patch_size"]) ** 2 + 1 if image else 0
        return cls._of(folder.name, transformer, text, vae, tokens)

    @classmethod
    def _of(cls, name: str, transformer: Config, text: Config, vae: Config, image_tokens: int) -> Self:
        mochi = "pooled_projection_dim" in transformer
        return cls(
            name,
            Mochi.read(transformer) if mochi else Wan.read(transformer),
            TextEncoder.read(text),
            MochiVae.read(vae) if mochi else WanVae.read(vae),
            image_tokens,
        )

    def operations(self, shape: Shape, family: Family, recipe: Recipe) -> Operations:
        """Of one shot by a preset. Guidance runs the transformer, and the text encoder, once more."""
        branches = 2 if recipe.guidance > 1 else 1
        height, width, references = shape.height_pixels, shape.width_pixels, shape.references
        latents = (shape.frames - 1) // family.frame_step + 1
        vace = isinstance(self.transformer, Wan) and self.transformer.vace_blocks
        tokens = (latents + (references if vace else 0)) * (height // SPATIAL // PATCH) * (width // SPATIAL // PATCH)
        encode = 0
        if vace:
            encode = 2 * self.vae.encode(shape.frames, height, width) + references * self.vae.encode(1, height, width)
        elif self.image_tokens:
            encode = self.vae.encode(shape.frames, height, width)
        forward = self.transformer.operations(tokens, family.text_tokens, self.image_tokens * max(1, references))
        return Operations(
            text=branches * self.text.operations(family.text_tokens),
            encode=encode,
            denoise=recipe.steps * branches * forward,
            decode=self.vae.decode(shape.frames, height, width),
        )


@functools.cache
def released() -> Mapping[str, tuple[Model, str]]:
    """The released models by key, each with the table of presets it is filmed by."""
    tables: dict[str, Any] = tomllib.loads(
        resources.files(__package__).joinpath("architectures.toml").read_text("utf-8")
    )
    models = {}
    for key, table in tables.items():
        if "transformer" in table:
            vae, tokens = tables[table["vae"]], table.get("image_tokens", 0)
            parts = (table["transformer"], tables["text_encoder"], vae, tokens)
            models[key] = (Model._of(table["name"], *parts), str(table["presets"]))
    return MappingProxyType(models)


def _config(folder: Path) -> Config:
    path = folder / "config.json"
    return json.loads(path.read_text("utf-8")) if path.is_file() else {}
