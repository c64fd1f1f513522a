"""What was measured on a film, each figure with what it is held against, if anything; and the verdict.

Blocking figures are known to be kept: a film that misses one is not delivered (`measuring.hold_against`). They stand in
the certificate all the same, for whoever did not see the gate.
"""

from collections.abc import Iterable
from fractions import Fraction

from songreel.assembly.v1 import assembly_pb2
from songreel.audio.v1 import audio_pb2
from songreel.critic.v1 import critic_pb2

from songreel_assembly.measuring import LARGEST_SYNC_ERROR_SECONDS

BLOCKING, THRESHOLD = assembly_pb2.FIGURE_KIND_BLOCKING, assembly_pb2.FIGURE_KIND_THRESHOLD
INFORMATION = assembly_pb2.FIGURE_KIND_INFORMATION
LARGEST_CUT_ERROR_FRAMES = 0.5
"""A moment lies at most half a frame from the frame nearest to it."""
ROUNDING = 1e-6
EVERY_SHOT = -1


def figures(certificate: assembly_pb2.Certificate, analysis: audio_pb2.SongAnalysis) -> list[assembly_pb2.Figure]:
    """Blocking ones first."""
    cuts, sound = certificate.cuts, certificate.soundtrack
    found = [
        _held(BLOCKING, "frames_off", abs(certificate.frames_off), 0, "frames",
              f"The film has {certificate.film_frames} frames, the song lasts {certificate.song_frames}."),
        _held(BLOCKING, "sync_error", 1000 * abs(certificate.sync_error_seconds), 1000 * LARGEST_SYNC_ERROR_SECONDS,
              "milliseconds", "Between the first frame and the song's first sample, by comparing samples."),
    ]  # fmt: skip
    if sound.stream_copied:
        changed = sound.song_packets_sha256 != sound.film_packets_sha256
        found.append(_held(BLOCKING, "song_changed", changed, 0, "", "The song's own packets, compared by sha256."))
    else:
        found.append(_told("song_encoded", 1, "", f"The song was encoded once, to {sound.codec}."))
    if cuts.musical_count:
        found.append(
            _held(THRESHOLD, "cut_error", cuts.worst_error_frames, LARGEST_CUT_ERROR_FRAMES, "frames",
                  f"The farthest of {cuts.musical_count} cuts from its musical moment; the median is "
                  f"{cuts.median_error_frames:.2f} frames.")
        )  # fmt: skip
    words = [word for line in analysis.lyrics.lines for word in line.words]
    if words:
        torn = torn_words(analysis)
        found.append(_held(THRESHOLD, "sung_words_cut", torn, 0, "words", f"Of {len(words)} sung words."))
    edges = cuts.section_edge_count
    found += [
        _told("section_edges_cut", cuts.section_edges_cut, "edges", f"Of {edges} edges between sections of the song."),
        _told("encoded_frames", certificate.encoded_frames, "frames",
              "Encoded again for transitions and words; every other frame is its clip's own bits."),
    ]  # fmt: skip
    if certificate.HasField("loudness"):
        loud = certificate.loudness
        found += [
            _told("loudness", loud.integrated_lufs, "LUFS", "Of the song (EBU R 128): measured, never altered."),
            _told("loudness_range", loud.range_lu, "LU", "Between its quiet and its loud parts."),
            _told("true_peak", loud.true_peak_dbtp, "dBTP", "The highest peak between samples."),
        ]
    return found


def words_figure(left_out: int) -> assembly_pb2.Figure:
    """Of words that were to be burned in."""
    return _held(THRESHOLD, "words_not_drawn", left_out, 0, "lines",
                 "Sung lines that are not in the picture as ordered: no font here has their letters.")  # fmt: skip


def torn_words(analysis: audio_pb2.SongAnalysis) -> int:
    """Sung words in whose middle the film cuts; within a frame of a word's edge is not in it."""
    rate = Fraction(analysis.rate.numerator, analysis.rate.denominator)
    cuts, frame = [float(shot.start_frame / rate) for shot in analysis.shots[1:]], float(1 / rate)
    words = [word for line in analysis.lyrics.lines for word in line.words]
    return sum(any(word.start_seconds + frame < cut < word.end_seconds - frame for cut in cuts) for word in words)


def passed(certificate: assembly_pb2.Certificate) -> bool:
    """Whether all that is held against something was kept, and every defect that was found is waived by somebody."""
    kept = all(figure.kept for figure in certificate.figures if figure.kind != INFORMATION)
    return kept and not list(unwaived(certificate.findings, certificate.waivers))


def unwaived(
    findings: Iterable[critic_pb2.Finding], waivers: Iterable[assembly_pb2.Waiver]
) -> Iterable[critic_pb2.Finding]:
    """Defects that nobody accepted; a waiver is of one shot's measure, or with -1 of the whole film's."""
    said = [waiver for waiver in waivers if _visible(waiver.waived_by) and _visible(waiver.reason)]
    accepted = {(waiver.measure, waiver.shot_index) for waiver in said}
    for finding in findings:
        known = {(finding.measure, finding.shot_index), (finding.measure, EVERY_SHOT)}
        if finding.severity == critic_pb2.SEVERITY_DEFECT and not known & accepted:
            yield finding


def _visible(text: str) -> bool:
    """Whether there is anything to read: no letters, spaces and letters without a shape are nobody's name."""
    return any(letter.isprintable() and not letter.isspace() for letter in text)


def _held(
    kind: "assembly_pb2.FigureKind.ValueType", name: str, value: float, limit: float, unit: str, sentence: str
) -> assembly_pb2.Figure:
    kept = value <= limit + ROUNDING
    return assembly_pb2.Figure(name=name, value=value, unit=unit, kind=kind, limit=limit, kept=kept, sentence=sentence)


def _told(name: str, value: float, unit: str, sentence: str) -> assembly_pb2.Figure:
    return assembly_pb2.Figure(name=name, value=value, unit=unit, kind=INFORMATION, kept=True, sentence=sentence)
