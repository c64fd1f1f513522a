"""The certificate: what was measured on the finished film, who made it, and what was found and accepted."""

from datetime import UTC, datetime
from fractions import Fraction
from importlib.metadata import version
from statistics import median

from songreel.assembly.v1 import assembly_pb2
from songreel.audio.v1 import audio_pb2

from songreel_assembly.laying import Laid
from songreel_assembly.measuring import FilmMeasure

NOT_MUSICAL = frozenset(
    {audio_pb2.CUT_REASON_UNSPECIFIED, audio_pb2.CUT_REASON_LENGTH_LIMIT, audio_pb2.CUT_REASON_STRATEGY}
)


def certify(
    request: assembly_pb2.CutFilmRequest,
    film: FilmMeasure,
    soundtrack: assembly_pb2.Soundtrack,
    laid: Laid,
    song_sha256: str,
) -> assembly_pb2.Certificate:
    """The certificate, unsigned."""
    analysis = request.analysis
    duration = Fraction(analysis.duration_samples, analysis.sample_rate_hz)
    song_frames = round(duration * Fraction(analysis.rate.numerator, analysis.rate.denominator))
    return assembly_pb2.Certificate(
        film_sha256=film.sha256,
        song_sha256=song_sha256,
        film_frames=film.frames,
        song_frames=song_frames,
        frames_off=film.frames - song_frames,
        sync_error_seconds=film.sync_error_seconds,
        soundtrack=soundtrack,
        cuts=cut_statistics(analysis),
        animatic=any(clip.provenance.animatic for clip in request.clips),
        clips=[clip.provenance for clip in request.clips],
        written_by=request.script.written_by,
        heard_by=analysis.heard_by,
        findings=request.findings,
        waivers=request.waivers,
        issued_at=datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z"),
        songreel_version=version("songreel-assembly"),
        transitions=[opening.message() for opening in laid.openings],
        encoded_frames=laid.retouched.encoded_frames,
        words_burned_in=laid.words is not None,
    )


def cut_statistics(analysis: audio_pb2.SongAnalysis) -> assembly_pb2.CutStatistics:
    """Distances of the cuts from their musical moments, in frames. The film's first frame is no cut.

    A cut stands where its clip begins, and `clip_chain` has counted the frames of every clip.
    """
    rate = analysis.rate.numerator / analysis.rate.denominator
    cuts = analysis.shots[1:]
    errors = [
        abs(shot.start_frame - shot.cut.moment_seconds * rate) for shot in cuts if shot.cut.reason not in NOT_MUSICAL
    ]
    edges = [section.start_seconds * rate for section in analysis.sections[1:]]
    starts = [shot.start_frame for shot in cuts]
    return assembly_pb2.CutStatistics(
        cut_count=len(cuts),
        musical_count=len(errors),
        median_error_frames=median(errors) if errors else 0.0,
        worst_error_frames=max(errors, default=0.0),
        section_edge_count=len(edges),
        section_edges_cut=sum(any(abs(start - edge) <= 1 for start in starts) for edge in edges),
    )
