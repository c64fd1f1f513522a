"""The OpenAPI document: what a client developer, or a program that writes a client, relies on."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from songreel_gateway.api.app import make_app
from songreel_gateway.api.document import METHODS
from songreel_gateway.api.examples import EXAMPLES

PROBLEM = "application/problem+json"


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return make_app().openapi()


def operations(document: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        for method in METHODS:
            if method in item:
                yield path, method, item[method]


def test_every_operation_has_a_name_of_its_own_and_says_what_it_does(document: dict[str, Any]) -> None:
    """Names are what methods of generated clients are called; tags are explained."""
    names = Counter(operation["operationId"] for _, _, operation in operations(document))
    assert [name for name, count in names.items() if count > 1] == []
    assert all(name.isidentifier() for name in names)
    assert [op["operationId"] for _, _, op in operations(document) if not op.get("description")] == []
    explained = {tag["name"] for tag in document["tags"]}
    assert {tag for _, _, operation in operations(document) for tag in operation.get("tags", ())} == explained


def test_every_refusal_is_declared_as_problem_details(document: dict[str, Any]) -> None:
    """Whatever the status, also those that no operation names."""
    kinds = document["components"]["responses"]
    for path, _, operation in operations(document):
        refusals = {status: each for status, each in operation["responses"].items() if status[0] not in "123"}
        assert "default" in refusals, path
        for status, refusal in refusals.items():
            found = kinds[refusal["$ref"].rpartition("/")[2]] if "$ref" in refusal else refusal
            assert list(found["content"]) == [PROBLEM], (path, status)
    assert "HTTPValidationError" not in document["components"]["schemas"]


def test_every_body_in_json_has_an_example_that_fits_its_schema(document: dict[str, Any]) -> None:
    """Each is sent to a gateway by tests/contract/test_examples.py."""
    seen = set()
    for path, method, operation in operations(document):
        body = operation.get("requestBody", {}).get("content", {}).get("application/json")
        if body is None:
            continue
        seen.add(operation["operationId"])
        assert "examples" in body, (method, path)
        schema = {**body["schema"], "components": document["components"]}
        for example in body["examples"].values():
            jsonschema.Draft202012Validator(schema).validate(example["value"])
    assert seen == set(EXAMPLES)
