"""A song into a narrative. This is the module to read first.

song ──► windows ──► heard, each by itself (kept: a retry hears none twice) ──► told, once, from all of them
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

import structlog
from songreel.lalm.v1 import lalm_pb2
from songreel_chassis.artifacts import ArtifactStore, request_digest
from songreel_chassis.errors import ServiceError

from songreel_lalm.answers import NarrativeAnswer, narrative_answer, plain_schema, read_answer
from songreel_lalm.asking import ask_one_by_one
from songreel_lalm.listeners import Attempt, Listener, Unusable
from songreel_lalm.material import material, part_name
from songreel_lalm.questions import filled
from songreel_lalm.samples import Samples, as_wav, piece_of
from songreel_lalm.windows import Window, plan_windows

log = structlog.get_logger()

ATTEMPTS = 4
T = TypeVar("T")


class NarrativeUnusable(ServiceError):
    """The model gave nothing usable in all its tries."""


@dataclass
class Count:
    """What a narrative took."""

    retries: int = 0


class Teller:
    """Tells songs by one listener."""

    def __init__(self, listener: Listener, store: ArtifactStore, scenes: bool, at_once: int) -> None:
        self._listener = listener
        self._store = store
        self._scenes = scenes
        self._places = asyncio.Semaphore(at_once)

    async def tell(self, request: lalm_pb2.TellNarrativeRequest, samples: Samples) -> lalm_pb2.Narrative:
        """The narrative of the song with these samples. Raises NarrativeUnusable with what was tried."""
        count = Count()
        windows = plan_windows(request.analysis, self._listener.window_seconds)
        async with asyncio.TaskGroup() as group:
            hearing = [
                group.create_task(self._heard(request, samples, windows, number, count))
                for number in range(len(windows))
            ]
        heard = [task.result() for task in hearing]
        told = await self._told(request, material(request, windows, heard), count)
        narrative = told.narrative()
        narrative.model = self._listener.model
        narrative.told_by.CopyFrom(
            lalm_pb2.ToldBy(
                backend=self._listener.backend,
                weights_sha256=self._listener.weights_sha256,
                licence=self._listener.licence,
                seed=request.seed,
                retries=count.retries,
                windows=len(windows),
                window_seconds=self._listener.window_seconds,
                heard_seconds=sum(window.seconds for window in windows),
            )
        )
        return narrative

    async def _heard(
        self,
        request: lalm_pb2.TellNarrativeRequest,
        samples: Samples,
        windows: list[Window],
        number: int,
        count: Count,
    ) -> str:
        piece = piece_of(samples, windows[number])
        part = part_name(windows[number], request.analysis)
        question = filled("hear", number=number + 1, count=len(windows), part=part)
        digest = request_digest(
            "heard 1", self._listener.backend, self._listener.model, question, str(request.seed), as_wav(piece)
        )
        uri = f"artifact:heard/{digest}.txt"
        if (kept := await self._store.read_text(uri)) is not None:
            return kept
        async with self._places:
            said = await self._tried(
                f"part {number + 1} of {len(windows)}",
                lambda attempt: self._listener.hear(piece, question, attempt),
                request.seed + number,
                count,
            )
        await self._store.put_bytes(uri, said.encode())
        log.info("window_heard", part=number + 1, of=len(windows), seconds=round(windows[number].seconds, 1))
        return said

    async def _told(self, request: lalm_pb2.TellNarrativeRequest, from_material: str, count: Count) -> NarrativeAnswer:
        sections = max(1, len(request.analysis.sections))
        kind = narrative_answer(sections, self._scenes)
        if not self._listener.speaks_json:
            return await self._tried(
                "the narrative",
                lambda attempt: ask_one_by_one(self._listener, request, from_material, kind, attempt),
                request.seed,
                count,
            )
        scenes = "\n" + filled("scenes", sections=sections) if self._scenes else ""
        language = f"\nAnswer in the language {request.language}." if request.language else ""
        prompt = filled("tell", material=from_material, sections=sections, scenes=scenes, language=language)
        schema = plain_schema(kind)

        async def told(attempt: Attempt) -> NarrativeAnswer:
            return read_answer(await self._listener.say(prompt, attempt, schema), kind)

        return await self._tried("the narrative", told, request.seed, count)

    async def _tried(self, what: str, ask: Callable[[Attempt], Awaitable[T]], seed: int, count: Count) -> T:
        tried: list[str] = []
        for number in range(ATTEMPTS):
            try:
                return await ask(Attempt(seed, number))
            except Unusable as error:
                tried.append(f"{number + 1}: {error.message}")
                log.info("answer_rejected", what=what, attempt=number, problem=error.message)
                count.retries += 1
        raise NarrativeUnusable(
            f"{self._listener.model} gave nothing usable for {what} in {ATTEMPTS} tries ({'; '.join(tried)}). Ask "
            "again with another seed, or take a larger model."
        )
