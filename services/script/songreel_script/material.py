"""Words of clients, singers and models as material for a prompt: data behind a fence that it cannot leave.

A prompt has one line of JSON between two lines of dashes. JSON strings end no line, so no text can close the fence; and
what chat templates are made of (`<|im_start|>`, `<｜Assistant｜>`, `</think>`, `[INST]`) needs characters that no text
keeps: servers look for such tokens in everything they are sent, quoted or not.
"""

import json
from collections.abc import Mapping

FENCE = "-----"
LOOKALIKES = str.maketrans({"<": "‹", ">": "›", "[": "(", "]": ")", "｜": "/", "＜": "‹", "＞": "›"})


def harmless(text: str) -> str:
    """The text without the characters that special tokens of chat templates are written with."""
    return text.translate(LOOKALIKES)


def material(entries: Mapping[str, object]) -> str:
    """The entries as one line of JSON, empty ones left out, every text in it harmless."""
    kept = {name: value for name, value in entries.items() if value or value == 0}
    return json.dumps(_harmless(kept), ensure_ascii=False, separators=(",", ":"))


def fenced(entries: Mapping[str, object]) -> str:
    """The material between its lines."""
    return f"{FENCE}\n{material(entries)}\n{FENCE}"


def _harmless(value: object) -> object:
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, Mapping):
        return {name: _harmless(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_harmless(item) for item in value]
    return value
