"""The async SDK has every verb of the blocking one, because it is written out of it."""

import importlib.util
import inspect
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest
import songreel_client
from songreel_client import aio
from songreel_client.aio.client import AsyncSongreel
from songreel_client.client import Songreel
from songreel_client.retrying import Attempts

CLIENT = Path(songreel_client.__file__).parent


@pytest.fixture(scope="module")
def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_async", CLIENT.parent / "make_async.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_async"] = module
    spec.loader.exec_module(module)
    return module


def test_the_async_modules_are_those_that_would_be_written_now(maker: ModuleType, tmp_path: Path) -> None:
    """`make async` after a change of the blocking ones."""
    maker.write(tmp_path)
    for path in tmp_path.glob("*.py"):
        assert path.read_text() == (CLIENT / "aio" / path.name).read_text(), f"{path.name}: run `make async`"


def verbs(thing: Any) -> dict[str, list[str]]:
    """Public methods by name, with their parameters."""
    found = inspect.getmembers(thing, inspect.isfunction)
    return {name: list(inspect.signature(each).parameters) for name, each in found if not name.startswith("_")}


def test_both_sdks_have_the_same_verbs_with_the_same_parameters() -> None:
    """Of the gateway, of its collections, and of jobs."""
    with Songreel("http://127.0.0.1:1", "") as blocking:
        waiting = AsyncSongreel("http://127.0.0.1:1", "")
        assert verbs(Songreel) == verbs(AsyncSongreel)
        parts = [name for name in vars(blocking) if not name.startswith("_")]
        assert parts == [name for name in vars(waiting) if not name.startswith("_")]
        for name in parts:
            assert verbs(type(getattr(blocking, name))) == verbs(type(getattr(waiting, name))), name
    for name in ("Video", "Hearing", "Writing"):
        assert verbs(getattr(songreel_client, name)) == verbs(getattr(aio, f"Async{name}")), name
    assert inspect.iscoroutinefunction(aio.AsyncVideo.refresh)
    assert not inspect.iscoroutinefunction(aio.AsyncVideo.events)


def test_only_what_may_arrive_twice_is_sent_twice() -> None:
    """Reading, and what has a key; a broken line and a gateway that says when, and no more than three times more."""
    broken, silent = httpx.ReadError("x"), httpx.ReadTimeout("x")
    busy = httpx.Response(503, headers={"retry-after": "1"})
    for method, headers in (("GET", {}), ("DELETE", {}), ("POST", {"Idempotency-Key": "k"})):
        attempts = Attempts(method, headers)
        pauses = [attempts.pause_after(broken), attempts.pause_after(busy), attempts.pause_after(broken)]
        assert pauses == [0.2, 1.0, 0.8]
        assert attempts.pause_after(broken) is None
    assert Attempts("POST", {}).pause_after(broken) is None
    for last in (silent, httpx.Response(200), httpx.Response(503), httpx.Response(429, headers={"retry-after": "900"})):
        assert Attempts("GET", {}).pause_after(last) is None
