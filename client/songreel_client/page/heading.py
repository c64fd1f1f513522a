"""The page's head: the song's name, the facts in large figures, and what the whole track sounds like."""

from collections.abc import Iterable
from statistics import median

from songreel.audio.v1 import audio_pb2

from songreel_client.heard import CLEAR_KEY, counted, precise_clock, tag_families
from songreel_client.page.fonts import Style, measure
from songreel_client.page.ink import FAINT, HAIR, INK, QUIET
from songreel_client.page.paper import Paper
from songreel_client.page.reading import Heard
from songreel_client.texts import finite, printable

HEIGHT, SOUNDS_HEIGHT = 152, 26
TITLE_SIZE, SMALLEST_TITLE = 31, 18
TITLE, VALUE, UNIT, LABEL = Style(TITLE_SIZE, 600), Style(22, 500), Style(12), Style(11)
SOUND, SOUND_FAMILY = Style(13), Style(13, 400)
FACT_WIDTH = 184
TAGS, TAGS_OF_FAMILY = 12, 4

Fact = tuple[str, str, str]


def height(analysis: audio_pb2.SongAnalysis) -> int:
    """Less without tags."""
    return HEIGHT + (SOUNDS_HEIGHT if analysis.tags else 0)


def draw(paper: Paper, analysis: audio_pb2.SongAnalysis, heard: Heard, title: str, left: float, right: float) -> None:
    """From the top of the page down."""
    mark = paper.text((right, 58), "songreel hear", LABEL, FAINT, align=1.0)
    room = right - left - mark - 24
    sizes = (Style(size, TITLE.weight) for size in range(TITLE_SIZE, SMALLEST_TITLE, -1))
    style = next((style for style in sizes if measure(title, style) <= room), Style(SMALLEST_TITLE, TITLE.weight))
    paper.text((left - 1.5, 62), title, style, INK, room=room)
    paper.line((left, 80), (right, 80), HAIR)
    for number, (label, value, unit) in enumerate(facts(analysis, heard)):
        x = left + FACT_WIDTH * number
        paper.text((x, 100), label, LABEL, QUIET)
        width = paper.text((x - 0.8, 124), value, VALUE, INK, room=FACT_WIDTH - 12)
        paper.text((x + width + 5, 124), unit, UNIT, QUIET, room=FACT_WIDTH - width - 14)
    sounds(paper, analysis, left, right)


def facts(analysis: audio_pb2.SongAnalysis, heard: Heard) -> Iterable[Fact]:
    """Label, value, unit or note."""
    tempo, key = analysis.tempo, analysis.key
    yield "Length", precise_clock(heard.duration), ""
    if finite(tempo.bpm) > 0:
        yield "Tempo", f"{tempo.bpm:.1f}", f"bpm, trust {finite(tempo.trust):.2f}"
        yield "Metre", f"{tempo.beats_per_bar}", f"beat{'' if tempo.beats_per_bar == 1 else 's'} a bar"
    else:
        yield "Tempo", "none", "no beat was found"
        yield "Metre", "none", ""
    mode = {audio_pb2.MODE_MAJOR: " major", audio_pb2.MODE_MINOR: " minor"}.get(key.mode, "")
    unsure = "" if finite(key.confidence) >= CLEAR_KEY else "doubtful"
    yield ("Key", printable(key.tonic) + mode, unsure) if key.tonic else ("Key", "none", "")
    letters = {part.letter for part in heard.sections}
    yield "Sections", str(len(heard.sections)), f"of {counted(len(letters), 'kind')}" if letters else ""
    lengths = [shot.end - shot.start for shot in heard.shots]
    yield "Shots", str(len(lengths)), f"median {median(lengths):.1f} s" if lengths else ""


def sounds(paper: Paper, analysis: audio_pb2.SongAnalysis, left: float, right: float) -> None:
    """The track's own tags in one line, families in grey."""
    x, families = left, tag_families(analysis.tags)
    for family, tags in families.items():
        labels = ", ".join(printable(tag.label) for tag in tags[: max(1, min(TAGS_OF_FAMILY, TAGS // len(families)))])
        x += paper.text((x, 152), printable(family), SOUND_FAMILY, QUIET, room=right - x) + 6
        x += paper.text((x, 152), labels, SOUND, INK, room=right - x) + 20
        if x > right - 40:
            break
