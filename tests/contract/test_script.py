"""ScriptService over real gRPC, with the rules' writer and with a real small model."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path

import grpc
import pytest
from songreel.script.v1 import script_pb2, script_pb2_grpc
from songreel_chassis.errors import NotConfigured, read_rpc_error
from songreel_script.servicer import ScriptServicer
from songreel_script.settings import ScriptSettings
from songreel_script.writers.choosing import warm_writer
from songreel_weights import WeightsError

from tests.analyses import POP_SONG, made_analysis
from tests.language_model import Answer, language_model
from tests.processes import served


@contextlib.asynccontextmanager
async def script_service(settings: ScriptSettings) -> "AsyncIterator[script_pb2_grpc.ScriptServiceAsyncStub]":
    servicer = ScriptServicer(settings)
    await servicer.warm_up()
    try:
        async with served(lambda s: script_pb2_grpc.add_ScriptServiceServicer_to_server(servicer, s)) as channel:
            yield script_pb2_grpc.ScriptServiceStub(channel)
    finally:
        await servicer.close()


RULES = ScriptSettings(script_backend="rules")


async def test_a_script_streams_its_treatment_its_shots_and_itself() -> None:
    """The treatment has no shots, the script has all of them."""
    analysis = made_analysis()
    async with script_service(RULES) as script:
        stream = script.WriteScript(script_pb2.WriteScriptRequest(analysis=analysis, seed=1))
        parts = [part async for part in stream]
    assert [p.WhichOneof("part") for p in parts] == ["treatment", *["shot"] * len(analysis.shots), "script"]
    assert not parts[0].treatment.shots
    assert parts[0].treatment.look.palette
    assert parts[-1].script.written_by.backend == "rules"


@pytest.mark.parametrize(
    ("request_", "field"),
    [
        (script_pb2.WriteScriptRequest(), "analysis.shots"),
        (
            script_pb2.WriteScriptRequest(analysis=made_analysis(), brief=script_pb2.Brief(language="de-DE")),
            "brief.language",
        ),
        (
            script_pb2.WriteScriptRequest(
                analysis=made_analysis(),
                brief=script_pb2.Brief(characters=[script_pb2.Character(id="a"), script_pb2.Character(id="a")]),
            ),
            "brief.characters[1].id",
        ),
    ],
)
async def test_a_request_that_cannot_be_written_names_its_field(
    request_: script_pb2.WriteScriptRequest, field: str
) -> None:
    """No shots, another language, two characters of one id."""
    async with script_service(RULES) as script:
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await anext(aiter(script.WriteScript(request_)))
    remote = read_rpc_error(caught.value)
    assert (remote.status, remote.field) == (grpc.StatusCode.INVALID_ARGUMENT, field)


async def test_a_broken_stream_is_gone_on_with_behind_what_came() -> None:
    """Treatment and shots that were received go back in; the same treatment comes out, then the missing shots."""
    request = script_pb2.WriteScriptRequest(analysis=made_analysis(), seed=1, dialect=script_pb2.DIALECT_MOCHI)
    async with script_service(RULES) as script:
        whole = [part async for part in script.WriteScript(request)]
        received = []
        stream = script.WriteScript(request)
        async for part in stream:
            received.append(part)
            if len(received) == 20:
                stream.cancel()
                break
        request.written.CopyFrom(received[0].treatment)
        request.written.shots.extend(part.shot for part in received[1:])
        rest = [part async for part in script.WriteScript(request)]
    assert [*received, *rest[1:]] == whole
    assert rest[0] == whole[0]


async def test_what_was_written_for_another_song_is_refused_with_its_field() -> None:
    """The caller learns which part does not fit."""
    written = script_pb2.Script(logline="A fox.", look=script_pb2.Look(style="film"))
    written.characters.add(id="fox", description="a fox")
    written.shots.add(index=4, sentence="A fox.", place="a forest")
    request = script_pb2.WriteScriptRequest(analysis=made_analysis(), written=written)
    async with script_service(RULES) as script:
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await anext(aiter(script.WriteScript(request)))
    remote = read_rpc_error(caught.value)
    assert (remote.status, remote.field) == (grpc.StatusCode.INVALID_ARGUMENT, "written.shots[0].index")


async def test_without_rules_a_passage_that_stays_bad_fails_over_the_wire() -> None:
    """The caller reads what was tried; asking again cannot help, and the status says so."""
    async with language_model(lambda number, request: Answer(content="no") if number else Answer()) as model:
        settings = ScriptSettings(
            script_backend="openai", script_base_url=model.base_url, script_fallback_to_rules=False
        )
        async with script_service(settings) as script:
            with pytest.raises(grpc.aio.AioRpcError) as caught:
                async for _ in script.WriteScript(script_pb2.WriteScriptRequest(analysis=made_analysis())):
                    pass
    remote = read_rpc_error(caught.value)
    assert remote.status == grpc.StatusCode.FAILED_PRECONDITION
    assert "attempt 3" in remote.message
    assert "SONGREEL_SCRIPT_FALLBACK_TO_RULES" in remote.message


async def test_a_script_by_hand_comes_back_complete_or_with_every_fault() -> None:
    """Never half of each; faults are part of the answer, not an error."""
    analysis = made_analysis()
    async with script_service(RULES) as script:
        written = [p async for p in script.WriteScript(script_pb2.WriteScriptRequest(analysis=analysis))][-1].script
        written.shots[2].sentence = "A red kite flies over a field at sunset."
        adopted = await script.AdoptScript(script_pb2.AdoptScriptRequest(analysis=analysis, script=written))
        written.shots[2].character_ids.append("nobody")
        written.shots[3].sentence = written.shots[3].subject = written.shots[3].action = ""
        refused = await script.AdoptScript(script_pb2.AdoptScriptRequest(analysis=analysis, script=written))
    assert adopted.script.shots[2].sentence == "A red kite flies over a field at sunset."
    assert adopted.script.shots[2].place == "a field"
    assert adopted.script.written_by.backend == "hand"
    assert not adopted.faults
    stranger = f"shots[2].characterIds[{len(written.shots[2].character_ids) - 1}]"
    assert {fault.field for fault in refused.faults} == {stranger, "shots[3].sentence"}
    assert not refused.HasField("script")


async def test_the_styles_are_listed_for_people_to_choose_from() -> None:
    """Each name can be given as a brief's style."""
    async with script_service(RULES) as script:
        styles = (await script.ListStyles(script_pb2.ListStylesRequest())).styles
        brief = script_pb2.Brief(style=styles[5].name)
        request = script_pb2.WriteScriptRequest(analysis=made_analysis(), brief=brief)
        treatment = (await anext(aiter(script.WriteScript(request)))).treatment
    assert len(styles) >= 24
    assert treatment.look.style == styles[5].look


