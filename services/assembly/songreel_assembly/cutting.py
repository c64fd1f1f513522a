"""A film cut: chain checked, clips joined under the song, the file measured. Read this page first.

The song is stream-copied where MP4 allows. Should the copy turn out to start out of step (an encoder delay that the
song's file states in a way MP4 cannot carry), the song is encoded once instead, which trims the delay for good.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import structlog
from songreel.assembly.v1 import assembly_pb2
from songreel_chassis.artifacts import file_sha256
from songreel_chassis.errors import InvalidInput, StorageFull

from songreel_assembly.certificate import Made, certify
from songreel_assembly.clip_chain import check_chain, check_heads
from songreel_assembly.credentials import Seal, agents, embed, message, source_type
from songreel_assembly.joining import join
from songreel_assembly.laying import Laid, lay_over
from songreel_assembly.listening import hear_opening
from songreel_assembly.loudness import measure_loudness
from songreel_assembly.measuring import LARGEST_SYNC_ERROR_SECONDS, FilmMeasure, hold_against, measure, soundtrack
from songreel_assembly.order import CutOrder
from songreel_assembly.packets import read_packets
from songreel_assembly.problems import SongUnusable
from songreel_assembly.soundtrack import SongStream, read_song
from songreel_assembly.splicing import song_path, splice_heads
from songreel_assembly.stills import Stills, draw_stills
from songreel_assembly.timeline import Projects, write_projects

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
    projects: Projects
    spliced: dict[int, Path]
    """Files of shots with their handles, by shot."""
    song_path: str
    """In the project's folder."""


def cut(order: CutOrder, folder: Path, compatible: bool, seal: Seal | None = None) -> FilmCut:
    """Cuts into the folder. Raises a ServiceError that says what to do; then nothing in the folder is a film.

    Without a seal the film carries no content credentials.
    """
    try:
        with ThreadPoolExecutor(2) as beside:
            return _cut(order, folder, Joint(compatible, seal), beside)
    except OSError as error:
        if "No space left" in str(error) or "File too large" in str(error):
            raise StorageFull(f"No room to cut the film in {folder}. Free some disk space, then try again.") from error
        raise


def _cut(order: CutOrder, folder: Path, joint: "Joint", beside: ThreadPoolExecutor) -> FilmCut:
    """What needs nothing of the film, the song's loudness and the stills, is made beside it."""
    request = order.request
    loudness = beside.submit(measure_loudness, order.song)
    song_sha256 = file_sha256(order.song)
    if request.analysis.song_sha256 and request.analysis.song_sha256 != song_sha256:
        raise InvalidInput("The analysis is of another song. Hear this song first.", field="analysis.song_sha256")
    clips = check_chain(list(request.clips), order.clips)
    check_heads(list(request.clips), order.heads, clips.coding)
    stills = beside.submit(draw_stills, order, folder)
    stream = read_song(order.song)
    try:
        opening, packets = hear_opening(order.song), read_packets(order.song, "audio")
    except av.error.FFmpegError as error:
        raise SongUnusable(f"The song cannot be decoded ({error}). Export it again, then upload it.") from error
    laid = lay_over(order, clips, folder)
    copied = stream.may_be_copied(joint.compatible)
    film = joint.make(order, laid, stream, copied, folder)
    measured = measure(film, opening)
    if copied and not _in_step(measured, packets.sha256):
        log.warning("copied_song_out_of_step", seconds=measured.sync_error_seconds, codec=stream.codec)
        copied = False
        film = joint.make(order, laid, stream, copied, folder)
        measured = measure(film, opening)
    duration = Fraction(request.analysis.duration_samples, request.analysis.sample_rate_hz)
    hold_against(measured, order.rate, duration, copied)
    sound = soundtrack(measured, packets, copied)
    projects = write_projects(order, laid.openings, stream.title or "Songreel film")
    spliced = splice_heads(order, clips, folder)
    made = Made(measured, sound, laid, song_sha256, loudness.result(), joint.credentials(order))
    return FilmCut(
        film,
        measured,
        sound,
        certify(request, made),
        stills.result(),
        laid.words,
        projects,
        spliced,
        song_path(order),
    )


@dataclass(frozen=True)
class Joint:
    """How a film's file is made."""

    compatible: bool
    seal: Seal | None

    def make(self, order: CutOrder, laid: Laid, stream: SongStream, copied: bool, folder: Path) -> Path:
        """The file, joined and sealed."""
        film, clips = folder / "film.mp4", [clip.provenance for clip in order.request.clips]
        animatic = any(clip.animatic for clip in clips)
        comment = "Animatic (storyboard in motion), made with Songreel" if animatic else "Made with Songreel"
        join(laid.retouched.chain, order.song, stream, copied, comment, film)
        if self.seal:
            embed(film, stream.title or "Songreel film", source_type(clips), agents(clips), self.seal)
        return film

    def credentials(self, order: CutOrder) -> assembly_pb2.ContentCredentials | None:
        """What the certificate says of the seal."""
        return message(source_type(clip.provenance for clip in order.request.clips), self.seal) if self.seal else None


def _in_step(film: FilmMeasure, song_packets_sha256: str) -> bool:
    close = abs(film.sync_error_seconds) <= LARGEST_SYNC_ERROR_SECONDS
    return close and film.sound_sha256 == song_packets_sha256
