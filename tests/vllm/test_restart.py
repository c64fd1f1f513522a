"""A server that is killed in mid-answer, and one that comes back as vLLM comes, without our options."""

import asyncio
from collections import Counter

import grpc
import pytest
from songreel_chassis.errors import read_rpc_error
from songreel_script.adopting.faults import faults_of
from songreel_script.answers import schema_of
from songreel_script.full_answers import scene_of
from songreel_script.writers import Attempt, Fault, Unusable
from songreel_script.writers.calls import request, response_format
from songreel_script.writers.choosing import endpoint_of
from songreel_script.writers.line import Line
from songreel_script.writers.manners import REASONING
from songreel_script.writers.reading import read_answer

from tests.contract.test_script import script_service
from tests.processes import wait_until
from tests.vllm.server import PARSED, START_SECONDS, VllmServer
from tests.vllm.test_reasoner import ASKED, writing_by
from tests.vllm.test_reasoner_scripts import QUICK, RUNNING, SONG, written


async def test_a_killed_server_is_waited_for_or_reported_and_serves_again(reasoner: VllmServer) -> None:
    """The patient script is finished by the server that came back; the impatient one fails with what to do."""
    thinking = {**QUICK, "script_outline_thinking_tokens": 2000}
    patient = writing_by(reasoner, **thinking, script_patience_seconds=START_SECONDS)
    impatient = writing_by(reasoner, **thinking, script_patience_seconds=0)
    async with script_service(patient) as one, script_service(impatient) as other:
        finishes = asyncio.ensure_future(written(one, 1))
        fails = asyncio.ensure_future(written(other, 2))
        await asyncio.to_thread(wait_until, lambda: reasoner.metric(RUNNING) == 2, 30, "both generations")
        reasoner.end()
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await asyncio.wait_for(fails, 20)
        error = read_rpc_error(caught.value)
        assert error.status == grpc.StatusCode.UNAVAILABLE
        assert "SONGREEL_SCRIPT_BASE_URL" in error.message
        assert error.retry_after_seconds > 0
        assert not finishes.done()
        await asyncio.to_thread(reasoner.start, "reasoner", *PARSED)
        for script in (await asyncio.wait_for(finishes, 120), await written(other, 2)):
            assert not faults_of(script, SONG)
            assert script.written_by.model == "reasoner"


async def test_without_our_options_answers_hold_control_characters_and_each_is_caught_by_name(vllm: VllmServer) -> None:
    """Why guidance is asked for: xgrammar, vLLM's own choice, lets them into strings of bounded length."""
    if vllm.runs != ("reasoner", *PARSED):
        vllm.start("reasoner", *PARSED)
    line = Line(endpoint_of(writing_by(vllm)))
    kind = scene_of(3)
    call = {"model": "reasoner", **request([ASKED], REASONING, 0, 2000), "temperature": 0.6}
    call |= response_format("Answer", schema_of(kind))

    async def outcome(seed: int) -> str:
        try:
            read_answer(await line.reply({**call, "seed": seed}, Attempt(0).meter), kind)
        except Unusable as error:
            return error.fault
        return "valid"

    outcomes = Counter(await asyncio.gather(*(outcome(seed) for seed in range(12))))
    await line.close()
    assert outcomes[Fault.RAW_CONTROLS] > 6, outcomes
