"""The manners of large models against a real HTTP server: one mind that thinks, then many hands."""

import contextlib
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from songreel.script.v1 import script_pb2
from songreel_chassis.errors import NotConfigured
from songreel_script.budget import Budget, NothingUsable
from songreel_script.settings import ScriptSettings
from songreel_script.writers.choosing import warm_writer

from tests.analyses import made_analysis
from tests.language_model import PLAN, Answer, LanguageModel, full_scene, language_model, thought_of
from tests.unit.script.test_material import ATTACKS
from tests.unit.script.writing import parts_for, parts_of, request_for, script_of

Behaviour = Callable[[int, dict[str, Any]], Answer]
BRIEF = script_pb2.Brief(text="a flooded town", do_not_show=["boats with sails"])


def slow(number: int, request: dict[str, Any]) -> Answer:
    """Good answers that take long enough to be asked for at once."""
    return Answer(after_seconds=0.3)


@contextlib.asynccontextmanager
async def vllm(behave: Behaviour | None = None, **settings: Any) -> AsyncIterator[tuple[Any, LanguageModel]]:
    async with language_model(behave) as model:
        writer = await warm_writer(ScriptSettings(script_backend="vllm", script_base_url=model.base_url, **settings))
        try:
            yield writer, model
        finally:
            await writer.close()


async def test_a_film_is_thought_about_once_and_written_by_many_hands() -> None:
    """One outline with thinking, then every passage at once without, by DeepSeek's advice for its models."""
    async with vllm(slow) as (writer, model):
        script = await script_of(made_analysis(), BRIEF, writer=writer)
    outline, *scenes = model.requests
    assert len(scenes) == 9
    assert model.most_at_once == 9
    assert outline["thinking_token_budget"] == 4096
    assert outline["max_tokens"] > 4096 + 500
    assert {request["thinking_token_budget"] for request in scenes} == {0}
    for request in model.requests:
        assert [message["role"] for message in request["messages"]] == ["user"]
        assert (request["temperature"], request["top_p"]) == (0.6, 0.95)
    assert script.written_by.backend == "vllm"
    assert script.written_by.model == "fake-8b"
    assert not script.written_by.fallback_section_indices


async def test_the_plan_is_the_treatment() -> None:
    """Logline, people, look, places, a beat for every section and the closing image are the model's."""
    async with vllm() as (writer, _):
        treatment = (await parts_of(made_analysis(), BRIEF, writer=writer))[0].treatment
    assert treatment.logline == PLAN["logline"]
    assert [character.description for character in treatment.characters] == [PLAN["lead"], PLAN["other"]]
    assert treatment.look.style == PLAN["style"]
    assert list(treatment.look.palette) == PLAN["palette"]
    assert list(treatment.look.motifs) == [PLAN["motif"], *PLAN["motifs"]]
    assert [beat.sentence for beat in treatment.arc][:2] == [
        "The young baker carries the apples.",
        "The young baker throws the kites.",
    ]
    assert treatment.closing_image == PLAN["closing_image"]


async def test_every_shot_gets_an_action_of_its_own() -> None:
    """As many actions as a passage has shots are asked for, and each stands in its own shot, where the lead is seen."""
    analysis = made_analysis()
    async with vllm(script_hands=1) as (writer, model):
        script = await script_of(analysis, BRIEF, writer=writer)
    counts = [sum(shot.section_index == index for shot in analysis.shots) for index in range(9)]
    asked = [
        request["response_format"]["json_schema"]["schema"]["properties"]["actions"] for request in model.requests[1:]
    ]
    assert [(schema["minItems"], schema["maxItems"]) for schema in asked] == [(max(2, n), max(2, n)) for n in counts]
    chorus = [shot.index for shot in analysis.shots if shot.section_index == 3]
    actions = full_scene(4, len(chorus))["actions"]
    seen = [(index, script.shots[index].action) for index in chorus if script.shots[index].action in actions]
    assert len(seen) >= 3
    assert all(actions[index - chorus[0]] == action for index, action in seen)


async def test_the_passages_of_a_film_share_all_but_their_own_words() -> None:
    """Byte for byte up to the passage: a server with a prefix cache reads the film once."""
    async with vllm() as (writer, model):
        await script_of(made_analysis(), BRIEF, writer=writer)
    asks = [request["messages"][0]["content"] for request in model.requests[1:]]
    films = {ask.split("THE PASSAGE\n")[0] for ask in asks}
    assert len(films) == 1
    assert len(films.pop()) > 3 * max(len(ask.split("THE PASSAGE\n")[1]) for ask in asks)


async def test_hands_are_a_setting() -> None:
    """No more passages are asked for at once."""
    async with vllm(slow, script_hands=3) as (writer, model):
        await script_of(made_analysis(), BRIEF, writer=writer)
    assert model.most_at_once == 3


