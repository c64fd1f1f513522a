"""Keys over real HTTP: who is let in, to what, how a key is made, rotated and revoked, and what links open."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from songreel_client import ApiError, BadInput, Songreel
from songreel_client.command import APP
from typer.testing import CliRunner, Result

from tests.fake_stack import FakeStack, fake_stack
from tests.processes import free_port

ADMIN = "only-for-tests-" + "0123456789abcdef" * 3


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FakeStack]:
    """A gateway that asks for keys; no services, for none is needed."""
    with fake_stack(tmp_path_factory.mktemp("keys"), SONGREEL_ADMIN_KEY=ADMIN, SONGREEL_RATE_LIMIT="") as stack:
        stack.start_gateway()
        stack.wait_until_alive()
        yield stack


def ask(stack: FakeStack, key: str | None, method: str, path: str, **what: Any) -> httpx.Response:
    headers = {"authorization": f"Bearer {key}"} if key else {}
    return stack.http.request(method, path, headers=headers | what.pop("headers", {}), **what)


def make(stack: FakeStack, key: str = ADMIN, **order: Any) -> dict[str, Any]:
    """A key with its secret."""
    answer = ask(stack, key, "POST", "/v1/keys", json={"name": "a key", **order})
    assert answer.status_code == 201, answer.text
    made: dict[str, Any] = answer.json()
    return made


def problem(answer: httpx.Response, status: int, kind: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    document: dict[str, Any] = answer.json()
    assert document["type"].endswith(f"/{kind}")
    return document


def test_without_a_key_only_the_page_and_the_probes_answer(stack: FakeStack) -> None:
    """Everything else is 401 with a challenge, paths that are nowhere too."""
    for path in ("/", "/web/page.js", "/livez", "/openapi.json"):
        assert ask(stack, None, "GET", path).status_code == 200, path
    for path in ("/v1/videos", "/v1/keys", "/v1/me", "/metrics", "/v1/nowhere", "/nowhere", "/v1/health/backends"):
        answer = ask(stack, None, "GET", path)
        assert "sr_" in problem(answer, 401, "no-key")["detail"]
        assert answer.headers["www-authenticate"] == 'Bearer realm="songreel"'


@pytest.mark.parametrize(
    "key", ["x", "sr_", "sr_000000000000_" + "A" * 43, ADMIN[:-1], ADMIN + "x", "ä" * 40, "sr_0000"]
)
def test_a_wrong_key_is_told_so(stack: FakeStack, key: str) -> None:
    """Whatever is wrong with it."""
    answer = stack.http.get("/v1/me", headers=[("authorization", f"Bearer {key}".encode())])  # type: ignore[arg-type]  # bytes
    problem(answer, 401, "no-key")


def test_a_large_body_is_not_read_for_somebody_without_a_key(stack: FakeStack) -> None:
    """Refused before the app reads it, however long it is."""
    sent = 0

    def body() -> Iterator[bytes]:
        nonlocal sent
        for _ in range(1600):
            sent += 65536
            yield b"x" * 65536

    try:
        answer = ask(stack, None, "POST", "/v1/songs", content=body())
    except (httpx.WriteError, httpx.ReadError):
        pass  # the gateway hung up in the middle, which is as good
    else:
        problem(answer, 401, "no-key")
    assert sent < 50_000_000


def test_a_made_key_opens_its_tenant_and_says_who_it_is(stack: FakeStack) -> None:
    """Its secret is shown once, and it is listed with the time of its last use."""
    made = make(stack, scopes=["read"])
    assert made["key"].startswith(f"sr_{made['id']}_")
    me = ask(stack, made["key"], "GET", "/v1/me").json()
    assert (me["tenant_id"], me["key_id"], me["scopes"]) == ("default", made["id"], ["read"])
    listed = {each["id"]: each for each in ask(stack, ADMIN, "GET", "/v1/keys").json()["keys"]}
    assert "key" not in listed[made["id"]]
    assert listed[made["id"]]["last_used_at"] is not None
    assert made["key"].split("_", 2)[2] not in ask(stack, ADMIN, "GET", "/v1/keys").text


def test_a_key_does_what_its_scopes_allow(stack: FakeStack) -> None:
    """What it does not allow is 403, and names the scope that would."""
    reader, writer = make(stack, scopes=["read"])["key"], make(stack, scopes=["write"])["key"]
    songs = make(stack, scopes=["songs:read", "songs:write"])["key"]
    assert ask(stack, reader, "GET", "/v1/videos").status_code == 200
    answer = ask(stack, reader, "POST", "/v1/songs", content=b"la")
    assert "songs:write" in problem(answer, 403, "forbidden")["detail"]
    assert 'error="insufficient_scope", scope="songs:write"' in answer.headers["www-authenticate"]
    assert ask(stack, songs, "POST", "/v1/songs", content=b"la la").status_code == 201
    problem(ask(stack, songs, "GET", "/v1/videos"), 403, "forbidden")
    problem(ask(stack, writer, "GET", "/v1/videos"), 403, "forbidden")
    for key in (reader, writer, songs):
        for path in ("/v1/keys", "/v1/tenants", "/metrics"):
            problem(ask(stack, key, "GET", path), 403, "forbidden")


def test_nobody_makes_a_key_that_allows_more_than_theirs(stack: FakeStack) -> None:
    """Not by making one, not by rotating one, not for another tenant."""
    strong = make(stack, scopes=["admin"])
    maker = make(stack, scopes=["keys:read", "keys:write", "read"])["key"]
    assert make(stack, maker, scopes=["videos:read"])["tenant_id"] == "default"
    for order in ({"scopes": ["admin"]}, {"scopes": ["write"]}, {"tenant_id": "other", "scopes": ["read"]}):
        problem(ask(stack, maker, "POST", "/v1/keys", json={"name": "more", **order}), 403, "forbidden")
    problem(ask(stack, maker, "POST", f"/v1/keys/{strong['id']}/rotate"), 403, "forbidden")
    problem(ask(stack, maker, "DELETE", f"/v1/keys/{strong['id']}"), 403, "forbidden")
    problem(ask(stack, maker, "GET", "/v1/keys?all_tenants=true"), 403, "forbidden")


def test_rotation_overlaps_as_long_as_was_said(stack: FakeStack) -> None:
    """With an overlap both secrets open, without one only the new."""
    made = make(stack)
    second = ask(stack, ADMIN, "POST", f"/v1/keys/{made['id']}/rotate").json()
    assert second["id"] == made["id"]
    assert second["old_secret_until"]
    assert all(ask(stack, each["key"], "GET", "/v1/me").status_code == 200 for each in (made, second))
    third = ask(stack, ADMIN, "POST", f"/v1/keys/{made['id']}/rotate", json={"overlap_seconds": 0}).json()
    assert [ask(stack, each["key"], "GET", "/v1/me").status_code for each in (made, second, third)] == [401, 401, 200]


def test_a_revoked_key_and_an_expired_one_open_nothing(stack: FakeStack) -> None:
    """The first is gone from the list too; one that would be expired at once is not made."""
    made = make(stack)
    assert ask(stack, ADMIN, "DELETE", f"/v1/keys/{made['id']}").status_code == 204
    problem(ask(stack, made["key"], "GET", "/v1/me"), 401, "no-key")
    problem(ask(stack, ADMIN, "GET", f"/v1/keys/{made['id']}"), 404, "not-found")
    soon = datetime.now(UTC) + timedelta(seconds=1)
    brief = make(stack, expires_at=soon.isoformat())
    while datetime.now(UTC) < soon:
        time.sleep(0.05)
    assert "expired" in problem(ask(stack, brief["key"], "GET", "/v1/me"), 401, "no-key")["detail"]
    late = ask(stack, ADMIN, "POST", "/v1/keys", json={"name": "late", "expires_at": "2020-01-01T00:00:00Z"})
    assert problem(late, 422, "unprocessable")["errors"][0]["pointer"] == "/expires_at"


def test_a_key_that_sends_too_much_waits(stack: FakeStack) -> None:
    """Its answers tell what is left; others are not held up by it."""
    hasty = make(stack, rate="2/minute")["key"]
    first = ask(stack, hasty, "GET", "/v1/me")
    assert first.headers["ratelimit-policy"] == '"requests";q=2;w=60'
    assert first.headers["ratelimit"].startswith('"requests";r=1;t=')
    ask(stack, hasty, "GET", "/v1/me")
    refused = ask(stack, hasty, "GET", "/v1/me")
    problem(refused, 429, "too-fast")
    assert int(refused.headers["retry-after"]) >= 1
    assert ask(stack, ADMIN, "GET", "/v1/me").status_code == 200


def test_operators_make_tenants_and_lock_them_out(stack: FakeStack) -> None:
    """A tenant's key sees its own tenant; locked out it opens nothing, let in again it does."""
    made = ask(stack, ADMIN, "POST", "/v1/tenants", json={"id": "acme", "name": "Acme", "quotas": {"songs": 3}})
    assert made.status_code == 201, made.text
    assert made.json()["effective"]["songs"] == 3
    problem(ask(stack, ADMIN, "POST", "/v1/tenants", json={"id": "acme", "name": "Acme"}), 409, "conflict")
    key = make(stack, tenant_id="acme", scopes=["read", "keys:read"])["key"]
    assert ask(stack, key, "GET", "/v1/me").json()["quotas"]["songs"] == 3
    assert [each["tenant_id"] for each in ask(stack, key, "GET", "/v1/keys").json()["keys"]] == ["acme"]
    locked = ask(stack, ADMIN, "PATCH", "/v1/tenants/acme", json={"disabled": "they did not pay"})
    assert locked.json()["quotas"]["songs"] == 3
    assert "did not pay" in problem(ask(stack, key, "GET", "/v1/me"), 401, "no-key")["detail"]
    ask(stack, ADMIN, "PATCH", "/v1/tenants/acme", json={"disabled": None, "quotas": {}})
    assert ask(stack, key, "GET", "/v1/me").json()["quotas"]["songs"] == 0
    unknown = ask(stack, ADMIN, "POST", "/v1/keys", json={"name": "x", "tenant_id": "nobody"})
    assert problem(unknown, 422, "unprocessable")["errors"][0]["pointer"] == "/tenant_id"


