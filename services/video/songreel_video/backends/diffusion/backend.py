"""The diffusion backend: prompt, noise, steps, pictures; stopped at any step, and gone on with by anyone.

request ── prompt ──► embeddings ─┐
references ──► conditions ────────┼──► denoise ──► latents ──► decode ──► cut to the shot's frames
saved state, if there is one ─────┘       │ after each step: tell; every so often, or when stopped: save
"""

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Any

import structlog
import torch
from songreel.video.v1 import video_pb2
from songreel_chassis.artifacts import request_digest
from songreel_chassis.errors import ServiceError

from songreel_video.backends import Desk
from songreel_video.backends.diffusion.adapters import Adapters
from songreel_video.backends.diffusion.conditions import Conditions
from songreel_video.backends.diffusion.darkroom import develop
from songreel_video.backends.diffusion.denoising import denoise
from songreel_video.backends.diffusion.embeddings import encoder_digest
from songreel_video.backends.diffusion.formation import form
from songreel_video.backends.diffusion.keeping import Keeper, Schedule, Stopped
from songreel_video.backends.diffusion.loading import Checkpoint, load
from songreel_video.backends.diffusion.loras import LoRA
from songreel_video.backends.diffusion.memory import told_as
from songreel_video.backends.diffusion.presets import Family, families
from songreel_video.backends.diffusion.prompts import PromptBook, negative, positive
from songreel_video.backends.diffusion.reading_room import AUTO, ReadingRoom
from songreel_video.backends.diffusion.resuming import States
from songreel_video.backends.diffusion.shortcuts import check_shortcuts, resumable_every, shortcuts
from songreel_video.backends.diffusion.solvers import fresh_scheduler
from songreel_video.backends.diffusion.tuning import Speed, Tuned, tune
from songreel_video.cost.devices import STOCK, TUNED
from songreel_video.cost.model import Model, Operations, Shape
from songreel_video.encoding import Frame
from songreel_video.finishing.costs import enlarging, interpolating_seconds
from songreel_video.finishing.finish import Finishing
from songreel_video.finishing.upscaling import Upscaler
from songreel_video.requests import frame_count
from songreel_video.shelves import Shelf

log = structlog.get_logger()

LIBRARIES = ("torch", "diffusers", "transformers")


class OutOfMemory(ServiceError):
    """The shot is too large for this device."""


@dataclass(frozen=True)
class Options:
    """How a backend runs beside its checkpoint."""

    cache_folder: Path
    save_seconds: float
    """Between two saved states of a shot."""
    presets: str = ""
    """A table of presets.toml; empty for the model's own."""
    loras: tuple[LoRA, ...] = ()
    text_encoder: str = AUTO
    """Whether it makes room while a shot is filmed, see `reading_room.py`."""
    upscaler: Path | None = None
    """Folder of the weights that enlarge pictures, where a preset does."""
    speed: Speed = field(default_factory=Speed)


