"""Keys, what they allow, how often they may be used, and when nobody is asked for one."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from songreel_chassis.errors import InvalidInput
from songreel_gateway.access.opening import is_loopback, keys_are_asked
from songreel_gateway.access.quotas import Quotas
from songreel_gateway.access.rates import Rates
from songreel_gateway.access.scopes import SCOPES, allows, needed
from songreel_gateway.access.settings import AccessSettings
from songreel_gateway.store.keys import Key
from songreel_gateway.store.tokens import ANYWHERE, digest_of, new_token, read_token

LONG = "k" * 32


def settings(**fields: object) -> AccessSettings:
    return AccessSettings(**fields)  # type: ignore[arg-type]  # checked by pydantic


def key(secret: str, **fields: object) -> Key:
    plain: dict[str, object] = {
        "id": "a", "tenant_id": "t", "name": "n", "digest": digest_of(secret), "old_digest": None, "old_until": None,
        "scopes": [], "quotas": {}, "created_at": 0.0, "expires_at": None, "last_used_at": None, "revoked_at": None,
    }  # fmt: skip
    return Key(**{**plain, **fields})  # type: ignore[arg-type]  # as above


def test_a_key_is_read_back_and_no_two_are_alike() -> None:
    """Its id is in sight, its secret has 256 bits, and a mask finds it in a text."""
    made = [new_token() for _ in range(1000)]
    assert len({token.key_id for token in made}) == len({token.secret for token in made}) == 1000
    for token in made:
        assert read_token(token.text) == token
        assert ANYWHERE.search(f"x={token.text}, ")


@given(st.text())
def test_what_is_no_key_is_not_read(text: str) -> None:
    """Whatever somebody sends."""
    assert read_token(text) is None or text.startswith("sr_")


def test_the_secret_before_a_rotation_is_good_until_then() -> None:
    """And no longer; any other never is."""
    rotated = key("new", old_digest=digest_of("old"), old_until=100.0)
    assert rotated.opens("new", 99.0)
    assert rotated.opens("old", 99.0)
    assert not rotated.opens("old", 100.0)
    assert not rotated.opens("other", 99.0)
    assert not key("new").opens("", 0.0)


@pytest.mark.parametrize(
    ("method", "path", "wanted"),
    [
        ("GET", "/v1/videos/v1/film", "videos:read"), ("POST", "/v1/videos", "videos:write"),
        ("DELETE", "/v1/keys/a", "keys:write"), ("PATCH", "/v1/uploads/u", "songs:write"),
        ("POST", "/v1/tenants", "tenants:write"), ("GET", "/metrics", "metrics:read"), ("GET", "/v1/me", ""),
        ("POST", "/v1/somewhere/new", "somewhere:write"), ("GET", "/v1/styles", "scripts:read"),
    ],
)  # fmt: skip
def test_a_request_asks_for_the_scope_of_its_kind_and_verb(method: str, path: str, wanted: str) -> None:
    """By its path, so that a route which nobody thought of asks for one too."""
    assert needed(method, path) == wanted


def test_scopes_allow_what_they_say_and_nothing_else() -> None:
    """`read` and `write` stop before keys, tenants and metrics; `admin` stops nowhere."""
    assert allows(["read"], "videos:read")
    assert not allows(["read"], "videos:write")
    assert not allows(["write"], "videos:read")
    assert not any(allows(["read", "write"], f"{kind}:{verb}") for kind in ("keys", "tenants", "metrics")
                   for verb in ("read", "write"))  # fmt: skip
    assert allows(["videos:read"], "videos:read")
    assert not allows(["videos:read"], "songs:read")
    assert not allows(["videos:read", "videos:write"], "read")
    assert not allows(["read"], "admin")
    assert all(allows(["admin"], scope) for scope in (*SCOPES, "tenants:write"))


def test_a_gateway_that_others_reach_is_not_open_by_mistake() -> None:
    """It says what to set; on its own machine it is open, and where openness is wanted too."""
    assert not keys_are_asked(settings(), "127.0.0.1")
    assert not keys_are_asked(settings(auth="open"), "0.0.0.0")  # noqa: S104  # what is tried
    assert keys_are_asked(settings(admin_key=LONG), "127.0.0.1")
    assert keys_are_asked(settings(auth="keys"), "127.0.0.1")
    for host in ("0.0.0.0", "::", "10.1.2.3", "no.such.host.invalid"):  # noqa: S104  # the same
        with pytest.raises(InvalidInput, match="SONGREEL_ADMIN_KEY"):
            keys_are_asked(settings(), host)
    with pytest.raises(InvalidInput, match="fewer than 32"):
        keys_are_asked(settings(admin_key="short"), "127.0.0.1")


def test_loopback_is_told_by_every_address_of_a_name() -> None:
    """In both families."""
    assert all(map(is_loopback, ("127.0.0.1", "127.9.9.9", "::1", "localhost")))
    assert not any(map(is_loopback, ("192.168.0.1", "0.0.0.0", "::")))  # noqa: S104  # the same


def test_settings_show_no_admin_key() -> None:
    """Where somebody logs them."""
    assert LONG not in repr(settings(admin_key=LONG))


def test_a_key_gets_its_requests_and_is_told_how_many_are_left() -> None:
    """Keys do not share, and one may have a rate of its own."""
    rates = Rates("3/hour")
    left = [allowance.left for _ in range(3) if (allowance := rates.take("a", None))]
    assert left == [2, 1, 0]
    refused = rates.take("a", None)
    assert refused is not None
    assert not refused.granted
    assert refused.headers()["ratelimit-policy"] == '"requests";q=3;w=3600'
    assert refused.headers()["ratelimit"].startswith('"requests";r=0;t=')
    assert 1 <= int(refused.headers()["retry-after"]) <= 2 * 3600
    for other, own in (("b", None), ("c", "1/hour")):
        granted = rates.take(other, own)
        assert granted is not None
        assert granted.granted
    assert Rates("").take("a", None) is None


def test_a_tenants_quotas_go_before_the_settings() -> None:
    """Also its zero, which is any number."""
    usual = settings(quota_songs=10, quota_videos=3)
    assert Quotas().or_else(usual).songs == 10
    decided = Quotas(songs=0, spend=5.0).or_else(usual)
    assert (decided.songs, decided.videos, decided.spend) == (0, 3, 5.0)


def test_a_key_expires_at_its_time() -> None:
    """And one without a time never."""
    now = time.time()
    assert key("s", expires_at=now).expired(now)
    assert not key("s", expires_at=now + 1).expired(now)
    assert not key("s").expired(now)
