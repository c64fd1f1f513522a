"""Which web pages a gateway answers to: those that it serves, and those of origins that its operator names."""

from pathlib import Path

import pytest
from songreel_chassis.errors import InvalidInput
from songreel_gateway.access.browsers import read_origins

from tests.fake_stack import fake_stack

ADMIN = "only-for-tests-" + "0123456789abcdef" * 3


def test_a_gateway_without_keys_answers_no_page_from_elsewhere(tmp_path: Path) -> None:
    """Neither one that sends simple requests here nor one whose name was made to lead here."""
    with fake_stack(tmp_path) as stack:
        stack.start_gateway()
        stack.wait_until_alive()
        assert stack.http.get("/v1/videos").status_code == 200
        own = {"origin": str(stack.http.base_url).rstrip("/")}
        assert stack.http.get("/v1/videos", headers=own).status_code == 200
        for headers in ({"origin": "https://evil.example"}, {"host": "evil.example"}, {"origin": "null"}):
            refused = stack.http.post("/v1/songs", content=b"la", headers=headers)
            assert (refused.status_code, refused.json()["type"].rsplit("/", 1)[-1]) == (403, "forbidden")


def test_pages_of_origins_that_the_operator_names_may_call_it(tmp_path: Path) -> None:
    """A browser's question is answered without a key, the call itself is not; other pages are told nothing."""
    app = "https://app.example.com"
    with fake_stack(tmp_path, SONGREEL_ADMIN_KEY=ADMIN, SONGREEL_CORS_ORIGINS=app) as stack:
        stack.start_gateway()
        stack.wait_until_alive()
        asked = {
            "access-control-request-method": "POST",
            "access-control-request-headers": "authorization,idempotency-key",
        }
        told = stack.http.options("/v1/videos", headers={"origin": app, **asked})
        assert (told.status_code, told.headers["access-control-allow-origin"]) == (200, app)
        assert "authorization" in told.headers["access-control-allow-headers"]
        refused = stack.http.get("/v1/videos", headers={"origin": app})
        assert (refused.status_code, refused.headers["access-control-allow-origin"]) == (401, app)
        listed = stack.http.get("/v1/videos", headers={"origin": app, "authorization": f"Bearer {ADMIN}"})
        assert listed.status_code == 200
        assert "etag" in listed.headers["access-control-expose-headers"]
        other = stack.http.options("/v1/videos", headers={"origin": "https://evil.example", **asked})
        assert "access-control-allow-origin" not in other.headers


def test_an_origin_that_is_none_is_refused_at_the_start() -> None:
    """With how to write one."""
    for wrong in ("app.example.com", "https://app.example.com/", "https://a.example, ftp://b.example"):
        with pytest.raises(InvalidInput, match="without a path"):
            read_origins(wrong)
    assert read_origins(" https://a.example,*, ") == ["https://a.example", "*"]