class Diffusion:
    """One pipeline, one shot at a time."""

    pixels = "rgb24"

    def __init__(self, name: str, conditions: Conditions, checkpoint: Checkpoint, options: Options) -> None:
        self.name = name
        self._conditions = conditions
        self._checkpoint = checkpoint
        self._save_seconds = options.save_seconds
        self._family: Family = options.speed.kept_to(
            families()[options.presets or conditions.family], checkpoint.device
        )
        check_shortcuts(self._family, checkpoint)
        self._loaded = load(checkpoint, options.cache_folder)
        self._pipe = self._loaded.pipe
        self._adapters = Adapters(self._pipe, options.loras, self._family.loras)
        formation = form(options.speed.gpus, self._pipe.transformer, self._family, self._adapters.switched)
        self._tuned: Tuned = tune(self._pipe, checkpoint.device, checkpoint.dtype, options.speed, formation)
        self._scheduler = self._pipe.scheduler
        libraries = [f"{library} {version(library)}" for library in LIBRARIES]
        weights = [self._loaded.weights_sha256, *self._adapters.decisive()]
        self.device = device_name(checkpoint.device)
        self.gpus = options.speed.gpus
        self.utilisation = TUNED if self._tuned.compiled and self._tuned.attention != "native" else STOCK
        self._costs = Model.read(checkpoint.folder)
        reader = encoder_digest(
            checkpoint.folder, options.cache_folder, [conditions.family, str(checkpoint.dtype), self.device, *libraries]
        )
        room = ReadingRoom(self._pipe, checkpoint.device, options.text_encoder)
        self._prompts = PromptBook(self._pipe, room, self._family.text_tokens, reader)
        # The whole table: two of one model, say with a step cache and without, film other clips of one request.
        run = [str(checkpoint.dtype), checkpoint.device.type, str(self._tuned), repr(self._family)]
        self._upscaler = Upscaler(options.upscaler, checkpoint.device) if options.upscaler else None
        larger = [self._upscaler.sha256] if self._upscaler else []
        self.version = request_digest(*weights, *run, *larger, *libraries, *_sources())
        self._states = States(self.version, self.device, checkpoint.device)

    def describe(self) -> video_pb2.DescribeBackendResponse:
        """The family's rate and sizes, and the lengths it films without waste."""
        family = self._family
        return video_pb2.DescribeBackendResponse(
            backend=self.name,
            model=self._loaded.name,
            rate=family.rate,
            sizes=[video_pb2.FrameSize(width_pixels=width, height_pixels=height) for width, height in family.sizes],
            presets=[video_pb2.PRESET_PREVIEW, video_pb2.PRESET_DRAFT, video_pb2.PRESET_FINAL],
            legal_frame_counts=family.legal_counts,
            reference_kinds=self._conditions.kinds,
            dialect=self._conditions.dialect,
            makes_pictures=self._conditions.makes_pictures,
        )

    def check(self, request: video_pb2.FilmShotRequest) -> None:
        """Raises InvalidInput for another rate, size, length or references than the model's."""
        self._family.check(request)
        latents = 1 + (self._family.covering(frame_count(request)) - 1) // self._family.frame_step
        self._tuned.formation.check(latents, **self._own_size(request))
        self._conditions.check(request)

    def film(self, request: video_pb2.FilmShotRequest, desk: Desk) -> Iterator[Frame]:
        """The shot's frames; nothing when stopped, with its state saved."""
        frames = frame_count(request)
        covering = self._family.covering(frames)
        desk.progress(video_pb2.FILMING_STAGE_LOADING, 0, 1)
        try:
            with told_as(lambda: self._too_large(request, "filmed")):
                latents = self._latents(request, covering, desk)
        except Stopped:
            return
        try:
            with told_as(lambda: self._too_large(request, "decoded")):
                own = self._conditions.trimmed(latents, request)
                pictures = develop(self._pipe, own, self._family.recipe(request.preset).tiled)
        except OutOfMemory:
            self._states.save_denoised(request, latents, self._pipe.scheduler, desk.pauses)
            raise
        with told_as(lambda: self._too_large(request, "enlarged")):
            yield from self._finishing(request).frames(pictures, frames)

    def operations(self, shape: Shape, preset: "video_pb2.Preset.ValueType") -> Operations:
        """Of one shot, for its quote; the frames that the model films are counted, not those that are kept."""
        recipe, frames = self._family.recipe(preset), self._family.covering(shape.frames)
        width, height = shape.width_pixels // recipe.upscale, shape.height_pixels // recipe.upscale
        own = self._costs.operations(Shape(frames, width, height, shape.references), self._family, recipe)
        rates = (self._family.frames_a_second, self._family.delivered)
        return dataclasses.replace(
            own,
            finish=enlarging(shape.frames, height, width, recipe.upscale),
            cpu_seconds=interpolating_seconds(shape.frames, *rates, height * width),
        )

    def provenance(self, request: video_pb2.FilmShotRequest) -> video_pb2.Provenance:
        """Model, weights, prompt, and what its preset gives up."""
        recipe = self._family.recipe(request.preset)
        return video_pb2.Provenance(
            backend=self.name,
            model=self._loaded.name,
            weights_sha256=self._loaded.weights_sha256,
            licence=self._family.licence,
            preset=request.preset or video_pb2.PRESET_PREVIEW,
            seed=request.seed,
            prompt=positive(request),
            lossy_options=(*recipe.lossy, *self._tuned.lossy),
            loras=self._adapters.told(recipe.loras),
            renderer_version=self.version[:16],
            device=self.device,
            gpu_count=0 if self.device == "cpu" else self.gpus,
            execution=str(self._tuned),
            finishing=self._finishing(request).names,
        )

    def _latents(self, request: video_pb2.FilmShotRequest, frames: int, desk: Desk) -> torch.Tensor:
        recipe = self._family.recipe(request.preset)
        self._pipe.scheduler = fresh_scheduler(self._scheduler, recipe)
        self._adapters.use(recipe.loras)
        call: dict[str, Any] = {
            **self._own_size(request),
            **self._prompts.arguments(*self._texts(request), recipe.guidance > 1, desk.shelf),
            **self._conditions.arguments(request, desk.images),
            "num_frames": frames,
            "num_inference_steps": recipe.steps,
            "guidance_scale": recipe.guidance,
            # On the CPU, so that a seed is the same noise on every device.
            "generator": torch.Generator().manual_seed(request.seed % 2**63),
        }
        origin = self._states.origin(request)
        resumed = self._states.resume(desk.pauses, origin)
        keeper = Keeper(self._pipe, desk, origin, Schedule(self._save_seconds, resumable_every(recipe)))
        with self._tuned.together(call), shortcuts(self._pipe.transformer, recipe):
            return denoise(self._pipe, call, resumed, keeper.after_step)

    def note(self, requests: Iterable[video_pb2.FilmShotRequest]) -> int:
        """Notes the texts of shots to come; how many. From any thread."""
        texts = [text for request in requests for text in self._texts(request)]
        self._prompts.note(texts)
        return len(set(texts))

    def read_noted(self, shelf: Shelf) -> None:
        """Has the text encoder read them, in the model thread."""
        self._prompts.read_noted(shelf)

    def _texts(self, request: video_pb2.FilmShotRequest) -> tuple[str, str]:
        return positive(request), negative(request, self._family.negative)

    def _own_size(self, request: video_pb2.FilmShotRequest) -> dict[str, int]:
        """Height and width of the model's pictures."""
        factor = self._family.recipe(request.preset).upscale
        return {"height": request.size.height_pixels // factor, "width": request.size.width_pixels // factor}

    def _finishing(self, request: video_pb2.FilmShotRequest) -> Finishing:
        family, factor = self._family, self._family.recipe(request.preset).upscale
        return Finishing(family.frames_a_second, family.delivered, factor, self._upscaler)

    def _too_large(self, request: video_pb2.FilmShotRequest, done: str) -> OutOfMemory:
        frames, size = frame_count(request), request.size
        tiles = ", or presets that decode in tiles" if done == "decoded" else ""
        return OutOfMemory(
            f"{frames} frames of {size.width_pixels}x{size.height_pixels} cannot be {done} in the memory of "
            f"{self.device}. Take a smaller size or preset, or shorter shots{tiles}."
        )


def device_name(device: torch.device) -> str:
    """ "NVIDIA H100 80GB HBM3", or "cpu"."""
    return str(torch.cuda.get_device_name(device)) if device.type == "cuda" else device.type


def _sources() -> list[bytes]:
    """The code and tables that decide a clip's bytes."""
    roots = [Path(str(files(name))) for name in ("songreel_video.backends.diffusion", "songreel_video.finishing")]
    return [path.read_bytes() for root in roots for path in sorted((*root.rglob("*.py"), *root.rglob("*.toml")))]
