"""An answer as its checked type, or the name of its fault."""

import json
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from songreel_script.writers import Fault, Unusable
from songreel_script.writers.replies import Reply

A = TypeVar("A", bound=BaseModel)


def read_answer(reply: Reply, kind: type[A]) -> A:
    """The answer; raises Unusable with the fault. Nothing is mended here: what was guessed would be filmed."""
    if reply.finish == "content_filter":
        raise Unusable(Fault.REFUSED)
    if not reply.content.strip():
        if reply.reasoning:
            raise Unusable(Fault.ONLY_THOUGHT, f"{reply.reasoning_tokens} tokens, then {reply.finish!r}")
        raise Unusable(Fault.EMPTY, f"ended by {reply.finish!r}" if reply.finish else "no choice")
    if reply.finish == "length":
        raise Unusable(Fault.CUT_OFF, f"{reply.completion_tokens} tokens")
    try:
        json.loads(reply.content)
    except ValueError:
        raise Unusable(_why_no_json(reply.content)) from None
    try:
        return kind.model_validate_json(reply.content, strict=True)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the whole"
        raise Unusable(Fault.OFF_SCHEMA, f"{where}: {first['msg']}") from None


def _why_no_json(content: str) -> Fault:
    try:
        json.loads(content, strict=False)
    except ValueError:
        return Fault.NOT_JSON
    return Fault.RAW_CONTROLS
