"""Words and their times from Whisper base on CTranslate2, quantised to 8 bits: 4 to 6 s for a minute on two cores.

A. Radford et al., "Robust speech recognition via large-scale weak supervision", 2022. It hears the mix: of separated
harsh voices it makes loops, and clean ones it understands as they are.
"""

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import soxr
import structlog
from songreel.audio.v1 import audio_pb2
from songreel_weights import fetch

from songreel_audio.backends.credits import credit
from songreel_audio.lyrics.timeline import TimedWord
from songreel_audio.lyrics.transcript import NOTHING_HEARD, HeardLine, Transcript
from songreel_audio.song import HEARING_RATE_HZ, Song
from songreel_audio.voice import Voice

if TYPE_CHECKING:
    from faster_whisper import WhisperModel

log = structlog.get_logger()

MODEL = "whisper-base"
RATE_HZ = 16000
TEMPERATURES = (0.0, 0.4)
"""One more try where the first one loops; six, as is usual, took a minute to find no words in a guitar solo of one."""
LANGUAGE_WINDOWS = 4
"""Of 30 s: a song may begin with a scream."""
LEAST_SURE_LANGUAGE = 0.5
"""Over nine instrumentals of ten it is 0.19 to 0.46, of screamed metal 0.43 to 0.78, of speech nearly 1."""
MOST_TOKENS = 200
"""In 30 s; nobody sings as many, and a loop ends sooner."""
PADDING_SECONDS = 0.5
"""A word begins before the voice is loud."""
PAUSE_SECONDS = 5.0
"""Shorter ones are transcribed along: each clip costs a window of 30 s, and a line's context is worth more."""


class WhisperTranscriber:
    """The `lyrics` extra's backend."""

    def __init__(self, model: "WhisperModel", heard_by: audio_pb2.HeardBy) -> None:
        self._model = model
        self._languages = frozenset(model.supported_languages)
        self.heard_by = heard_by

    def transcribe(self, song: Song, voice: Voice | None, language: str, *, sung: bool) -> Transcript:
        """The words of a song; a language that Whisper does not know is detected instead."""
        chosen = language.split("-")[0].lower()
        segments, info = self._model.transcribe(
            soxr.resample(song.samples, HEARING_RATE_HZ, RATE_HZ),
            language=chosen if chosen in self._languages else None,
            language_detection_segments=LANGUAGE_WINDOWS,
            word_timestamps=True,
            temperature=TEMPERATURES,
            max_new_tokens=MOST_TOKENS,
            condition_on_previous_text=False,  # a mistake would feed the next one
            clip_timestamps=_clips(voice, song.duration_seconds),
        )
        if not sung and not language and info.language_probability < LEAST_SURE_LANGUAGE:
            log.info("no_language_recognised", nearest=info.language, probability=round(info.language_probability, 2))
            return NOTHING_HEARD  # the segments would be decoded only now, as they are read
        lines = tuple(line for segment in segments if (line := _line(segment)).words)
        return Transcript(info.language if lines else "", lines)


def _clips(voice: Voice | None, duration_seconds: float) -> list[float]:
    """Start and end of each part to transcribe, in turn."""
    if voice is None:
        return [0.0]
    stretches = voice.stretches()
    pauses = [(a, b) for (_, a), (b, _) in pairwise(stretches) if b - a > PAUSE_SECONDS]
    edges = [stretches[0][0] - PADDING_SECONDS]
    for start, end in pauses:
        edges += [start + PADDING_SECONDS, end - PADDING_SECONDS]
    edges.append(stretches[-1][1] + PADDING_SECONDS)
    return [min(max(0.0, edge), duration_seconds) for edge in edges]


def _line(segment: Any) -> HeardLine:  # faster_whisper.transcribe.Segment
    words = tuple(
        TimedWord(text, float(word.start), float(word.end), float(word.probability))
        for word in segment.words or ()
        if (text := word.word.strip())
    )
    return HeardLine(words, float(segment.avg_logprob), float(segment.no_speech_prob), float(segment.compression_ratio))


def load_faster_whisper(cache_folder: Path) -> WhisperTranscriber:
    """The backend with its weights, fetched on first use. Raises songreel_weights.WeightsError."""
    from faster_whisper import WhisperModel

    model = fetch(MODEL, cache_folder=cache_folder)
    network = WhisperModel(str(model.folder), device="cpu", compute_type="int8", local_files_only=True)
    return WhisperTranscriber(network, credit("lyrics", model, "weights"))
