"""Audio-language models in process: true architectures on tiny random weights, loaded by the production path."""

import asyncio
import json
import threading
import wave
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import grpc
import numpy as np
import pytest
import torch
from songreel.audio.v1 import audio_pb2
from songreel.lalm.v1 import lalm_pb2, lalm_pb2_grpc
from songreel_chassis.artifacts import ArtifactStore
from songreel_chassis.errors import NotConfigured, RemoteError, ServiceError, read_rpc_error
from songreel_lalm.servicer import build
from songreel_lalm.settings import LalmSettings

from tests.models.tiny_listeners import FAMILIES, WORDS, write_checkpoint
from tests.processes import served

pytestmark = pytest.mark.filterwarnings("default")  # the libraries' own
RATE_HZ = 22_050  # none of the models'
SECTIONS = (20.0, 55.0)  # the second one is longer than Qwen2-Audio hears
SECONDS = sum(SECTIONS)
TOKENS_A_SECOND = 25
HEARD_TOKENS = 200
WINDOWS = {"qwen2-audio": (3, 30.0), "audio-flamingo-3": (1, 600.0), "music-flamingo": (1, 1200.0)}


@pytest.fixture(scope="module")
def checkpoints(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A folder a family."""
    return {family: write_checkpoint(family, tmp_path_factory.mktemp(family)) for family in FAMILIES}


@pytest.fixture(scope="module")
def song_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Noise of 75 seconds, mono."""
    path = tmp_path_factory.mktemp("song") / "song.wav"
    noise = np.random.default_rng(1).normal(0.0, 3000.0, round(SECONDS * RATE_HZ)).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE_HZ)
        file.writeframes(noise.tobytes())
    return path


@dataclass
class Seen:
    """What went into a model's embedding of tokens."""

    prompts: list[torch.Tensor] = field(default_factory=list)
    steps: int = 0
    """Of all generations: one a token."""
    started: threading.Event = field(default_factory=threading.Event)
    fail_once: Exception | None = None

    def sound_tokens(self) -> list[int]:
        """Of each prompt with sound in it: the most frequent token, when it follows itself hundreds of times."""
        runs = [torch.unique_consecutive(prompt, return_counts=True)[1].max().item() for prompt in self.prompts]
        return [int(run) for run in runs if run > 2 * TOKENS_A_SECOND]


@contextmanager
def watched() -> Iterator[Seen]:
    """All embeddings of this process, looked at from the outside."""
    seen = Seen()

    def look(module: torch.nn.Module, given: tuple[Any, ...]) -> None:
        if isinstance(module, torch.nn.Embedding) and module.num_embeddings < 200:
            if seen.fail_once:
                error, seen.fail_once = seen.fail_once, None
                raise error
            seen.steps += 1
            seen.started.set()
            if given[0].shape[-1] > 1:
                seen.prompts.append(given[0][0].clone())

    handle = torch.nn.modules.module.register_module_forward_pre_hook(look)
    try:
        yield seen
    finally:
        handle.remove()


class Caller:
    """A running service, and a song in its store."""

    def __init__(self, stub: "lalm_pb2_grpc.LalmServiceAsyncStub", song_uri: str) -> None:
        self.stub = stub
        self._song_uri = song_uri

    def request(self, seed: int = 3) -> lalm_pb2.TellNarrativeRequest:
        analysis = audio_pb2.SongAnalysis(duration_seconds=SECONDS)
        start = 0.0
        for index, seconds in enumerate(SECTIONS):
            analysis.sections.add(index=index, start_seconds=start, end_seconds=start + seconds)
            start += seconds
        return lalm_pb2.TellNarrativeRequest(song_uri=self._song_uri, analysis=analysis, seed=seed)

    async def tell(self, seed: int = 3) -> lalm_pb2.Narrative:
        return (await self.stub.TellNarrative(self.request(seed))).narrative

    async def refused(self) -> RemoteError:
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await self.stub.TellNarrative(self.request())
        return read_rpc_error(caught.value)


def settings_for(folder: Path, checkpoint: Path, **changed: Any) -> LalmSettings:
    """On the CPU, with research licences allowed."""
    fields: dict[str, Any] = {
        "artifacts_url": f"file://{folder}/artifacts",
        "cache_folder": folder,
        "lalm_backend": "transformers",
        "lalm_checkpoint": checkpoint,
        "lalm_device": "cpu",
        "lalm_allow_noncommercial": True,
    }
    return LalmSettings(**fields | changed)


@asynccontextmanager
async def lalm(folder: Path, checkpoint: Path, song_file: Path, **changed: Any) -> AsyncIterator[Caller]:
    """The service, warm, over gRPC."""
    song = await ArtifactStore(f"file://{folder}/artifacts", folder).add_file(song_file, "songs", "wav")
    service = build(settings_for(folder, checkpoint, **changed))
    await service.warm_up()
    async with served(service.register) as channel:
        yield Caller(lalm_pb2_grpc.LalmServiceStub(channel), song.uri)
    await service.close()


def words_of(narrative: lalm_pb2.Narrative) -> set[str]:
    """Every word that it tells."""
    told = [narrative.concept, *(beat.sentence for beat in narrative.arc), *narrative.places, *narrative.imagery]
    return {word for text in told for word in text.split()}


