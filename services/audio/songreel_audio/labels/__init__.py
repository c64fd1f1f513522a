"""The labels that zero-shot taggers choose from: the service's own families, or those that a request brings.

Each TOML file beside this one is a family: its labels, and the sentences that they are put into. Several sentences are
averaged (prompt ensembling: A. Radford et al., "Learning transferable visual models from natural language
supervision", 2021).
"""

import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from songreel.audio.v1 import audio_pb2
from songreel_chassis.errors import InvalidInput

PLACE = "{}"
MOST_SETS = 16
MOST_LABELS = 1000
"""Of a request's sets together: each is a sentence for the text tower."""
LONGEST_FAMILY, LONGEST_LABEL, LONGEST_TEMPLATE = 40, 80, 200
"""Characters. The text tower reads 77 tokens, which this keeps below."""


@dataclass(frozen=True)
class Family:
    """Labels that compete with one another."""

    name: str
    templates: tuple[str, ...]
    """Each with one `{}`."""
    labels: tuple[str, ...]

    def sentences(self, template: str) -> list[str]:
        """The labels, each in its sentence."""
        return [template.replace(PLACE, label) for label in self.labels]


@cache
def own_families() -> tuple[Family, ...]:
    """The service's own, in alphabetical order."""
    tables = [tomllib.loads(path.read_text("utf-8")) for path in sorted(Path(__file__).parent.glob("*.toml"))]
    return tuple(Family(table["family"], tuple(table["templates"]), tuple(table["labels"])) for table in tables)


def read_label_sets(sets: Sequence[audio_pb2.LabelSet]) -> tuple[Family, ...]:
    """The families of a request, the service's own when it has none. Raises InvalidInput with the field's path."""
    if not sets:
        return own_families()
    _require(len(sets) <= MOST_SETS, "label_sets", f"Send at most {MOST_SETS} label sets; these are {len(sets)}.")
    count = sum(len(each.labels) for each in sets)
    _require(count <= MOST_LABELS, "label_sets", f"Send at most {MOST_LABELS} labels in all; these are {count}.")
    names = [each.family for each in sets]
    for index, each in enumerate(sets):
        _check(each, f"label_sets[{index}]")
        twice = names.index(each.family) < index
        _require(not twice, f"label_sets[{index}].family", f"There are two sets of family {each.family!r}; join them.")
    return tuple(Family(each.family, (each.template,), tuple(each.labels)) for each in sets)


def _check(each: audio_pb2.LabelSet, path: str) -> None:
    _require_text(each.family, f"{path}.family", LONGEST_FAMILY)
    _require_text(each.template, f"{path}.template", LONGEST_TEMPLATE)
    _require(
        each.template.count(PLACE) == 1,
        f"{path}.template",
        f"Put {PLACE} once where the label goes, as in 'This audio is a {PLACE} song.'; got {each.template!r}.",
    )
    _require(bool(each.labels), f"{path}.labels", "Give at least one label.")
    for place, label in enumerate(each.labels):
        _require_text(label, f"{path}.labels[{place}]", LONGEST_LABEL)
    twice = sorted(label for label, times in Counter(each.labels).items() if times > 1)
    _require(not twice, f"{path}.labels", f"Give each label once; twice there: {', '.join(twice)}.")


def _require_text(text: str, field: str, longest: int) -> None:
    _require(bool(text.strip()), field, "This must not be empty.")
    _require(len(text) <= longest, field, f"At most {longest} characters; these are {len(text)}.")


def _require(holds: bool, field: str, message: str) -> None:
    if not holds:
        raise InvalidInput(message, field=field)
