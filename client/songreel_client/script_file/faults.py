"""What is wrong with a script file: every fault with its line and column, and what to do about it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from songreel_client.errors import BadInput, FieldFault
from songreel_client.texts import printable

Pointer = tuple[str, ...]
"""Names as the messages have them in JSON, and positions: ("shots", "3", "characterIds", "0")."""


@dataclass(frozen=True, order=True)
class Fault:
    """One thing to mend."""

    line: int
    """From 1."""
    column: int
    """From 1."""
    message: str


class BadScript(BadInput):
    """The script cannot be filmed as it is."""

    def __init__(self, path: Path, faults: Sequence[Fault]) -> None:
        self.path = path
        self.faults = sorted(set(faults))
        name = printable(str(path))
        lines = [f"{name}:{fault.line}:{fault.column}: {printable(fault.message)}" for fault in self.faults]
        count = "1 thing" if len(lines) == 1 else f"{len(lines)} things"
        super().__init__("\n".join([f"{count} to mend in the script.", *lines]))


class Places:
    """Where in the file each part of the script stands."""

    def __init__(self) -> None:
        self._places: dict[Pointer, tuple[int, int]] = {(): (1, 1)}

    def note(self, pointer: Pointer, line: int, column: int) -> None:
        """Both from 1."""
        self._places.setdefault(pointer, (line, column))

    def fault(self, pointer: Pointer, message: str) -> Fault:
        """At the part itself, or at the nearest one around it when it is missing."""
        while pointer not in self._places:
            pointer = pointer[:-1]
        return Fault(*self._places[pointer], message)

    def faults(self, found: Iterable[FieldFault]) -> list[Fault]:
        """Those that a gateway found in an order with this script; its pointers are into the request."""
        return [self.fault(pointer_of(each.pointer), each.detail) for each in found]


def pointer_of(text: str) -> Pointer:
    """From a JSON pointer into the request's body; the script's own members lose their first step."""
    steps = [step.replace("~1", "/").replace("~0", "~") for step in text.split("/")[1:]]
    if steps[:1] == ["script"]:
        return tuple(map(json_name, steps[1:]))
    return ("order", *map(json_name, steps))


def json_name(name: str) -> str:
    """`characterIds` for `character_ids`."""
    return re.sub(r"_([a-z])", lambda found: found.group(1).upper(), name)
