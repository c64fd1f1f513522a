"""The OpenAPI document: what a client developer, or a program that writes a client, relies on."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

import jsonschema
import pytest
from fastapi.routing import APIRoute
from pydantic import BaseModel
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


def loose(kind: Any, name: str, strict: bool = False) -> Iterator[str]:
    """The numbers and truth values in a body that would be made of something else."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        for field, told in kind.model_fields.items():
            held = bool(kind.model_config.get("strict")) or any(getattr(each, "strict", None) for each in told.metadata)
            yield from loose(told.annotation, f"{kind.__name__}.{field}", held)
        return
    if get_origin(kind) is Literal:
        return
    held = any(getattr(each, "strict", None) for part in get_args(kind)[1:] for each in getattr(part, "metadata", ()))
    for part in get_args(kind):
        yield from loose(part, name, strict or held)
    if kind in (int, float, bool) and not strict:
        yield name


def test_numbers_are_not_made_of_truth_values_or_strings() -> None:
    """The document forbids it, so the API does: `false` is no 0, `"1"` no 1."""
    routers = [getattr(route, "original_router", None) for route in make_app().routes]
    routes = [route for router in routers if router is not None for route in router.routes]
    bodies = [route.body_field for route in routes if isinstance(route, APIRoute) and route.body_field is not None]
    assert len(bodies) > 15
    assert sorted({name for body in bodies for name in loose(body.field_info.annotation, "body")}) == []


def whole_numbers(schema: Any, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """The integers in a schema."""
    if isinstance(schema, list):
        for each in schema:
            yield from whole_numbers(each, name)
    elif isinstance(schema, dict):
        if schema.get("type") == "integer":
            yield name, schema
        for key, each in schema.items():
            yield from whole_numbers(each, key if isinstance(each, dict) and key != "items" else name)


def test_every_whole_number_that_can_be_sent_has_bounds(document: dict[str, Any]) -> None:
    """What the database cannot keep is refused at the door, not found out there."""
    parts: list[Any] = [each for _, _, operation in operations(document) for each in operation.get("parameters", ())]
    told, seen, bodies = document["components"]["schemas"], set[str](), set[str]()
    for _, _, operation in operations(document):
        bodies |= references(operation.get("requestBody", {}))
    while bodies - seen:
        name = (bodies - seen).pop()
        seen.add(name)
        bodies |= references(told[name])
    parts += [told[name] for name in bodies]
    numbers = [found for part in parts for found in whole_numbers(part, part.get("name") or part["title"])]
    assert len(numbers) > 20
    assert [name for name, each in numbers if not {"maximum", "exclusiveMaximum"} & set(each)] == []
    assert [name for name, each in numbers if not {"minimum", "exclusiveMinimum"} & set(each)] == []


def references(part: Any) -> set[str]:
    """The names of the schemas in it."""
    return set(re.findall(r"#/components/schemas/(\w+)", json.dumps(part)))
