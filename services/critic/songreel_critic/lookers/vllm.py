"""Asks a vision-language model on a vLLM server whether a take shows what was written: P(yes), by its first token.

One short request a question, all with the same pictures in front, so that the server's prefix cache holds them.
"""

import base64
import math
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import openai
import structlog
from openai.types.chat import ChatCompletion
from songreel.critic.v1 import critic_pb2
from songreel_chassis.errors import NotConfigured, Unavailable

from songreel_critic import thresholds
from songreel_critic.findings import Least, Measured, judged, noted
from songreel_critic.lookers.calling import guarded
from songreel_critic.questions import Question, questions_of
from songreel_critic.settings import CriticSettings
from songreel_critic.stills import Still

log = structlog.get_logger()

LONGEST_PIXELS = 768
CANDIDATES = 20
START_POLL_SECONDS = 2.0
ASKED = (
    "These pictures are from one shot of a film, in the order of time. {question} Answer with one word, yes or no.",
    "{question}\nLook at the pictures and answer with exactly one word and nothing before it: yes or no.",
)
NO_CHANCES = (
    "The model server at {where} gives no log probabilities, by which the critic reads an answer. Serve the model with"
    " vLLM, and without --max-logprobs below 20."
)


class QuestionLooker:
    """P(yes) to each question of a shot."""

    measures: tuple[str, ...] = ("prompt_following",)

    def __init__(self, settings: CriticSettings) -> None:
        self._settings = settings
        self._model = settings.critic_model
        self._client = openai.OpenAI(
            base_url=settings.critic_base_url,
            api_key=settings.critic_api_key.get_secret_value(),
            timeout=settings.critic_call_seconds,
            max_retries=0,
        )
        self._hands = ThreadPoolExecutor(settings.critic_questions_at_once, thread_name_prefix="question")

    def warm_up(self) -> None:
        """Finds the model once its server is there, and asks about a white picture. Raises what the last try raised."""
        last = time.monotonic() + self._settings.critic_start_seconds
        while True:
            try:
                self._begin()
            except Unavailable:
                if time.monotonic() >= last:
                    raise
                time.sleep(START_POLL_SECONDS)
            else:
                return

    def look(self, request: critic_pb2.CheckTakeRequest, stills: Sequence[Still]) -> list[critic_pb2.Finding]:
        """A finding a question. Where the model says neither yes nor no, it says that."""
        if not stills:
            return []
        pictures = [picture_of(still) for still in stills]
        questions = questions_of(request)
        chances = self._hands.map(lambda question: self.chance(pictures, question.text), questions)
        shot = request.timing.index
        found = zip(questions, chances, strict=True)
        return [self._finding(question, chance, shot) for question, chance in found]

    def close(self) -> None:
        """Closes the connections, once the questions under way are answered or given up: the process would wait for
        them all the same, and a connection that is closed under a question is left behind."""
        self._hands.shutdown(wait=True, cancel_futures=True)
        self._client.close()

    def chance(self, pictures: Sequence[dict[str, Any]], question: str) -> float | None:
        """P(yes) among yes and no; None where the model says neither, asked in two ways."""
        for wording in ASKED:
            text = {"type": "text", "text": wording.format(question=question)}
            chance = self._read(self._say([*pictures, text]))
            if chance is not None:
                return chance
        return None

    def _say(self, content: list[Any]) -> Any:
        """The server's answer: one token, and how likely it and others were."""
        message: Any = {"role": "user", "content": content}
        return guarded(
            self._settings,
            lambda: self._client.chat.completions.create(
                model=self._model,
                messages=[message],
                max_tokens=1,
                temperature=0.0,
                logprobs=True,
                top_logprobs=CANDIDATES,
                extra_body={"chat_template_kwargs": {"enable_thinking": False}},
            ),
        )

    def _begin(self) -> None:
        if not self._model:
            listed = guarded(self._settings, self._client.models.list)
            if not listed.data:
                raise NotConfigured("The critic's model server lists no model. Set SONGREEL_CRITIC_MODEL.")
            self._model = listed.data[0].id
        white = Still(0, np.full((64, 64, 3), 255, np.uint8))
        if self.chance([picture_of(white)], "Is this picture white?") is None:
            log.warning("vision_model_says_neither", model=self._model)

    def _read(self, reply: Any) -> float | None:
        if not isinstance(reply, ChatCompletion) or not reply.choices:  # a body that is no JSON comes as it is
            return None
        logprobs = reply.choices[0].logprobs
        if logprobs is None or not logprobs.content or not logprobs.content[0].top_logprobs:
            raise NotConfigured(NO_CHANCES.format(where=self._settings.critic_base_url))
        return yes_among(logprobs.content[0].top_logprobs)

    def _finding(self, question: Question, chance: float | None, shot: int) -> critic_pb2.Finding:
        if chance is None:
            says = f"The vision model said neither yes nor no to: {question.text} That was not measured."
            return noted(Measured(question.measure, 0.0, "probability", says, shot_index=shot))
        good = chance if question.wanted else 1 - chance
        missing = "does not show" if question.wanted else "shows"
        says = f"To “{question.text}” the vision model says yes with {100 * chance:.0f} %."
        if good < thresholds.ANSWER_WARNING:
            says += f" The take {missing} {question.subject}: look at it, or film it again."
        rejected = self._settings.critic_reject_below if question.rejects else 0.0
        measured = Measured(question.measure, good, "probability", says, shot_index=shot)
        return judged(measured, Least(thresholds.ANSWER_WARNING, rejected))


def picture_of(still: Still) -> dict[str, Any]:
    """As the API takes it."""
    coded = base64.b64encode(still.jpeg(LONGEST_PIXELS)).decode("ascii")
    return {"type": "image_url", "image_url": {"url": f"data:image/jpeg;base64,{coded}"}}


def yes_among(candidates: Sequence[Any]) -> float | None:
    """P(yes) over P(yes or no), of a first token's candidates in any case; None where both are unlikely."""
    yes = no = 0.0
    for candidate in candidates:
        word = str(candidate.token).strip().strip("\"'.,*").lower()
        chance = math.exp(min(0.0, float(candidate.logprob)))
        yes += chance * (word == "yes")
        no += chance * (word == "no")
    return yes / (yes + no) if yes + no >= thresholds.ANSWER_LEAST else None
