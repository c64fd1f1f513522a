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