def test_a_gateway_that_others_reach_does_not_start_without_keys(tmp_path: Path) -> None:
    """It says what to set, and ends with status 1."""
    with fake_stack(tmp_path, SONGREEL_HTTP_HOST="0.0.0.0", SONGREEL_HTTP_PORT=str(free_port())) as stack:  # noqa: S104
        told = subprocess.run(
            [sys.executable, "-m", "songreel_gateway"],
            env=stack.environment, capture_output=True, text=True, timeout=60,
        )  # fmt: skip
    assert told.returncode == 1
    assert "Set SONGREEL_ADMIN_KEY" in told.stderr


def test_the_sdk_and_the_command_send_a_key_and_make_others(stack: FakeStack) -> None:
    """From SONGREEL_API_KEY or given; the command prints the new key alone, and the key opens what it should."""
    url = str(stack.http.base_url)

    def run(*arguments: str, key: str = ADMIN) -> Result:
        asking = {"SONGREEL_API_KEY": key, "SONGREEL_GATEWAY": url}
        return CliRunner().invoke(APP, ["keys", *arguments], env=asking)

    made = run("tenant", "label", "--name", "A label", "--quota", "songs=7", "--json")
    assert json.loads(made.stdout)["tenants"][0]["effective"]["songs"] == 7, made.stderr
    key = run("create", "app", "--tenant", "label", "--scope", "read", "--expires", "90d").stdout.strip()
    with Songreel(url, key) as songreel:
        assert (songreel.keys.me().tenant_id, songreel.keys.me().scopes) == ("label", ("read",))
        assert songreel.videos.list() == ([], "")
        with pytest.raises(ApiError, match="keys:write"):
            songreel.keys.create("more")
    listed = run("list", "--all", "--json")
    assert key.split("_")[1] in {each["id"] for each in json.loads(listed.stdout)["keys"]}
    assert run("tenant", "label", "--disable", "late").exit_code == 0
    locked = run("me", key=key)
    assert (locked.exit_code != 0, "late" in locked.stderr) == (True, True)
    assert run("tenant", "label", "--enable").exit_code == 0
    assert run("revoke", key.split("_")[1]).exit_code == 0
    assert run("me", key=key).exit_code != 0
    with pytest.raises(BadInput, match="no API key"):
        Songreel(url, "a\nb")


