"""What a recogniser wrote down, and which of it was really sung.

A recogniser that hears no words invents some. Its own doubt does not tell: over instrumentals Whisper's avg_logprob is
at -0.95 to -1.15, over hard singing at -0.74 to -1.09 (docs/decisions/0011-lyrics.md). So a line must lie where a voice
is heard, must not be one of the lines that recognisers invent, and must not repeat itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from songreel_audio.lyrics.syllables import bare
from songreel_audio.lyrics.timeline import TimedLine, TimedWord

LEAST_SURE = -1.1
LEAST_SUNG = 0.25
"""Of a line's time, somebody must be heard to sing."""
UNHEARD_SPEECH = 0.6
UNHEARD_SURE = -0.8
"""Where nobody listens for voices, the recogniser itself has to be this sure, and surer than this that it is speech."""
MOST_REPETITIVE = 2.4
"""Whisper's own bound of compressed length: above, it loops."""
FEWEST_WORDS = 4
"""Nobody sings fewer in a song; a recogniser that finds fewer made them up."""
INVENTED = frozenset(
    bare(line)
    for line in (
        "",
        "you",
        "thank you",
        "thank you very much",
        "thanks",
        "thanks for watching",
        "thank you for watching",
        "please subscribe",
        "subscribe",
        "bye",
        "bye bye",
        "the end",
        "music",
        "applause",
        "silence",
        "instrumental",
        "foreign",
        "so",
        "oh",
        "uh",
        "hmm",
        "untertitel der amara.org-community",
        "sous-titres réalisés par la communauté d'amara.org",
        "ご視聴ありがとうございました",
    )
)


@dataclass(frozen=True)
class HeardLine:
    """A line as a recogniser wrote it down."""

    words: tuple[TimedWord, ...]
    sureness: float
    """Mean log probability of its tokens."""
    no_speech: float
    """Probability that nobody speaks."""
    repetition: float
    """How many times shorter it becomes when compressed."""

    @property
    def text(self) -> str:
        """Its words."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True)
class Transcript:
    """Everything that was recognised in a song."""

    language: str
    """BCP 47; empty when nothing was recognised."""
    lines: tuple[HeardLine, ...]


NOTHING_HEARD = Transcript("", ())


def sung_lines(transcript: Transcript, stretches: Sequence[tuple[float, float]] | None) -> list[TimedLine]:
    """The lines that were really sung; `stretches` says where a voice is heard, None when nobody listens for it."""
    kept = [
        TimedLine(line.text, line.words, line.words[0].start_seconds, line.words[-1].end_seconds)
        for line in transcript.lines
        if line.words and _believed(line, stretches)
    ]
    return kept if sum(len(line.words) for line in kept) >= FEWEST_WORDS else []


def _believed(line: HeardLine, stretches: Sequence[tuple[float, float]] | None) -> bool:
    if bare(line.text) in INVENTED or line.sureness < LEAST_SURE or line.repetition > MOST_REPETITIVE:
        return False
    if not _of_letters(line.text):
        return False
    if stretches is None:
        return line.sureness >= UNHEARD_SURE and line.no_speech < UNHEARD_SPEECH
    start, end = line.words[0].start_seconds, line.words[-1].end_seconds
    sung = sum(max(0.0, min(b, end) - max(a, start)) for a, b in stretches)
    return sung >= LEAST_SUNG * (end - start) and sung > 0


def _of_letters(text: str) -> bool:
    """Whether most signs are letters, and not all the same: no digits or clicks without end."""
    signs = [sign for sign in text.casefold() if not sign.isspace()]
    letters = [sign for sign in signs if sign.isalpha()]
    return 2 * len(letters) > len(signs) and len(set(letters)) > 1
