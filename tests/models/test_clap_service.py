"""The audio service over real gRPC with CLAP as its tagger."""

from collections import Counter
from pathlib import Path

import grpc
import pytest
from songreel.audio.v1 import audio_pb2, audio_pb2_grpc
from songreel_audio.clap.tagger import BEST_LABELS
from songreel_audio.labels import own_families
from songreel_audio.servicer import build
from songreel_audio.settings import AudioSettings
from songreel_chassis.artifacts import ArtifactStore
from songreel_chassis.errors import read_rpc_error

from tests.models.clap_weights import Checkpoint
from tests.processes import served
from tests.songs import synthesise

pytestmark = pytest.mark.filterwarnings("default")  # the libraries' own
PLAN = audio_pb2.PlanOptions(rate=audio_pb2.FrameRate(numerator=24, denominator=1))


async def test_a_song_is_tagged_by_the_service_s_labels_or_by_the_request_s(
    tmp_path: Path, checkpoint: Checkpoint
) -> None:
    """Each segment and the track; the model is credited; bad labels are refused before the song is looked for."""
    settings = AudioSettings(
        artifacts_url=f"file://{tmp_path}",
        cache_folder=tmp_path / "cache",
        audio_beats="librosa",
        audio_vocals="none",
        audio_tags="transformers_clap",
        audio_clap_folder=str(checkpoint.transformers),
    )
    song = synthesise(tmp_path / "song.wav", bpm=140, sections=(("verse", 4, 0.4), ("chorus", 4, 0.9)))
    uri = (await ArtifactStore(f"file://{tmp_path}", tmp_path / "cache").add_file(song.path, "songs", "wav")).uri
    service = build(settings)
    await service.warm_up()
    async with served(service.register) as channel:
        audio = audio_pb2_grpc.AudioServiceStub(channel)
        heard = (await audio.HearSong(audio_pb2.HearSongRequest(song_uri=uri, plan=PLAN))).analysis
        colours = audio_pb2.LabelSet(family="colour", template="This sounds {}.", labels=["red", "blue"])
        request = audio_pb2.HearSongRequest(song_uri=uri, plan=PLAN, label_sets=[colours])
        coloured = (await audio.HearSong(request)).analysis
        colours.template = "This sounds."
        with pytest.raises(grpc.aio.AioRpcError) as refused:
            await audio.HearSong(audio_pb2.HearSongRequest(song_uri="artifact:x", plan=PLAN, label_sets=[colours]))
    await service.close()
    expected = {family.name: BEST_LABELS for family in own_families()}
    for tags in (heard.tags, *(segment.tags for segment in heard.segments)):
        assert Counter(tag.family for tag in tags) == expected
        assert all(0 < tag.score <= 1 for tag in tags)
    assert [credit.model for credit in heard.heard_by if credit.task == "tags"] == [checkpoint.transformers.name]
    assert sorted(tag.label for tag in coloured.segments[0].tags) == ["blue", "red"]
    assert coloured.sections == heard.sections
    error = read_rpc_error(refused.value)
    assert (error.status, error.field) == (grpc.StatusCode.INVALID_ARGUMENT, "label_sets[0].template")
