"""An audio-language model: the sound itself goes to a real server, window by window, and a narrative comes back."""

from pathlib import Path

import pytest
from songreel.lalm.v1 import lalm_pb2, lalm_pb2_grpc
from songreel_chassis.artifacts import ArtifactStore
from songreel_lalm.servicer import LalmServicer
from songreel_lalm.settings import LalmSettings

from tests.analyses import POP_SONG, made_analysis
from tests.processes import served
from tests.songs import synthesise
from tests.vllm.server import VllmServer

SONG = POP_SONG[:5]
SECONDS = sum(part.seconds for part in SONG)
TOKENS_A_SECOND = 25
"""Of sound, in Qwen2-Audio: 750 for a window of 30 s."""


async def test_a_narrative_is_told_from_every_second_of_the_song(tmp_path: Path, listener: VllmServer) -> None:
    """As many audio tokens reach the model as the song has; the answer is of its schema, and says what was heard."""
    store = ArtifactStore(f"file://{tmp_path}", tmp_path / "cache")
    song = synthesise(tmp_path / "song.wav", bpm=120, sections=(("verse", 25, 0.5), ("chorus", 25, 0.9)))
    uri = (await store.add_file(song.path, "songs", "wav")).uri
    servicer = LalmServicer(
        LalmSettings(
            artifacts_url=f"file://{tmp_path}",
            cache_folder=tmp_path / "cache",
            lalm_backend="openai",
            lalm_base_url=listener.base_url,
        )
    )
    await servicer.warm_up()
    request = lalm_pb2.TellNarrativeRequest(song_uri=uri, analysis=made_analysis(SONG), seed=1)
    read = listener.metric("vllm:prompt_tokens_total")
    async with served(lambda s: lalm_pb2_grpc.add_LalmServiceServicer_to_server(servicer, s)) as channel:
        lalm = lalm_pb2_grpc.LalmServiceStub(channel)
        told = (await lalm.TellNarrative(request)).narrative
        assert listener.metric("vllm:prompt_tokens_total") - read > SECONDS * TOKENS_A_SECOND
    await servicer.close()
    assert [beat.section_index for beat in told.arc] == list(range(len(SONG)))
    assert told.concept
    assert told.people
    assert told.places
    by = told.told_by
    assert (told.model, by.backend, by.window_seconds) == ("Qwen2-Audio-tiny", "openai", 30.0)
    assert by.windows > 1
    assert by.heard_seconds == pytest.approx(SECONDS)
