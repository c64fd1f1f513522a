"""Whisper as the audio service's transcriber, with its true weights: spoken words, supplied words, and no words."""

from collections.abc import Iterator

import numpy as np
import pytest
from songreel.audio.v1 import audio_pb2
from songreel_audio.backends.lyrics import Transcriber, load_transcriber
from songreel_audio.backends.vocals import VocalEar, load_vocal_ear
from songreel_audio.decoding import SongLimits, decode_song
from songreel_audio.lyrics.finding import find_lyrics
from songreel_audio.lyrics.syllables import bare
from songreel_audio.settings import AudioSettings
from songreel_audio.song import HEARING_RATE_HZ, Song

from tests.real_songs import CACHE, SPOKEN, real_song, speech

pytest.importorskip("faster_whisper", reason="the `lyrics` extra is not installed here")
LIMITS = SongLimits(1200, 200_000_000)
ASK_SECONDS = 3.28
"""When "ask" is said for the first time, by the waveform: before it is a pause from 2.2 s on."""


@pytest.fixture(scope="module")
def ears() -> "Iterator[tuple[VocalEar, Transcriber]]":
    """Who hears voices, and who understands them."""
    settings = AudioSettings(cache_folder=CACHE, audio_lyrics="faster_whisper")
    vocals, transcriber = load_vocal_ear(settings), load_transcriber(settings)
    assert vocals
    assert transcriber
    yield vocals, transcriber


def lyrics_of(song: Song, ears: "tuple[VocalEar, Transcriber]", text: str = "") -> audio_pb2.Lyrics:
    vocals, transcriber = ears
    return find_lyrics(audio_pb2.SuppliedLyrics(text=text), song, vocals.listen(song), transcriber)


def under_music(speech_song: Song) -> Song:
    """The speech over an instrumental song, twice as loud as it."""
    song = decode_song(real_song("happy_acoustic_1"), LIMITS).samples[: len(speech_song.samples)]
    loud = np.sqrt(np.mean(speech_song.samples**2) / np.mean(song**2)) / 2
    return Song("0" * 64, speech_song.samples + loud * song, speech_song.duration_samples, speech_song.sample_rate_hz)


def test_spoken_words_are_written_down_with_their_times(ears: "tuple[VocalEar, Transcriber]") -> None:
    """Also under music: at least nine words of ten, in English, and the first "ask" when it is said."""
    spoken = decode_song(speech(), LIMITS)
    for song in (spoken, under_music(spoken)):
        lyrics = lyrics_of(song, ears)
        words = [word for line in lyrics.lines for word in line.words]
        right = set(SPOKEN.lower().split()) & {bare(word.text) for word in words}
        assert len(right) >= 0.9 * len(set(SPOKEN.lower().split()))
        assert (lyrics.language, lyrics.supplied) == ("en", False)
        ask = next(word for word in words if bare(word.text) == "ask")
        assert ask.start_seconds == pytest.approx(ASK_SECONDS, abs=0.25)


def test_supplied_words_take_the_times_of_the_spoken_ones(ears: "tuple[VocalEar, Transcriber]") -> None:
    """They stay as they were supplied; a word that is not said is unsure, nearly all others are sure."""
    spoken = decode_song(speech(), LIMITS)
    text = "And so, my fellow Martians:\nask NOT what your country can do for you\nask what you can do for your country"
    lyrics = lyrics_of(spoken, ears, text)
    assert [line.text for line in lyrics.lines] == text.splitlines()
    words = [word for line in lyrics.lines for word in line.words]
    assert sum(word.confidence >= 0.5 for word in words) >= 18
    (martians,) = [word for word in words if bare(word.text) == "martians"]
    assert martians.confidence < 0.9
    asked = [word.start_seconds for word in words if bare(word.text) == "ask"]
    assert asked == pytest.approx([ASK_SECONDS, 8.2], abs=0.25)
    assert lyrics.supplied


@pytest.mark.parametrize(
    "name", ["calm_acoustic_1", "energetic_acoustic_s522", "nostalgic_electronic_s411", "nostalgic_acoustic_s411"]
)
def test_instrumentals_have_no_lyrics(ears: "tuple[VocalEar, Transcriber]", name: str) -> None:
    """Neither one in which no voice is heard nor one in which something sounds like a voice."""
    assert not lyrics_of(decode_song(real_song(name), LIMITS), ears).lines


def test_without_an_ear_for_voices_instrumentals_have_no_lyrics_either(ears: "tuple[VocalEar, Transcriber]") -> None:
    """The recogniser's own doubt has to do."""
    song = decode_song(real_song("calm_acoustic_1"), LIMITS)
    assert not find_lyrics(audio_pb2.SuppliedLyrics(), song, None, ears[1]).lines


def test_the_model_is_credited(ears: "tuple[VocalEar, Transcriber]") -> None:
    """With its weights and licence; a song of noise that nobody sings in is not transcribed at all."""
    credit = ears[1].heard_by
    assert (credit.task, credit.model, credit.licence, len(credit.weights_sha256)) == (
        "lyrics",
        "whisper-base",
        "MIT",
        64,
    )
    noise = np.random.default_rng(1).standard_normal(HEARING_RATE_HZ * 5).astype(np.float32) * 0.1
    assert not lyrics_of(Song("0" * 64, noise, len(noise), HEARING_RATE_HZ), ears).lines
