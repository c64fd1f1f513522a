"""What is not for everybody: words that stay out of a film's texts, whoever sang or wrote them.

A small table of ours: the word lists on PyPI are no longer kept, or score whole sentences, and none tells a word that
may be sung from one that may not be filmed.
"""

import re
from collections.abc import Callable, Iterable
from typing import TypeAlias

from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2
from songreel_chassis.errors import InvalidInput

from songreel_script.repertoire import table, word_list

Explicitness: TypeAlias = "script_pb2.Explicitness.ValueType"
MATURE = script_pb2.EXPLICITNESS_MATURE
WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?")


def unfilmable(text: str, brief: script_pb2.Brief) -> list[str]:
    """The words of the text that this brief's film may not show, in their order.

    What else nobody asked for (a gun, blood) may be shown to everybody where the brief itself speaks of it, not because
    it is sung.
    """
    if brief.explicitness == MATURE:
        return _found(text, _rows("never"))
    asked = [brief.text, *brief.story_cues, *(character.description for character in brief.characters)]
    own = {word for said in asked for word in _words(said)}
    return _found(text, _rows("never", "sensual", "profane") | (word_list("unasked") - own))


def masked(text: str, explicitness: Explicitness) -> str:
    """A line of lyrics with such words as their first letter and asterisks, as players show them."""
    if explicitness == MATURE:
        return text
    return _replaced(text, _rows("profane"), lambda word: word[0] + "*" * (len(word) - 1))


def without(text: str, explicitness: Explicitness) -> str:
    """A text of the brief without words that no film of that explicitness may go by."""
    barred = _rows("never") if explicitness == MATURE else _rows("never", "profane")
    left = _replaced(text, barred, lambda word: "")
    return text if left == text else " ".join(left.split())


def clean_lyrics(analysis: audio_pb2.SongAnalysis, explicitness: Explicitness) -> audio_pb2.SongAnalysis:
    """The analysis with its lyrics masked; the same object where nothing had to be."""
    lines = [masked(line.text, explicitness) for line in analysis.lyrics.lines]
    if lines == [line.text for line in analysis.lyrics.lines]:
        return analysis
    copy = audio_pb2.SongAnalysis()
    copy.CopyFrom(analysis)
    for line, text in zip(copy.lyrics.lines, lines, strict=True):
        line.text = text
    return copy


def check_cast(brief: script_pb2.Brief) -> None:
    """Raises InvalidInput for a character whose fixed wording is too much: it would stand in every prompt, verbatim."""
    for position, character in enumerate(brief.characters):
        for name in ("description", "build", "hair", "wardrobe"):
            text = getattr(character, name)
            frank = [] if brief.explicitness == MATURE else _found(text, _rows("profane", "sensual"))
            if found := _found(text, _rows("never")) or frank:
                way = (
                    "Word it otherwise, or set the explicitness to MATURE." if found == frank else "Word it otherwise."
                )
                raise InvalidInput(
                    f"{found[0]!r} is nothing that this film may show. Word it otherwise{way}.",
                    field=f"brief.characters[{position}].{name}",
                )


def _rows(*names: str) -> frozenset[str]:
    rows = table("explicit")
    return frozenset(" ".join(rows[name] for name in names).split())


def _words(text: str) -> Iterable[str]:
    return (match.group(0).lower().removesuffix("'s") for match in WORD.finditer(text))


def _found(text: str, barred: frozenset[str]) -> list[str]:
    return [word for word in _words(text) if word in barred]


def _replaced(text: str, barred: frozenset[str], by: Callable[[str], str]) -> str:
    return WORD.sub(lambda match: by(match.group(0)) if _found(match.group(0), barred) else match.group(0), text)
