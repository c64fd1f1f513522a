"""What was heard in a song, in lines for a person."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from statistics import median

from songreel.audio.v1 import audio_pb2

from songreel_client.reporting import columns
from songreel_client.texts import clock, finite, printable

SongAnalysis = audio_pb2.SongAnalysis

TAGS_OF_SECTION, TAGS_OF_FAMILY = 3, 6
SURE = 0.5  # a grid or a key below this is told as doubtful
CLEAR_KEY = 0.05
LONGEST_SECONDS = 1e9
BY_RULE = {
    audio_pb2.CUT_REASON_LENGTH_LIMIT: "at the length limit",
    audio_pb2.CUT_REASON_STRATEGY: "by the strategy alone",
}


def lines(analysis: SongAnalysis, name: str) -> Iterable[str]:
    """The whole summary."""
    yield f"Heard     {printable(name)}"
    yield f"          {' · '.join(facts(analysis))}"
    if analysis.sections:
        yield "Sections"
        yield from (f"  {line}" for line in columns(section_rows(analysis)))
    if analysis.turns:
        yield f"Turns     {', '.join(map(turn_fact, analysis.turns))}"
    families = tag_families(analysis.tags)
    for number, (family, tags) in enumerate(families.items()):
        shown = ", ".join(f"{printable(tag.label)} {tag.score:.2f}" for tag in tags[:TAGS_OF_FAMILY])
        yield f"{'' if number else 'Tags':<10}{printable(family)}: {shown}"
    if analysis.lyrics.lines:
        yield from lyric_lines(analysis.lyrics)
    if analysis.shots:
        yield f"Cuts      {', '.join(cut_facts(analysis))}"
    if analysis.heard_by:
        yield f"Heard by  {', '.join(f'{printable(each.task)}: {printable(each.model)}' for each in analysis.heard_by)}"


def facts(analysis: SongAnalysis) -> Iterable[str]:
    """Length, tempo, metre, key."""
    yield precise_clock(analysis.duration_seconds)
    tempo = analysis.tempo
    if tempo.bpm:
        doubt = "" if tempo.trust >= SURE else ", doubtful"
        yield f"{tempo.bpm:.1f} bpm (trust {tempo.trust:.2f}{doubt})"
        yield f"{tempo.beats_per_bar} beats a bar"
    else:
        yield "no beat"
    yield key_name(analysis.key)


def key_name(key: audio_pb2.Key) -> str:
    """`A minor`, with a word of doubt where it is due."""
    if not key.tonic:
        return "no key"
    mode = {audio_pb2.MODE_MAJOR: " major", audio_pb2.MODE_MINOR: " minor"}.get(key.mode, "")
    return f"{printable(key.tonic)}{mode}{'' if key.confidence >= CLEAR_KEY else ' (doubtful)'}"


def section_rows(analysis: SongAnalysis) -> list[tuple[str, ...]]:
    """A table, its head first."""
    head = ("start", "kind", "like", "bars", "energy", "vocals", "trust", "tags")
    return [head, *(section_row(analysis, section) for section in analysis.sections)]


def section_row(analysis: SongAnalysis, section: audio_pb2.Section) -> tuple[str, ...]:
    """One section's cells."""
    downbeats = [beat.seconds for beat in analysis.beats if beat.bar_position == 1]
    bars = sum(section.start_seconds - 0.05 <= at < section.end_seconds - 0.05 for at in downbeats)
    tags = section_tags(analysis, section)
    return (
        clock(section.start_seconds),
        kind_name(section.kind),
        printable(section.letter) or "-",
        str(bars) if bars else "-",
        f"{section.energy:.2f}",
        f"{section.vocal:.0%}" if analysis.vocal.values else "-",
        f"{section.beat_trust:.2f}",
        ", ".join(printable(tag) for tag in tags[:TAGS_OF_SECTION]),
    )


def turn_fact(turn: audio_pb2.Turn) -> str:
    """`surge at 0:26`."""
    return f"{'surge' if turn.change > 0 else 'drop'} at {clock(turn.seconds)}"


def section_tags(analysis: SongAnalysis, section: audio_pb2.Section) -> list[str]:
    """Labels of the section's segments, the strongest first."""
    scores: defaultdict[str, float] = defaultdict(float)
    for segment in analysis.segments:
        if segment.section_index == section.index:
            for tag in segment.tags:
                scores[tag.label] += tag.score * max(0.0, segment.end_seconds - segment.start_seconds)
    return sorted(scores, key=lambda label: -scores[label])


def tag_families(tags: Iterable[audio_pb2.Tag]) -> dict[str, list[audio_pb2.Tag]]:
    """Tags by family, in the order in which the families come."""
    families: dict[str, list[audio_pb2.Tag]] = {}
    for tag in tags:
        families.setdefault(tag.family, []).append(tag)
    return families


def lyric_lines(lyrics: audio_pb2.Lyrics) -> Iterable[str]:
    """All lines with their times."""
    whose = "as given" if lyrics.supplied else "as heard"
    language = f", {printable(lyrics.language)}" if lyrics.language else ""
    yield f"Lyrics    {counted(len(lyrics.lines), 'line')}, {whose}{language}"
    for line in lyrics.lines:
        yield f"  {precise_clock(line.start_seconds):>8}  {printable(line.text)}"


def cut_facts(analysis: SongAnalysis) -> Iterable[str]:
    """Number and lengths of the shots, then the reasons with their counts."""
    rate = analysis.rate.numerator / max(1, analysis.rate.denominator) or 1.0
    lengths = [(shot.end_frame - shot.start_frame) / rate for shot in analysis.shots]
    spread = f"{min(lengths):.1f} to {max(lengths):.1f} s (median {median(lengths):.1f})"
    yield f"{len(lengths)} shots of {spread}" if len(lengths) > 1 else f"1 shot of {lengths[0]:.1f} s"
    reasons = Counter(shot.cut.reason for shot in analysis.shots[1:])
    for reason, count in reasons.most_common():
        yield counted_reason(count, reason)


def kind_name(kind: "audio_pb2.SectionKind.ValueType") -> str:
    """`pre-chorus`; `section` for one that this version does not know."""
    known = audio_pb2.SectionKind.DESCRIPTOR.values_by_number.get(kind) if kind else None
    return known.name.removeprefix("SECTION_KIND_").lower().replace("_", "-") if known else "section"


def reason_name(reason: "audio_pb2.CutReason.ValueType") -> str:
    """`section edge`; `cut` for one that this version does not know."""
    known = audio_pb2.CutReason.DESCRIPTOR.values_by_number.get(reason) if reason else None
    return known.name.removeprefix("CUT_REASON_").lower().replace("_", " ") if known else "cut"


def counted_reason(count: int, reason: "audio_pb2.CutReason.ValueType") -> str:
    """`1 downbeat`, `2 at the length limit`."""
    return f"{count} {BY_RULE[reason]}" if reason in BY_RULE else counted(count, reason_name(reason))


def counted(count: int, noun: str) -> str:
    """`1 shot`, `2 shots`."""
    plural = noun if count == 1 else f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{count} {plural}"


def precise_clock(seconds: float) -> str:
    """1:05.3 for 65.3 seconds."""
    tenths = round(10 * min(max(0.0, finite(seconds)), LONGEST_SECONDS))
    return f"{clock(tenths // 10)}.{tenths % 10}"
