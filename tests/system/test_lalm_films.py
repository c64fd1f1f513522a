"""Pipeline `lalm`, whole: the song's sound goes to an audio-language model's server, what it tells becomes the film.

All of Songreel is real; the model's server is our own, and answers at once. Real models of this size need a GPU.
"""

import asyncio
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from google.protobuf import json_format
from songreel.script.v1 import script_pb2

from tests.audio_language_model import AudioLanguageModel, audio_language_model
from tests.probe import probe_film
from tests.songs import synthesise
from tests.stack import Stack, running_stack


@contextmanager
def serving() -> Iterator[AudioLanguageModel]:
    """The server in a thread of its own."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    server = audio_language_model()
    try:
        yield asyncio.run_coroutine_threadsafe(server.__aenter__(), loop).result(30)
    finally:
        asyncio.run_coroutine_threadsafe(server.__aexit__(None, None, None), loop).result(30)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(30)
        loop.close()


@pytest.fixture(scope="module")
def listener() -> Iterator[AudioLanguageModel]:
    with serving() as model:
        yield model


@pytest.fixture(scope="module")
def stack(listener: AudioLanguageModel) -> Iterator[Stack]:
    with tempfile.TemporaryDirectory(prefix="reel-") as folder:
        environment = {
            "SONGREEL_LALM_BACKEND": "openai",
            "SONGREEL_LALM_BASE_URL": listener.base_url,
            "SONGREEL_LALM_ADDRESS": f"unix:{folder}/lalm.sock",
        }
        with running_stack(Path(folder), processes=("lalm",), **environment) as stack:
            yield stack


def test_a_song_is_filmed_as_the_listener_tells_it(stack: Stack, listener: AudioLanguageModel, tmp_path: Path) -> None:
    """All of the sound is sent; people and places of the narrative are in the script, and the film is whole."""
    song = tmp_path / "song.wav"
    sections = [("intro", 2, 0.3), ("verse", 4, 0.5), ("chorus", 4, 0.9), ("outro", 2, 0.3)]
    synthesise(song, bpm=120, beats_per_bar=4, sections=sections, sample_rate=44100, seed=3)
    video_id = stack.create_video(stack.upload(song), pipeline="lalm", seed=5)
    stack.wait_for_film(video_id)
    seconds = 25.0  # twelve bars of four at 120, and a second to ring out
    assert sum(sound.seconds for sound in listener.sounds) == pytest.approx(seconds, abs=0.1)
    assert all(sound.loudness > 0.01 for sound in listener.sounds)
    script = json_format.Parse(stack.download(video_id, "script"), script_pb2.Script())
    assert script.pipeline == script_pb2.PIPELINE_LALM
    assert "an old man with a white beard in a yellow raincoat" in [one.description for one in script.characters]
    assert {"a lighthouse on a rock", "a stony beach"} <= {shot.place for shot in script.shots}
    film = tmp_path / "film.mp4"
    film.write_bytes(stack.download(video_id))
    assert probe_film(film).frames == round(seconds * 24)