async def test_thinking_is_counted_though_the_server_counts_none() -> None:
    """Read off the running usage while it passes."""
    async with vllm(lambda number, request: Answer(reasoning="" if number else "so " * 321)) as (writer, _):
        script = await script_of(made_analysis(), BRIEF, writer=writer)
    tokens = script.written_by.tokens
    assert tokens.reasoning_tokens == 321
    assert tokens.prompt_tokens == 10 * 100
    assert tokens.completion_tokens > 321 + 9 * 10


def scene_with(**fields: Any) -> str:
    """A scene of two shots, but for these fields."""
    return json.dumps(full_scene(1, 2) | fields)


FAULTS = {
    "thought, and gave no answer (12 tokens, then 'stop')": Answer(reasoning="well " * 12, silent=True),
    "thought, and gave no answer (9 tokens, then 'length')": Answer(
        reasoning="well " * 9, silent=True, finish_reason="length"
    ),
    "cut off at the token limit (3 tokens)": Answer(content='{"light": "soft grey', finish_reason="length"),
    "empty (ended by 'stop')": Answer(silent=True),
    "empty (no choice)": Answer(raw=b"<html>busy</html>"),
    "refused by a filter": Answer(content="{}", finish_reason="content_filter"),
    "no JSON": Answer(content="I am sorry, I cannot."),
    "raw control characters in JSON": Answer(content=scene_with().replace("soft grey", "soft\ngrey")),
    "against the schema (light: String should have at most 80 characters)": Answer(
        content=scene_with(light="so " * 40)
    ),
    "against the schema (actions: List should have at least 2 items": Answer(
        content=scene_with(actions=["sits down alone"])
    ),
    "against the schema (time: Extra inputs are not permitted)": Answer(content=scene_with(time="0:31")),
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_an_answer_that_is_no_use_is_named_and_asked_for_otherwise(fault: str) -> None:
    """Another seed and temperature, and the fault told in words behind the same film."""
    bad = FAULTS[fault]
    async with vllm(lambda number, request: bad if number == 1 else Answer(), script_hands=1) as (writer, model):
        script = await script_of(made_analysis(), BRIEF, writer=writer)
    assert script.written_by.retries == 1
    assert not script.written_by.fallback_section_indices
    first, second = model.requests[1:3]
    assert first["seed"] != second["seed"]
    assert (first["temperature"], second["temperature"]) == (0.6, 0.65)
    said = second["messages"][0]["content"].removeprefix(first["messages"][0]["content"])
    assert said.startswith("\n\nYour last answer could not be used.")
    assert fault.replace("[", "(") in said


async def test_a_cut_answer_gets_room_and_endless_thinking_gets_less() -> None:
    """Twice the tokens for the answer; half the thinking, then none."""
    cut = Answer(content="{", finish_reason="length")
    async with vllm(lambda number, request: cut if number == 1 else Answer(), script_hands=1) as (writer, model):
        await script_of(made_analysis(), BRIEF, writer=writer)
    first, second = model.requests[1:3]
    assert second["max_tokens"] - 32 == 2 * (first["max_tokens"] - 32)

    lost = Answer(reasoning="well ", silent=True)
    settings = {"script_hands": 1, "script_scene_thinking_tokens": 600}
    async with vllm(lambda number, request: lost if number in (0, 2, 3) else Answer(), **settings) as (writer, model):
        await script_of(made_analysis(), BRIEF, writer=writer)
    budgets = [request["thinking_token_budget"] for request in model.requests]
    assert budgets[:6] == [4096, 2048, 600, 300, 0, 600]


async def test_what_was_tried_is_told_when_rules_may_not_write() -> None:
    """Each attempt with its fault, and the settings that help."""
    answers = [Answer(content="no"), Answer(reasoning="well", silent=True), Answer(content="{", finish_reason="length")]
    behave: Behaviour = lambda number, request: answers[number - 1] if 1 <= number <= 3 else Answer()  # noqa: E731
    async with vllm(behave, script_hands=1) as (writer, _):
        with pytest.raises(NothingUsable, match="attempt 1: no JSON; attempt 2: thought, and gave no answer") as caught:
            await parts_for(request_for(made_analysis(), BRIEF), writer, Budget(by_rule=False))
    assert "attempt 3: cut off at the token limit" in str(caught.value)


@pytest.mark.parametrize("attack", ATTACKS)
async def test_hidden_instructions_change_nothing_but_words(attack: str) -> None:
    """In brief, cues and lyrics: the same roles, the same text around the material, the same people and actions."""

    async def sent(text: str) -> tuple[list[dict[str, Any]], script_pb2.Script]:
        brief = script_pb2.Brief(text=f"a flooded town {text}", story_cues=[text], style=text, constraints=[text])
        lyrics = [(text, 20.0, 24.0)]
        async with vllm(script_hands=1) as (writer, model):
            script = await script_of(made_analysis(lyrics=lyrics), brief, writer=writer)
        return model.requests, script

    def around(request: dict[str, Any]) -> list[str]:
        lines = request["messages"][0]["content"].split("\n")
        return [line.split(": {")[0] for line in lines if not line.startswith("{")]

    (plain, first), (attacked, second) = await sent("and calm"), await sent(attack)
    assert [around(request) for request in plain] == [around(request) for request in attacked]
    assert all(len(request["messages"]) == 1 for request in attacked)
    assert [request["response_format"] for request in plain] == [request["response_format"] for request in attacked]
    assert [shot.action for shot in first.shots] == [shot.action for shot in second.shots]
    assert [c.description for c in first.characters] == [c.description for c in second.characters]


async def test_a_large_model_of_any_server_can_be_asked_in_full() -> None:
    """Over openai, with a system message and without a word of thinking."""
    async with language_model(slow) as model:
        settings = ScriptSettings(
            script_backend="openai", script_base_url=model.base_url, script_prompts="large", script_hands=4
        )
        writer = await warm_writer(settings)
        script = await script_of(made_analysis(), BRIEF, writer=writer)
        await writer.close()
    assert model.most_at_once == 4
    for request in (*model.probes, *model.requests):
        assert "thinking_token_budget" not in request
        assert request["stream_options"] == {"include_usage": True}
    assert {tuple(m["role"] for m in request["messages"]) for request in model.requests} == {("system", "user")}
    assert script.written_by.backend == "openai"


async def test_readers_get_their_language() -> None:
    """The plan is asked for in German where it is for readers; small models write English alone."""
    async with vllm() as (writer, model):
        await script_of(made_analysis(), script_pb2.Brief(language="de-AT"), writer=writer)
    assert 'Write "logline", "beats" and "closing_image" in German' in model.requests[0]["messages"][0]["content"]


UNFIT = {
    "ignores response_format": lambda request: Answer(content="The sea is black and quiet."),
    "mixes its thinking with its answer": lambda request: Answer(
        content='Hm, the sea.</think>{"word":"brass-kettle-4711"}'
    ),
    "answers without thinking": lambda request: Answer(),
    "it ignores thinking_token_budget": lambda request: Answer(reasoning="hm " * 90),
    "thinks, and gives no answer": lambda request: Answer(reasoning="hm " * 20, silent=True),
    "cannot keep thinking apart": lambda request: Answer(
        status=400, raw=b'{"error":{"message":"thinking_token_budget is set but reasoning_config is not configured."}}'
    ),
}


@pytest.mark.parametrize("problem", UNFIT)
async def test_a_server_that_does_not_do_what_it_is_asked_is_found_out_at_start(problem: str) -> None:
    """Options that are silently ignored: the error says which, and how vLLM is started."""
    async with language_model(probe=UNFIT[problem]) as model:
        settings = ScriptSettings(script_backend="vllm", script_base_url=model.base_url)
        with pytest.raises(NotConfigured, match=problem) as caught:
            await warm_writer(settings)
    assert "--reasoning-parser deepseek_r1 --structured-outputs-config" in caught.value.message
    assert len(model.probes) == 1


async def test_a_probe_that_is_padded_with_blanks_passes() -> None:
    """A grammar that allows blanks lets a bad model write nothing else; that is no reason not to start."""
    padded = Answer(reasoning="hm " * 24, content='{"word":' + " " * 60, finish_reason="length")
    async with language_model(probe=lambda request: padded) as model:
        writer = await warm_writer(ScriptSettings(script_backend="vllm", script_base_url=model.base_url))
        await writer.close()


async def test_a_model_that_does_not_reason_needs_no_thinking() -> None:
    """vLLM with an instruct model: a system message, no budget, no reasoning parser."""
    async with vllm(script_reasoning=False) as (writer, model):
        await script_of(made_analysis(), BRIEF, writer=writer)
    assert not any("thinking_token_budget" in request for request in (*model.probes, *model.requests))


def test_the_probe_of_these_tests_thinks_as_long_as_it_may() -> None:
    """So that a bounded thought is told from an endless one."""
    assert len(thought_of({"thinking_token_budget": 24}).split()) == 24


async def test_a_start_waits_for_a_server_that_still_loads() -> None:
    """The first probes fail; the start goes on when the server is there, or gives up at its time."""
    starting = iter([Answer(status=503)] * 2)
    probe = lambda request: next(starting, Answer(reasoning=thought_of(request)))  # noqa: E731
    async with language_model(probe=probe) as model:
        settings = ScriptSettings(
            script_backend="vllm", script_base_url=model.base_url, script_patience_seconds=0, script_start_seconds=20
        )
        writer = await warm_writer(settings)
        await writer.close()
    assert len(model.probes) == 3
