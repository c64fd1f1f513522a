"""The JSON schema of certificates, made from the contract, so that the two cannot part.

`certificate.schema.json` in this package is what this page gives; a test compares them.
"""

import json
from importlib.resources import files
from typing import Any

from google.protobuf.descriptor import Descriptor, EnumDescriptor, FieldDescriptor
from songreel.assembly.v1 import assembly_pb2

from songreel_assembly.certificate import FORM_VERSION

F = FieldDescriptor
WHOLE = {"type": "integer"}
TYPES: dict[int, dict[str, Any]] = {
    F.TYPE_STRING: {"type": "string"},
    F.TYPE_BOOL: {"type": "boolean"},
    F.TYPE_INT32: WHOLE,
    F.TYPE_INT64: {"type": "string", "pattern": "^-?[0-9]+$"},
    F.TYPE_UINT64: {"type": "string", "pattern": "^[0-9]+$"},
    F.TYPE_DOUBLE: {"anyOf": [{"type": "number"}, {"enum": ["NaN", "Infinity", "-Infinity"]}]},
    F.TYPE_FLOAT: {"anyOf": [{"type": "number"}, {"enum": ["NaN", "Infinity", "-Infinity"]}]},
    F.TYPE_BYTES: {"type": "string", "contentEncoding": "base64"},
}
SHA256 = {"type": "string", "pattern": "^([0-9a-f]{64})?$"}
PLACES = {
    "formVersion": {"const": FORM_VERSION},
    "issuedAt": {"type": "string", "format": "date-time"},
    "filmSha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    "songSha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    "signature": {"type": "string", "contentEncoding": "base64", "pattern": "^[A-Za-z0-9+/]{86}==$"},
    "signingPublicKey": {"type": "string", "pattern": "^-----BEGIN PUBLIC KEY-----"},
}
"""What the contract cannot say of the certificate's own fields."""


def certificate_schema() -> dict[str, Any]:
    """JSON Schema, draft 2020-12, of a stored certificate. Later versions may add fields."""
    definitions: dict[str, Any] = {}
    whole = _message(assembly_pb2.Certificate.DESCRIPTOR, definitions)
    whole["properties"] |= PLACES
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:songreel:certificate:{FORM_VERSION}",
        "title": "Certificate of a film",
        **whole,
        "$defs": definitions,
    }


def shipped_schema() -> dict[str, Any]:
    """The one in the package."""
    found: dict[str, Any] = json.loads((files("songreel_assembly") / "certificate.schema.json").read_text("utf-8"))
    return found


def _message(message: Descriptor, definitions: dict[str, Any]) -> dict[str, Any]:
    properties = {field.json_name: _field(field, definitions) for field in message.fields}
    required = [field.json_name for field in message.fields if not field.has_presence]
    return {"type": "object", "properties": properties, "required": required}


def _field(field: FieldDescriptor, definitions: dict[str, Any]) -> dict[str, Any]:
    if field.message_type:
        value = _reference(field.message_type, definitions)
    elif field.enum_type:
        value = _enum(field.enum_type)
    else:
        value = SHA256 if field.name.endswith("sha256") else TYPES[field.type]
    return {"type": "array", "items": value} if field.is_repeated else value


def _reference(message: Descriptor, definitions: dict[str, Any]) -> dict[str, Any]:
    if message.name not in definitions:
        definitions[message.name] = {}
        definitions[message.name] = _message(message, definitions)
    return {"$ref": f"#/$defs/{message.name}"}


def _enum(kind: EnumDescriptor) -> dict[str, Any]:
    return {"enum": [value.name for value in kind.values]}


if __name__ == "__main__":
    print(json.dumps(certificate_schema(), indent=1))  # noqa: T201  # `python -m` writes the shipped one
