"""How a model is spoken to: which prompts, with a system message or without, how warm, and how long it may think."""

import dataclasses
from dataclasses import dataclass

from songreel.script.v1 import script_pb2

from songreel_script.answers import LoglineAnswer, OutlineAnswer, OutlineReply, SceneAnswer, SceneReply
from songreel_script.assignment import Assignment
from songreel_script.briefing import again, fixed_cast, outline_briefing, scene_briefing
from songreel_script.full_answers import outline_of, scene_of
from songreel_script.premise import Premise
from songreel_script.prompting import Message, has_theme, opening, outline_messages, scene_messages
from songreel_script.scene import SceneAsk
from songreel_script.writers import ENGLISH, Attempt


@dataclass(frozen=True)
class Question:
    """What is asked, before anybody knows of whom."""

    name: str
    """ "outline" or "scene"; for log lines."""
    messages: tuple[Message, ...]
    tokens: int
    """Enough for any answer that the schema allows."""


@dataclass(frozen=True)
class Manners:
    """A way with one kind of model."""

    large: bool = False
    """The whole film in view and an action for every shot; else examples, and answers that a small model can give."""
    system: bool = True
    """With a system message; else what it would say opens the user's message."""
    temperatures: tuple[float, ...] = (0.6, 0.8, 1.0)
    """By attempt; the last one stays."""
    top_p: float = 0.9
    thinks: bool = False
    """A reasoning model whose server keeps its thinking apart and takes `thinking_token_budget`."""
    outline_thinking: int = 0
    """Tokens of thinking before an outline."""
    scene_thinking: int = 0
    """Tokens of thinking before a scene; at 0 the server closes the thinking as soon as it opens."""

    @property
    def languages(self) -> frozenset[str]:
        """In which it can write for readers; empty for any."""
        return frozenset() if self.large else ENGLISH

    def outline(
        self, assignment: Assignment, premise: Premise, attempt: Attempt
    ) -> tuple[Question, type[OutlineReply]]:
        """The outline ask and what may be answered."""
        if not self.large:
            kind: type[OutlineReply] = OutlineAnswer if has_theme(assignment) else LoglineAnswer
            return Question("outline", tuple(outline_messages(assignment, premise)), 300), kind
        messages = self._messages(*outline_briefing(assignment, premise), attempt)
        passages = len(assignment.passages)
        # A guard of characters in the schema is a third to half as many tokens, in languages far from English as many.
        tokens = (600 + 70 * passages) * (3 if assignment.foreign else 1)
        return Question("outline", messages, tokens), outline_of(passages, cast=not fixed_cast(assignment))

    def scene(self, ask: SceneAsk, treatment: script_pb2.Script, attempt: Attempt) -> tuple[Question, type[SceneReply]]:
        """The scene ask and what may be answered."""
        if not self.large:
            return Question("scene", tuple(scene_messages(ask)), 220), SceneAnswer
        actions = max(2, len(ask.passage.shots))
        messages = self._messages(*scene_briefing(ask, treatment, actions), attempt)
        return Question("scene", messages, 160 + 40 * actions), scene_of(actions)

    def greeting(self) -> list[Message]:
        """What every ask opens with, where that does not depend on the film."""
        return [] if self.large else list(opening())

    def _messages(self, before: str, asked: str, attempt: Attempt) -> tuple[Message, ...]:
        asked += again(attempt.faults)
        if self.system:
            return {"role": "system", "content": before}, {"role": "user", "content": asked}
        return ({"role": "user", "content": f"{before}\n\n{asked}"},)


SMALL = Manners()
LARGE = dataclasses.replace(SMALL, large=True, temperatures=(0.6, 0.7, 0.8), top_p=0.95)
# DeepSeek's advice for R1 and its distillations (README, "Usage Recommendations"): temperature 0.5 to 0.7, 0.6 best;
# top_p 0.95; no system message; thinking forced open, which their chat template does.
REASONING = dataclasses.replace(LARGE, system=False, temperatures=(0.6, 0.65, 0.7), thinks=True)
