"""Operations of one pass of a video transformer or of a text encoder, from the numbers in its checkpoint's config.json.

A multiplication with its addition counts as two. Norms, activations and rotary embeddings are left out: they cost
time, but none that matrix units spend. Each class equals torch's FLOP counter on the diffusers and transformers
classes; `tests/models/test_cost_operations.py` holds them against each other.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

Config = Mapping[str, Any]


@dataclass(frozen=True)
class Wan:
    """Wan 2.1: from text, from a keyframe (`image_width`), with references (`vace_blocks`)."""

    width: int
    feed_forward: int
    layers: int
    text_width: int
    patch: int
    """Latents of one token."""
    in_channels: int
    out_channels: int
    frequencies: int
    image_width: int = 0
    own_image_keys: bool = False
    """A keyframe's tokens have keys and values of their own."""
    vace_blocks: int = 0
    vace_in_channels: int = 0

    @classmethod
    def read(cls, config: Config) -> Self:
        """From transformer/config.json."""
        return cls(
            width=config["num_attention_heads"] * config["attention_head_dim"],
            feed_forward=config["ffn_dim"],
            layers=config["num_layers"],
            text_width=config["text_dim"],
            patch=math.prod(config["patch_size"]),
            in_channels=config["in_channels"],
            out_channels=config["out_channels"] or config["in_channels"],
            frequencies=config["freq_dim"],
            image_width=config.get("image_dim") or 0,
            own_image_keys=bool(config.get("added_kv_proj_dim")),
            vace_blocks=len(config.get("vace_layers") or ()),
            vace_in_channels=config.get("vace_in_channels") or 0,
        )

    def operations(self, tokens: int, text: int, image: int = 0) -> int:
        """Of one pass over `tokens` of the picture, with `text` tokens and `image` tokens of keyframes."""
        width, shared = self.width, text + (0 if self.own_image_keys else image)
        context = text + image
        linear = 2 * tokens * (6 * width**2 + 2 * width * self.feed_forward)
        keys = 2 * shared * 2 * width**2 + (2 * image * 2 * width**2 if self.own_image_keys else 0)
        block = linear + keys + 4 * tokens**2 * width + 4 * tokens * context * width
        patches = 2 * tokens * self.patch * width * (self.in_channels + self.out_channels)
        time = 2 * (self.frequencies * width + width**2 + 6 * width**2)
        words = 2 * text * (self.text_width * width + width**2)
        pictures = 2 * image * (self.image_width**2 + self.image_width * width)
        vace = 0
        if self.vace_blocks:
            projections = (self.vace_blocks + 1) * 2 * tokens * width**2
            vace = self.vace_blocks * block + projections + 2 * tokens * self.patch * self.vace_in_channels * width
        return self.layers * block + vace + patches + time + words + pictures


@dataclass(frozen=True)
class Mochi:
    """mochi-1: picture and text in one attention, each with weights of its own."""

    width: int
    text_stream: int
    layers: int
    text_width: int
    time_width: int
    patch: int
    in_channels: int
    out_channels: int

    @classmethod
    def read(cls, config: Config) -> Self:
        """From transformer/config.json."""
        return cls(
            width=config["num_attention_heads"] * config["attention_head_dim"],
            text_stream=config["pooled_projection_dim"],
            layers=config["num_layers"],
            text_width=config["text_embed_dim"],
            time_width=config["time_embed_dim"],
            patch=config["patch_size"] ** 2,
            in_channels=config["in_channels"],
            out_channels=config["out_channels"] or config["in_channels"],
        )

    def operations(self, tokens: int, text: int, image: int = 0) -> int:
        """Of one pass over `tokens` of the picture with `text` tokens, all of them words. It follows no image."""
        width, stream, whole = self.width, self.text_stream, self.text_width
        visual = 2 * tokens * (4 * width**2 + 3 * width * (8 * width // 3))
        words = 2 * text * 3 * stream * width
        attention = 4 * (tokens + text) ** 2 * width
        modulation = 2 * width * 4 * width
        # The last layer's text goes nowhere, so it has no output and no feed forward.
        inner = 2 * text * (width * stream + 3 * stream * (8 * stream // 3)) + 2 * width * 4 * stream
        blocks = self.layers * (visual + words + attention + modulation) + (self.layers - 1) * inner
        blocks += 2 * width * stream
        time = 2 * (self.time_width * width + width**2)
        pool = 2 * (text + 1) * 2 * whole**2 + 2 * whole**2 + 4 * (text + 1) * whole + 2 * whole * width
        patches = 2 * tokens * self.patch * width * (self.in_channels + self.out_channels)
        positions = 2 * tokens * 3 * width // 2  # learned frequencies, multiplied out in every pass
        return blocks + time + pool + 2 * text * whole * stream + patches + positions + 2 * width * 2 * width


@dataclass(frozen=True)
class TextEncoder:
    """T5 and UMT5, the encoder alone."""

    width: int
    inner: int
    """All heads together."""
    feed_forward: int
    layers: int
    gated: bool

    @classmethod
    def read(cls, config: Config) -> Self:
        """From text_encoder/config.json."""
        return cls(
            width=config["d_model"],
            inner=config["num_heads"] * config["d_kv"],
            feed_forward=config["d_ff"],
            layers=config["num_layers"],
            gated="gated" in config.get("feed_forward_proj", "relu"),
        )

    def operations(self, tokens: int) -> int:
        """Of one prompt, padded to `tokens`."""
        linear = 4 * self.width * self.inner + (3 if self.gated else 2) * self.width * self.feed_forward
        return self.layers * (2 * tokens * linear + 4 * tokens**2 * self.inner)
