"""A film cut: chain checked, clips joined under the song, the file measured. Read this page first.

The song is stream-copied where MP4 allows. Should the copy turn out to start out of step (an encoder delay that the
song's file states in a way MP4 cannot carry), the song is encoded once instead, which trims the delay for good.
"""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import structlog
from songreel.assembly.v1 import assembly_pb2
from songreel_chassis.artifacts import file_sha256
from songreel_chassis.errors import InvalidInput, StorageFull

from songreel_assembly.certificate import certify
from songreel_assembly.clip_chain import check_chain, check_heads
from songreel_assembly.joining import join
from songreel_assembly.laying import lay_over
from songreel_assembly.listening import hear_opening
from songreel_assembly.measuring import LARGEST_SYNC_ERROR_SECONDS, FilmMeasure, hold_against, measure, soundtrack
from songreel_assembly.order import CutOrder
from songreel_assembly.packets import read_packets
from songreel_assembly.problems import SongUnusable
from songreel_assembly.soundtrack import read_song
from songreel_assembly.stills import Stills, draw_stills

log = structlog.get_logger()


@dataclass(frozen=True)
class FilmCut:
    """A film that was measured and found good; its files lie in the folder that `cut` was given."""

    film: Path
    measure: FilmMeasure
    soundtrack: assembly_pb2.Soundtrack
    certificate: assembly_pb2.Certificate
    stills: Stills
    words: Path | None
    """The ASS script that was burned in."""


def cut(order: CutOrder, folder: Path, compatible: bool) -> FilmCut:
    """Cuts into the folder. Raises a ServiceError that says what to do; then nothing in the folder is a film."""
    try:
        return _cut(order, folder, compatible)
    except OSError as error:
        if "No space left" in str(error) or "File too large" in str(error):
            raise StorageFull(f"No room to cut the film in {folder}. Free some disk space, then try again.") from error
        raise


def _cut(order: CutOrder, folder: Path, compatible: bool) -> FilmCut:
    request, film = order.request, folder / "film.mp4"
    song_sha256 = file_sha256(order.song)
    if request.analysis.song_sha256 and request.analysis.song_sha256 != song_sha256:
        raise InvalidInput("The analysis is of another song. Hear this song first.", field="analysis.song_sha256")
    clips = check_chain(list(request.clips), order.clips)
    check_heads(list(request.clips), order.heads, clips.coding)
    stream = read_song(order.song)
    try:
        opening, packets = hear_opening(order.song), read_packets(order.song, "audio")
    except av.error.FFmpegError as error:
        raise SongUnusable(f"The song cannot be decoded ({error}). Export it again, then upload it.") from error
    animatic = any(clip.provenance.animatic for clip in request.clips)
    comment = "Animatic (storyboard in motion), made with Songreel" if animatic else "Made with Songreel"

    laid = lay_over(order, clips, folder)
    chain = laid.retouched.chain
    copied = stream.may_be_copied(compatible)
    join(chain, order.song, stream, copied, comment, film)
    measured = measure(film, opening)
    if copied and not _in_step(measured, packets.sha256):
        log.warning("copied_song_out_of_step", seconds=measured.sync_error_seconds, codec=stream.codec)
        copied = False
        join(chain, order.song, stream, copied, comment, film)
        measured = measure(film, opening)
    duration = Fraction(request.analysis.duration_samples, request.analysis.sample_rate_hz)
    hold_against(measured, order.rate, duration, copied)
    sound = soundtrack(measured, packets, copied)
    certificate = certify(request, measured, sound, laid, song_sha256)
    return FilmCut(film, measured, sound, certificate, draw_stills(order, folder), laid.words)


def _in_step(film: FilmMeasure, song_packets_sha256: str) -> bool:
    close = abs(film.sync_error_seconds) <= LARGEST_SYNC_ERROR_SECONDS
    return close and film.sound_sha256 == song_packets_sha256
