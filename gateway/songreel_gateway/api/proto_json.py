"""The JSON form of a proto message, checked field by field, so that a client learns all that is wrong at once."""

from difflib import get_close_matches
from typing import Any

from google.protobuf import json_format
from google.protobuf.descriptor import FieldDescriptor
from google.protobuf.message import Message

from songreel_gateway.problems import FieldProblem

INTEGERS = {
    FieldDescriptor.CPPTYPE_INT32: (-(2**31), 2**31),
    FieldDescriptor.CPPTYPE_INT64: (-(2**63), 2**63),
    FieldDescriptor.CPPTYPE_UINT32: (0, 2**32),
    FieldDescriptor.CPPTYPE_UINT64: (0, 2**64),
}
"""From the first bound up to but without the second."""
MOST_DIGITS = 20
FLOATS = {FieldDescriptor.CPPTYPE_FLOAT, FieldDescriptor.CPPTYPE_DOUBLE}
DEEPEST = 16


def faults_of(document: dict[str, Any], message: type[Message], pointer: str) -> list[FieldProblem]:
    """What is wrong with the document as such a message; empty when it can be parsed."""
    faults = _of_message(document, message.DESCRIPTOR, pointer)
    if not faults:
        try:
            json_format.ParseDict(document, message())
        except json_format.ParseError as error:
            faults.append(FieldProblem(pointer=pointer, detail=f"{error}."))
    return faults


def _of_message(value: Any, kind: Any, pointer: str) -> list[FieldProblem]:
    if not isinstance(value, dict):
        return [FieldProblem(pointer=pointer, detail=f"This is {_kind(value)}, not an object.")]
    if pointer.count("/") > DEEPEST:
        return [FieldProblem(pointer=pointer, detail="This lies too deep.")]
    fields = {name: field for field in kind.fields for name in (field.json_name, field.name)}
    faults = []
    for name, item in value.items():
        here = f"{pointer}/{str(name).replace('~', '~0').replace('/', '~1')}"
        field = fields.get(name)
        if field is None:
            near = get_close_matches(str(name), [field.json_name for field in kind.fields], 1)
            hint = f" Did you mean `{near[0]}`?" if near else ""
            faults.append(FieldProblem(pointer=here, detail=f"There is no such field.{hint}"))
        elif field.is_repeated:
            if not isinstance(item, list):
                faults.append(FieldProblem(pointer=here, detail=f"This is {_kind(item)}, not a list."))
            else:
                for number, each in enumerate(item):
                    faults += _of_value(each, field, f"{here}/{number}")
        elif item is not None:  # null is a field left out
            faults += _of_value(item, field, here)
    return faults


def _of_value(value: Any, field: Any, pointer: str) -> list[FieldProblem]:
    wanted = None
    match field.cpp_type:
        case FieldDescriptor.CPPTYPE_MESSAGE:
            return _of_message(value, field.message_type, pointer)
        case FieldDescriptor.CPPTYPE_ENUM:
            values = {each.name: each.number for each in field.enum_type.values}
            if value not in values and not (_is_integer(value) and value in values.values()):
                wanted = f"one of {', '.join(values)}"
        case FieldDescriptor.CPPTYPE_STRING if not isinstance(value, str):
            wanted = "text"
        case FieldDescriptor.CPPTYPE_STRING if not value.isprintable() and _has_half_a_character(value):
            return [FieldProblem(pointer=pointer, detail="This text has half a character (an unpaired surrogate).")]
        case FieldDescriptor.CPPTYPE_STRING if "\0" in value:
            return [FieldProblem(pointer=pointer, detail="U+0000 cannot be kept: leave it out.")]
        case FieldDescriptor.CPPTYPE_BOOL if not isinstance(value, bool):
            wanted = "true or false"
        case number if number in INTEGERS and not _fits(value, *INTEGERS[number]):
            wanted = f"a whole number of at least {INTEGERS[number][0]} and below {INTEGERS[number][1]}"
        case number if number in FLOATS and not (isinstance(value, (int, float)) and not isinstance(value, bool)):
            wanted = "a number"
    return [FieldProblem(pointer=pointer, detail=f"This is {_kind(value)}, not {wanted}.")] if wanted else []


def _is_integer(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _fits(value: Any, low: int, high: int) -> bool:
    """A number, or the text of one, as JSON writes large ones."""
    if isinstance(value, str) and len(value) <= MOST_DIGITS and value.removeprefix("-").isdecimal() and value.isascii():
        value = int(value)
    return _is_integer(value) and low <= value < high


def _has_half_a_character(text: str) -> bool:
    return any("\ud800" <= character <= "\udfff" for character in text)


def _kind(value: Any) -> str:
    names = {dict: "an object", list: "a list", str: "text", bool: "true or false", type(None): "null"}
    word = names.get(type(value), "a number")
    return f"{word} ({value!r:.40})" if isinstance(value, (str, int, float)) else word
