"""Names as people write them: fields with underscores, choices in small words, numbers from 1."""

from typing import Any

from songreel_client.script_file.document import PEOPLES_NUMBERS
from songreel_client.script_file.nodes import MappingNode, Node, ScalarNode, SequenceNode

NULL = "tag:yaml.org,2002:null"
COLOURS = ("palette", "colours")
NO_MESSAGE = ("songreel_script", "song", "order", "analysis", "script_id", "script")
"""What stands beside a script in its file."""


def names_of(descriptor: Any, outermost: bool) -> dict[str, str]:
    """Names that may stand in a file, with those of the message's fields."""
    names = {each.json_name: each.name for each in descriptor.fields}
    names |= {each.name: each.name for each in descriptor.fields}
    names |= {people: people for people, name in PEOPLES_NUMBERS.items() if name in descriptor.fields_by_name}
    return names | ({name: name for name in NO_MESSAGE} if outermost else {})


def spelled(known: dict[str, str]) -> list[str]:
    """The names that files use, each once."""
    hidden = {"index", "section_index", "prompt", "written_by", "script_id", "analysis", "script", "songreel_script"}
    return [name for name in dict.fromkeys(known.values()) if name not in hidden]


def prefix(one: Any) -> str:
    """What all names of the enum begin with: `CAMERA_MOVE_`."""
    return str(one.enum_type.values[0].name).removesuffix("UNSPECIFIED")


def short(name: str, one: Any) -> str:
    """`push in` for `CAMERA_MOVE_PUSH_IN`."""
    return plain(name.removeprefix(prefix(one)))


def plain(text: str) -> str:
    """Small letters, with spaces between words."""
    return " ".join(text.lower().replace("_", " ").replace("-", " ").split()) + (" " if text.endswith("_") else "")


def is_null(node: Node) -> bool:
    """Nothing stands there."""
    return isinstance(node, ScalarNode) and node.tag == NULL


def kind_of(node: Node) -> str:
    """In words."""
    if isinstance(node, MappingNode):
        return "`name: value` lines"
    return "a list" if isinstance(node, SequenceNode) else "a single value"
