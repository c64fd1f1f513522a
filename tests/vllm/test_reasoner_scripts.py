"""Scripts by a reasoning model: whole ones over gRPC, many at once, called off, on a prefix that is read once."""

import asyncio

import pytest
from songreel.script.v1 import script_pb2, script_pb2_grpc
from songreel_script.adopting.faults import faults_of

from tests.analyses import POP_SONG, made_analysis
from tests.contract.test_script import script_service
from tests.processes import wait_until
from tests.vllm.server import SEATS, VllmServer
from tests.vllm.test_reasoner import writing_by

SONG = made_analysis(POP_SONG[1:3])
QUICK = {"script_outline_thinking_tokens": 16, "script_attempts": 1}
RUNNING, WAITING = "vllm:num_requests_running", "vllm:num_requests_waiting"


def asked(seed: int) -> script_pb2.WriteScriptRequest:
    brief = script_pb2.Brief(text="A lighthouse keeper waits for a ship.")
    return script_pb2.WriteScriptRequest(analysis=SONG, brief=brief, seed=seed)


async def written(service: "script_pb2_grpc.ScriptServiceAsyncStub", seed: int) -> script_pb2.Script:
    *_, last = [part async for part in service.WriteScript(asked(seed))]
    script: script_pb2.Script = last.script
    return script


async def test_a_whole_script_is_valid_thought_out_and_read_on_a_shared_prefix(reasoner: VllmServer) -> None:
    """Noise does not pass the review of sense, so rules write those passages, and the script says which."""
    read, hit = (reasoner.metric(f"vllm:prefix_cache_{what}_total") for what in ("queries", "hits"))
    async with script_service(writing_by(reasoner, **QUICK, script_hands=1)) as service:
        script = await written(service, seed=1)
    assert not faults_of(script, SONG)
    assert len(script.shots) == len(SONG.shots)
    by = script.written_by
    assert (by.backend, by.model) == ("vllm", "reasoner")
    assert 0 < by.tokens.reasoning_tokens <= 17 * 2
    assert by.tokens.completion_tokens > by.tokens.reasoning_tokens
    assert set(by.fallback_section_indices) <= {section.index for section in SONG.sections}
    read = reasoner.metric("vllm:prefix_cache_queries_total") - read
    hit = reasoner.metric("vllm:prefix_cache_hits_total") - hit
    # An outline and two scenes are asked for, each about as long; the second scene finds most of the first's.
    assert hit > read / 3 * 0.6


async def test_more_scripts_than_the_server_has_seats_for_wait_in_its_queue_and_are_all_whole(
    reasoner: VllmServer,
) -> None:
    """None is refused or lost."""
    most = 0.0
    async with script_service(writing_by(reasoner, **QUICK, script_concurrency=8)) as service:
        scripts = [asyncio.ensure_future(written(service, seed)) for seed in range(8)]
        while not all(script.done() for script in scripts):
            most = max(most, await asyncio.to_thread(reasoner.metric, WAITING))
            assert await asyncio.to_thread(reasoner.metric, RUNNING) <= SEATS
            await asyncio.sleep(0.2)
    assert most > 0
    for script in scripts:
        assert not faults_of(script.result(), SONG)
        assert script.result().written_by.model == "reasoner"


async def test_a_caller_that_goes_away_ends_the_generation(reasoner: VllmServer) -> None:
    """The server stops writing long before the answer would have ended, and has room for the next."""
    long = writing_by(reasoner, script_outline_thinking_tokens=6000)
    async with script_service(long) as service:
        stream = service.WriteScript(asked(5))
        waiting = asyncio.ensure_future(anext(aiter(stream)))
        await asyncio.to_thread(wait_until, lambda: reasoner.metric(RUNNING) > 0, 20, "the generation")
        stream.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        await asyncio.to_thread(wait_until, lambda: reasoner.metric(RUNNING) == 0, 5, "its end")
        tokens = reasoner.metric("vllm:generation_tokens_total")
        await asyncio.sleep(1)
        assert reasoner.metric("vllm:generation_tokens_total") == tokens
