"""Scripts by hand, checked field by field."""

from typing import Any

import pytest
from google.protobuf import json_format
from songreel.script.v1 import script_pb2
from songreel_gateway.api.proto_json import faults_of


@pytest.mark.parametrize(
    ("document", "pointer"),
    [
        ({"logline": "\ud800"}, "/script/logline"),
        ({"shots": [{}, {"index": 2**31}]}, "/script/shots/1/index"),
        ({"shots": [{"index": "9" * 5000}]}, "/script/shots/0/index"),
        ({"shots": [None]}, "/script/shots/0"),
        ({"shots": [{"characterIds": ["hero", 7]}]}, "/script/shots/0/characterIds/1"),
        ({"writtenBy": {"seed": -1}}, "/script/writtenBy/seed"),
        ({"look": {"a/b": 1}}, "/script/look/a~1b"),
    ],
)
def test_each_fault_points_at_its_field_in_few_words(document: dict[str, Any], pointer: str) -> None:
    """Not at the whole script, and without repeating pages of it."""
    (fault,) = faults_of(document, script_pb2.Script, "/script")
    assert fault.pointer == pointer
    assert len(fault.detail) < 300


def test_what_the_api_gives_out_it_takes_back() -> None:
    """Large numbers come as text in JSON."""
    script = script_pb2.Script(logline="A.", shots=[script_pb2.Shot(index=3, mood=script_pb2.MOOD_CALM)])
    script.written_by.seed = 2**63
    assert faults_of(json_format.MessageToDict(script), script_pb2.Script, "/script") == []