@pytest.mark.parametrize("family", FAMILIES)
async def test_every_second_reaches_the_model_and_a_narrative_comes_back(
    family: str, checkpoints: dict[str, Path], song_file: Path, tmp_path: Path
) -> None:
    """Sound becomes 25 tokens a second in all three families; 75 s are 1,875 of them, in as many windows as it needs;
    what is told is in the model's words, one sentence a section."""
    async with lalm(tmp_path, checkpoints[family], song_file) as caller:
        with watched() as seen:
            told = await caller.tell()
    windows, window_seconds = WINDOWS[family]
    heard = seen.sound_tokens()
    assert len(heard) == windows
    assert sum(heard) == pytest.approx(SECONDS * TOKENS_A_SECOND, abs=windows)
    assert [beat.section_index for beat in told.arc] == [0, 1]
    assert words_of(told) <= {word.strip(",") for word in WORDS} | set(WORDS)
    assert (told.told_by.windows, told.told_by.window_seconds) == (windows, window_seconds)
    assert told.told_by.heard_seconds == SECONDS
    assert (told.told_by.backend, told.model) == ("transformers", checkpoints[family].name)
    assert len(told.told_by.weights_sha256) == 64


async def test_a_seed_decides_what_is_told_and_what_was_heard_is_not_heard_again(
    checkpoints: dict[str, Path], song_file: Path, tmp_path: Path
) -> None:
    """The same request is told in the same words, without its sound; another seed hears and tells anew."""
    async with lalm(tmp_path, checkpoints["qwen2-audio"], song_file) as caller:
        first = await caller.tell(seed=5)
        with watched() as seen:
            again = await caller.tell(seed=5)
        assert seen.sound_tokens() == []
        with watched() as seen:
            other = await caller.tell(seed=6)
        assert len(seen.sound_tokens()) == 3
    assert again.concept == first.concept
    assert list(again.arc) == list(first.arc)
    assert other.concept != first.concept


async def test_a_caller_who_leaves_stops_the_generation(
    checkpoints: dict[str, Path], song_file: Path, tmp_path: Path
) -> None:
    """Within a few tokens: the model is free for the next song, and no window behind it is heard."""
    async with lalm(tmp_path, checkpoints["qwen2-audio"], song_file) as caller:
        with watched() as seen:
            call = caller.stub.TellNarrative(caller.request(seed=9))
            assert await asyncio.to_thread(seen.started.wait, 30)
            call.cancel()
            await asyncio.sleep(0.5)
            stopped_at = seen.steps
            await asyncio.sleep(1.0)
            assert seen.steps == stopped_at
            assert stopped_at < HEARD_TOKENS
            assert len(seen.sound_tokens()) <= 1
        assert (await caller.tell()).concept


@pytest.mark.parametrize(
    "error",
    [
        torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 20.00 GiB."),
        RuntimeError("[enforce fail at alloc_cpu.cpp:121] DefaultCPUAllocator: can't allocate memory: you tried"),
    ],
    ids=["gpu", "cpu"],
)
async def test_a_full_memory_is_told_and_the_service_stays_usable(
    error: Exception, checkpoints: dict[str, Path], song_file: Path, tmp_path: Path
) -> None:
    """The sentence names the setting that helps; the next call is answered."""
    async with lalm(tmp_path, checkpoints["qwen2-audio"], song_file) as caller:
        with watched() as seen:
            seen.fail_once = error
            refused = await caller.refused()
        assert refused.reason == "OUT_OF_MEMORY"
        assert "SONGREEL_LALM_WINDOW_SECONDS" in refused.message
        assert (await caller.tell()).concept


async def refused_start(settings: LalmSettings) -> ServiceError:
    """What a warm-up that cannot succeed says."""
    service = build(settings)
    with pytest.raises(NotConfigured) as refused:
        await service.warm_up()
    await service.close()
    return refused.value


async def test_weights_for_research_alone_are_not_loaded_unasked(checkpoints: dict[str, Path], tmp_path: Path) -> None:
    """The licence by the checkpoint's architecture, whatever its folder is called."""
    for family in ("audio-flamingo-3", "music-flamingo"):
        settings = settings_for(tmp_path, checkpoints[family], lalm_allow_noncommercial=False)
        assert "SONGREEL_LALM_ALLOW_NONCOMMERCIAL" in str(await refused_start(settings))


async def test_what_is_not_a_checkpoint_of_safetensors_is_refused_with_a_sentence(
    checkpoints: dict[str, Path], tmp_path: Path
) -> None:
    """An empty folder, another architecture, and pickled weights."""
    folder = tmp_path / "checkpoint"
    folder.mkdir()
    assert "SONGREEL_LALM_CHECKPOINT" in str(await refused_start(settings_for(tmp_path, folder)))
    config = json.loads((checkpoints["qwen2-audio"] / "config.json").read_text("utf-8"))
    (folder / "config.json").write_text(json.dumps(config | {"architectures": ["WhisperModel"]}), "utf-8")
    assert "WhisperModel" in str(await refused_start(settings_for(tmp_path, folder)))
    (folder / "config.json").write_text(json.dumps(config), "utf-8")
    (folder / "pytorch_model.bin").write_bytes(b"pickled")
    assert "safetensors" in str(await refused_start(settings_for(tmp_path, folder)))


async def test_a_checkpoint_that_hears_less_than_its_family_is_not_given_more(
    checkpoints: dict[str, Path], song_file: Path, tmp_path: Path
) -> None:
    """Its processor cuts at `max_audio_len` without a word, so windows are no longer than that."""
    folder = tmp_path / "short"
    folder.mkdir()
    for path in checkpoints["audio-flamingo-3"].iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    described = json.loads((folder / "processor_config.json").read_text("utf-8"))
    (folder / "processor_config.json").write_text(json.dumps(described | {"max_audio_len": 30}), "utf-8")
    async with lalm(tmp_path, folder, song_file) as caller:
        with watched() as seen:
            told = await caller.tell()
    assert told.told_by.window_seconds == 30.0
    assert sum(seen.sound_tokens()) == pytest.approx(SECONDS * TOKENS_A_SECOND, abs=3)
