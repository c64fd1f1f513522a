"""A song's lyrics with times: what the client supplied is the truth, else what was heard, else none."""

from collections.abc import Sequence
from dataclasses import replace

import structlog
from songreel.audio.v1 import audio_pb2

from songreel_audio.backends.lyrics import Transcriber
from songreel_audio.lyrics.forced import force_align
from songreel_audio.lyrics.onsets import loudness, without_pauses
from songreel_audio.lyrics.texts import SuppliedLine, read_text
from songreel_audio.lyrics.timeline import TimedLine, TimedWord, in_order
from songreel_audio.lyrics.transcript import NOTHING_HEARD, sung_lines
from songreel_audio.song import Song
from songreel_audio.voice import Voice

log = structlog.get_logger()


def find_lyrics(
    supplied: audio_pb2.SuppliedLyrics, song: Song, voice: Voice | None, transcriber: Transcriber | None
) -> audio_pb2.Lyrics:
    """The lines of a song with a time for every word; none when nothing is supplied, or heard.

    `voice` is None when nobody listens for voices. Supplied words without any times are left out, and a log line says
    so, when there is neither a transcriber nor a voice to place them by. Raises InvalidInput for too long a text.
    """
    lines = [line for line in read_text(supplied.text) if (line.start_seconds or 0.0) < song.duration_seconds]
    transcript = NOTHING_HEARD
    if transcriber and (voice is None or voice.stretches()) and not _all_timed(lines):
        transcript = transcriber.transcribe(song, voice, supplied.language, sung=bool(lines))
        level = loudness(song, voice)
        timed = (replace(line, words=without_pauses(line.words, level)) for line in transcript.lines)
        transcript = replace(transcript, lines=tuple(timed))
    stretches = voice.stretches() if voice else None
    if not lines:
        found = sung_lines(transcript, stretches)
        return _message(in_order(found, song.duration_seconds), transcript.language, supplied=False)
    heard = [word for line in transcript.lines for word in line.words]
    if lines[0].start_seconds is None and not heard and not stretches:
        log.warning("lyrics_without_times_left_out", lines=len(lines))
        return audio_pb2.Lyrics()
    aligned = in_order(force_align(lines, heard, stretches or [], song.duration_seconds), song.duration_seconds)
    sure = [word.confidence >= 0.5 for line in aligned for word in line.words]
    log.info("lyrics_aligned", lines=len(aligned), words=len(sure), sure=sum(sure))
    return _message(aligned, supplied.language or transcript.language, supplied=True)


def _all_timed(lines: Sequence[SuppliedLine]) -> bool:
    """Whether the client gave every word's time."""
    return bool(lines) and all(len(line.word_starts) == len(line.words) for line in lines)


def _message(lines: Sequence[TimedLine], language: str, *, supplied: bool) -> audio_pb2.Lyrics:
    if not lines:
        return audio_pb2.Lyrics()
    return audio_pb2.Lyrics(
        language=language,
        supplied=supplied,
        lines=[
            audio_pb2.LyricLine(
                text=line.text,
                start_seconds=line.start_seconds,
                end_seconds=line.end_seconds,
                words=[_word(word) for word in line.words],
            )
            for line in lines
        ],
    )


def _word(word: TimedWord) -> audio_pb2.LyricWord:
    return audio_pb2.LyricWord(
        text=word.text, start_seconds=word.start_seconds, end_seconds=word.end_seconds, confidence=word.confidence
    )
