"""What was heard in a song, in words for a prompt: tags with their scores, tempo and metre, key."""

from collections.abc import Iterable

from songreel.audio.v1 import audio_pb2

TAGS_A_FAMILY = 3
TAGS_A_SECTION = 4
LEAST_TRUST = 0.3
"""Below this a beat is as good as none."""


def track_tags(analysis: audio_pb2.SongAnalysis) -> str:
    """ "genre: electronic 0.50, pop 0.30; mood: sad 0.41"."""
    families: dict[str, list[audio_pb2.Tag]] = {}
    for tag in analysis.tags:
        families.setdefault(tag.family or "tags", []).append(tag)
    parts = [f"{family}: {_scored(tags[:TAGS_A_FAMILY])}" for family, tags in families.items()]
    return "; ".join(parts) or "none"


def section_tags(analysis: audio_pb2.SongAnalysis, section_index: int) -> str:
    """The section's best tags, by the length of the segments that have them: "guitar 0.61, loud 0.40"; may be empty."""
    weights: dict[str, float] = {}
    whole = 0.0
    for segment in analysis.segments:
        if segment.section_index == section_index:
            length = segment.end_seconds - segment.start_seconds
            whole += length
            for tag in segment.tags:
                weights[tag.label] = weights.get(tag.label, 0.0) + tag.score * length
    best = sorted(weights, key=lambda label: -weights[label])[:TAGS_A_SECTION]
    return _scored(audio_pb2.Tag(label=label, score=weights[label] / whole) for label in best)


def tempo_words(analysis: audio_pb2.SongAnalysis) -> str:
    """ "120 beats a minute, 4 in a bar"."""
    tempo = analysis.tempo
    if not tempo.bpm or tempo.trust < LEAST_TRUST:
        return "no steady beat"
    metre = f", {tempo.beats_per_bar} in a bar" if tempo.beats_per_bar else ""
    return f"{tempo.bpm:.0f} beats a minute{metre}"


def key_words(analysis: audio_pb2.SongAnalysis) -> str:
    """ "A minor"."""
    mode = {audio_pb2.MODE_MAJOR: " major", audio_pb2.MODE_MINOR: " minor"}.get(analysis.key.mode, "")
    return f"{analysis.key.tonic}{mode}" if analysis.key.tonic else "none heard"


def _scored(tags: Iterable[audio_pb2.Tag]) -> str:
    return ", ".join(f"{tag.label.lower()} {tag.score:.2f}" for tag in tags)
