"""The script as it comes into being: the treatment, shot after shot, the whole. This is the module to read first.

premise (rules) ─► outline (writer) ─► treatment ─────────────────────────────────┐
   or what was written before                                                      │
each passage: ask ─► words (many hands; reviewed, asked again, else rules) ─► its shots, in film order
                                                                                   │
                                                                                script
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing

import structlog
from songreel.script.v1 import script_pb2
from songreel_chassis.errors import InvalidInput

from songreel_script.assignment import Assignment
from songreel_script.budget import Budget, no_outline
from songreel_script.cast import identify
from songreel_script.hands import Hands
from songreel_script.ledger import Ledger
from songreel_script.outline import settle
from songreel_script.premise import Premise, draw_premise
from songreel_script.resuming import check_written, continued, premise_of, scene_of
from songreel_script.scene import plan_scenes
from songreel_script.shooting import Scene, shoot
from songreel_script.treatment import treat
from songreel_script.variety import Sense
from songreel_script.writers import Attempt, Unusable, Writer

log = structlog.get_logger()

OUTLINE_ATTEMPTS = 2
"""The premise by rule is whole: one more try is enough."""


async def write(
    assignment: Assignment, writer: Writer, budget: Budget | None = None, sense: Sense | None = None
) -> AsyncGenerator[script_pb2.WriteScriptResponse, None]:
    """The treatment, then each shot as soon as its passage is written, then the whole script.

    What was written before stays to the letter: its treatment comes again, of its shots only those that were missing.
    """
    check_language(assignment, writer)
    budget = budget or Budget()
    written = assignment.written
    ledger = Ledger(writer.credit, assignment.asked_seed, written.written_by)
    resumed = bool(written.ByteSize())
    if resumed:
        check_written(written, assignment)
        premise = premise_of(written, assignment)
    else:
        premise = await settled_premise(assignment, writer, ledger, budget)
        identify([premise.lead, *premise.others])
    asks = plan_scenes(assignment, premise)
    script = script_pb2.Script()
    script.CopyFrom(written if resumed else treat(assignment, premise, asks))
    del script.shots[:]
    script.written_by.CopyFrom(ledger.written_by())
    yield script_pb2.WriteScriptResponse(treatment=script)

    script.shots.extend(written.shots)
    ready = [scene for ask in asks if (scene := scene_of(ask.passage, written))]
    hands = Hands(writer, assignment, script_without_shots(script), budget, ledger)
    left = asks[len(ready) :]
    async with aclosing(hands.scenes(left, ready)) as scenes:
        position = len(ready)
        async for words in scenes:
            ask, before = asks[position], asks[position - 1] if position else None
            passage = Scene(ask, continued(words, ask.passage, written), before, asks[-1])
            for shot in await asyncio.to_thread(shoot, passage, script, assignment, sense):
                yield script_pb2.WriteScriptResponse(shot=shot)
                script.shots.append(shot)
            position += 1
    script.written_by.CopyFrom(ledger.written_by())
    yield script_pb2.WriteScriptResponse(script=script)


def check_language(assignment: Assignment, writer: Writer) -> None:
    """Raises InvalidInput when the writer cannot write what is for readers in the brief's language."""
    if assignment.foreign and writer.languages and assignment.foreign not in writer.languages:
        raise InvalidInput(
            f"This service's writer ({writer.credit.backend}) writes English only, not {assignment.foreign!r}. Leave "
            "the language empty (the brief itself may be in any language), or have the service write with a large "
            "model: SONGREEL_SCRIPT_BACKEND=vllm, or SONGREEL_SCRIPT_PROMPTS=large.",
            field="brief.language",
        )


async def settled_premise(assignment: Assignment, writer: Writer, ledger: Ledger, budget: Budget) -> Premise:
    """The premise with what the writer made of it; where that is nothing, the premise by rule or NothingUsable."""
    premise = draw_premise(assignment)
    faults: tuple[str, ...] = ()
    tried: list[str] = []
    for number in range(OUTLINE_ATTEMPTS):
        ledger.outline_retries = number
        try:
            attempt = Attempt(assignment.seed, number, faults, ledger.meter)
            return settle(premise, await writer.outline(assignment, premise, attempt), assignment)
        except Unusable as error:
            log.info("outline_rejected", attempt=number, problem=error.message)
            faults = (error.message,)
            tried.append(error.message)
    if not budget.by_rule:
        raise no_outline(ledger.model, tried)
    ledger.treatment_by_rule = True
    return premise


def script_without_shots(script: script_pb2.Script) -> script_pb2.Script:
    """The treatment, as writers are shown it."""
    treatment = script_pb2.Script()
    treatment.CopyFrom(script)
    del treatment.shots[:]
    return treatment
