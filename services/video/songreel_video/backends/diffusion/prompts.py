"""Embeddings of what a model is told: read once, by whichever pod, and found by all others.

memory ── there? ── shelf (artifact store) ── there? ── text encoder: this text, and all that were noted for later
"""

import queue
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from typing import Any

import structlog
import torch
from songreel_chassis.artifacts import request_digest

from songreel_video.backends.diffusion.embeddings import Embedding, pack, unpack
from songreel_video.backends.diffusion.reading_room import ReadingRoom
from songreel_video.backends.diffusion.wording import negative, positive
from songreel_video.shelves import Shelf

__all__ = ["PromptBook", "negative", "positive"]

log = structlog.get_logger()

KEPT = 128
"""Embeddings; of 512 tokens in bfloat16, 4 MiB each."""


class PromptBook:
    """Of one pipeline, the least used embedding forgotten first.

    Texts are read one at a time, though in one visit of the encoder. In a batch their bits would hang on which texts
    came together (mochi's pipeline even blanks all of a batch that ends with an empty one), and nothing would be won:
    the 256 or 512 tokens of one text are work enough to keep a GPU computing (by arithmetic).
    """

    def __init__(self, pipe: Any, room: ReadingRoom, tokens: int, origin: str) -> None:
        """`origin` is the digest of what decides the bits beside the text."""
        self._pipe = pipe
        self._room = room
        self._tokens = tokens
        self._origin = origin
        self._kept: OrderedDict[str, Embedding] = OrderedDict()
        self._noted: queue.SimpleQueue[str] = queue.SimpleQueue()

    def note(self, texts: Iterable[str]) -> None:
        """Remembers texts of shots to come, until the encoder is asked next; from any thread."""
        for text in texts:
            self._noted.put(text)

    def read_noted(self, shelf: Shelf, wanted: Sequence[str] = ()) -> int:
        """Embeds what was noted, as far as nobody did before, and at last what is wanted now; how many were read."""
        count = 0
        while True:
            texts = dict.fromkeys([*self._take_noted(), *wanted])
            missing = [text for text in texts if self._find(text, shelf) is None]
            if missing:
                self._read(missing, shelf)
            count += len(missing)
            if wanted or self._noted.empty():  # a shot waits: the others are read before the next one
                return count

    def arguments(self, prompt: str, unwanted: str, guided: bool, shelf: Shelf) -> dict[str, torch.Tensor | None]:
        """Of the pipeline's call."""
        texts = [prompt, unwanted] if guided else [prompt]
        if any(self._find(text, shelf) is None for text in texts):
            self.read_noted(shelf, texts)
        told = self._kept[prompt]
        call: dict[str, torch.Tensor | None] = {"prompt_embeds": told.embeds}
        if told.mask is not None:
            call["prompt_attention_mask"] = told.mask
        if guided:
            call["negative_prompt_embeds"] = self._kept[unwanted].embeds
            if self._kept[unwanted].mask is not None:
                call["negative_prompt_attention_mask"] = self._kept[unwanted].mask
        return call

    def _take_noted(self) -> list[str]:
        """Not more than can be kept beside the two texts of a shot."""
        return [self._noted.get() for _ in range(min(self._noted.qsize(), KEPT - 2))]

    def _find(self, text: str, shelf: Shelf) -> Embedding | None:
        if text not in self._kept:
            data = shelf.find(self._digest(text))
            embedding = unpack(data, self._room.device) if data else None
            if embedding is None:
                return None
            self._keep(text, embedding)
        self._kept.move_to_end(text)
        return self._kept[text]

    def _read(self, texts: list[str], shelf: Shelf) -> None:
        with self._room.visit(), torch.no_grad():
            for text in texts:
                answer = self._pipe.encode_prompt(
                    prompt=text,
                    do_classifier_free_guidance=False,
                    max_sequence_length=self._tokens,
                    device=self._room.device,
                )
                masked = len(answer) == 4  # embeddings and mask, for each of positive and negative
                embedding = Embedding(answer[0], answer[1] if masked else None)
                self._keep(text, embedding)
                shelf.lay(self._digest(text), pack(embedding))
        log.info("prompts_read", count=len(texts))

    def _keep(self, text: str, embedding: Embedding) -> None:
        self._kept[text] = embedding
        if len(self._kept) > KEPT:
            self._kept.popitem(last=False)

    def _digest(self, text: str) -> str:
        return request_digest(self._origin, str(self._tokens), text)
