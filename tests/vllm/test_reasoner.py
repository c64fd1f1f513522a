"""A reasoning model: found, thinking kept apart and bounded, answers of our schemas, refusals said at once."""

import time
from typing import Any

import httpx
import pytest
from songreel_chassis.errors import NotConfigured
from songreel_script.answers import OutlineAnswer, SceneAnswer, schema_of
from songreel_script.full_answers import outline_of, scene_of
from songreel_script.prompting import Message
from songreel_script.settings import ScriptSettings
from songreel_script.writers import Attempt
from songreel_script.writers.calls import request, response_format
from songreel_script.writers.choosing import endpoint_of, warm_writer
from songreel_script.writers.line import Line
from songreel_script.writers.manners import REASONING
from songreel_script.writers.reading import read_answer

from tests.vllm.server import CONTEXT, VllmServer

ASKED: Message = {"role": "user", "content": "Describe the sea at night."}
KINDS = (SceneAnswer, OutlineAnswer, scene_of(3), outline_of(2, True))
REQUESTS = "http_requests_total"
CHAT = "/v1/chat/completions"


def writing_by(server: VllmServer, **more: Any) -> ScriptSettings:
    settings: dict[str, Any] = {"script_backend": "vllm", "script_base_url": server.base_url, **more}
    return ScriptSettings(**settings)


def raw(server: VllmServer, **more: Any) -> httpx.Response:
    call = {"model": "reasoner", "messages": [ASKED], "max_tokens": 600, "seed": 3, "temperature": 0.6, **more}
    return httpx.post(f"{server.base_url}/chat/completions", json=call, timeout=60)


async def test_a_server_started_as_documented_is_found_by_its_address_alone_and_passes_the_probe(
    reasoner: VllmServer,
) -> None:
    """The model's name is the server's own."""
    writer = await warm_writer(writing_by(reasoner))
    await writer.close()
    assert (writer.credit.backend, writer.credit.model) == ("vllm", "reasoner")
    assert writer.hands > 1


@pytest.mark.parametrize("thinking", [0, 24])
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
async def test_an_answer_is_of_its_schema_and_thinking_stays_apart_and_within_its_bound(
    kind: Any, thinking: int, reasoner: VllmServer
) -> None:
    """Random weights write noise of the right form: the form is the server's doing, and our strict reading agrees."""
    line = Line(endpoint_of(writing_by(reasoner)))
    call = {"model": "reasoner", **request([ASKED], REASONING, thinking, 2000), "temperature": 0.6}
    seen = Attempt(0).meter
    for seed in range(3):
        reply = await line.reply({**call, "seed": seed, **response_format("Answer", schema_of(kind))}, seen)
        assert read_answer(reply, kind)
        assert bool(reply.reasoning) == bool(thinking)
        assert reply.reasoning_tokens <= thinking + 1
        assert reply.chunks > 20, "it streams"
        assert reply.prompt_tokens
        assert reply.completion_tokens > reply.reasoning_tokens
    await line.close()


OTHER_WAYS: dict[str, dict[str, Any]] = {
    "an assistant's empty thinking, continued": {
        "messages": [ASKED, {"role": "assistant", "content": "<think>\n\n</think>\n\n"}],
        "continue_final_message": True,
        "add_generation_prompt": False,
    },
    "a template of one's own": {"chat_template": "{{ messages[0].content }}<think>\n\n</think>"},
    "enable_thinking": {"chat_template_kwargs": {"enable_thinking": False}},
    "reasoning_effort": {"reasoning_effort": "none"},
    "no budget": {"thinking_token_budget": -1},
}


@pytest.mark.parametrize("way", OTHER_WAYS)
def test_nothing_but_a_budget_of_zero_keeps_r1_from_thinking(way: str, reasoner: VllmServer) -> None:
    """Other ways are refused, or ignored without a word. Should one work some day, this is where it shows."""
    reply = raw(reasoner, **OTHER_WAYS[way])
    if reply.status_code == 200:
        assert reply.json()["choices"][0]["message"]["reasoning"]
    else:
        assert reply.status_code == 400


def test_the_option_that_vllm_forgot_leaves_answers_unbound_without_a_word(reasoner: VllmServer) -> None:
    """`guided_json` was the way for years; the probe exists for servers that ignore what they are asked."""
    reply = raw(reasoner, thinking_token_budget=0, max_tokens=60, guided_json=schema_of(SceneAnswer))
    assert reply.status_code == 200
    assert not reply.json()["choices"][0]["message"]["content"].startswith('{"light"')


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"messages": [{"role": "user", "content": "sea " * CONTEXT}]}, "larger --max-model-len"),
        ({"max_tokens": CONTEXT + 1}, "larger --max-model-len"),
        (response_format("Bad", {"type": "objekt"}), "Grammar error"),
        ({"model": "nobody"}, "SONGREEL_SCRIPT_MODEL"),
    ],
    ids=["prompt too long", "answer too long", "no schema", "no such model"],
)
async def test_what_the_server_will_never_take_is_said_at_once(
    wrong: dict[str, Any], said: str, reasoner: VllmServer
) -> None:
    """One request, though there is patience for a minute; the message names what to change."""
    line = Line(endpoint_of(writing_by(reasoner, script_patience_seconds=60)))
    before, started = reasoner.metric(REQUESTS, handler=CHAT), time.monotonic()
    with pytest.raises(NotConfigured, match=said):
        await line.reply({"model": "reasoner", **request([ASKED], REASONING, 0, 50), **wrong}, Attempt(0).meter)
    await line.close()
    assert time.monotonic() - started < 20
    assert reasoner.metric(REQUESTS, handler=CHAT) - before == 1
