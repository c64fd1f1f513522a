"""What the film does with each section of the song: how many shots it has, and whether it opens with a cut."""

from songreel.assembly.v1 import assembly_pb2
from songreel.audio.v1 import audio_pb2


def cover(analysis: audio_pb2.SongAnalysis) -> list[assembly_pb2.SectionCoverage]:
    """Of the song's sections, in order; a cut within a frame of an edge is on it, as frames are whole."""
    if not analysis.sections or not analysis.shots:
        return []
    rate = analysis.rate.numerator / analysis.rate.denominator
    edges = [round(section.start_seconds * rate) for section in analysis.sections]
    ends = [*edges[1:], analysis.shots[-1].end_frame]
    return [
        assembly_pb2.SectionCoverage(
            label=section_label(section),
            start_frame=start,
            end_frame=end,
            shot_count=sum(shot.start_frame < end and start < shot.end_frame for shot in analysis.shots),
            opens_with_cut=start <= 1 or any(abs(shot.start_frame - start) <= 1 for shot in analysis.shots),
        )
        for section, start, end in zip(analysis.sections, edges, ends, strict=True)
    ]


def section_label(section: audio_pb2.Section) -> str:
    """As it was heard: "verse B"; "section 3" for one without a name."""
    kind = audio_pb2.SectionKind.Name(section.kind).removeprefix("SECTION_KIND_").lower().replace("_", "-")
    name = f"section {section.index + 1}" if kind == "unspecified" else kind
    return f"{name} {section.letter}".strip()
