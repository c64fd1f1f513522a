"""Pods that film are marked in an API server, once a change, and a server that is away costs no shot."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from songreel_gateway.asking.services import open_pod
from songreel_gateway.fleet.marking import COST, KubernetesMarks, Marker
from songreel_gateway.fleet.pods import VideoPods

PODS = {"10.0.0.7": "video-wan-7", "10.0.0.8": "video-wan-8"}


class ApiServer(ThreadingHTTPServer):
    """Knows two pods; notes what is patched."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.patched: list[tuple[str, str]] = []
        self.token = "t1"  # noqa: S105  # of a test


class Handler(BaseHTTPRequestHandler):
    """Lists pods by their address, patches annotations; refuses who has not the token of now."""

    server: ApiServer

    def do_GET(self) -> None:  # the library's name
        query = parse_qs(urlsplit(self.path).query)
        ip = query["fieldSelector"][0].removeprefix("status.podIP=")
        self.answer({"items": [{"metadata": {"name": PODS[ip]}}] if ip in PODS else []})

    def do_PATCH(self) -> None:  # the library's name
        assert self.headers["content-type"] == "application/merge-patch+json"
        body = json.loads(self.rfile.read(int(self.headers["content-length"])))
        namespace, name = self.path.split("/")[4], self.path.rpartition("/")[2]
        assert namespace == "songreel"
        self.server.patched.append((name, body["metadata"]["annotations"][COST]))
        self.answer({})

    def answer(self, document: object) -> None:
        known = self.headers["authorization"] == f"Bearer {self.server.token}"
        data = json.dumps(document if known else {}).encode()
        self.send_response(200 if known else 401)
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def server() -> Iterator[ApiServer]:
    with ApiServer() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


@pytest.fixture
def account(tmp_path: Path) -> Path:
    """A service account's folder, as a pod has it."""
    for name, text in {"namespace": "songreel", "token": "t1", "ca.crt": ""}.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def marker(server: ApiServer, account: Path, pods: VideoPods) -> Marker:
    return Marker(pods, KubernetesMarks(f"http://127.0.0.1:{server.server_port}", account))


async def test_a_pod_is_marked_while_it_films(server: ApiServer, account: Path) -> None:
    """Once when it begins, however often one looks, and once when it has rested for two looks."""
    pods = VideoPods(open_pod, wanted=True)
    await pods.keep(["10.0.0.7:50051", "10.0.0.8:50051"])
    marking = marker(server, account, pods)
    async with pods.lend() as stub:
        films = next(place.address for place in pods._places if place.stub is stub)
        await marking.look()
        await marking.look()
        await marking.look()
    name, other = PODS[films.partition(":")[0]], next(n for ip, n in PODS.items() if not films.startswith(ip))
    assert server.patched == [(name, "1000"), (other, "0")], "the other one may have been marked by a gateway before"
    await marking.look()
    assert len(server.patched) == 2, "between two shots nothing is written"
    await marking.look()
    assert server.patched[2:] == [(name, "0")]
    await marking.end()
    await pods.close()


async def test_a_new_token_is_taken(server: ApiServer, account: Path) -> None:
    """A cluster changes them every hour."""
    pods = VideoPods(open_pod, wanted=True)
    await pods.keep(["10.0.0.7:50051"])
    marking = marker(server, account, pods)
    server.token = "t2"  # noqa: S105  # of a test
    async with pods.lend():
        await marking.look()
        assert server.patched == [], "refused, and the shot goes on"
        (account / "token").write_text("t2")
        await marking.look()
    assert server.patched == [("video-wan-7", "1000")]
    await marking.end()
    await pods.close()


async def test_a_pod_that_nobody_knows_is_left_alone(server: ApiServer, account: Path) -> None:
    """It is going, or it is none of this cluster."""
    pods = VideoPods(open_pod, wanted=True)
    await pods.keep(["10.9.9.9:50051"])
    marking = marker(server, account, pods)
    async with pods.lend():
        await marking.look()
    assert server.patched == []
    await marking.end()
    await pods.close()


def test_without_a_service_account_it_is_said(tmp_path: Path) -> None:
    """As on a laptop."""
    with pytest.raises(OSError, match="namespace"):
        KubernetesMarks("http://127.0.0.1:1", tmp_path)
