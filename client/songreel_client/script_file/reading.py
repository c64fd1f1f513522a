"""A script file into a script: each part held against its message's own fields, and every fault noted."""

from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message
from songreel.script.v1 import script_pb2

from songreel_client.orders import Lyrics, ScriptOrder
from songreel_client.script_file.document import CHOICES, PEOPLES_NUMBERS, VERSION, ScriptFile
from songreel_client.script_file.faults import BadScript, Fault, Places, Pointer, json_name
from songreel_client.script_file.naming import (
    COLOURS,
    NO_MESSAGE,
    is_null,
    kind_of,
    names_of,
    plain,
    prefix,
    short,
    spelled,
)
from songreel_client.script_file.nodes import MappingNode, Node, ScalarNode, SequenceNode, position, read_tree
from songreel_client.script_file.rules import check_script

LARGEST_SEED = 2**53


def read_script(path: Path) -> tuple[ScriptFile, Places]:
    """The file's script, and where its parts stand. Raises BadScript with every fault, BadInput."""
    tree, reader = read_tree(path), Reader()
    parts = reader.members(tree, (), None)
    words = parts["script"][1] if isinstance(parts.get("script", (None, None))[1], MappingNode) else tree
    script = script_pb2.Script()
    reader.fill(script, words, ())
    file = reader.file(script, {name: value for name, (_, value) in parts.items() if name in NO_MESSAGE})
    check_script(script, reader.places, reader.faults, reader.shot_count)
    if reader.faults:
        raise BadScript(path, reader.faults)
    return file, reader.places


