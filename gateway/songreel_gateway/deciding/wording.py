"""What people write: in letters that can be kept, and where it stands in signed certificates, that can be seen."""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

JOINING = frozenset("\n\t\u200c\u200d\u200e\u200f")
"""Line breaks, and what scripts and emoji need between their letters."""
HIDDEN = frozenset({"Cc", "Cf", "Cs"})
"""Categories: control letters, those that turn or hide others, halves of letters."""


def visible(text: str) -> str:
    """The text, which may be empty; else raises a ValueError that says which letter to leave out."""
    hidden = next((c for c in text if unicodedata.category(c) in HIDDEN and c not in JOINING), "")
    if hidden:
        raise ValueError(f"U+{ord(hidden):04X} cannot be seen: leave it out.")
    if text and not any(letter.isprintable() and not letter.isspace() for letter in text):
        raise ValueError("write it in letters that can be seen.")
    return text


def storable(text: str) -> str:
    """The text; else raises a ValueError. Postgres keeps no U+0000, and no sentence has one."""
    if "\0" in text:
        raise ValueError("U+0000 cannot be kept: leave it out.")
    return text


Storable = AfterValidator(storable)
Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100), AfterValidator(visible)]
Reason = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=500), AfterValidator(visible)]
Declarer = Annotated[str, StringConstraints(strip_whitespace=True, max_length=100), AfterValidator(visible)]
"""May be empty: nobody declares it."""
Statement = Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000), AfterValidator(visible)]