def test_a_tenant_that_has_all_it_may_is_told_which_quota(stack: FakeStack) -> None:
    """Nothing is left of what was refused, and what its tenant has stands under /v1/me."""
    ask(stack, ADMIN, "POST", "/v1/tenants", json={"id": "small", "name": "Small", "quotas": {"songs": 1}})
    key = make(stack, tenant_id="small")["key"]
    assert ask(stack, key, "POST", "/v1/songs", content=b"the one song").status_code == 201
    refused = problem(ask(stack, key, "POST", "/v1/songs", content=b"one too many"), 403, "over-quota")
    assert refused["quota"] == "songs"
    assert ask(stack, key, "POST", "/v1/songs", content=b"the one song").status_code == 200
    assert ask(stack, key, "GET", "/v1/me").json()["usage"]["songs"] == 1
    kept = [each.read_bytes() for each in (stack.folder / "artifacts" / "songs").iterdir()]
    assert b"one too many" not in kept


def test_an_upload_that_is_begun_has_its_room_and_one_that_has_none_is_refused(stack: FakeStack) -> None:
    """Before a byte is sent, by parts and by tus alike; when it is whole its bytes are not counted twice."""
    tenant = {"id": "full", "name": "Full", "quotas": {"storage_bytes": 1000}}
    assert ask(stack, ADMIN, "POST", "/v1/tenants", json=tenant).status_code == 201
    key = make(stack, tenant_id="full")["key"]
    begun = ask(stack, key, "POST", "/v1/uploads", json={"size_bytes": 600}).json()
    assert ask(stack, key, "GET", "/v1/me").json()["usage"]["storage_bytes"] == 600
    refused = problem(ask(stack, key, "POST", "/v1/uploads", json={"size_bytes": 401}), 403, "over-quota")
    assert refused["quota"] == "storage_bytes"
    tus = {"tus-resumable": "1.0.0", "upload-length": "401"}
    problem(ask(stack, key, "POST", "/v1/tus", headers=tus), 403, "over-quota")
    assert ask(stack, key, "PUT", begun["parts"][0]["url"], content=b"l" * 600).status_code == 204
    assert ask(stack, key, "POST", begun["links"]["complete"]).status_code == 201
    assert ask(stack, key, "GET", "/v1/me").json()["usage"]["storage_bytes"] == 600
    assert ask(stack, key, "POST", "/v1/uploads", json={"size_bytes": 400}).status_code == 201
