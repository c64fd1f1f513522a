"""Fields and types: the built-in kinds by the API's own schemas, the operators' kinds by their definitions."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import kubernetes_validate
import referencing
from jsonschema import Draft202012Validator as Validator

from tests.k8s.rendering import Manifest, Rendering

SCHEMAS = Path(kubernetes_validate.__file__).parent / "kubernetes-json-schema" / "v1.37.0-local-strict"
DEFINITIONS = Path(__file__).parents[1] / "definitions"


def fields_are_known(rendering: Rendering) -> Iterator[str]:
    """No unknown field, no missing one, no wrong type, in any object."""
    for each in rendering.objects:
        name = f"{each['kind']} {each['metadata']['name']}"
        validator = built_in(each["apiVersion"], each["kind"])
        yield from _by_definition(each, name) if validator is None else _errors(validator, each, name)


@cache
def built_in(version: str, kind: str) -> Validator | None:
    """By the schemas that kubernetes-validate ships, as it finds them itself, but read once."""
    group, _, rest = version.rpartition("/")
    path = SCHEMAS / f"{kind.lower()}-{'-'.join(filter(None, (group.partition('.')[0], rest)))}.json"
    if not path.is_file():
        return None
    schema = referencing.Resource.from_contents(json.loads(path.read_text()))
    return Validator(schema.contents, registry=schema @ built_in_types())


@cache
def built_in_types() -> Any:
    """What their schemas refer to."""
    return (
        referencing.Resource.from_contents(json.loads((SCHEMAS / "_definitions.json").read_text()))
        @ referencing.Registry()
    )


def _by_definition(manifest: Manifest, name: str) -> Iterator[str]:
    validator = definitions().get((manifest["apiVersion"], manifest["kind"]))
    if validator is None:
        yield f"{name}: nobody knows {manifest['apiVersion']}; put its definition into tests/k8s/definitions"
        return
    yield from _errors(validator, {"spec": manifest.get("spec")}, name)


def _errors(validator: Validator, manifest: Manifest, name: str) -> Iterator[str]:
    for error in validator.iter_errors(manifest):
        yield f"{name}: {'.'.join(str(part) for part in error.path)}: {error.message[:200]}"


@cache
def definitions() -> dict[tuple[str, str], Validator]:
    """By API version and kind; stricter than upstream's, which drop unknown fields without a word."""
    found = {}
    for path in sorted(DEFINITIONS.glob("*.json")):
        about = json.loads(path.read_text())
        schema = strict(about["schema"])
        validator = Validator(schema)
        found[f"{about['group']}/{about['version']}", about["kind"]] = validator
    return found


def strict(schema: Any) -> Any:
    """The schema, refusing properties that it does not name."""
    if isinstance(schema, list):
        return [strict(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("x-kubernetes-int-or-string"):
        return {"type": ["integer", "string"]}
    tight = {key: strict(value) for key, value in schema.items() if key != "properties"}
    if "properties" in schema:
        tight["properties"] = {name: strict(value) for name, value in schema["properties"].items()}
        if not schema.get("x-kubernetes-preserve-unknown-fields"):
            tight.setdefault("additionalProperties", False)
    return tight
