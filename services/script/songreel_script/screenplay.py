"""The script as it comes into being: the treatment, shot after shot, the whole. This is the module to read first.

premise (rules) ─► outline (writer) ─► treatment
                                          │
each passage: ask ─► words (writer; reviewed, asked again, else rules) ─► coverage, camera ─► its shots
                                          │
                                        script
"""

from collections.abc import AsyncIterator, Sequence

import structlog
from songreel.script.v1 import script_pb2

from songreel_script.assignment import Assignment, sung
from songreel_script.camera import move_for, transition_for
from songreel_script.cast import identify
from songreel_script.coverage import Reel, cover
from songreel_script.look import look_for
from songreel_script.outline import settle
from songreel_script.premise import Premise, draw_premise
from songreel_script.review import reviewed
from songreel_script.scene import SceneAsk, SceneWords, plan_scenes
from songreel_script.sentence import compose
from songreel_script.wording import clean
from songreel_script.writers import Attempt, Meter, Unusable, Writer

log = structlog.get_logger()

ATTEMPTS = 3


async def write(assignment: Assignment, writer: Writer) -> AsyncIterator[script_pb2.WriteScriptResponse]:
    """The treatment, then each shot as soon as its passage is written, then the whole script."""
    draft = _Draft(assignment, writer)
    premise = await draft.settled_premise()
    identify([premise.lead, *premise.others])
    asks = plan_scenes(assignment, premise)
    script = draft.begin(premise, asks)
    yield script_pb2.WriteScriptResponse(treatment=script)
    before: SceneAsk | None = None
    for ask in asks:
        scene = await draft.scene(ask, script)
        for shot in shoot(ask, scene, script.shots, before, assignment):
            yield script_pb2.WriteScriptResponse(shot=shot)
            script.shots.append(shot)
        before = ask
    script.written_by.CopyFrom(draft.written_by())
    yield script_pb2.WriteScriptResponse(script=script)


def shoot(
    ask: SceneAsk,
    scene: SceneWords,
    filmed: Sequence[script_pb2.Shot],
    before: SceneAsk | None,
    assignment: Assignment,
) -> list[script_pb2.Shot]:
    """The passage's shots; `filmed` are the film's shots so far, `before` the passage before."""
    analysis, seed = assignment.analysis, assignment.seed
    camera = filmed[-1].camera if filmed else script_pb2.CAMERA_MOVE_UNSPECIFIED
    reel = Reel(
        filmed=len(filmed),
        empty=sum(not shot.character_ids for shot in filmed),
        total=len(analysis.shots),
        framing=filmed[-1].framing if filmed else script_pb2.FRAMING_UNSPECIFIED,
    )
    shots = []
    for timed, setup in zip(ask.passage.shots, cover(ask, reel), strict=True):
        last = timed.index == len(analysis.shots) - 1
        camera = move_for(ask, setup, timed.index, camera, last, seed)
        shot = script_pb2.Shot(
            index=timed.index,
            framing=setup.framing,
            camera=camera,
            mood=ask.mood,
            lyric_line=sung(analysis, timed.start_frame, timed.end_frame, 160),
            transition=transition_for(ask, timed.index, before),
        )
        compose(ask, scene, setup, shot, seed)
        shots.append(shot)
    return shots


class _Draft:
    """One script in the making: asks the writer, counts what it took."""

    def __init__(self, assignment: Assignment, writer: Writer) -> None:
        self._assignment = assignment
        self._writer = writer
        self._outline_retries = 0
        self._scene_retries = 0
        # A model that fails everywhere must not cost three times the time.
        self._most_retries = max(4, len(assignment.passages) // 2)
        self._by_rule: list[int] = []
        self._scenes: list[SceneWords] = []
        self._meter = Meter()

    async def settled_premise(self) -> Premise:
        """The premise with what the writer made of it."""
        premise = draw_premise(self._assignment)
        for attempt in range(2):  # the premise by rule is whole: one more try is enough
            self._outline_retries = attempt
            try:
                outline = await self._writer.outline(
                    self._assignment, premise, self._try(self._assignment.seed, attempt)
                )
                return settle(premise, outline, self._assignment)
            except Unusable as error:
                log.info("outline_rejected", attempt=attempt, problem=error.message)
        return premise

    def begin(self, premise: Premise, asks: list[SceneAsk]) -> script_pb2.Script:
        """The script without its shots."""
        return script_pb2.Script(
            logline=premise.logline,
            treatment=treatment_of(asks),
            look=look_for(self._assignment, premise.motif),
            characters=[premise.lead, *premise.others],
            pipeline=self._assignment.brief.pipeline,
            written_by=self.written_by(),
        )

    async def scene(self, ask: SceneAsk, treatment: script_pb2.Script) -> SceneWords:
        """Usable words for the passage: the writer's, or after too many bad answers the rules'."""
        faults: tuple[str, ...] = ()
        for attempt in range(ATTEMPTS):
            this_try = self._try(self._assignment.seed + ask.passage.index, attempt, faults)
            try:
                scene = await self._writer.scene(ask, treatment, this_try)
                if scene is ask.suggestion:  # the rules' own words were reviewed by people
                    self._scenes.append(scene)
                    return scene
                verdict = reviewed(scene, ask, self._scenes, self._assignment)
                if verdict.scene is not None:
                    self._scenes.append(verdict.scene)
                    return verdict.scene
                faults = verdict.faults
            except Unusable as error:
                faults = (error.message,)
            log.info("scene_rejected", passage=ask.passage.index, attempt=attempt, problems=faults)
            if attempt == ATTEMPTS - 1 or self._scene_retries >= self._most_retries:
                break
            self._scene_retries += 1
        self._by_rule.append(ask.passage.section.index)
        self._scenes.append(ask.suggestion)
        return ask.suggestion

    def written_by(self) -> script_pb2.WrittenBy:
        """Who wrote, and what it took so far."""
        credit = self._writer.credit
        return script_pb2.WrittenBy(
            backend=credit.backend,
            model=credit.model,
            weights_sha256=credit.weights_sha256,
            licence=credit.licence,
            seed=self._assignment.asked_seed,
            retries=self._outline_retries + self._scene_retries,
            fallback_section_indices=sorted(set(self._by_rule)),
            tokens=script_pb2.TokenUse(
                prompt_tokens=self._meter.prompt_tokens,
                completion_tokens=self._meter.completion_tokens,
                reasoning_tokens=self._meter.reasoning_tokens,
            ),
        )

    def _try(self, seed: int, number: int, faults: tuple[str, ...] = ()) -> Attempt:
        return Attempt(seed, number, faults, self._meter)


def treatment_of(asks: list[SceneAsk]) -> str:
    """The arc over the passages, in prose."""
    return clean(" ".join(f"{ask.kind.capitalize()}, {ask.stage}: {ask.place}; {ask.beat}." for ask in asks), 4000)
