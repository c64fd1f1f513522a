"""The engine_http backend: a shot as a job of an outside engine, its clip looked at and cut to the shot's frames.

A pod that is started anew finds its job's note and waits for the same job; an engine that forgot it films it anew.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import structlog
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2
from songreel_chassis.artifacts import request_digest
from songreel_chassis.errors import ServiceError, Unavailable

from songreel_video.backends import Desk
from songreel_video.backends.diffusion.presets import Family, families
from songreel_video.backends.diffusion.wording import negative, positive
from songreel_video.backends.engine_http.engine import Engine, Lost, Served, Stopped, UnfitEngine
from songreel_video.backends.engine_http.errand import EngineFailed, Errand, Order
from songreel_video.backends.engine_http.leaving import LeftJob
from songreel_video.backends.engine_http.received import Unreadable
from songreel_video.encoding import Frame
from songreel_video.references import Kind, check_references
from songreel_video.requests import frame_count

log = structlog.get_logger()

TRIES = 3
"""Jobs for one shot, before it is said that the engine cannot do it."""
SEEDS = 2**32
"""Engines hand a seed to NumPy too, which takes 32 bits."""
CODED_TWICE = "coded twice: the engine's MP4, then ours"
DIALECTS = {"wan": script_pb2.DIALECT_WAN, "mochi": script_pb2.DIALECT_MOCHI}
LICENCES = {"Wan-AI/": "Apache-2.0", "genmo/": "Apache-2.0"}
"""By the beginning of a model's name; of others it is not known."""


@dataclass(frozen=True)
class Terms:
    """How an engine is dealt with."""

    family: str
    follows: tuple[Kind, ...]
    """Kinds of pictures that its model starts from."""
    revision: str
    """Of its weights, as the operator says; empty for what the engine tells."""
    job_seconds: float
    """Longest time for one job."""
    keep_seconds: float
    """How long a job that was left is kept."""


class EngineHttp:
    """One engine, one shot at a time."""

    name = "engine_http"
    pixels = "rgb24"

    def __init__(self, engine: Engine, terms: Terms, served: Served) -> None:
        self._engine = engine
        self._terms = terms
        self._served = served
        self._revision = terms.revision or served.revision
        self._family: Family = families()[terms.family]
        self._left = LeftJob(engine, terms.keep_seconds)
        self._pace: dict[tuple[int, int, int], float] = {}
        """Seconds that the last job took, by frames, pixels and preset."""
        self.version = request_digest(served.model, self._revision, repr(self._family), *_sources())

    def describe(self) -> video_pb2.DescribeBackendResponse:
        """The family's rate, sizes and lengths."""
        family = self._family
        return video_pb2.DescribeBackendResponse(
            backend=self.name,
            model=self._served.model,
            rate=family.rate,
            sizes=[video_pb2.FrameSize(width_pixels=width, height_pixels=height) for width, height in family.sizes],
            presets=[video_pb2.PRESET_PREVIEW, video_pb2.PRESET_DRAFT, video_pb2.PRESET_FINAL],
            legal_frame_counts=family.legal_counts,
            reference_kinds=self._terms.follows,
            dialect=DIALECTS[family.name],
        )

    def check(self, request: video_pb2.FilmShotRequest) -> None:
        """Raises InvalidInput for another rate, size, length or references than the family's."""
        self._family.check(request)
        self._family.covering(frame_count(request))
        check_references(request, self._terms.follows)

    def film(self, request: video_pb2.FilmShotRequest, desk: Desk) -> Iterator[Frame]:
        """The shot's frames; nothing when stopped, with its job noted."""
        errand = Errand(self._engine, self._order(request), desk)
        self._left.take_up(errand.job_id)
        try:
            frames = self._tried(errand)
        except (Stopped, Unavailable) as reason:
            self._left.leave(errand.job_id)  # whoever asks again within its time finds it
            if isinstance(reason, Stopped):
                return
            raise
        yield from frames

    def provenance(self, request: video_pb2.FilmShotRequest) -> video_pb2.Provenance:
        """Model and revision as the engine tells them, prompt, and what is given up."""
        licences = (licence for name, licence in LICENCES.items() if self._served.model.startswith(name))
        return video_pb2.Provenance(
            backend=self.name,
            model=self._served.model,
            model_revision=self._revision,
            licence=next(licences, ""),
            preset=request.preset or video_pb2.PRESET_PREVIEW,
            seed=request.seed,
            prompt=positive(request),
            lossy_options=[*self._family.recipe(request.preset).lossy, CODED_TWICE],
            renderer_version=self.version[:16],
            device="outside engine",
        )

    def _tried(self, errand: Errand) -> list[Frame]:
        """The frames of the first job that does it."""
        failure: Exception = EngineFailed("it was never asked")
        for attempt in range(1, TRIES + 1):
            begun = time.monotonic()
            if not errand.job_id:
                self._check_served()
                errand.begin()
            try:
                frames = errand.finish()
            except UnfitEngine:
                errand.drop()
                raise
            except (Lost, Unreadable, EngineFailed) as error:
                failure = error
                log.warning("engine_job_failed", job=errand.job_id, attempt=attempt, problem=repr(error))
                errand.drop()
            else:
                errand.drop()
                self._pace[errand.kind] = time.monotonic() - begun
                return frames
        raise self._given_up(failure) from failure

    def _check_served(self) -> None:
        """Raises Unavailable when the engine was started with another model than this pod's clips are named after."""
        if (now := self._engine.served()) != self._served:
            raise Unavailable(
                f"The video engine at {self._engine.base_url} serves {now.model} {now.revision} now; this pod was "
                f"started for {self._served.model} {self._served.revision}. Restart the pod, or the engine as it was."
            )

    def _order(self, request: video_pb2.FilmShotRequest) -> Order:
        recipe, family = self._family.recipe(request.preset), self._family
        frames = family.covering(frame_count(request))
        fields = {
            "prompt": positive(request),
            "negative_prompt": negative(request, family.negative),
            "model": self._served.model,
            "size": f"{request.size.width_pixels}x{request.size.height_pixels}",
            "seconds": str(-(-frames // family.frames_a_second)),  # for engines that know nothing finer
            "num_frames": str(frames),
            "fps": str(family.frames_a_second),
            "num_inference_steps": str(recipe.steps),
            "guidance_scale": str(recipe.guidance),
            "seed": str(request.seed % SEEDS),
        }
        if recipe.flow_shift:
            fields["flow_shift"] = str(recipe.flow_shift)
        kind = (frames, request.size.width_pixels * request.size.height_pixels, int(request.preset))
        pace = self._pace.get(kind, 0.0)
        return Order(request, fields, kind, self._terms.job_seconds, pace)

    def _given_up(self, failure: Exception) -> ServiceError:
        if isinstance(failure, Lost):
            return Unavailable(
                f"The video engine at {self._engine.base_url} forgot the shot {TRIES} times. Look at its log: is it "
                "restarted again and again, or does it keep no finished clips on its disk?"
            )
        return EngineFailed(
            f"The video engine at {self._engine.base_url} failed on the shot {TRIES} times: {failure}. Look at its "
            "log; a smaller size or preset, or shorter shots, need less memory."
        )


def _sources() -> list[bytes]:
    """The code that decides what is asked for and what is made of it."""
    root = Path(str(files("songreel_video.backends")))
    return [path.read_bytes() for path in sorted((*root.glob("engine_http/*.py"), root / "diffusion" / "wording.py"))]
