"""Tenants are kept apart on every route there is: a route that this file does not know fails it."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from PIL import Image
from songreel_gateway.api.app import make_app

from tests.fake_stack import FakeStack, fake_stack
from tests.processes import free_port, wait_until

ADMIN = "only-for-tests-" + "0123456789abcdef" * 3
VIDEO = "/v1/videos/{video_id}"
TUS = {"tus-resumable": "1.0.0", "upload-offset": "0"}
"""Without which its routes refuse before they look for anything."""

PUBLIC = {
    "GET /", "GET /web/{name}", "GET /livez", "GET /healthz", "GET /readyz", "GET /readyz/gateway", "GET /openapi.json",
}  # fmt: skip
"""Nobody needs a key for these, and they tell of no tenant."""
OPERATORS = {
    "POST /v1/tenants", "GET /v1/tenants", "GET /v1/tenants/{tenant_id}", "PATCH /v1/tenants/{tenant_id}",
    "GET /metrics",
}  # fmt: skip
"""403 for a tenant's key."""
LISTS = {
    "GET /v1/songs", "GET /v1/images", "GET /v1/hearings", "GET /v1/scripts", "GET /v1/videos",
    "GET /v1/webhooks", "GET /v1/keys",
}  # fmt: skip
"""Tell of one's own things only."""
NAMING = {"POST /v1/videos", "POST /v1/hearings", "POST /v1/scripts", "POST /v1/quotes"}
"""Name a song in the body: 404 for another tenant's."""
OWN = {
    "POST /v1/songs", "POST /v1/images", "POST /v1/uploads", "POST /v1/tus", "OPTIONS /v1/tus",
    "OPTIONS /v1/tus/{upload_id}", "POST /v1/webhooks",
    "POST /v1/keys", "GET /v1/me", "GET /v1/styles", "GET /v1/health/backends"
}  # fmt: skip
"""Make something of one's own, or tell of nobody's."""
NAMED = {
    "GET /v1/songs/{song_id}", "DELETE /v1/songs/{song_id}",
    "GET /v1/images/{image_id}", "GET /v1/images/{image_id}/content", "DELETE /v1/images/{image_id}",
    "GET /v1/hearings/{hearing_id}", "GET /v1/hearings/{hearing_id}/analysis",
    "GET /v1/scripts/{script_id}", "GET /v1/scripts/{script_id}/script", "GET /v1/scripts/{script_id}/analysis",
    "GET /v1/uploads/{upload_id}", "POST /v1/uploads/{upload_id}/complete", "DELETE /v1/uploads/{upload_id}",
    "PUT /v1/uploads/{upload_id}/parts/{number}", "HEAD /v1/tus/{upload_id}", "PATCH /v1/tus/{upload_id}",
    "DELETE /v1/tus/{upload_id}",
    "GET /v1/webhooks/{webhook_id}", "DELETE /v1/webhooks/{webhook_id}", "POST /v1/webhooks/{webhook_id}/rotate",
    "POST /v1/webhooks/{webhook_id}/enable", "GET /v1/webhooks/{webhook_id}/deliveries",
    "POST /v1/webhooks/{webhook_id}/deliveries/{delivery_id}/replay",
    "GET /v1/keys/{key_id}", "POST /v1/keys/{key_id}/rotate", "DELETE /v1/keys/{key_id}",
}  # fmt: skip
"""Another tenant's are 404; everything under a video is among them."""
NOT_MADE = {
    f"GET {VIDEO}/captions/{{form}}", f"GET {VIDEO}/timeline/{{form}}", f"GET {VIDEO}/project",
    f"GET {VIDEO}/keyframes/{{keyframe_id}}/content", f"GET {VIDEO}/certificate-page",
}  # fmt: skip
"""What these fakes do not make: their owner may get 404 there too."""


def picture_bytes() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (96, 96), "teal").save(file, "PNG")
    return file.getvalue()


def routes() -> set[str]:
    """Every method and path that the app answers to."""
    found: set[str] = set()
    for route in make_app().routes:
        for each in getattr(getattr(route, "original_router", None), "routes", [route]):
            found |= {f"{method} {each.path}" for method in each.methods}
    return {each for each in found if not each.startswith("HEAD ") or each.replace("HEAD", "GET", 1) not in found}


ALL = routes()
UNDER_A_NAME = sorted(each for each in ALL if each in NAMED or each.partition(" ")[2].startswith(VIDEO))


