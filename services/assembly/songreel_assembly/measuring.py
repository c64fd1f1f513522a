"""A `FilmMeasure` from the finished file: nothing in it comes from the plan.

`hold_against` is the last gate: a film that is a frame off or out of step is not delivered.
"""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
from songreel.assembly.v1 import assembly_pb2
from songreel_chassis.artifacts import file_sha256

from songreel_assembly.listening import Opening, hear_opening, lag_seconds
from songreel_assembly.packets import PacketRun, read_packets
from songreel_assembly.problems import FilmRejected

LARGEST_SYNC_ERROR_SECONDS = 0.001


@dataclass(frozen=True)
class FilmMeasure:
    """What is in the file."""

    frames: int
    steps: frozenset[Fraction]
    """Distances between neighbouring frames in seconds; one value when the rate is constant."""
    picture_start_seconds: float
    sound_start_seconds: float
    """Presentation time of the song's first sample."""
    sound_end_seconds: float
    codec: str
    sound_sha256: str
    """Over the audio packets."""
    width_pixels: int
    height_pixels: int
    sha256: str
    size_bytes: int

    @property
    def sync_error_seconds(self) -> float:
        """First sample less first frame."""
        return self.sound_start_seconds - self.picture_start_seconds


def measure(film: Path, song: Opening) -> FilmMeasure:
    """Measures the film; `song` is the opening of the song's own file."""
    picture, sound = read_packets(film, "video"), read_packets(film, "audio")
    opening = hear_opening(film)
    with av.open(str(film)) as file:
        codec = file.streams.audio[0].codec_context.name
        first = next(file.decode(file.streams.video[0]))
    return FilmMeasure(
        frames=len(picture.ticks),
        steps=picture.steps,
        picture_start_seconds=float(first.time or 0.0),
        sound_start_seconds=opening.start_seconds + lag_seconds(song.samples, opening.samples),
        sound_end_seconds=float(sound.end_seconds),
        codec=codec,
        sound_sha256=sound.sha256,
        width_pixels=first.width,
        height_pixels=first.height,
        sha256=file_sha256(film),
        size_bytes=film.stat().st_size,
    )


def hold_against(film: FilmMeasure, rate: Fraction, duration: Fraction, copied: bool) -> None:
    """Returns when the film is as long as the song, runs evenly and in step, and keeps the song's end.

    Raises FilmRejected with the figures. Copied packets are known to be all there by their digest, and their last
    one may say less than it decodes to.
    """
    frames = round(duration * rate)
    if film.frames != frames:
        raise FilmRejected(f"The film came out {film.frames - frames} frames off: {film.frames} instead of {frames}.")
    if not film.steps <= {1 / rate}:
        raise FilmRejected(f"The film does not run at a constant {rate} frames a second.")
    if abs(film.sync_error_seconds) > LARGEST_SYNC_ERROR_SECONDS:
        raise FilmRejected(f"Picture and sound start {1000 * film.sync_error_seconds:.1f} ms apart.")
    if not copied and film.sound_end_seconds < float(duration) - LARGEST_SYNC_ERROR_SECONDS:
        missing = float(duration) - film.sound_end_seconds
        raise FilmRejected(f"The last {missing:.3f} s of the song are missing from the film.")


def soundtrack(film: FilmMeasure, song: PacketRun, copied: bool) -> assembly_pb2.Soundtrack:
    """The message; `song` is the run of the song's own packets."""
    return assembly_pb2.Soundtrack(
        codec=film.codec.removesuffix("float"),
        stream_copied=copied and song.sha256 == film.sound_sha256,
        song_packets_sha256=song.sha256,
        film_packets_sha256=film.sound_sha256,
        picture_start_seconds=film.picture_start_seconds,
        sound_start_seconds=film.sound_start_seconds,
    )
