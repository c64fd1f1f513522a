"""YAML or JSON text as a tree whose every part knows its line and column."""

import re
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from songreel_client.errors import BadInput
from songreel_client.script_file.faults import BadScript, Fault
from songreel_client.texts import printable

LARGEST_BYTES = 2_000_000
BARE_COLOUR = re.compile(r"[\[,][ ]*(#[0-9a-fA-F]{6})")
QUOTE_COLOURS = 'Write colours in quotes, as in "#102030": what follows a bare # is a remark.'
ADVICE = {
    "mapping values are not allowed": 'Put this text in "quotes": a colon and a space in it begin a value.',
    "found character '\\t'": "Indent with spaces, not with tabs.",
    "found unexpected end of stream": "A quote that was opened before is not closed.",
    "found undefined alias": 'Put this text in "quotes": a * at its beginning means something else.',
    "while scanning an alias": 'Put this text in "quotes": a * at its beginning means something else.',
    "while scanning an anchor": 'Put this text in "quotes": an & at its beginning means something else.',
    "flow": "What is opened here is not closed: a bracket, a brace, or a quote.",
    "could not find expected ':'": "This line has no `name: value`. Indent it like the text that it goes on with.",
    "expected <block end>": "This line is not indented like its neighbours.",
    "cannot start any token": 'Put this text in "quotes": its first character means something else.',
}

__all__ = ["MappingNode", "Node", "ScalarNode", "SequenceNode", "position", "read_tree"]


def read_tree(path: Path) -> MappingNode:
    """The file's outermost part. Raises BadScript, BadInput."""
    name = printable(str(path))
    try:
        data = path.read_bytes()
        text = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"The script {name} cannot be read as UTF-8 text: {error}.") from error
    if len(data) > LARGEST_BYTES:
        raise BadInput(f"The script {name} has {len(data) / 1e6:.1f} MB. A script is far smaller: name its file.")
    if path.suffix.lower() == ".json":  # YAML takes JSON as it is, but for tabs in front of lines
        text = "\n".join(line.replace("\t", " ") if line.startswith("\t") else line for line in text.split("\n"))
    try:
        tree = YAML(typ="safe", pure=True).compose(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        if bare := BARE_COLOUR.search(text):
            line = text.count("\n", 0, bare.start(1)) + 1
            column = bare.start(1) - text.rfind("\n", 0, bare.start(1))
            raise BadScript(path, [Fault(line, column, QUOTE_COLOURS)]) from error
        raise BadScript(path, [Fault(line, column, advice(error))]) from error
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        number = error.character if isinstance(error.character, int) else ord(error.character)
        detail = f"Take out the character U+{number:04X}; no text can have it."
        raise BadScript(path, [Fault(line, error.position - text.rfind("\n", 0, error.position), detail)]) from error
    except (YAMLError, RecursionError, ValueError) as error:
        raise BadScript(path, [Fault(1, 1, f"This is no YAML: {error}.")]) from error
    if not isinstance(tree, MappingNode):
        raise BadScript(path, [Fault(1, 1, "This is no script. `songreel write song.mp3` writes one.")])
    return tree


def advice(error: MarkedYAMLError) -> str:
    """What to do about text that is no YAML."""
    said = f"{error.problem or ''} {error.context or ''}"
    known = next((words for sign, words in ADVICE.items() if sign in said), "")
    return known or f"This is no YAML here: {error.problem or error.context}."


def position(node: Node) -> tuple[int, int]:
    """Line and column, both from 1."""
    return node.start_mark.line + 1, node.start_mark.column + 1
