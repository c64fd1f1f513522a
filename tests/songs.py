"""Songs to test with: synthesised ones of which everything is known, and real ones of which the tempo is known.

A synthesised song is a small pop arrangement (drums, bass, chords, lead) on a grid that is known exactly:

    | lead-in |  intro   |  verse         |  silence  |  chorus        | ... | tail |
    0         first downbeat = start of the first section                       end

Each kind of section has its own harmony and instruments, so the structure can be heard; at a steady tempo the same
section played again is the same samples. In silence there are no beats.
"""

import subprocess
import tempfile
import wave
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import imageio_ffmpeg
import numpy as np
from numpy.typing import NDArray

from tests.band import Band, SectionPlan
from tests.instruments import Instruments, Part
from tests.real_songs import RealSong, real_song, real_songs
from tests.timing import Clock, Feel

__all__ = [
    "POP_SONG",
    "RealSong",
    "SectionTruth",
    "SongTruth",
    "play_freely",
    "real_song",
    "real_songs",
    "synthesise",
    "write_sound",
]

ENCODERS = {
    ".mp3": ("-c:a", "libmp3lame", "-b:a", "192k"),
    ".m4a": ("-c:a", "aac", "-b:a", "192k"),
    ".flac": ("-c:a", "flac"),
    ".ogg": ("-c:a", "libvorbis", "-q:a", "5"),
    ".opus": ("-c:a", "libopus", "-b:a", "128k"),
    ".wav": ("-c:a", "pcm_s16le"),
}
POP_SONG = (("intro", 4, 0.4), ("verse", 8, 0.5), ("chorus", 8, 0.9), ("verse", 8, 0.55), ("chorus", 8, 0.9))


@dataclass(frozen=True)
class SectionTruth:
    """A section as it was written; half-open in seconds."""

    kind: str
    start_seconds: float
    end_seconds: float
    energy: float


@dataclass(frozen=True)
class SongTruth:
    """All that is known about a synthesised song."""

    path: Path
    bpm: float
    beats_per_bar: int
    key: str
    sample_rate: int
    duration_samples: int
    """Of the rendered sound at `sample_rate`; a lossy encoder may add its padding."""
    beats_seconds: NDArray[np.float64] = field(repr=False)
    downbeats_seconds: NDArray[np.float64] = field(repr=False)
    sections: tuple[SectionTruth, ...]

    @property
    def duration_seconds(self) -> float:
        """Length of the rendered sound."""
        return self.duration_samples / self.sample_rate

    @property
    def edges_seconds(self) -> NDArray[np.float64]:
        """Where one section gives way to the next (neither the song's start nor its end)."""
        return np.array([section.start_seconds for section in self.sections[1:]])


def synthesise(
    path: Path,
    *,
    bpm: float = 120.0,
    end_bpm: float | None = None,
    beats_per_bar: int = 4,
    division: int = 2,
    swing: float = 0.5,
    sections: Sequence[tuple[str, float, float] | SectionPlan] = POP_SONG,
    sample_rate: int = 44_100,
    seed: int = 0,
    key: str = "C major",
    channels: int = 2,
    lead_in_seconds: float = 0.0,
    tail_seconds: float = 1.0,
    noise_db: float | None = None,
) -> SongTruth:
    """A song written to `path` (by its suffix wav, mp3, m4a, flac, ogg or opus) and the truth about it.

    `sections` are (kind, bars, energy in [0, 1]) or `SectionPlan`s; kinds are intro, verse, pre-chorus, chorus, bridge,
    solo, outro and silence. The tempo goes evenly from `bpm` to `end_bpm`. In 6/8 a bar has two beats of `division` 3.
    `swing` is where the second eighth of a beat falls. `noise_db` is the level of the music above an added hiss.
    """
    plans = [SectionPlan(*section) for section in sections]
    feel = Feel(beats_per_bar, division, swing)
    opens = np.cumsum([0.0, *(plan.bars * beats_per_bar for plan in plans)])
    clock = Clock(bpm, end_bpm or bpm, float(opens[-1]))
    starts = lead_in_seconds + np.array([clock.seconds(float(beat)) for beat in opens])
    total = round((float(starts[-1]) + tail_seconds) * sample_rate)
    mix = np.zeros((total, 2), np.float32)
    band = Band(clock, feel, sample_rate, key, seed)
    takes: dict[tuple[SectionPlan, float], Part] = {}
    for plan, opened, start in zip(plans, opens, starts, strict=False):
        take = plan, 0.0 if clock.steady else float(opened)
        if take not in takes:
            takes[take] = band.play(*take)
        at = round(float(start) * sample_rate)
        heard = takes[take][: total - at]
        mix[at : at + len(heard)] += heard
    fade = min(total, round(tail_seconds * sample_rate))
    if fade:
        mix[-fade:] *= np.linspace(1, 0, fade, dtype=np.float32)[:, None]
    if noise_db is not None:
        mix += _hiss(total, seed) * float(mix.std()) * np.float32(10 ** (-noise_db / 20))
    mix *= 0.89 / max(float(np.abs(mix).max()), 1e-9)
    write_sound(path, mix, sample_rate, channels)
    places = [
        (clock.seconds(float(opened) + beat) + lead_in_seconds, beat % beats_per_bar == 0)
        for plan, opened in zip(plans, opens, strict=False)
        for beat in range(0 if plan.kind == "silence" else int(plan.bars) * beats_per_bar)
    ]
    return SongTruth(
        path=path,
        bpm=60 / float(np.median(np.diff([seconds for seconds, _ in places]))) if end_bpm else bpm,
        beats_per_bar=beats_per_bar,
        key=key,
        sample_rate=sample_rate,
        duration_samples=total,
        beats_seconds=np.array([seconds for seconds, _ in places]),
        downbeats_seconds=np.array([seconds for seconds, down in places if down]),
        sections=tuple(
            SectionTruth(plan.kind, float(starts[i]), float(starts[i + 1]), plan.energy) for i, plan in enumerate(plans)
        ),
    )


