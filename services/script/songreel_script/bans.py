"""What may not be seen: the brief's own list, held against every text that could put it into a picture."""

from collections.abc import Iterable, Sequence

from songreel_script.wording import words


def shows(text: str, ban: str) -> bool:
    """The text names what is banned, in the singular or the plural: "two guns" shows "gun"."""
    said, wanted = [_stem(word) for word in words(text)], [_stem(word) for word in words(ban)]
    if not wanted:  # another alphabet
        return bool(ban.strip()) and ban.casefold().strip() in text.casefold()
    return any(said[i : i + len(wanted)] == wanted for i in range(len(said) - len(wanted) + 1))


def free_of(texts: Iterable[str], bans: Sequence[str]) -> list[str]:
    """The texts that show nothing banned."""
    return [text for text in texts if not any(shows(text, ban) for ban in bans)]


def _stem(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
