"""The other GPUs of a pod: a process for each, which holds the transformer alone and does what this one says.

This process runs the pipeline. Whenever it calls the transformer, the inputs go to all GPUs and all of them compute:

    this process   latents, text ─┬─► pass with the prompt ────┬─► answer, and the other branch's for the next call
    member         (waits)       ─┴─► pass without it ─────────┘

Members know nothing of shots, presets or steps, so a shot is stopped and gone on with as on one GPU. They get their
weights from here, LoRAs fused, and end when the pipe to them closes, however this process ended.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import structlog
import torch
import torch.distributed as dist

from songreel_video.backends.diffusion.formation import Formation, answers, join, share_tokens

log = structlog.get_logger()

STDERR = 2
MEMBER = "songreel_video.backends.diffusion.crew_member"


class Member:
    """One more GPU's process, on a pipe that it ends with."""

    def __init__(self) -> None:
        reading, writing = os.pipe()
        self._orders = os.fdopen(writing, "wb")
        command = [sys.executable, "-m", MEMBER]
        # A session of its own: Ctrl-C on a terminal is for the process that gives the orders.
        self.process = subprocess.Popen(command, stdin=reading, stdout=STDERR, start_new_session=True)
        os.close(reading)

    def tell(self, order: bytes) -> None:
        """One line of JSON."""
        self._orders.write(order + b"\n")
        self._orders.flush()

    def close(self) -> None:
        """Returns when the process has ended."""
        self._orders.close()
        self.process.wait()


class Crew:
    """Of one transformer, whose calls it takes over."""

    def __init__(
        self, transformer: Any, formation: Formation, device: torch.device, kernel: str, compiled: bool
    ) -> None:
        """Returns when all members hold the weights, and attend and compile as this process does."""
        self._formation = formation
        self._device = device
        self._other: torch.Tensor | None = None
        self._kept: tuple[torch.Tensor, torch.Tensor] | None = None
        self._closing = False
        self._folder = tempfile.TemporaryDirectory(prefix="crew-")  # stays: members come back to the file in it
        meeting = str(Path(self._folder.name) / "meeting")
        order = {"meeting": meeting, "attention": kernel, "compiled": compiled}
        self._members = [self._start(rank, transformer, order) for rank in range(1, formation.gpus)]
        self._mesh = join(formation, 0, device, meeting)
        for tensor in weights(transformer):
            dist.broadcast(tensor, 0)
        share_tokens(transformer, formation, self._mesh, device)
        self._own = transformer.forward
        transformer.forward = self._forward
        log.info("crew_formed", gpus=formation.gpus, branches=formation.branches, parts=formation.parts)

    @contextmanager
    def guided(self, call: Mapping[str, Any]) -> Iterator[None]:
        """For one call of the pipeline: its unwanted text, which the pipeline brings to the transformer second."""
        self._other, self._kept = call.get("negative_prompt_embeds"), None
        try:
            yield
        finally:
            self._other = self._kept = None

    def close(self) -> None:
        """Ends the members."""
        self._closing = True
        for member in self._members:
            member.close()
        dist.destroy_process_group()
        self._folder.cleanup()

    def _forward(self, *, encoder_hidden_states: torch.Tensor, return_dict: bool = True, **given: Any) -> Any:
        latents = given["hidden_states"]
        if self._kept is not None and self._kept[0] is latents and self._is_other(encoder_hidden_states):
            (_, answer), self._kept = self._kept, None
            return (answer,)
        texts = [encoder_hidden_states]
        if self._other is not None and self._formation.branches > 1:
            texts.append(self._other.to(self._device, encoder_hidden_states.dtype))
        inputs = {name: value for name, value in given.items() if isinstance(value, torch.Tensor)}
        self._tell(inputs, texts)
        first, *second = answers(self._own, self._formation, self._mesh, given, texts)
        self._kept = (latents, second[0]) if second else None
        return (first,)

    def _is_other(self, text: torch.Tensor) -> bool:
        return self._other is not None and torch.equal(text, self._other.to(self._device, text.dtype))

    def _tell(self, inputs: dict[str, torch.Tensor], texts: list[torch.Tensor]) -> None:
        """Names and forms by the pipes, numbers from GPU to GPU."""
        forms = {name: [list(value.shape), str(value.dtype)] for name, value in inputs.items()}
        line = json.dumps({"inputs": forms, "texts": [[list(text.shape), str(text.dtype)] for text in texts]}).encode()
        for member in self._members:
            member.tell(line)
        for value in (*inputs.values(), *texts):
            dist.broadcast(value.to(self._device).contiguous(), 0)

    def _start(self, rank: int, transformer: Any, common: dict[str, Any]) -> "Member":
        order = {
            **common,
            "rank": rank,
            "device": self._device.type,
            "gpus": self._formation.gpus,
            "branches": self._formation.branches,
            "transformer": type(transformer).__name__,
            "config": json.loads(transformer.to_json_string()),
            "dtypes": [str(tensor.dtype) for tensor in weights(transformer)],
        }
        member = Member()
        member.tell(json.dumps(order).encode())
        threading.Thread(target=self._watch, args=(rank, member), name=f"crew-{rank}", daemon=True).start()
        return member

    def _watch(self, rank: int, member: "Member") -> None:
        """Without a member the next exchange would wait forever: the pod ends, and its shot is gone on with."""
        code = member.process.wait()
        if not self._closing:
            log.critical("crew_member_ended", rank=rank, code=code)
            os._exit(1)


def weights(transformer: Any) -> list[torch.Tensor]:
    """Everything that a transformer of the same configuration must be given to be the same, in order."""
    return [*(weight.data for weight in transformer.parameters()), *transformer.buffers()]
