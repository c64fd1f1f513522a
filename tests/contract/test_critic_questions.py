"""The critic asks a vision-language model over real HTTP: what it is asked, what comes of its answers, how it fails."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeAlias

import grpc
import numpy as np
import pytest
from songreel.audio.v1 import audio_pb2
from songreel.critic.v1 import critic_pb2, critic_pb2_grpc
from songreel.script.v1 import script_pb2
from songreel_chassis.artifacts import ArtifactStore
from songreel_chassis.errors import NotConfigured, ServiceError, Unavailable, read_rpc_error
from songreel_critic.servicer import build
from songreel_critic.settings import CriticSettings

from tests.clean_takes import glide
from tests.clips import Frames, ShotClip, encode, stored_clip
from tests.processes import free_port, served
from tests.vision_language_model import Reply, VisionLanguageModel, vision_language_model

Stub: TypeAlias = "critic_pb2_grpc.CriticServiceAsyncStub"
RATE = Fraction(24)
SHOT = script_pb2.Shot(
    index=3, subject="a red curtain", action="moves in a draught", place="a green theatre", details="blue tassels",
)  # fmt: skip


def settings_of(folder: Path, base_url: str, **fields: Any) -> CriticSettings:
    return CriticSettings(
        artifacts_url=f"file://{folder}/artifacts", cache_folder=folder / "cache", critic_questions="vllm",
        critic_base_url=base_url, critic_start_seconds=fields.pop("critic_start_seconds", 0), **fields,
    )  # fmt: skip


@asynccontextmanager
async def asking(
    folder: Path, behave: Callable[[int, str], Reply] | None = None, **fields: Any
) -> AsyncIterator[tuple[Stub, VisionLanguageModel]]:
    """A critic that asks a model, and the model."""
    async with vision_language_model(behave) as model:
        service = build(settings_of(folder, model.base_url, **fields))
        await service.warm_up()
        async with served(service.register) as channel:
            yield critic_pb2_grpc.CriticServiceStub(channel), model
        await service.close()


def curtain(share: float = 0.9) -> Frames:
    """Red, but for a glimpse of a drawing that moves, over a share of the width."""
    frames = glide()
    width = round(frames.shape[2] * share)
    frames[:, :, :width] = np.clip(frames[:, :, :width] // 24 + np.array([238, 0, 0]), 0, 255).astype(np.uint8)
    return frames


async def check(critic: Stub, folder: Path, frames: Frames, shot: script_pb2.Shot = SHOT) -> dict[str, Any]:
    """Findings by measure, and whether the take is accepted."""
    store = ArtifactStore(f"file://{folder}/artifacts", folder / "cache")
    clip = await stored_clip(store, ShotClip(encode(folder / "clip.mp4", frames, RATE), len(frames)), 3, RATE)
    timing = audio_pb2.TimedShot(index=3, start_frame=100, end_frame=100 + len(frames))
    answer = await critic.CheckTake(critic_pb2.CheckTakeRequest(clip=clip, timing=timing, shot=shot))
    return {"accepted": answer.accepted, **{finding.measure: finding for finding in answer.findings}}


async def failure(critic: Stub, folder: Path) -> tuple[str, str]:
    """Status and message of a check that fails."""
    with pytest.raises(grpc.aio.AioRpcError) as caught:
        await check(critic, folder, curtain())
    remote = read_rpc_error(caught.value)
    return remote.status.name, remote.message


async def test_what_is_there_passes_and_what_is_not_rejects_the_take(tmp_path: Path) -> None:
    """A red curtain is red; its theatre is not green, so the take does not show it, with the words to film it again."""
    async with asking(tmp_path) as (critic, model):
        found = await check(critic, tmp_path, curtain())
    assert found["shows_subject"].severity == critic_pb2.SEVERITY_PASSED
    assert found["shows_subject"].value > 0.8
    assert found["shows_place"].severity == critic_pb2.SEVERITY_DEFECT
    assert found["shows_place"].value < found["shows_place"].threshold
    assert "does not show a green theatre" in found["shows_place"].sentence
    assert found["shows_details"].severity == critic_pb2.SEVERITY_WARNING
    assert found["shows_no_captions"].severity == critic_pb2.SEVERITY_PASSED
    assert not found["accepted"]
    assert len(model.questions) == 6


async def test_a_doubtful_answer_only_warns(tmp_path: Path) -> None:
    """Two fifths of red are between the thresholds; with none to reject by, nothing rejects."""
    shot = script_pb2.Shot(index=3, subject="a red curtain")
    async with asking(tmp_path) as (critic, _):
        found = await check(critic, tmp_path, curtain(0.4), shot)
    assert found["shows_subject"].severity == critic_pb2.SEVERITY_WARNING
    assert found["accepted"]
    async with asking(tmp_path, critic_reject_below=0.0) as (critic, _):
        assert (await check(critic, tmp_path, curtain()))["accepted"]


async def test_the_model_sees_four_small_pictures_and_says_one_word(tmp_path: Path) -> None:
    """In the order of time, then the question; with log probabilities, and without thinking."""
    async with asking(tmp_path) as (critic, model):
        await check(critic, tmp_path, curtain())
    assert model.sizes == [(160, 90)] * 4
    body = model.requests[0]
    assert (body["max_tokens"], body["logprobs"], body["top_logprobs"], body["temperature"]) == (1, True, 20, 0.0)
    assert body["chat_template_kwargs"] == {"enable_thinking": False}
    assert [part["type"] for part in body["messages"][0]["content"]] == ["image_url"] * 4 + ["text"]


async def test_questions_are_asked_side_by_side(tmp_path: Path) -> None:
    """As many as the setting allows, no more."""
    async with asking(tmp_path, lambda *_: Reply(seconds=0.2), critic_questions_at_once=3) as (critic, model):
        await check(critic, tmp_path, curtain())
    assert model.most_at_once == 3


async def test_neither_yes_nor_no_is_asked_again_and_then_not_measured(tmp_path: Path) -> None:
    """In other words the second time; what stays open is said, and rejects nothing."""
    async with asking(tmp_path, lambda *_: Reply(chances={"The": 0.9, "yes": 0.01})) as (critic, model):
        found = await check(critic, tmp_path, curtain())
    assert len(set(model.questions)) == 12
    assert found["shows_place"].severity == critic_pb2.SEVERITY_INFORMATION
    assert "not measured" in found["shows_place"].sentence
    assert found["accepted"]


async def test_yes_is_counted_in_every_spelling(tmp_path: Path) -> None:
    """Its tokens share the probability."""
    chances = {"Yes": 0.3, " yes": 0.2, "YES": 0.1, "no": 0.2, "Perhaps": 0.2}
    async with asking(tmp_path, lambda *_: Reply(chances=chances)) as (critic, _):
        found = await check(critic, tmp_path, curtain())
    assert found["shows_place"].value == pytest.approx(0.75)


async def test_a_take_that_is_not_what_was_ordered_is_not_shown_to_the_model(tmp_path: Path) -> None:
    """It is filmed again in any case."""
    async with asking(tmp_path) as (critic, model):
        frames = curtain()
        frames[30] = 0
        found = await check(critic, tmp_path, frames)
    assert not found["accepted"]
    assert model.questions == []


FAILURES = {
    "away": (Reply(status=503), "UNAVAILABLE", "failed with HTTP 503"),
    "no pictures": (Reply(status=400), "FAILED_PRECONDITION", "vision-language model"),
    "key": (Reply(status=401), "FAILED_PRECONDITION", "SONGREEL_CRITIC_API_KEY"),
    "no log probabilities": (Reply(chances={}), "FAILED_PRECONDITION", "no log probabilities"),
    "slow": (Reply(seconds=3), "UNAVAILABLE", "SONGREEL_CRITIC_CALL_SECONDS"),
}


@pytest.mark.parametrize("name", FAILURES)
async def test_a_failing_server_is_told_with_what_to_do(tmp_path: Path, name: str) -> None:
    """By a status that the gateway waits for, or gives up on."""
    reply, status, words = FAILURES[name]
    async with asking(tmp_path, lambda *_: reply, critic_call_seconds=1) as (critic, _):
        told = await failure(critic, tmp_path)
    assert told[0] == status
    assert words in told[1]


async def test_a_body_that_is_no_json_is_not_measured_or_told(tmp_path: Path) -> None:
    """Nothing crashes, and no take is rejected for it."""
    async with asking(tmp_path, lambda *_: Reply(body=b"<html>")) as (critic, _):
        try:
            found = await check(critic, tmp_path, curtain())
        except grpc.aio.AioRpcError as error:
            assert read_rpc_error(error).status is grpc.StatusCode.UNAVAILABLE
        else:
            assert found["accepted"]
            assert "not measured" in found["shows_place"].sentence


async def start(folder: Path, base_url: str, **fields: Any) -> ServiceError:
    """What a start fails with."""
    with pytest.raises(ServiceError) as caught:
        service = build(settings_of(folder, base_url, **fields))
        try:
            await service.warm_up()
        finally:
            await service.close()
    return caught.value


async def test_a_start_says_which_setting_is_wrong(tmp_path: Path) -> None:
    """No address, nobody there, another model."""
    error = await start(tmp_path, "")
    assert isinstance(error, NotConfigured)
    assert "SONGREEL_CRITIC_BASE_URL" in error.message
    error = await start(tmp_path, f"http://127.0.0.1:{free_port()}/v1")
    assert isinstance(error, Unavailable)
    assert "SONGREEL_CRITIC_QUESTIONS=none" in error.message
    async with vision_language_model() as model:
        error = await start(tmp_path, model.base_url, critic_model="another")
    assert isinstance(error, NotConfigured)
    assert "'another'" in error.message


async def test_a_start_waits_for_a_server_that_loads(tmp_path: Path) -> None:
    """As long as the setting says."""
    port = free_port()
    service = build(settings_of(tmp_path, f"http://127.0.0.1:{port}/v1", critic_start_seconds=20))
    warming = asyncio.ensure_future(service.warm_up())
    await asyncio.sleep(0.5)
    assert not warming.done()
    async with vision_language_model(port=port):
        await warming
    await service.close()
