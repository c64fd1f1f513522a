"""A small rule-based writer: for tests, and for when no weights can be had. It is labelled as such."""

from songreel.script.v1 import script_pb2

from songreel_script.assignment import Assignment
from songreel_script.outline import Outline
from songreel_script.premise import Premise
from songreel_script.scene import SceneAsk, SceneWords
from songreel_script.writers import ENGLISH, Attempt, Credit


class RulesWriter:
    """Takes the premise and the suggestions as they are."""

    credit = Credit("rules", "tables")
    hands = 1
    languages = ENGLISH

    async def warm_up(self) -> None:
        """Nothing to load."""

    async def outline(self, assignment: Assignment, premise: Premise, attempt: Attempt) -> Outline:
        """An empty outline: the premise stands."""
        return Outline()

    async def scene(self, ask: SceneAsk, treatment: script_pb2.Script, attempt: Attempt) -> SceneWords:
        """The suggestion."""
        return ask.suggestion

    async def close(self) -> None:
        """Nothing to give back."""