@dataclass(frozen=True)
class World:
    """Two tenants at one gateway; `acme` has one of everything."""

    stack: FakeStack
    acme: str
    other: str
    """Their keys."""
    ids: dict[str, str]
    """What acme has, by the name of a path's parameter."""

    def ask(self, key: str | None, method: str, path: str, **what: Any) -> httpx.Response:
        headers = TUS | {"authorization": f"Bearer {key}" if key else ""}
        return self.stack.http.request(method, path, headers=headers | what.pop("headers", {}), **what)

    def at(self, route: str) -> tuple[str, str]:
        """Method and path of a route, with acme's ids."""
        method, _, path = route.partition(" ")
        form = "srt" if "captions" in path else "otio"
        return method, path.format(**self.ids, form=form)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("t")
    settings = {"SONGREEL_ADMIN_KEY": ADMIN, "SONGREEL_RATE_LIMIT": "", "SONGREEL_WEBHOOKS_PRIVATE": "true"}
    with fake_stack(Path(folder), **settings) as stack:
        stack.start_all()
        stack.http.headers["authorization"] = f"Bearer {ADMIN}"
        keys = {}
        for tenant in ("acme", "other"):
            stack.http.post("/v1/tenants", json={"id": tenant, "name": tenant}).raise_for_status()
            order = {"name": "all", "tenant_id": tenant, "scopes": ["read", "write", "keys:read", "keys:write"]}
            keys[tenant] = stack.http.post("/v1/keys", json=order).raise_for_status().json()
        stack.http.headers["authorization"] = f"Bearer {keys['acme']['key']}"
        nowhere = {"url": f"http://127.0.0.1:{free_port()}/", "events": []}
        others_hook = {"authorization": f"Bearer {keys['other']['key']}"}
        stack.http.post("/v1/webhooks", json=nowhere, headers=others_hook).raise_for_status()
        yield World(stack, keys["acme"]["key"], keys["other"]["key"], things(stack, keys["acme"]["id"], nowhere))


def things(stack: FakeStack, key_id: str, nowhere: dict[str, Any]) -> dict[str, str]:
    """One of everything, made by whoever the stack's client is."""
    http = stack.http
    ids = {"key_id": key_id, "tenant_id": "acme", "song_id": stack.upload()}
    ids["image_id"] = http.post("/v1/images", content=picture_bytes()).raise_for_status().json()["id"]
    ids["webhook_id"] = http.post("/v1/webhooks", json=nowhere).raise_for_status().json()["id"]
    for kind in ("hearing", "script"):
        asked = http.post(f"/v1/{kind}s", json={"song_id": ids["song_id"]}).raise_for_status().json()
        ids[f"{kind}_id"] = asked["id"]
        where = f"/v1/{kind}s/{asked['id']}"
        wait_until(lambda where=where: http.get(where).json()["state"] == "completed", 30, where)  # type: ignore[misc]
    ids["video_id"] = stack.order(song_id=ids["song_id"])
    assert stack.ended(ids["video_id"])["state"] == "completed"
    begun = http.post("/v1/uploads", json={"name": "a.flac", "size_bytes": 1000}).raise_for_status()
    ids["upload_id"] = begun.json()["id"]
    deliveries = http.get(f"/v1/webhooks/{ids['webhook_id']}/deliveries").json()["deliveries"]
    ids["delivery_id"] = deliveries[0]["id"]
    return ids | {"keyframe_id": "shot-0", "profile": "youtube", "index": "0", "number": "1"}


def test_every_route_is_thought_of() -> None:
    """Whoever adds one says here who may ask it for what."""
    thought_of = PUBLIC | OPERATORS | LISTS | NAMING | OWN | set(UNDER_A_NAME)
    assert not ALL - thought_of, "say in this file whose things these tell of"
    assert not (PUBLIC | OPERATORS | LISTS | NAMING | NAMED) - ALL, "these are gone"


@pytest.mark.parametrize("route", UNDER_A_NAME)
def test_another_tenants_things_are_as_if_they_were_not_there(world: World, route: str) -> None:
    """404 for a key of another tenant that may do everything; 401 without one. Their owner does get them."""
    method, path = world.at(route)
    headers = {"content-type": "application/offset+octet-stream"} if "/tus/" in path else {}
    assert world.ask(world.other, method, path, headers=headers).status_code == 404, "another tenant's"
    assert world.ask(None, method, path).status_code == 401, "nobody's"
    if method == "GET" and route not in NOT_MADE and "/tus/" not in path:
        assert world.ask(world.acme, method, path).status_code != 404, "its owner's"


@pytest.mark.parametrize("route", sorted(LISTS))
def test_lists_tell_of_ones_own_things_only(world: World, route: str) -> None:
    """What acme has is in acme's list and in nobody else's."""
    method, path = world.at(route)
    mine, others = world.ask(world.acme, method, path).text, world.ask(world.other, method, path).text
    assert any(each in mine for each in world.ids.values() if len(each) > 8)
    assert not any(each in others for each in world.ids.values() if len(each) > 8)


@pytest.mark.parametrize("route", sorted(NAMING))
def test_nothing_is_ordered_of_another_tenants_song(world: World, route: str) -> None:
    """As if there were no such song."""
    method, path = world.at(route)
    answer = world.ask(world.other, method, path, json={"song_id": world.ids["song_id"]})
    assert answer.status_code == 404, answer.text


@pytest.mark.parametrize("route", sorted(OPERATORS))
def test_what_operators_do_is_not_for_tenants(world: World, route: str) -> None:
    """Whatever else their keys allow."""
    assert world.ask(world.acme, *world.at(route)).status_code == 403


