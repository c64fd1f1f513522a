"""Many hands: the words of the passages, asked for side by side and given out in film order.

    asked    0 1 2 3 | 4 5 | 1 again | 6 ...        `writer.hands` at a time, the earliest passage first
    judged   0 . . . | . . | 1 2 3 4 5 | 6          each against all before it in the film
    given    0                1 2 3 4 5   6

A scene is judged only when all before it are settled, so who answers first changes nothing. An answer that no earlier
scene can make good is asked again at once, while others are still being written.
"""

import asyncio
import heapq
from collections.abc import AsyncGenerator, Sequence

import structlog
from songreel.script.v1 import script_pb2
from songreel_chassis.errors import ServiceError

from songreel_script.assignment import Assignment
from songreel_script.budget import Budget, no_words
from songreel_script.ledger import Ledger
from songreel_script.review import Verdict, reviewed
from songreel_script.scene import SceneAsk, SceneWords
from songreel_script.writers import Attempt, Unusable, Writer

log = structlog.get_logger()

Key = tuple[int, int]
"""A passage's position among those asked for, and the number of the attempt."""


class Hands:
    """The passages of one script being written."""

    def __init__(
        self, writer: Writer, assignment: Assignment, treatment: script_pb2.Script, budget: Budget, ledger: Ledger
    ) -> None:
        self._writer = writer
        self._assignment = assignment
        self._treatment = treatment
        self._budget = budget
        self._ledger = ledger
        # A model that fails everywhere must not cost three times the time.
        self._most_retries = max(4, len(assignment.passages) // 2)
        self._asks: Sequence[SceneAsk] = ()
        self._jobs: list[tuple[Key, tuple[str, ...]]] = []
        self._asked: set[Key] = set()
        self._open: dict[asyncio.Task[SceneWords], Key] = {}
        self._answers: dict[Key, SceneWords | ServiceError] = {}
        self._settled: list[SceneWords] = []
        self._earlier: list[SceneWords] = []
        self._attempt = 0
        self._tried: list[str] = []
        self._closed = False
        self._lost: ServiceError | None = None

    async def scenes(self, asks: Sequence[SceneAsk], earlier: Sequence[SceneWords]) -> AsyncGenerator[SceneWords, None]:
        """Usable words for each passage, in order; `earlier` are the scenes before the first.

        Raises what the writer raises when its turn comes, with everything before it given out; NothingUsable when
        words are missing and rules may not write. Close the iterator to cancel what is still being asked.
        """
        self._asks, self._earlier = asks, list(earlier)
        for position, ask in enumerate(asks):
            if told := told_scene(ask, self._assignment):
                self._answers[position, 0] = told
                self._asked.add((position, 0))
            else:
                self._ask((position, 0), ())
        ends = asyncio.get_running_loop().time() + self._budget.seconds
        try:
            while len(self._settled) < len(asks):
                while (scene := self._judged()) is not None:
                    self._staff()
                    yield scene
                    if len(self._settled) == len(asks):
                        return
                self._staff()
                left = ends - asyncio.get_running_loop().time()
                done: set[asyncio.Task[SceneWords]] = set()
                if self._open and left > 0:
                    timeout = None if left == float("inf") else left
                    done, _ = await asyncio.wait(self._open, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
                for task in sorted(done, key=lambda task: self._open[task]):
                    self._take(task)
                if not done or (self._budget.tokens and self._ledger.tokens >= self._budget.tokens):
                    await self._stop_asking(everything=not done)
        finally:
            await self._stop_asking(everything=True)

    def _ask(self, key: Key, faults: tuple[str, ...]) -> None:
        if key not in self._asked and not self._closed:
            self._asked.add(key)
            heapq.heappush(self._jobs, (key, faults))

    def _staff(self) -> None:
        """Gives the next asks to free hands."""
        while self._jobs and len(self._open) < self._writer.hands:
            key, faults = heapq.heappop(self._jobs)
            ask = self._asks[key[0]]
            attempt = Attempt(self._assignment.seed + ask.passage.index, key[1], faults, self._ledger.meter)
            self._open[asyncio.ensure_future(self._writer.scene(ask, self._treatment, attempt))] = key

    def _take(self, task: "asyncio.Task[SceneWords]") -> None:
        """Keeps an answer; asks again at once where no earlier scene could make it usable."""
        key = self._open.pop(task)
        position, number = key
        error = task.exception()
        if error is not None and not isinstance(error, ServiceError):
            raise error
        self._answers[key] = error if error is not None else task.result()
        if error is not None and not isinstance(error, Unusable):
            # The writer is gone. What comes before in the film may still be given out, what comes after cannot.
            self._jobs = [job for job in self._jobs if job[0][0] < position]
            heapq.heapify(self._jobs)
            self._lost = error
            return
        verdict = self._verdict(key, alone=True)
        ahead = sum(1 for at, again in self._asked if at >= len(self._settled) and again)
        allowed = number + 1 < self._budget.attempts and self._ledger.scene_retries + ahead < self._most_retries
        if verdict.scene is None and allowed and position > len(self._settled):
            self._ask((position, number + 1), verdict.faults)

    def _verdict(self, key: Key, *, alone: bool) -> Verdict:
        answer, ask = self._answers[key], self._asks[key[0]]
        if isinstance(answer, ServiceError):
            return Verdict(None, (answer.message,))
        if answer is ask.suggestion:  # the rules' own words were reviewed by people
            return Verdict(answer, ())
        return reviewed(answer, ask, [] if alone else [*self._earlier, *self._settled], self._assignment)

    def _judged(self) -> SceneWords | None:
        """The next scene of the film; None while its answer is not there."""
        position = len(self._settled)
        ask = self._asks[position]
        while (key := (position, self._attempt)) in self._answers:
            answer = self._answers[key]
            if isinstance(answer, ServiceError) and not isinstance(answer, Unusable):
                raise answer
            verdict = self._verdict(key, alone=False)
            if verdict.scene is not None:
                return self._settle(verdict.scene)
            alone = self._verdict(key, alone=True)
            faults = alone.faults if alone.scene is None else verdict.faults
            log.info("scene_rejected", passage=ask.passage.index, attempt=self._attempt, problems=faults)
            self._tried.append(", ".join(faults))
            if self._attempt + 1 >= self._budget.attempts or self._ledger.scene_retries >= self._most_retries:
                return self._settle(self._by_rule(ask))
            self._ledger.scene_retries += 1
            self._attempt += 1
            self._ask((position, self._attempt), faults)
        if key in self._open.values() or any(job[0] == key for job in self._jobs):
            return None
        if self._lost is not None:
            raise self._lost
        return self._settle(self._by_rule(ask)) if self._closed else None

    def _settle(self, scene: SceneWords) -> SceneWords:
        self._settled.append(scene)
        self._attempt, self._tried = 0, []
        return scene

    def _by_rule(self, ask: SceneAsk) -> SceneWords:
        if not self._budget.by_rule:
            raise no_words(ask, self._ledger.model, self._tried)
        self._ledger.fell_back(ask.passage.section.index)
        return ask.suggestion

    async def _stop_asking(self, *, everything: bool) -> None:
        """Asks nothing more; `everything`: what is being asked is cancelled too."""
        self._closed = True
        self._jobs.clear()
        if everything:
            for task in self._open:
                task.cancel()
            await asyncio.gather(*self._open, return_exceptions=True)
            self._open.clear()


def told_scene(ask: SceneAsk, assignment: Assignment) -> SceneWords | None:
    """The scene that the narrative itself has for the passage's section, if any."""
    if ask.passage.part:
        return None
    for scene in assignment.narrative.scenes:
        if scene.section_index == ask.passage.section.index and scene.action:
            then = scene.then or scene.action
            return SceneWords(ask.place, scene.light, scene.action, then, tuple(scene.details))
    return None
