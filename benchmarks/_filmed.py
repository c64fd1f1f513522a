"""What one way of filming takes: seconds a step, memory, decoding, and what stopping and going on costs."""

import statistics
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from songreel_video.backends.diffusion.decoding import decode
from songreel_video.backends.diffusion.denoising import denoise
from songreel_video.backends.diffusion.fp8 import eight_bits
from songreel_video.backends.diffusion.saved_state import SavedState, pack, scheduler_state, unpack

ORIGIN = "benchmark"


class Enough(Exception):
    """The steps that were asked for are done."""


@dataclass(frozen=True)
class Filmed:
    """By one way of filming."""

    steps: tuple[float, ...]
    """Seconds of each; the first has what comes before it, and compiling."""
    decode: float
    denoise_memory: float
    """Peak, in GB; 0 without a GPU."""
    decode_memory: float
    latents: torch.Tensor
    """Behind the last step that was done."""
    tiled: bool = False
    """Whether the frames did not fit whole, so that they were decoded in tiles, which changes them."""

    @property
    def step(self) -> float:
        """Seconds of a step like most."""
        return statistics.median(self.steps[1:])


@dataclass(frozen=True)
class Pause:
    """What stopping a shot and going on with it takes."""

    megabytes: float
    save: float
    resume: float
    """From the bytes until the first step begins."""


def filmed(pipe: Any, call: Mapping[str, Any], steps: int, stock: bool, fp8: bool = False) -> Filmed:
    """The first `steps` of a clip, and the decoding of a whole one."""
    scheduler = pipe.scheduler
    pipe.scheduler = type(scheduler).from_config(scheduler.config)
    with _peak() as denoised, eight_bits(pipe.transformer, fp8):
        times, latents = _some_steps(pipe, call, steps)
    try:
        spent, memory = _decoded(pipe, latents, stock)
        tiled = False
    except torch.OutOfMemoryError:
        pipe.vae.enable_tiling()
        spent, memory = _decoded(pipe, latents, stock)
        pipe.vae.disable_tiling()
        tiled = True
    return Filmed(tuple(times), spent, denoised[0], memory, latents, tiled)


def paused(pipe: Any, call: Mapping[str, Any], step: float) -> Pause:
    """After two steps; the step that follows is not part of the price."""
    scheduler = pipe.scheduler
    pipe.scheduler = type(scheduler).from_config(scheduler.config)
    _, latents = _some_steps(pipe, call, 2)
    started = _now()
    state = pack(SavedState(2, latents, scheduler_state(pipe.scheduler)), ORIGIN)
    saved = _now()
    pipe.scheduler = type(scheduler).from_config(scheduler.config)
    resumed = unpack(state, ORIGIN, pipe.transformer.device)
    read = _now()
    times, _ = _some_steps(pipe, call, 1, resumed)
    return Pause(len(state) / 1e6, saved - started, read - saved + max(0.0, times[0] - step))


def _some_steps(
    pipe: Any, call: Mapping[str, Any], steps: int, resumed: SavedState | None = None
) -> tuple[list[float], torch.Tensor]:
    times: list[float] = []
    last: list[torch.Tensor] = []
    before = _now()

    def after_step(done: int, total: int, latents: torch.Tensor) -> None:
        nonlocal before
        now = _now()
        times.append(now - before)
        before = now
        last[:] = [latents]
        if len(times) == steps:
            raise Enough

    call = {**call, "generator": torch.Generator().manual_seed(2)}
    try:
        with torch.no_grad():
            denoise(pipe, call, resumed, after_step)
    except Enough:
        pass
    return times, last[0]


def _decoded(pipe: Any, latents: torch.Tensor, stock: bool) -> tuple[float, float]:
    """Seconds, and GB."""
    with _peak() as memory:
        started = _now()
        _decode_as_diffusers(pipe, latents) if stock else decode(pipe.vae, latents)
        spent = _now() - started
    return spent, memory[0]


def _decode_as_diffusers(pipe: Any, latents: torch.Tensor) -> None:
    """As the pipelines end: floats of all frames, on the CPU."""
    with torch.no_grad():
        video = pipe.vae.decode(latents.to(pipe.vae.dtype), return_dict=False)[0]
        pipe.video_processor.postprocess_video(video, output_type="np")


@contextmanager
def _peak() -> Iterator[list[float]]:
    """Largest memory that torch held on the GPU meanwhile, in GB."""
    found = [0.0]
    on_gpu = torch.cuda.is_available()
    if on_gpu:
        torch.cuda.empty_cache()
        torch.cuda.reset_peak_memory_stats()
    yield found
    if on_gpu:
        found[0] = torch.cuda.max_memory_allocated() / 1e9


def _now() -> float:
    """When everything that was asked of the GPU is done."""
    if torch.cuda.is_available():
        torch.cuda.synchronize()
    return time.perf_counter()
