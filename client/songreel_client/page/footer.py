"""The page's foot: what the signs mean and how often each is there, and who heard all this."""

from collections import Counter

from songreel.audio.v1 import audio_pb2

from songreel_client.heard import counted_reason
from songreel_client.page.fonts import Style
from songreel_client.page.ink import FAINT, HAIR, INK, QUIET
from songreel_client.page.paper import Paper
from songreel_client.page.reading import Heard
from songreel_client.page.signs import draw_sign
from songreel_client.texts import printable

HEIGHT = 84
KEY, FINE = Style(12), Style(10.5)


def draw(paper: Paper, analysis: audio_pb2.SongAnalysis, heard: Heard, top: float, left: float, right: float) -> None:
    """From `top` down, HEIGHT in all."""
    x = left
    if len(heard.shots) > 1:
        x += paper.text((x, top + 26), "Cuts fall on", KEY, QUIET) + 16
    for reason, count in sorted(Counter(shot.reason for shot in heard.shots[1:]).items()):
        draw_sign(paper, reason, (x + 4, top + 22))
        x += paper.text((x + 14, top + 26), counted_reason(count, reason), KEY, INK, room=right - x - 14) + 34
    paper.line((left, top + 40), (right, top + 40), HAIR)
    paper.text((left, top + 58), " · ".join(sources(analysis)), FINE, FAINT, room=right - left)


def sources(analysis: audio_pb2.SongAnalysis) -> list[str]:
    """The models and methods, the frame grid, and the song's own name for itself."""
    found = [f"{printable(each.task)}: {printable(each.model)}" for each in analysis.heard_by]
    if analysis.rate.denominator:
        found.append(f"cuts on {analysis.rate.numerator / analysis.rate.denominator:g} frames a second")
    if analysis.song_sha256:
        found.append(f"sha256 {printable(analysis.song_sha256[:12])}")
    return found
