"""How long a word takes to sing, in syllables, for any language that is written with vowels; and a word's sound."""

import re
import unicodedata

VOWELS = re.compile(r"[aeiouyæœøаеёиоуыэюяіїєαεηιουω]+")
SIGN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
SOUNDS = (
    (re.compile(r"^k(?=n)|^w(?=r)|(?<=.)gh(?=t|$)"), ""),  # silent in English
    (re.compile(r"ph"), "f"),
    (re.compile(r"[ck]h?|q|x"), "k"),
    (re.compile(r"[sz]h?|tch|ch"), "s"),
    (re.compile(r"[dt]h?"), "t"),
    (re.compile(r"[bp]"), "p"),
    (re.compile(r"[vw]"), "f"),
    (re.compile(r"[mn]g?"), "n"),
    (re.compile(r"[gj]h?"), "k"),
    (re.compile(r"[aeiouyh]"), ""),
)


def bare(word: str) -> str:
    """The word without case, accents and punctuation: "Don't," is "dont"; may be empty."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in plain if sign.isalnum())


def syllables(word: str) -> int:
    """At least 1: runs of vowels, or signs where each is one."""
    if signs := SIGN.findall(word):
        return len(signs)
    plain = bare(word)
    groups = len(VOWELS.findall(plain))
    if groups > 1 and plain.endswith("e") and not plain.endswith(("le", "ee")):
        groups -= 1  # love, time
    return max(1, groups)


def sound(word: str) -> str:
    """Its consonants, those that are easily misheard made one: "night" and "knight" differ less than their letters.

    In the spirit of Soundex (R. C. Russell, 1918), without its limit of four signs.
    """
    plain = bare(word)
    for pattern, into in SOUNDS:
        plain = pattern.sub(into, plain)
    return re.sub(r"(.)\1+", r"\1", plain)