async def test_a_dead_language_model_is_unavailable_over_the_wire() -> None:
    """The caller reads what to do and when to come back."""
    async with language_model(lambda number, request: Answer(disconnect=True)) as model:
        settings = ScriptSettings(script_backend="openai", script_base_url=model.base_url)
        async with script_service(settings) as script:
            with pytest.raises(grpc.aio.AioRpcError) as caught:
                await anext(aiter(script.WriteScript(script_pb2.WriteScriptRequest(analysis=made_analysis()))))
    remote = read_rpc_error(caught.value)
    assert remote.status == grpc.StatusCode.UNAVAILABLE
    assert "SONGREEL_SCRIPT_BASE_URL" in remote.message
    assert remote.retry_after_seconds > 0


async def test_a_caller_that_goes_away_ends_the_generation_and_frees_the_place() -> None:
    """The model's connection is closed, and the next caller is served."""
    async with language_model(lambda number, request: Answer(hang=number == 0)) as model:
        settings = ScriptSettings(script_backend="openai", script_base_url=model.base_url)
        async with script_service(settings) as script:
            stream = script.WriteScript(script_pb2.WriteScriptRequest(analysis=made_analysis()))
            waiting = asyncio.ensure_future(anext(aiter(stream)))
            while not model.requests:
                await asyncio.sleep(0.01)
            stream.cancel()
            with pytest.raises(asyncio.CancelledError):
                await waiting
            async with asyncio.timeout(5):
                while not model.closed_by_caller:
                    await asyncio.sleep(0.01)
            parts = [p async for p in script.WriteScript(script_pb2.WriteScriptRequest(analysis=made_analysis()))]
    assert parts[-1].script.shots


async def test_without_weights_the_rules_write_and_say_so(tmp_path: Path) -> None:
    """A model that cannot be had falls back with a warning; forbidden, the start fails."""
    settings = ScriptSettings(script_model="no-such-model", cache_folder=tmp_path)
    async with script_service(settings) as script:
        parts = [p async for p in script.WriteScript(script_pb2.WriteScriptRequest(analysis=made_analysis()))]
    assert parts[-1].script.written_by.backend == "rules"
    with pytest.raises(WeightsError):
        await warm_writer(settings.model_copy(update={"script_fallback_to_rules": False}))


async def test_the_openai_backend_needs_an_address() -> None:
    """The message names the setting."""
    with pytest.raises(NotConfigured, match="SONGREEL_SCRIPT_BASE_URL"):
        await warm_writer(ScriptSettings(script_backend="openai"))


async def test_a_real_model_answers_over_the_same_path_twice_alike() -> None:
    """The smallest bundled model: llama.cpp's server, schema, review, credit; its text is nonsense, its JSON is not."""
    settings = ScriptSettings(script_model="smollm2-135m-instruct-q4")
    request = script_pb2.WriteScriptRequest(analysis=made_analysis(POP_SONG[1:2]), seed=4)
    async with script_service(settings) as script:
        first = [p async for p in script.WriteScript(request)][-1].script
        other = script_pb2.WriteScriptRequest(analysis=made_analysis(POP_SONG[3:4]), seed=9)
        assert [p async for p in script.WriteScript(other)][-1].script.shots
        again = [p async for p in script.WriteScript(request)][-1].script
    assert first.written_by.backend == "embedded"
    assert first.written_by.model == "smollm2-135m-instruct-q4"
    assert first.written_by.licence == "Apache-2.0"
    assert len(first.written_by.weights_sha256) == 64
    assert len(first.shots) == len(made_analysis(POP_SONG[1:2]).shots)
    assert first == again
