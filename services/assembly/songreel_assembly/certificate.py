"""The certificate: what was measured on the finished film, who made it, and what was found and accepted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction
from importlib.metadata import version
from statistics import median

from songreel.assembly.v1 import assembly_pb2
from songreel.audio.v1 import audio_pb2
from songreel.critic.v1 import critic_pb2

from songreel_assembly.coverage import cover
from songreel_assembly.figures import figures, passed, words_figure
from songreel_assembly.laying import Laid
from songreel_assembly.measuring import FilmMeasure

FORM_VERSION = 2
"""Of the certificate as a document: 2 tells of takes, sections, money, energy and who declared consent."""
NOT_MUSICAL = frozenset(
    {audio_pb2.CUT_REASON_UNSPECIFIED, audio_pb2.CUT_REASON_LENGTH_LIMIT, audio_pb2.CUT_REASON_STRATEGY}
)


@dataclass(frozen=True)
class Made:
    """A film as it came out."""

    film: FilmMeasure
    soundtrack: assembly_pb2.Soundtrack
    laid: Laid
    song_sha256: str
    loudness: assembly_pb2.Loudness | None
    credentials: assembly_pb2.ContentCredentials | None


def certify(request: assembly_pb2.CutFilmRequest, made: Made) -> assembly_pb2.Certificate:
    """The certificate, unsigned."""
    analysis, film, provenances = request.analysis, made.film, [clip.provenance for clip in request.clips]
    duration = Fraction(analysis.duration_samples, analysis.sample_rate_hz)
    song_frames = round(duration * Fraction(analysis.rate.numerator, analysis.rate.denominator))
    certificate = assembly_pb2.Certificate(
        film_sha256=film.sha256,
        song_sha256=made.song_sha256,
        film_frames=film.frames,
        song_frames=song_frames,
        frames_off=film.frames - song_frames,
        sync_error_seconds=film.sync_error_seconds,
        soundtrack=made.soundtrack,
        cuts=cut_statistics(analysis),
        animatic=any(each.animatic for each in provenances),
        clips=provenances,
        written_by=request.script.written_by,
        heard_by=analysis.heard_by,
        findings=request.findings,
        waivers=request.waivers,
        issued_at=now(),
        songreel_version=version("songreel-assembly"),
        loudness=made.loudness,
        transitions=[opening.message() for opening in made.laid.openings],
        encoded_frames=made.laid.retouched.encoded_frames,
        words_burned_in=made.laid.words is not None,
        content_credentials=made.credentials,
        clip_files=[
            assembly_pb2.ClipFile(shot_index=clip.shot_index, sha256=clip.sha256, request_digest=clip.request_digest)
            for clip in request.clips
        ],
        consents=consents(request),
        form_version=FORM_VERSION,
        takes=request.takes,
        sections=cover(analysis),
    )
    certificate.figures.extend(figures(certificate, analysis))
    if made.laid.words or made.laid.lines_left_out:
        certificate.figures.append(words_figure(made.laid.lines_left_out))
    certificate.passed = passed(certificate)
    return certificate


def add(
    certificate: assembly_pb2.Certificate,
    findings: Iterable[critic_pb2.Finding],
    waivers: Iterable[assembly_pb2.Waiver],
) -> None:
    """Writes what was found or waived since into the certificate; its signature no longer fits."""
    certificate.findings.extend(each for each in findings if each not in certificate.findings)
    certificate.waivers.extend(each for each in waivers if each not in certificate.waivers)
    certificate.issued_at = now()
    certificate.passed = passed(certificate)


def now() -> str:
    """RFC 3339, UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def consents(request: assembly_pb2.CutFilmRequest) -> list[assembly_pb2.Consent]:
    """Records that the script names, then what was declared, or not, of the pictures that were uploaded."""
    named = [
        assembly_pb2.Consent(character_id=each.id, consent_uri=each.consent_uri)
        for each in request.script.characters
        if each.consent_uri
    ]
    return [*named, *request.consents]


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