def test_another_tenants_picture_cannot_be_filmed_by(world: World) -> None:
    """Neither by its id in a brief nor by its address in a script."""
    song = world.ask(world.other, "POST", "/v1/songs", content=b"other la").json()["id"]
    brief = {"characters": [{"id": "ada", "name": "Ada", "description": "Ada", "image_ids": [world.ids["image_id"]]}]}
    answer = world.ask(world.other, "POST", "/v1/videos", json={"song_id": song, "brief": brief})
    assert answer.json()["errors"][0]["pointer"] == "/brief/characters/0/image_ids/0", answer.text
    cast = [{"id": "ada", "name": "Ada", "imageUris": [f"artifact:images/{world.ids['image_id']}.png"]}]
    script = {"characters": cast, "shots": [{"sentence": "Ada walks."}]}
    answer = world.ask(world.other, "POST", "/v1/videos", json={"song_id": song, "script": script})
    assert answer.json()["errors"][0]["pointer"] == "/script/characters/0/imageUris/0", answer.text


def test_the_same_song_of_two_tenants_is_two_songs_and_one_file(world: World) -> None:
    """Neither can tell from its answer that the other has it."""
    mine = world.ask(world.acme, "POST", "/v1/songs", content=b"both of us")
    theirs = world.ask(world.other, "POST", "/v1/songs", content=b"both of us")
    assert (mine.status_code, theirs.status_code) == (201, 201)
    assert mine.json()["id"] != theirs.json()["id"]
    stored = [each.read_bytes() for each in (world.stack.folder / "artifacts" / "songs").iterdir()]
    assert stored.count(b"both of us") == 1


def test_an_idempotency_key_is_its_tenants_own(world: World) -> None:
    """The same word of two tenants is two orders."""
    ordered = set()
    for key in (world.acme, world.other):
        song = world.ask(key, "POST", "/v1/songs", content=b"for idempotency").json()["id"]
        headers = {"authorization": f"Bearer {key}", "idempotency-key": "the-same"}
        answer = world.stack.http.post("/v1/videos", json={"song_id": song}, headers=headers)
        assert answer.status_code == 202, answer.text
        ordered.add(answer.json()["id"])
    assert len(ordered) == 2


def test_another_tenants_webhook_is_not_told(world: World) -> None:
    """It was there before acme's video, and asked for every event."""
    (hook,) = world.ask(world.other, "GET", "/v1/webhooks").json()["webhooks"]
    told = world.ask(world.other, "GET", f"/v1/webhooks/{hook['id']}/deliveries").json()["deliveries"]
    assert world.ids["video_id"] not in {each["video_id"] for each in told}


def test_a_link_opens_what_it_was_signed_for_and_nothing_else(world: World) -> None:
    """Without a key, film and events alike; not changed, not elsewhere, not by another method, not too late."""
    video = f"/v1/videos/{world.ids['video_id']}"
    links = world.ask(world.acme, "POST", f"{video}/links", json={"paths": ["film", "events"]}).json()["links"]
    film, events = links["film"]["url"], links["events"]["url"]
    assert world.ask(None, "GET", film).status_code == 200
    assert "video.state" in world.ask(None, "GET", events).text
    query = film.partition("?")[2]
    assert world.ask(None, "GET", f"{video}/poster?{query}").status_code == 403
    assert world.ask(None, "GET", f"{video}?{query}").status_code == 403
    assert world.ask(None, "GET", film.replace("tenant=acme", "tenant=other")).status_code == 403
    assert world.ask(None, "GET", film.replace("expires=1", "expires=2")).status_code == 403
    assert world.ask(None, "GET", f"/v1/songs/{world.ids['song_id']}?{query}").status_code == 401
    assert world.ask(None, "POST", f"{video}/cancel?{query}").status_code == 401
    brief = world.ask(world.acme, "POST", f"{video}/links", json={"paths": ["film"], "seconds": 0.5}).json()["links"]
    wait_until(lambda: world.ask(None, "GET", brief["film"]["url"]).status_code == 403, 10, "the link to expire")


def test_after_all_that_acme_still_has_everything(world: World) -> None:
    """Nothing that the other tenant tried changed it."""
    assert world.ask(world.acme, "GET", f"/v1/videos/{world.ids['video_id']}").json()["state"] == "completed"
    for kind in ("song", "hearing", "script", "webhook", "upload", "key", "image"):
        assert world.ask(world.acme, "GET", f"/v1/{kind}s/{world.ids[f'{kind}_id']}").status_code == 200, kind


def test_no_secret_is_in_any_log_of_all_that(world: World) -> None:
    """Neither the admin key nor anybody's; the ids by which keys are told are there."""
    logs = "".join(path.read_text(errors="replace") for path in sorted(world.stack.folder.glob("*.log")))
    assert "key_made" in logs
    for key in (world.acme, world.other):
        _, key_id, secret = key.split("_", 2)
        assert key_id in logs
        assert secret not in logs
    assert ADMIN not in logs
    assert "whsec_" not in logs
