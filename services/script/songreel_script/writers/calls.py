"""The request for an ask, changed with every attempt by what was wrong with the one before.

fault before                     next request
cut off                          twice the tokens for the answer
thought, and gave no answer      half the thinking, from the third attempt on none
nobody said which                both
any                              another seed, another temperature; large models are told in words
"""

from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel

from songreel_script.answers import schema_of
from songreel_script.prompting import Message
from songreel_script.writers import Attempt, Fault
from songreel_script.writers.manners import Manners, Question

CLOSING_TOKENS = 32
"""For the end of the thinking and the blanks around an answer."""
LAST_THINKING = 2
"""From this attempt on, a model that only thinks may not."""


def request_for(question: Question, answer: type[BaseModel], manners: Manners, attempt: Attempt) -> dict[str, Any]:
    """The arguments of `chat.completions.create`, without the model's name."""
    tokens = question.tokens
    if attempt.had(Fault.CUT_OFF):
        tokens *= 2**attempt.number
    thinking = manners.outline_thinking if question.name == "outline" else manners.scene_thinking
    if attempt.had(Fault.ONLY_THOUGHT, Fault.CUT_OFF, Fault.EMPTY):
        thinking = thinking >> attempt.number if attempt.number < LAST_THINKING else 0
    call = request(question.messages, manners, thinking, tokens)
    call |= {
        "seed": (attempt.seed * 7919 + attempt.number * 104_729) % 2**31,
        "temperature": manners.temperatures[min(attempt.number, len(manners.temperatures) - 1)],
        "top_p": manners.top_p,
    }
    return call | response_format(answer.__name__, schema_of(answer))


def request(messages: Sequence[Message], manners: Manners, thinking: int, tokens: int) -> dict[str, Any]:
    """A streamed request for so many tokens of an answer, after at most so many of thinking."""
    call: dict[str, Any] = {
        "messages": list(messages),
        "max_tokens": tokens,
        "stream": True,
        "stream_options": {"include_usage": True},
    }
    if manners.thinks:
        call["max_tokens"] += thinking + CLOSING_TOKENS
        # With every chunk: servers do not count thinking that the chat template opened, so it is read off as it passes.
        call["stream_options"] = {"include_usage": True, "continuous_usage_stats": True}
        call["extra_body"] = {"thinking_token_budget": thinking}
    return call


def response_format(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """The part of a request that asks for JSON of a schema."""
    return {"response_format": {"type": "json_schema", "json_schema": {"name": name, "schema": schema, "strict": True}}}
