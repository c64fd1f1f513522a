"""A script as YAML for people: long sentences folded, times beside the shots as remarks, what follows by rule left
out."""

import hashlib
import io
import re
import textwrap
from typing import Any

from google.protobuf.message import Message
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, FoldedScalarString, LiteralScalarString
from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2

from songreel_client.script_file.document import PEOPLES_NUMBERS, VERSION, ScriptFile
from songreel_client.script_file.naming import short
from songreel_client.texts import printable
from songreel_client.timing import Timing

HEADER = """The script of a film of {name}, in your hands.

Change any words you like. Change a sentence, and what else is said of its shot follows it. Add characters,
and name them in the `character_ids` of their shots. Then:

    songreel check SCRIPT.yaml                says line by line what cannot be filmed
    songreel make SONG --script SCRIPT.yaml   films exactly this

Times are remarks: the song decides them, so keep all shots and their numbers. Words for choice:

framing     {framing}
camera      {camera}
mood        {mood}
transition  {transition}
"""
SIGN = "As written: "
WIDTH, REMARK_COLUMN = 100, 14
PROSE = {"logline", "treatment", "closing_image", "sentence", "description"}
FLOW = {"palette", "colours", "character_ids"}
SIMPLE = re.compile(r"\S+(?: \S+)*")
TOP = ("logline", "treatment", "look", "characters", "arc", "closing_image", "places", "shots", "written_by")
SHOT = (
    "sentence", "character_ids", "framing", "camera", "subject", "action", "place", "time_and_light", "details", "mood",
    "transition", "lyric_line",
)  # fmt: skip
FOLLOWS = {"Shot": {"index", "prompt"}, "SectionBeat": {"section_index"}, "WrittenBy": {"tokens"}}


def to_yaml(file: ScriptFile, analysis: audio_pb2.SongAnalysis | None = None) -> str:
    """The file's text. With the analysis each shot and section has its times beside it."""
    script, timing = file.script, Timing(analysis) if analysis else None
    head = file.document()
    if isinstance(lyrics := head["order"].get("lyrics"), dict):
        lyrics["text"] = literal(lyrics["text"])
    head["song"]["name"] = quoted(head["song"]["name"])
    tree = CommentedMap(songreel_script=VERSION, song=CommentedMap(head["song"]), order=CommentedMap(head["order"]))
    for name in TOP:
        if name == "treatment" and script.arc:
            continue  # it is the arc in prose
        if name in ("arc", "shots"):
            if len(getattr(script, name)):
                tree[name] = numbered(script, name, timing)
        elif (value := value_of(script, name)) is not None:
            tree[name] = value
    for name in ("logline", "look", "characters", "arc", "closing_image", "places", "shots", "written_by"):
        if name in tree:
            tree.yaml_set_comment_before_after_key(name, before="\n")
    out = io.StringIO()
    yaml = YAML()
    yaml.width, yaml.allow_unicode = WIDTH, True
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.dump(tree, out)
    text = f"{header(file)}\n{out.getvalue().rstrip()}\n\n"
    return f"{text}# {SIGN}{digest(text)}\n"


def header(file: ScriptFile) -> str:
    """How to edit it, and the words there are."""
    words = {
        one.name: ", ".join(short(each.name, one) for each in one.enum_type.values if each.number)
        for one in script_pb2.Shot.DESCRIPTOR.fields
        if one.enum_type
    }
    filled = HEADER.format(name=printable(file.song_name) or "a song", **words)
    return "\n".join(f"# {line}".rstrip() for line in filled.splitlines()) + "\n"


def numbered(script: script_pb2.Script, name: str, timing: Timing | None) -> CommentedSeq:
    """Shots or beats of the arc, each with its number, and its time as a remark."""
    people = "shot" if name == "shots" else "section"
    index = PEOPLES_NUMBERS[people]
    rows = CommentedSeq()
    heading = -1
    for position, message in enumerate(getattr(script, name)):
        number = getattr(message, index)
        order = SHOT if name == "shots" else ("sentence", "place")
        row = CommentedMap({people: number + 1})
        row.update({each: value for each in order if (value := value_of(message, each)) is not None})
        rows.append(row)
        if timing is None:
            continue
        if people == "section":
            row.yaml_add_eol_comment(timing.section_fact(number), people, column=REMARK_COLUMN + 4)
            continue
        row.yaml_add_eol_comment(timing.shot_fact(number), people, column=REMARK_COLUMN)
        if (section := timing.section_of(number)) is not None and section != heading:
            heading = section
            before = f"\n── {timing.section_fact(section)} " if position else f"── {timing.section_fact(section)} "
            rows.yaml_set_comment_before_after_key(position, before=before.ljust(60, "─"), indent=2)
        elif position:
            rows.yaml_set_comment_before_after_key(position, before="\n", indent=2)
    return rows


def value_of(message: Message, name: str) -> Any:
    """A field as YAML has it; None for an empty one."""
    one: Any = message.DESCRIPTOR.fields_by_name[name]
    value = getattr(message, name)
    if one.is_repeated:
        if not len(value):
            return None
        items = CommentedSeq([tree_of(each) if one.message_type else quoted(each) for each in value])
        if name in FLOW:
            items.fa.set_flow_style()
        return items
    if one.message_type:
        return tree_of(value) if message.HasField(name) and value.ListFields() else None
    if not value:
        return None
    if one.enum_type:
        known = one.enum_type.values_by_number.get(value)
        return short(known.name, one) if known else None
    return folded(value) if name in PROSE else quoted(value)


def tree_of(message: Message) -> CommentedMap:
    """All of a message's fields that say something."""
    left_out = FOLLOWS.get(message.DESCRIPTOR.name, set())
    names = [one.name for one in message.DESCRIPTOR.fields if one.name not in left_out]
    return CommentedMap({name: value for name in names if (value := value_of(message, name)) is not None})


def folded(text: str) -> Any:
    """Prose that may have colons and quotes, on lines of its own; other text is quoted where it has to be."""
    if not (SIMPLE.fullmatch(text) and text.isprintable()):
        return quoted(text)
    lines = textwrap.wrap(text, WIDTH - 8, break_long_words=False, break_on_hyphens=False)
    prose = FoldedScalarString(text)
    ends, at = [], -1
    for line in lines[:-1]:
        at += len(line) + 1
        ends.append(at)
    prose.fold_pos = ends
    return prose


def quoted(text: Any) -> Any:
    """What YAML would lose otherwise, such as a space at the end or an unusual line break, in double quotes."""
    if not isinstance(text, str) or (text == text.strip() and text.isprintable()):
        return text
    return DoubleQuotedScalarString(text)


def literal(text: str) -> Any:
    """Lines as they are, where YAML can have them so."""
    lines = text.split("\n")
    simple = all(line.isprintable() and line == line.strip() for line in lines) and lines[0]
    return LiteralScalarString(text) if simple else quoted(text)


def digest(text: str) -> str:
    """Of the text as it was written, to see later whether somebody has edited it."""
    return hashlib.sha256(text.strip().encode()).hexdigest()[:32]


def unedited(text: str) -> bool:
    """Whether nobody has changed the file since it was written."""
    words, sign, found = text.rpartition(f"# {SIGN}")
    return bool(sign) and found.strip() == digest(words)