def play_freely(path: Path, *, seed: int, seconds: float = 60.0, sample_rate: int = 44_100) -> None:
    """Plucked notes and small chords of C major without tempo, written to `path`: nobody could tap along.

    Odd seeds play notes of any length between 0.3 and 1.4 s, even ones a rubato: halves and doubles of a pace that
    never stays.
    """
    chance = np.random.default_rng([7, seed])
    strings = Instruments(sample_rate, seed)
    sound = np.zeros((round((seconds + 3) * sample_rate), 2), np.float32)
    at, pace = 0.5, chance.uniform(0.5, 1.0)
    while at < seconds:
        for _ in range(int(chance.choice([1, 1, 2, 3]))):
            note = 48 + int(chance.choice([0, 2, 4, 5, 7, 9, 11])) + 12 * int(chance.integers(3))
            first = round((at + chance.uniform(0, 0.04)) * sample_rate)
            tone = strings.tone(note, 2.0, 6, 0.6)[: len(sound) - first] * np.float32(chance.uniform(0.15, 0.4))
            sound[first : first + len(tone)] += tone[:, None]
        pace = float(np.clip(pace * np.exp(chance.normal(0, 0.18)), 0.35, 1.6))
        free = chance.uniform(0.3, 1.4)
        at += free if seed % 2 else pace * chance.choice([0.5, 1, 1.5, 2], p=[0.2, 0.5, 0.15, 0.15])
    played = strings.in_room(sound)
    write_sound(path, played * np.float32(0.8 / np.abs(played).max()), sample_rate)


def _hiss(samples: int, seed: int) -> Part:
    """(samples, 2) noise of unit level whose power falls 3 dB an octave."""
    spectrum = np.fft.rfft(np.random.default_rng([seed, 1]).standard_normal((samples, 2)), axis=0)
    spectrum[1:] /= np.sqrt(np.arange(1, len(spectrum)))[:, None]
    noise = np.fft.irfft(spectrum, samples, axis=0)
    return np.asarray(noise / noise.std(), np.float32)


def write_sound(path: Path, sound: NDArray[np.float32], sample_rate: int, channels: int = 2) -> None:
    """`sound`, (samples, 2) in [-1, 1], at `path` in the format of its suffix and with that many channels."""
    if path.suffix == ".wav" and channels == sound.shape[1]:
        _write_wav(path, sound, sample_rate)
        return
    with tempfile.TemporaryDirectory(prefix="song-") as folder:
        plain = Path(folder) / "plain.wav"
        _write_wav(plain, sound, sample_rate)
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", "-i", str(plain), "-ac", str(channels)]
        subprocess.run([*command, *ENCODERS[path.suffix], str(path)], check=True, timeout=120)


def _write_wav(path: Path, sound: NDArray[np.float32], sample_rate: int) -> None:
    """16-bit PCM."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(sound.shape[1])
        file.setsampwidth(2)
        file.setframerate(sample_rate)
        file.writeframes((sound * 32767).round().astype("<i2").tobytes())
