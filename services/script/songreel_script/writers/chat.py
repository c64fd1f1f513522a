"""Writes by any OpenAI-compatible server: llama.cpp, vLLM, a hosted API. One call an ask, a strict JSON schema."""

import dataclasses
import time
from typing import TypeVar

import structlog
from pydantic import BaseModel
from songreel.script.v1 import script_pb2
from songreel_chassis.errors import NotConfigured

from songreel_script.assignment import Assignment
from songreel_script.outline import Outline
from songreel_script.premise import Premise
from songreel_script.scene import SceneAsk, SceneWords
from songreel_script.writers import Attempt, Credit, Unusable, gauges
from songreel_script.writers.calls import request_for
from songreel_script.writers.line import Endpoint, Line
from songreel_script.writers.manners import SMALL, Manners, Question
from songreel_script.writers.probe import probe
from songreel_script.writers.reading import read_answer

log = structlog.get_logger()

A = TypeVar("A", bound=BaseModel)


class ChatWriter:
    """A writer over HTTP, in the manners that its model wants."""

    def __init__(self, endpoint: Endpoint, credit: Credit, manners: Manners = SMALL, hands: int = 1) -> None:
        self._line = Line(endpoint)
        self._model = endpoint.model
        self._credit = credit
        self._manners = manners
        self.hands = hands

    @property
    def languages(self) -> frozenset[str]:
        """In which it can write for readers; empty for any."""
        return self._manners.languages

    @property
    def credit(self) -> Credit:
        """With the model's name as the server has it."""
        return dataclasses.replace(self._credit, model=self._credit.model or self._model)

    async def warm_up(self) -> None:
        """Finds the model, has the server read what all asks open with, and sees that it does what it is asked."""
        if not self._model:
            listed = await self._line.models()
            if not listed:
                raise NotConfigured("The language model server lists no model. Set SONGREEL_SCRIPT_MODEL.")
            self._model = listed[0].id
        await probe(self._line, self._model, self._manners)

    async def outline(self, assignment: Assignment, premise: Premise, attempt: Attempt) -> Outline:
        """The model's outline."""
        question, kind = self._manners.outline(assignment, premise, attempt)
        return (await self._answer(question, kind, attempt)).outline()

    async def scene(self, ask: SceneAsk, treatment: script_pb2.Script, attempt: Attempt) -> SceneWords:
        """The model's words for the passage."""
        question, kind = self._manners.scene(ask, treatment, attempt)
        return (await self._answer(question, kind, attempt)).scene(ask)

    async def close(self) -> None:
        """Closes the connections."""
        await self._line.close()

    async def _answer(self, question: Question, kind: type[A], attempt: Attempt) -> A:
        call = {"model": self._model, **request_for(question, kind, self._manners, attempt)}
        started = time.monotonic()
        reply = await self._line.reply(call, attempt.meter)
        cost = {
            "ask": question.name,
            "attempt": attempt.number,
            "prompt_tokens": reply.prompt_tokens,
            "completion_tokens": reply.completion_tokens,
            "reasoning_tokens": reply.reasoning_tokens,
            "first_token_seconds": round(reply.first_token_seconds, 2),
            "seconds": round(time.monotonic() - started, 2),
        }
        gauges.count(question.name, reply)
        try:
            answer = read_answer(reply, kind)
        except Unusable as error:
            gauges.FAULTS.labels(question.name, error.fault.name.lower()).inc()
            log.warning("answer_unusable", fault=error.message, **cost)
            raise
        log.info("answer_read", **cost)
        return answer