@dataclass
class Reader:
    """Goes through the tree once; notes places and faults on the way."""

    places: Places = field(default_factory=Places)
    faults: list[Fault] = field(default_factory=list)
    shot_count: int = 0
    """As the file says; 0 when it does not."""

    def complain(self, node: Node, message: str) -> None:
        """A fault at this node."""
        self.faults.append(Fault(*position(node), message))

    def members(self, node: Node, pointer: Pointer, known: dict[str, str] | None) -> dict[str, tuple[Node, Node]]:
        """Key and value nodes by name. `known` gives each name that may stand here the one it has in the message."""
        found: dict[str, tuple[Node, Node]] = {}
        if not isinstance(node, MappingNode):
            self.complain(node, f"Write `name: value` lines here, not {kind_of(node)}.")
            return found
        for key, value in node.value:
            name = str(key.value) if isinstance(key, ScalarNode) else ""
            if known is not None and name not in known:
                near = get_close_matches(name, known, 1)
                hint = f"Did you mean `{near[0]}`?" if near else f"There may be: {', '.join(spelled(known))}."
                self.complain(key, f"There is no `{name}` here. {hint}")
                continue
            name = known[name] if known else name
            if name in found:
                self.complain(key, f"`{key.value}` stands here twice. Keep one.")
                continue
            empty = isinstance(value, ScalarNode) and not value.value
            self.places.note((*pointer, json_name(name)), *position(key if empty else value))
            found[name] = (key, value)
        return found

    def fill(self, message: Message, node: Node, pointer: Pointer) -> None:
        """The message's fields from the tree."""
        descriptor = message.DESCRIPTOR
        for name, (key, value) in self.members(node, pointer, names_of(descriptor, not pointer)).items():
            if name in NO_MESSAGE:
                continue
            here = (*pointer, json_name(name))
            one: Any = descriptor.fields_by_name[PEOPLES_NUMBERS.get(name, name)]
            if is_null(value):
                if one.name in ("index", "section_index"):
                    self.complain(key, f"Give `{name}` a number.")
            elif one.is_repeated:
                self._fill_list(getattr(message, one.name), one, value, here)
            elif one.message_type:
                self.fill(getattr(message, one.name), value, here)
            elif (read := self.scalar(value, one)) is not None:
                first = 1 if name in PEOPLES_NUMBERS else 0
                self.places.note((*pointer, one.json_name), *position(value))
                if read - first < 0 if isinstance(read, int) else False:
                    self.complain(value, f"Count from {first}: {read} is too small.")
                else:
                    setattr(message, one.name, read - first if first else read)

    def _fill_list(self, target: Any, one: Any, node: Node, pointer: Pointer) -> None:
        if isinstance(node, ScalarNode) and not one.message_type:
            node = SequenceNode(node.tag, [node], node.start_mark, node.end_mark)  # a list of one needs no dash
        if not isinstance(node, SequenceNode):
            self.complain(node, f"Write a list here, one line each with a dash, not {kind_of(node)}.")
            return
        for number, each in enumerate(node.value):
            here = (*pointer, str(number))
            self.places.note(here, *position(each))
            if one.message_type:
                self.fill(target.add(), each, here)
            elif is_null(each):
                colour = " A colour needs quotes: what follows a # is a remark." if one.name in COLOURS else ""
                self.complain(each, f"This entry is empty. Fill it in, or take it out.{colour}")
            elif (read := self.scalar(each, one)) is not None:
                target.append(read)

    def scalar(self, node: Node, one: Any) -> Any:
        """The value of a field; None after a complaint."""
        if not isinstance(node, ScalarNode):
            self.complain(node, f'Write text here, not {kind_of(node)}. Put it in "quotes" when it has a colon.')
            return None
        if one.enum_type:
            return self._choice(node, one)
        if one.cpp_type == FieldDescriptor.CPPTYPE_STRING:
            return self.text(node)
        return self.number(node, 2**31 if one.cpp_type == FieldDescriptor.CPPTYPE_INT32 else 2**63)

    def text(self, node: Node) -> str | None:
        """Whatever stands there, as it stands there: `1984` is a text too."""
        if not isinstance(node, ScalarNode):
            self.complain(node, f'Write text here, not {kind_of(node)}. Put it in "quotes" when it has a colon.')
            return None
        try:
            joined: str = node.value.encode("utf-16", "surrogatepass").decode("utf-16")  # as JSON escapes them
            return joined
        except UnicodeDecodeError:
            self.complain(node, "This text has half a character in it. Type it anew.")
            return None

    def number(self, node: Node, bound: int) -> int | None:
        """A whole number from 0."""
        text = node.value.replace("_", "") if isinstance(node, ScalarNode) else ""
        if not (isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 20 and int(text) < bound):
            self.complain(node, "Write a whole number here, from 0.")
            return None
        return int(text)

    def _choice(self, node: ScalarNode, one: Any) -> int | None:
        values = {short(each.name, one): each.number for each in one.enum_type.values}
        said = plain(node.value).removeprefix(plain(prefix(one)))
        if said in values and said != "unspecified":
            number: int = values[said]
            return number
        names = [name for name in values if name != "unspecified"]
        near = get_close_matches(said, names, 1)
        hint = f"Did you mean `{near[0]}`? " if near else ""
        self.complain(node, f"There is no {one.name} `{node.value}`. {hint}It may be: {', '.join(names)}.")
        return None

    def file(self, script: script_pb2.Script, parts: dict[str, Node]) -> ScriptFile:
        """The script with its song and its order."""
        if (version := parts.get("songreel_script")) and (number := self.number(version, 2**31)) not in (None, VERSION):
            self.complain(version, f"This file is of version {number}; this songreel reads {VERSION}. Update it.")
        song = self._part(parts, "song", ("name", "sha256", "shots"))
        order = self._part(parts, "order", (*CHOICES, "seed", "lyrics"))
        asked: dict[str, Any] = {}
        for name, allowed in CHOICES.items():
            if name in order:
                said = self.text(order[name])
                if said is not None and said not in allowed:
                    self.complain(order[name], f"There is no {name} `{said}`. It may be: {', '.join(allowed)}.")
                asked[name] = said
        if "seed" in order:
            asked["seed"] = self.number(order["seed"], LARGEST_SEED)
        words = {name: self.text(song[name]) or "" for name in ("name", "sha256") if name in song}
        self.shot_count = (self.number(song["shots"], 2**31) or 0) if "shots" in song else 0
        lyrics = self._lyrics(order["lyrics"]) if "lyrics" in order else None
        return ScriptFile(script, words.get("name", ""), words.get("sha256", ""), ScriptOrder(**asked), lyrics)

    def _part(self, parts: dict[str, Node], name: str, known: tuple[str, ...]) -> dict[str, Node]:
        if name not in parts:
            return {}
        found = self.members(parts[name], (name,), {each: each for each in known})
        return {key: value for key, (_, value) in found.items() if not is_null(value)}

    def _lyrics(self, node: Node) -> Lyrics | None:
        found = self.members(node, ("order", "lyrics"), {"text": "text", "language": "language"})
        words = {name: self.text(value) or "" for name, (_, value) in found.items() if not is_null(value)}
        return Lyrics(words["text"], words.get("language", "")) if words.get("text") else None
