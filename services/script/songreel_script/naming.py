"""Who a brief's own words name: "two sisters cross the desert to find their father" has three people in it."""

import re
from dataclasses import dataclass

from songreel_script.cast import with_article
from songreel_script.repertoire import table, word_list
from songreel_script.wording import content_words, words

MOST_PEOPLE = 3
# The rest is looked at, not taken: "a boy and the girl" has two openings.
NAMED = re.compile(r"\b(an?|the|his|her|their|my|our|one|two|twin|both) (?=((?:[a-z-]+ ){0,2}[a-z-]+))", re.IGNORECASE)
WEARING = re.compile(r" (?:in|wearing|with) an? (?:[a-z-]+ )?[a-z-]+", re.IGNORECASE)
SIBLINGS = {"sister", "brother", "twin"}
LOVERS = {"lovers", "couple", "newlyweds"}


@dataclass(frozen=True)
class Named:
    """The people of a brief."""

    people: tuple[str, ...] = ()
    """Each as "a ...": "a lost cat", "a grandmother in a blue coat"."""
    companions: bool = False
    """The first two go together: two sisters, a boy and his dog."""


def people_in(theme: str) -> Named:
    """Who the theme names, in its order, a pair as two; at most three."""
    found: dict[str, list[str]] = {}
    companions = False
    end_before = -1
    for match in NAMED.finditer(theme):
        nouns = _noun_phrase(match.group(2))
        who = next(((i, _singular(noun)) for i, noun in enumerate(nouns) if _singular(noun)), None)
        if who is None or who[1] in found:
            continue
        position, noun = who
        phrase = " ".join([*(word for word in nouns[:position] if word not in {"last", "first", "only"}), noun])
        start = match.start(2)
        end = start + len(" ".join(nouns[: position + 1]))
        clothes = WEARING.match(theme, end)
        if noun != nouns[position] or nouns[position] in LOVERS or match.group(1).lower() in {"two", "twin", "both"}:
            companions = companions or not found
            found[noun] = _both(phrase, noun)
        else:
            companions = companions or (len(found) == 1 and theme[end_before : match.start()].strip(" ,") == "and")
            found[noun] = [with_article(phrase) + (clothes.group(0) if clothes else "")]
        end_before = clothes.end() if clothes else end
    people = [person for group in found.values() for person in group]
    return Named(tuple(people[:MOST_PEOPLE]), companions and len(people) > 1)


def deed_in(theme: str) -> str:
    """What the theme says is done, as "plays the piano"; empty where it says nothing that can be played.

    "two sisters cross the desert to find their father" gives "crosses the desert".
    """
    for match in NAMED.finditer(theme):
        nouns = _noun_phrase(match.group(2))
        position = next((i for i, noun in enumerate(nouns) if _singular(noun)), None)
        if position is None:
            continue
        start = match.start(2) + len(" ".join(nouns[: position + 1]))
        clothes = WEARING.match(theme, start)
        rest = re.split(r"[.;:!?]", theme[clothes.end() if clothes else start :])[0].strip()
        verb, _, after = rest.partition(" ")
        if people_in(theme).companions and verb.isalpha() and verb not in word_list("empty") and not verb.endswith("s"):
            verb += "es" if verb.endswith(("sh", "ch", "x", "o")) else "s"
        elif people_in(theme).companions and verb.endswith("ss"):
            verb += "es"
        whole = f"{verb} {after}"
        cuts = [
            whole[: cut.start()] for cut in re.finditer(r",| (?:to|in|on|at|and|while|with|through|across) ", whole)
        ]
        deed = next((deed for deed in [*cuts, whole] if _is_deed(deed)), "")
        if deed:
            return deed
    return ""


def _is_deed(phrase: str) -> bool:
    found = words(phrase)
    return (
        3 <= len(found) <= 8
        and len(content_words(phrase)) >= 2
        and len(found[0]) > 3
        and found[0].endswith("s")
        and not found[0].endswith(("ss", "us"))
        and not set(found) & (word_list("no_verbs") - {"the", "his", "her", "its"})
        and not set(found) & (word_list("abstract") | word_list("negations"))
    )


def _noun_phrase(text: str) -> list[str]:
    nouns: list[str] = []
    for word in text.lower().split():
        if word in word_list("empty") | {"who", "his", "her"}:
            break
        nouns.append(word)
    return nouns


def _singular(noun: str) -> str:
    """The kind of person that the noun names, in the singular; empty when it names none."""
    somebody = word_list("people") | word_list("female") | word_list("male") | {"newlyweds", "lovers"}
    irregular = table("words")["plurals"].get(noun, "")
    return next(
        (one for one in (noun, irregular, noun.removesuffix("s"), noun.removesuffix("es")) if one in somebody), ""
    )


def _both(phrase: str, noun: str) -> list[str]:
    """Two that can be told apart."""
    if noun in {"couple", "lovers", "lover", "newlyweds"}:
        return ["a young woman", "a young man"]
    first, second = ("older", "younger") if set(words(noun)) & SIBLINGS else ("tall", "small")
    return [f"an {first} {phrase}" if first == "older" else f"a {first} {phrase}", f"a {second} {phrase}"]
