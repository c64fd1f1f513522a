"""A vision-language model: the critic's questions go to a real server with their pictures, and P(yes) comes back."""

import base64
import json
import subprocess
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from songreel.audio.v1 import audio_pb2
from songreel.critic.v1 import critic_pb2, critic_pb2_grpc
from songreel.script.v1 import script_pb2
from songreel_chassis.artifacts import ArtifactStore
from songreel_chassis.errors import NotConfigured
from songreel_critic.lookers.vllm import ASKED, QuestionLooker, picture_of
from songreel_critic.questions import questions_of
from songreel_critic.servicer import build
from songreel_critic.settings import CriticSettings
from songreel_critic.stills import Still

from tests.clean_takes import glide
from tests.clips import ShotClip, encode, stored_clip
from tests.processes import served
from tests.vllm.server import PYTHON, ROOT, VllmServer, environment

RATE = Fraction(24)
RED, BLUE = (250, 10, 20), (10, 20, 250)
CLOSE = 0.01
READ = "vllm:prompt_tokens_total"
TOKENS_A_PICTURE = 15 * 9 + 2
"""Of 424x240 in Qwen2.5-VL: one a square of 28 pixels a side, between a token that begins and one that ends it."""
SHOT = script_pb2.Shot(index=3, subject="a red curtain", action="moves in a draught", place="a theatre")
REQUEST = critic_pb2.CheckTakeRequest(shot=SHOT, timing=audio_pb2.TimedShot(index=3))


def settings_of(server: VllmServer, folder: Path) -> CriticSettings:
    return CriticSettings(
        artifacts_url=f"file://{folder}/artifacts", cache_folder=folder / "cache", critic_questions="vllm",
        critic_base_url=server.base_url, critic_start_seconds=0, critic_call_seconds=120,
    )  # fmt: skip


def stills_of(colour: tuple[int, int, int]) -> list[Still]:
    """Four pictures of a colour, each with a white stripe at another place."""
    pictures = np.full((4, 240, 424, 3), colour, np.uint8)
    for number in range(4):
        pictures[number, :, 100 * number : 100 * number + 40] = 255
    return [Still(number, picture) for number, picture in enumerate(pictures)]


@pytest.fixture
def looker(watcher: VllmServer, tmp_path: Path) -> Iterator[QuestionLooker]:
    """The critic's own client, warmed up."""
    looker = QuestionLooker(settings_of(watcher, tmp_path))
    looker.warm_up()
    yield looker
    looker.close()


def test_a_server_without_eyes_is_named_at_start(reasoner: VllmServer, tmp_path: Path) -> None:
    """A language model refuses pictures; the sentence says what to serve."""
    looker = QuestionLooker(settings_of(reasoner, tmp_path))
    with pytest.raises(NotConfigured, match="vision-language model"):
        looker.warm_up()
    looker.close()


def test_every_picture_of_a_question_reaches_the_model(looker: QuestionLooker, watcher: VllmServer) -> None:
    """Each further picture is as many tokens more that the server reads as Qwen2.5-VL makes of it."""
    pictures = [picture_of(still) for still in stills_of(RED)]
    read = []
    for count in (1, 2, 4):
        before = watcher.metric(READ)
        looker.chance(pictures[:count], "Is this a theatre?")
        read.append(watcher.metric(READ) - before)
    assert (read[1] - read[0], read[2] - read[0]) == (TOKENS_A_PICTURE, 3 * TOKENS_A_PICTURE)


def test_p_of_yes_is_the_models_own(looker: QuestionLooker, watcher: VllmServer, tmp_path: Path) -> None:
    """For every question, of two sets of pictures, it is what transformers compute of the same weights, to a hundredth;
    and the pictures matter."""
    asked, found = [], []
    for colour in (RED, BLUE):
        stills = stills_of(colour)
        found += [_chance(each) for each in looker.look(REQUEST, stills)]
        files = [_kept(still, tmp_path / f"{colour[0]}-{still.frame}.jpg") for still in stills]
        asked += [{"pictures": files, "text": ASKED[0].format(question=each.text)} for each in questions_of(REQUEST)]
    assert found == pytest.approx(_truth(watcher, asked, tmp_path), abs=CLOSE)
    half = len(found) // 2
    assert np.abs(np.subtract(found[:half], found[half:])).max() > 2 * CLOSE


async def test_a_take_is_judged_by_a_real_server(watcher: VllmServer, tmp_path: Path) -> None:
    """Over the critic's own call: one finding a question, each a probability, and the same take is judged the same."""
    service = build(settings_of(watcher, tmp_path))
    await service.warm_up()
    store = ArtifactStore(f"file://{tmp_path}/artifacts", tmp_path / "cache")
    frames = glide()
    take = ShotClip(encode(tmp_path / "take.mp4", frames, RATE), len(frames))
    clip = await stored_clip(store, take, SHOT.index, RATE)
    request = critic_pb2.CheckTakeRequest(
        shot=SHOT, clip=clip, timing=audio_pb2.TimedShot(index=3, end_frame=len(frames))
    )
    try:
        async with served(service.register) as channel:
            stub = critic_pb2_grpc.CriticServiceStub(channel)
            first, second = [(await stub.CheckTake(request)).findings for _ in range(2)]
    finally:
        await service.close()
    told = [each for each in first if each.measure.startswith("shows_")]
    assert {each.measure for each in told} == {each.measure for each in questions_of(request)}
    assert all(each.unit == "probability" and 0 < each.value < 1 for each in told)
    assert list(first) == list(second)


def _chance(finding: critic_pb2.Finding) -> float:
    """P(yes), whichever of the answers is the good one."""
    return 1 - finding.value if finding.measure.startswith("shows_no_") else finding.value


def _kept(still: Still, path: Path) -> str:
    """The very picture that the server is sent."""
    path.write_bytes(base64.b64decode(picture_of(still)["image_url"]["url"].partition(",")[2]))
    return str(path)


def _truth(server: VllmServer, asked: Sequence[dict[str, Any]], folder: Path) -> list[float]:
    (folder / "asked.json").write_text(json.dumps(asked))
    line = [str(PYTHON), "-m", "tests.vllm.truth", str(server.checkpoints / server.runs[0]), str(folder / "asked.json")]
    done = subprocess.run(line, cwd=ROOT, env=environment(), check=True, capture_output=True, text=True)
    answers: list[float] = json.loads(done.stdout.splitlines()[-1])
    return answers
