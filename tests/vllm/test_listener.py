"""An audio-language model: the sound itself goes to a real server, window by window, and a narrative comes back."""

import contextlib
from pathlib import Path

import numpy as np
import pytest
from songreel.lalm.v1 import lalm_pb2, lalm_pb2_grpc
from songreel_chassis.artifacts import ArtifactStore
from songreel_lalm.listeners import Attempt, Unusable
from songreel_lalm.listeners.choosing import choose_listener
from songreel_lalm.samples import RATE_HZ
from songreel_lalm.servicer import LalmServicer
from songreel_lalm.settings import LalmSettings

from tests.analyses import POP_SONG, made_analysis
from tests.processes import served
from tests.songs import synthesise
from tests.vllm.server import VllmServer

SONG = (*POP_SONG[:4], POP_SONG[4]._replace(seconds=25))
SECONDS = sum(part.seconds for part in SONG)
READ = "vllm:prompt_tokens_total"
TOKENS_A_SECOND = 25
"""Of sound, in Qwen2-Audio: 750 for a window of 30 s."""


async def test_every_second_of_a_window_reaches_the_model(listener: VllmServer) -> None:
    """20 seconds more of sound are 500 tokens more that the server reads, up to the whole window."""
    settings = LalmSettings(lalm_backend="openai", lalm_base_url=listener.base_url)
    chat = choose_listener(settings)
    await chat.warm_up()
    read = []
    for seconds in (10, 30):
        before = listener.metric(READ)
        with contextlib.suppress(Unusable):  # noise may have no end
            await chat.hear(np.zeros(seconds * RATE_HZ, np.float32), "What do you hear?", Attempt(1))
        read.append(listener.metric(READ) - before)
    await chat.close()
    assert chat.window_seconds == 30
    assert read[1] - read[0] == 20 * TOKENS_A_SECOND


async def test_a_narrative_is_told_from_every_second_of_the_song(tmp_path: Path, listener: VllmServer) -> None:
    """All windows are heard, the whole is told once in the form that was asked for, and says what it was told from."""
    store = ArtifactStore(f"file://{tmp_path}", tmp_path / "cache")
    song = synthesise(tmp_path / "song.wav", bpm=120, sections=(("verse", 22, 0.5), ("chorus", 22, 0.9)))
    uri = (await store.add_file(song.path, "songs", "wav")).uri
    servicer = LalmServicer(
        LalmSettings(
            artifacts_url=f"file://{tmp_path}",
            cache_folder=tmp_path / "cache",
            lalm_backend="openai",
            lalm_base_url=listener.base_url,
        )
    )
    request = lalm_pb2.TellNarrativeRequest(song_uri=uri, analysis=made_analysis(SONG), seed=1)
    try:
        await servicer.warm_up()
        async with served(lambda s: lalm_pb2_grpc.add_LalmServiceServicer_to_server(servicer, s)) as channel:
            told = (await lalm_pb2_grpc.LalmServiceStub(channel).TellNarrative(request)).narrative
    finally:
        await servicer.close()
    assert [beat.section_index for beat in told.arc] == list(range(len(SONG)))
    assert told.concept
    assert told.people
    assert told.places
    by = told.told_by
    assert (told.model, by.backend, by.window_seconds) == ("Qwen2-Audio-tiny", "openai", 30.0)
    assert by.windows > 1
    assert by.heard_seconds == pytest.approx(SECONDS)
