"""What the model is told, and its text encoder's answer, which is kept: all shots of a film ask for one negative."""

from collections import OrderedDict
from typing import Any

import torch

from songreel_video.backends.diffusion.wording import negative, positive

__all__ = ["PromptBook", "negative", "positive"]

KEPT = 128
"""Embeddings; of 512 tokens in bfloat16, 4 MiB each."""
Embedding = tuple[torch.Tensor, torch.Tensor | None]
"""(1, tokens, width), and (1, tokens) bool where the model wants a mask."""


class PromptBook:
    """Embeddings by text, the least used one forgotten first."""

    def __init__(self, pipe: Any, tokens: int) -> None:
        self._pipe = pipe
        self._tokens = tokens
        self._kept: OrderedDict[str, Embedding] = OrderedDict()

    def arguments(self, prompt: str, unwanted: str, guided: bool) -> dict[str, torch.Tensor | None]:
        """Of the pipeline's call."""
        embedding, mask = self._look_up(prompt)
        call: dict[str, torch.Tensor | None] = {"prompt_embeds": embedding}
        if mask is not None:
            call["prompt_attention_mask"] = mask
        if guided:
            call["negative_prompt_embeds"], unwanted_mask = self._look_up(unwanted)
            if unwanted_mask is not None:
                call["negative_prompt_attention_mask"] = unwanted_mask
        return call

    def _look_up(self, text: str) -> Embedding:
        if text not in self._kept:
            with torch.no_grad():
                answer = self._pipe.encode_prompt(
                    prompt=text, do_classifier_free_guidance=False, max_sequence_length=self._tokens
                )
            masked = len(answer) == 4  # embeddings and mask, for each of positive and negative
            self._kept[text] = (answer[0], answer[1] if masked else None)
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        self._kept.move_to_end(text)
        return self._kept[text]
