"""The examples in the OpenAPI document run, and what is answered is what the document says."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest
from songreel_gateway.api.document import METHODS
from songreel_gateway.api.examples import EXAMPLES, SONG_ID

from tests.fake_stack import FakeStack, fake_stack

EXPECTED = {
    "approve_video": [409],  # this video asks for nothing
    "resolve_shots": [409],
    "upload_song": [422],  # example.com gives no song, also where there is a network
    "waive_defect": [422],  # this film has no such defect
    "make_key": [201, 403, 409],  # keys are for gateways that ask for them; tests/contract/test_tenancy.py has one
    "rotate_key": [200, 403, 404, 409],
    "make_tenant": [201, 403, 409],
    "change_tenant": [200, 403, 404, 409],
}


@pytest.fixture(scope="module")
def stack() -> Iterator[FakeStack]:
    limit = {"SONGREEL_UPLOAD_LIMIT_BYTES": "30000000"}
    with tempfile.TemporaryDirectory(prefix="reel-") as folder, fake_stack(Path(folder), **limit) as stack:
        stack.start_all()
        yield stack


@pytest.fixture(scope="module")
def document(stack: FakeStack) -> dict[str, Any]:
    found: dict[str, Any] = stack.http.get("/openapi.json").json()
    return found


@pytest.fixture(scope="module")
def ids(stack: FakeStack) -> dict[str, str]:
    """Of things that are there."""
    song_id = stack.upload()
    video_id = stack.order(song_id=song_id)
    stack.ended(video_id)
    return {"song_id": song_id, "video_id": video_id, "key_id": "key_0", "tenant_id": "default"}


def conforms(document: dict[str, Any], operation: dict[str, Any], answer: httpx.Response) -> None:
    """The answer has a declared status, media type and form."""
    told = operation["responses"].get(str(answer.status_code), operation["responses"]["default"])
    if "$ref" in told:
        told = document["components"]["responses"][told["$ref"].rpartition("/")[2]]
    media = answer.headers.get("content-type", "").partition(";")[0]
    assert media in told["content"], (media, list(told["content"]))
    schema = {**told["content"][media].get("schema", {}), "components": document["components"]}
    jsonschema.Draft202012Validator(schema).validate(answer.json())


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_an_example_runs(stack: FakeStack, document: dict[str, Any], ids: dict[str, str], name: str) -> None:
    """Sent to real processes, with real ids in place of the example's."""
    (path, method, operation), *_ = [
        (path, method, item[method])
        for path, item in document["paths"].items()
        for method in METHODS
        if method in item and item[method]["operationId"] == name
    ]
    example = operation["requestBody"]["content"]["application/json"]["examples"]["one"]["value"]
    body = json.loads(json.dumps(example).replace(SONG_ID, ids["song_id"]))
    answer = stack.http.request(method, path.format(**ids), json=body)
    expected = EXPECTED.get(name, range(200, 300))
    assert answer.status_code in expected, answer.text
    conforms(document, operation, answer)


@pytest.mark.parametrize(
    ("kind", "order"), [("videos", {"seed": 1}), ("hearings", {"rate": "25"}), ("scripts", {"seed": 1})]
)
def test_lists_are_narrowed_and_paged(stack: FakeStack, kind: str, order: dict[str, Any]) -> None:
    """By song, by state, by moment; two orders of one song on pages of one are each there once, newest first."""
    song_id = stack.upload(f"song for {kind}".encode())
    ids = [stack.http.post(f"/v1/{kind}", json={"song_id": song_id, **each}).json()["id"] for each in ({}, order)]
    narrow = {"song_id": song_id, "limit": "1"}
    first = stack.http.get(f"/v1/{kind}", params=narrow).json()
    second = stack.http.get(f"/v1/{kind}", params={**narrow, "cursor": first["next_cursor"]}).json()
    assert [each["id"] for page in (first, second) for each in page[kind]] == ids[::-1]
    assert second["next_cursor"] is None
    for none in ({"state": "failed"}, {"created_before": "2020-01-01T00:00:00Z"}, {"created_since": "2100-01-01"}):
        assert stack.http.get(f"/v1/{kind}", params={"song_id": song_id, **none}).json()[kind] == []
    wrong = stack.http.get(f"/v1/{kind}", params={"state": "asleep"})
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "state")
