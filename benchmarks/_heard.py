"""Analyses of real songs as the audio service makes them, with words for some; each is made once and kept in a folder.

The 30 s tracks come from the package index. Whole songs are Debian's fretsonfire-songs-sectoid (MIT), the samples of
song.ogg and guitar.ogg added, as FOLDER/NAME.mp3.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from songreel.audio.v1 import audio_pb2
from songreel_audio.analysis import analyse
from songreel_audio.backends import load_listener
from songreel_audio.decoding import SongLimits, decode_song
from songreel_audio.plan import plan_shots
from songreel_audio.settings import AudioSettings

from benchmarks._lyrics import timed
from tests.real_songs import real_song

LIMITS = SongLimits(1200, 200_000_000)
PLAN = audio_pb2.PlanOptions(rate=audio_pb2.FrameRate(numerator=24, denominator=1))
WHOLE = ("Escape from chaosland", "Feelings", "Metal madness", "War of freedom")
SHORT = (
    "calm_acoustic_1", "energetic_electronic_s411", "happy_acoustic_1", "nostalgic_electronic_2",
    "tender_acoustic_s411", "calm_electronic_s411", "energetic_acoustic_1", "nostalgic_acoustic_s522",
    "happy_electronic_1", "tender_electronic_1", "calm_acoustic_s411", "energetic_electronic_2",
    "happy_acoustic_2", "nostalgic_acoustic_1", "tender_acoustic_1", "energetic_acoustic_s522",
    "calm_electronic_s522", "happy_electronic_2", "nostalgic_electronic_s411", "tender_electronic_2",
)  # fmt: skip


@dataclass(frozen=True)
class HeardSong:
    """A song and what was heard in it, its shots planned."""

    name: str
    analysis: audio_pb2.SongAnalysis


def heard_songs(count: int, kept: Path, folder: Path | None) -> Iterator[HeardSong]:
    """So many songs, short ones first; whole ones are among them when their folder is given."""
    whole: Sequence[str] = [name for name in WHOLE if folder and (folder / f"{name}.mp3").exists()]
    names = [*SHORT[: max(count - len(whole), min(count, 4))], *whole][:count]
    for name in names:
        page = kept / "analyses" / f"{name}.binpb"
        if not page.exists():
            path = folder / f"{name}.mp3" if folder and name in whole else real_song(name)
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_bytes(_hear(name, path).SerializeToString())
        yield HeardSong(name, audio_pb2.SongAnalysis.FromString(page.read_bytes()))


def _hear(name: str, path: Path) -> audio_pb2.SongAnalysis:
    song = decode_song(path, LIMITS)
    listener = load_listener(AudioSettings(cache_folder=Path("~/.cache/songreel"), audio_vocals="none"))
    lyrics = audio_pb2.SuppliedLyrics(text=timed(name, song.duration_seconds), language="en")
    return plan_shots(analyse(song, listener, audio_pb2.HearSongRequest(lyrics=lyrics)), PLAN)
