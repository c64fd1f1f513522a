"""What is known of audio-language models: how long a stretch they hear, and what their weights may be used for.

A model that is given more than its window hears the beginning of it and says nothing (Qwen2-Audio), so a window that
is not known must be set.
"""

import re
from dataclasses import dataclass

from songreel_chassis.errors import NotConfigured


@dataclass(frozen=True)
class KnownModel:
    """A line of the table."""

    pattern: str
    """Of its name, or of its class in transformers; case does not matter."""
    window_seconds: float
    licence: str
    commercial: bool
    source: str
    """Of the window."""


NVIDIA = "NVIDIA OneWay Noncommercial"
TABLE = (
    KnownModel(r"qwen2[-_]?audio", 30.0, "Apache-2.0", True, "its feature extractor cuts at 30 s"),
    KnownModel(r"music[-_]?flamingo", 1200.0, NVIDIA, False, "max_audio_len of its processor"),
    KnownModel(r"audio[-_]?flamingo[-_]?3", 600.0, NVIDIA, False, "max_audio_len of its processor"),
    KnownModel(r"qwen2[.]?5[-_]?omni", 300.0, "Apache-2.0", True, "our choice: no limit is documented"),
    KnownModel(r"qwen3[-_]?omni", 1200.0, "Apache-2.0", True, "our choice, below the 40 minutes of its report"),
)


def known_model(name: str) -> KnownModel | None:
    """By the server's name for it, or by its class: "Qwen/Qwen2-Audio-7B-Instruct"."""
    return next((each for each in TABLE if re.search(each.pattern, name, re.IGNORECASE)), None)


def check_licence(name: str, allow_noncommercial: bool) -> str:
    """The licence, empty where it is not known. Raises NotConfigured where commercial use is forbidden."""
    known = known_model(name)
    if known and not known.commercial and not allow_noncommercial:
        raise NotConfigured(
            f"The weights of {name} are under {known.licence}. Set SONGREEL_LALM_ALLOW_NONCOMMERCIAL=true where that "
            "is right for you, or take another model."
        )
    return known.licence if known else ""


def window_of(name: str, wanted_seconds: float) -> float:
    """Seconds that the model hears at once. Raises NotConfigured where that is neither known nor set, or too much."""
    known = known_model(name)
    if known is None and not wanted_seconds:
        raise NotConfigured(
            f"How long a stretch {name} hears at once is not known. Set SONGREEL_LALM_WINDOW_SECONDS to it: a model "
            "that is given more cuts it off without a word."
        )
    if known and wanted_seconds > known.window_seconds:
        raise NotConfigured(
            f"{name} hears {known.window_seconds:g} s at once ({known.source}), not {wanted_seconds:g} s. Lower "
            "SONGREEL_LALM_WINDOW_SECONDS, or leave it away."
        )
    return wanted_seconds or (known.window_seconds if known else 0.0)
