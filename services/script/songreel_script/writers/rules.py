"""A small rule-based writer: for tests, and for when no weights can be had. It is labelled as such."""

from songreel_script.assignment import Assignment
from songreel_script.outline import Outline
from songreel_script.premise import Premise
from songreel_script.scene import SceneAsk, SceneWords
from songreel_script.writers import Credit


class RulesWriter:
    """Takes the premise and the suggestions as they are."""

    credit = Credit("rules", "tables")

    async def warm_up(self) -> None:
        """Nothing to load."""

    async def outline(self, assignment: Assignment, premise: Premise, attempt: int) -> Outline:
        """An empty outline: the premise stands."""
        return Outline()

    async def scene(self, ask: SceneAsk, seed: int, attempt: int) -> SceneWords:
        """The suggestion."""
        return ask.suggestion

    async def close(self) -> None:
        """Nothing to give back."""
