"""Mochi's attention as one call, so that kernels, compilers and step caches reach it as they reach Wan's.

diffusers' own processor (0.42) calls torch's attention by itself, for one clip after another, on the text tokens that
it looks up by `nonzero` in every layer: no other kernel can be set, and a compiler breaks once a layer. Here the text
is cut to its valid tokens once, before the layers, and each branch of the guidance runs by itself, which costs the same
arithmetic: padding takes part in nothing. Equal to diffusers' within the rounding of the precision.
"""

import contextlib
import types
from typing import Any

import torch
from diffusers.models.attention_dispatch import dispatch_attention_fn
from diffusers.models.attention_processor import MochiAttention
from diffusers.models.modeling_outputs import Transformer2DModelOutput

Rotation = tuple[torch.Tensor, torch.Tensor]
"""Cosines and sines, (tokens, heads, head width / 2) float32."""


class JointAttention:
    """Of pictures and text, all text tokens valid."""

    _attention_backend = None  # what diffusers' `set_attention_backend` sets
    _parallel_config = None

    def __call__(
        self,
        attn: Any,
        hidden_states: torch.Tensor,
        encoder_hidden_states: torch.Tensor,
        attention_mask: torch.Tensor | None = None,
        image_rotary_emb: Rotation | None = None,
    ) -> tuple[torch.Tensor, torch.Tensor]:
        """Pictures and text, (1, tokens, width) each. diffusers calls it by these names."""
        query, key, value = (
            project(hidden_states).unflatten(2, (attn.heads, -1)) for project in (attn.to_q, attn.to_k, attn.to_v)
        )
        query, key = attn.norm_q(query), attn.norm_k(key)
        if image_rotary_emb is not None:
            query, key = rotated(query, image_rotary_emb), rotated(key, image_rotary_emb)
        text_query, text_key, text_value = (
            project(encoder_hidden_states).unflatten(2, (attn.heads, -1))
            for project in (attn.add_q_proj, attn.add_k_proj, attn.add_v_proj)
        )
        text_query, text_key = attn.norm_added_q(text_query), attn.norm_added_k(text_key)
        answer = dispatch_attention_fn(
            torch.cat([query, text_query], dim=1),
            torch.cat([key, text_key], dim=1),
            torch.cat([value, text_value], dim=1),
            backend=self._attention_backend,
            parallel_config=self._parallel_config,
        ).flatten(2, 3)
        pictures, text = answer[:, : query.shape[1]], answer[:, query.shape[1] :]
        pictures = attn.to_out[0](pictures)
        return pictures, attn.to_add_out(text) if hasattr(attn, "to_add_out") else text


def rotated(states: torch.Tensor, rotation: Rotation) -> torch.Tensor:
    """Queries or keys at their places in the clip; in float32, as diffusers rotates them."""
    cosines, sines = rotation
    even, odd = states[..., 0::2].float(), states[..., 1::2].float()
    pairs = (even * cosines - odd * sines).to(states.dtype), (even * sines + odd * cosines).to(states.dtype)
    return torch.stack(pairs, dim=-1).flatten(-2)


def install(transformer: Any) -> None:
    """The MochiTransformer3DModel attends in one call from now on."""
    for module in transformer.modules():
        if isinstance(module, MochiAttention):
            module.processor = JointAttention()
    forward = transformer.forward

    def by_branches(
        self: Any,
        hidden_states: torch.Tensor,
        encoder_hidden_states: torch.Tensor,
        timestep: torch.Tensor,
        encoder_attention_mask: torch.Tensor,
        attention_kwargs: dict[str, Any] | None = None,
        return_dict: bool = True,
    ) -> Any:
        answers = []
        for branch in range(hidden_states.shape[0]):
            one = slice(branch, branch + 1)
            valid = encoder_attention_mask[branch].bool()
            text = encoder_hidden_states[one, valid]
            # A step cache must not take one branch for the other.
            apart = self.cache_context(f"branch {branch}") if self.is_cache_enabled else contextlib.nullcontext()
            with apart:
                answers.append(
                    forward(
                        hidden_states[one],
                        text,
                        timestep[one],
                        text.new_ones(text.shape[:2], dtype=torch.bool),
                        attention_kwargs,
                        return_dict=False,
                    )[0]
                )
        sample = torch.cat(answers)
        return Transformer2DModelOutput(sample=sample) if return_dict else (sample,)

    transformer.forward = types.MethodType(by_branches, transformer)
