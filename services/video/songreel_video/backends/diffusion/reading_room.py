"""The text encoder's place: on the GPU while it reads, and, where memory is short, off it while a shot is filmed.

resident    text encoder, transformer, autoencoder on the GPU
offloaded   read, read, read ── to main memory ── transformer and autoencoder have the GPU for themselves
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import structlog
import torch

log = structlog.get_logger()

AUTO, RESIDENT, OFFLOADED = "auto", "resident", "offloaded"
ROOM_BYTES = 60 * 2**30
"""Free memory beside all weights from which on the encoder stays. mochi's autoencoder takes 70 GB for 163 frames in
float32 (diffusers' documentation), Wan at 720p a few dozen; a trip over PCIe takes half a second (by arithmetic)."""


class ReadingRoom:
    """Of one pipeline."""

    def __init__(self, pipe: Any, device: torch.device, wanted: str) -> None:
        self._pipe = pipe
        self.device = device
        self._encoder = pipe.text_encoder
        free = torch.cuda.mem_get_info(device)[0] if device.type == "cuda" else None
        self.offloads = offloads(wanted, free)
        log.info("text_encoder_placed", offloaded=self.offloads, free_gigabytes=free and free // 2**30)
        if self.offloads:
            self._put_away()

    @contextmanager
    def visit(self) -> Iterator[None]:
        """While it lasts the pipeline can encode."""
        if self.offloads:
            self._encoder.to(self.device)
            self._pipe.text_encoder = self._encoder
        try:
            yield
        finally:
            if self.offloads:
                self._put_away()

    def _put_away(self) -> None:
        # A pipeline takes the device of its first model for its own, which would be the CPU: so it has none meanwhile.
        self._pipe.text_encoder = None
        self._encoder.to("cpu")
        if self.device.type == "cuda":
            torch.cuda.empty_cache()


def offloads(wanted: str, free_bytes: int | None) -> bool:
    """Whether the encoder makes room. `free_bytes` are those of the GPU beside all weights; None without a GPU."""
    if wanted == AUTO:
        return free_bytes is not None and free_bytes < ROOM_BYTES
    return wanted == OFFLOADED
