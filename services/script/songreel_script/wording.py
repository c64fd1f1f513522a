"""Clean words: control characters gone, length cut at a word, and the sets of words that reviews compare."""

import functools
import re
import unicodedata

from songreel_script.repertoire import word_list

WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")


def clean(text: str, limit: int) -> str:
    """One line of at most `limit` characters: no control or invisible characters, cut between words."""
    kept = (c if unicodedata.category(c)[0] != "C" else " " for c in unicodedata.normalize("NFC", text[: limit * 8]))
    line = " ".join("".join(kept).split())
    if len(line) <= limit:
        return line
    cut = line[: limit + 1].rsplit(" ", 1)[0]
    return (cut if len(cut) <= limit else line[:limit]).rstrip(" ,;:-")


def words(text: str) -> list[str]:
    """The words of a text in order, lower-case, ASCII letters only, without a possessive."""
    return [word.removesuffix("'s") for word in WORD.findall(text.lower())]


def content_words(text: str) -> frozenset[str]:
    """The words that say something."""
    return frozenset(words(text)) - word_list("empty")


@functools.lru_cache(4096)
def lemmas(text: str) -> frozenset[str]:
    """The words that say something without their endings: "dances" and "dancing" are one."""
    return frozenset(_bare(word) for word in content_words(text))


def _bare(word: str) -> str:
    """The word without "s", "ed" or "ing", roughly: never shorter than three letters."""
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and not word.endswith("ss") and len(word) - len(ending) >= 3:
            word = word.removesuffix(ending)
            word = word[:-1] if ending in {"ing", "ed"} and len(word) > 3 and word[-1] == word[-2] else word
            break
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def likeness(one: str, other: str) -> float:
    """Shared content words, whatever their endings, over all content words (Jaccard), from 0 to 1."""
    a, b = lemmas(one), lemmas(other)
    return len(a & b) / len(a | b) if a | b else 0.0


def has_phrase(text: str, phrase: str) -> bool:
    """The phrase's words stand in the text, in order and side by side."""
    wanted = _in_a_row(phrase)
    return wanted != NOTHING and wanted in _in_a_row(text)


NOTHING = "  "


@functools.lru_cache(4096)
def _in_a_row(text: str) -> str:
    """Its words with a space before and behind each. The same texts are asked for again and again: places and lights
    are held against every hour of the day."""
    return f" {' '.join(words(text))} "


def head_of(phrase: str) -> list[str]:
    """The words of a phrase that say what it is: those before "with", "of", "above" and the like."""
    head = words(phrase)
    for stop in word_list("after_head"):
        head = head[: head.index(stop)] if stop in head[1:] else head
    return head


def slug(text: str) -> str:
    """Lower-case words and hyphens; empty when the text has no letters."""
    return "-".join(words(text))[:40].strip("-")
