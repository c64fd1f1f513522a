"""How much a script may cost, and what becomes of a passage for which that was not enough."""

import math
from dataclasses import dataclass

import grpc
from songreel_chassis.errors import ServiceError

from songreel_script.scene import SceneAsk


@dataclass(frozen=True)
class Budget:
    """Bounds of one script."""

    by_rule: bool = True
    """Rules write a passage for which the writer found nothing usable, and the script says so; else it fails."""
    attempts: int = 3
    """Answers asked of the writer for one passage."""
    seconds: float = math.inf
    """After these nothing more is asked."""
    tokens: int = 0
    """Read and written; after these nothing more is asked. 0 for no bound."""


class NothingUsable(ServiceError):
    """A passage for which the writer gave nothing that can be filmed, where rules may not write it."""

    status = grpc.StatusCode.FAILED_PRECONDITION


def no_words(ask: SceneAsk, model: str, tried: list[str]) -> NothingUsable:
    """The error of a passage; `tried` says for each attempt why it was no use."""
    return _nothing_usable(f"words for the {ask.kind} of section {ask.passage.section.index}", model, tried)


def no_outline(model: str, tried: list[str]) -> NothingUsable:
    """The error of a film without a treatment."""
    return _nothing_usable("outline of the film", model, tried)


def _nothing_usable(what: str, model: str, tried: list[str]) -> NothingUsable:
    attempts = "; ".join(f"attempt {number}: {why}" for number, why in enumerate(tried, 1)) or "none was left to ask"
    return NothingUsable(
        f"{model or 'The writer'} gave no usable {what} ({attempts}). Choose a larger SONGREEL_SCRIPT_MODEL, or set "
        "SONGREEL_SCRIPT_FALLBACK_TO_RULES=true to have it written by rule."
    )
