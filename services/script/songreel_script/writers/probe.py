"""One small call at start that shows whether the server does what it is asked, since most servers ignore what they do
not know, and say nothing."""

import json
from typing import Any

import structlog
from songreel_chassis.errors import NotConfigured

from songreel_script.prompting import Message
from songreel_script.writers import Attempt
from songreel_script.writers.calls import request, response_format
from songreel_script.writers.line import Line
from songreel_script.writers.manners import Manners
from songreel_script.writers.refusals import VLLM_OPTIONS
from songreel_script.writers.replies import Reply

log = structlog.get_logger()

PASSWORD = "brass-kettle-4711"  # noqa: S105  # no secret: a word that no free answer has
SCHEMA = {
    "type": "object",
    "properties": {"word": {"type": "string", "enum": [PASSWORD]}},
    "required": ["word"],
    "additionalProperties": False,
}
QUESTION: Message = {"role": "user", "content": "What does the sea look like at night? Answer in one short sentence."}
THINKING = 24
SLACK = 16
ANSWER_TOKENS = 96


async def probe(line: Line, model: str, manners: Manners) -> None:
    """Returns when answers keep to their schema and thinking is kept apart and bounded; raises NotConfigured else."""
    call: dict[str, Any] = {
        "model": model,
        "seed": 1,
        "temperature": manners.temperatures[0],
        "top_p": manners.top_p,
        **request([*manners.greeting(), QUESTION], manners, THINKING, ANSWER_TOKENS),
        **response_format("Probe", SCHEMA),
    }
    reply = await line.reply(call, Attempt(0).meter)
    problem = diagnosis(reply, manners)
    if problem:
        log.error("language_model_unfit", base_url=line.endpoint.base_url, problem=problem, said=reply.content[:200])
        raise NotConfigured(f"The language model at {line.endpoint.base_url} {problem}")
    if reply.content.strip() != reply.content or reply.finish == "length":
        # A model that may fill its answer with blanks sometimes does so until the tokens end.
        log.warning("language_model_pads_answers", start_vllm_with=VLLM_OPTIONS)


def diagnosis(reply: Reply, manners: Manners) -> str:
    """What is wrong with the server, and which of its options mends it; empty when nothing is."""
    unparsed = "<think>" in reply.content or "</think>" in reply.content
    if manners.thinks and unparsed:
        return f"mixes its thinking with its answer. Start vLLM with {VLLM_OPTIONS}."
    if manners.thinks and reply.reasoning_tokens > THINKING + SLACK:
        return (
            f"thinks for {reply.reasoning_tokens} tokens where {THINKING} are allowed: it ignores "
            f"thinking_token_budget. Take a vLLM that knows it, started with {VLLM_OPTIONS}."
        )
    if _obeys(reply):
        if manners.thinks and not reply.reasoning:
            return (
                "answers without thinking: its answers are held to their schema from the first token on. Start vLLM "
                f"with {VLLM_OPTIONS}; for a model that does not reason set SONGREEL_SCRIPT_REASONING=false."
            )
        return ""
    if manners.thinks and not reply.content:
        return f"thinks, and gives no answer. Start vLLM with {VLLM_OPTIONS}."
    return "ignores response_format: its answers are not held to a JSON schema. " + (
        f"Start vLLM with {VLLM_OPTIONS}." if manners.thinks else "Take a server that knows json_schema."
    )


def _obeys(reply: Reply) -> bool:
    """The answer is the one that the schema allows, or was on its way there among blanks."""
    if reply.finish == "length":
        bare = "".join(reply.content.split())
        return json.dumps({"word": PASSWORD}, separators=(",", ":")).startswith(bare) and bool(reply.content)
    try:
        return bool(json.loads(reply.content) == {"word": PASSWORD})
    except ValueError:
        return False
