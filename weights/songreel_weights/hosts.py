"""HTTP connections, and the hosts that lately did not answer.

Ten files from a hub that cannot be reached must cost one short wait, not ten. A host is probed once, from a thread,
because a timeout of the HTTP library does not cover the name lookup.
"""

import threading
import time
from urllib.parse import urlsplit

import httpx

from songreel_weights.errors import SourceFailed

CONNECT_SECONDS = 3.0
READ_SECONDS = 20.0
FORGET_AFTER_SECONDS = 300.0


def connect() -> httpx.Client:
    """A client that follows redirects and honours the usual proxy and certificate variables."""
    return httpx.Client(
        timeout=httpx.Timeout(READ_SECONDS, connect=CONNECT_SECONDS),
        follow_redirects=True,
        headers={"User-Agent": "songreel-weights", "Accept-Encoding": "identity"},
    )


class Hosts:
    """Which hosts answer, as far as this process knows."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._alive: set[str] = set()
        self._dead: dict[str, tuple[float, str]] = {}

    def require_alive(self, url: str) -> None:
        """Nothing, or `SourceFailed` at once when the host of `url` is known not to answer, after 3 s else."""
        host = urlsplit(url).netloc
        with self._lock:
            if host in self._alive:
                return
            died, why = self._dead.get(host, (float("-inf"), ""))
            if time.monotonic() - died > FORGET_AFTER_SECONDS:
                why = _probe(url)
                if why:
                    self._dead[host] = (time.monotonic(), why)
                else:
                    self._alive.add(host)
        if why:
            raise SourceFailed(f"{host} does not answer ({why})")


def _probe(url: str) -> str:
    """Why the host of `url` cannot be talked to; empty when it answers, with whatever status."""
    answers: list[str] = []

    def ask() -> None:
        try:
            with httpx.Client(timeout=CONNECT_SECONDS) as client:
                client.head(url)
            answers.append("")
        except httpx.HTTPError as error:
            answers.append(str(error) or type(error).__name__)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(CONNECT_SECONDS + 1)
    return answers[0] if answers else f"silent for {CONNECT_SECONDS:.0f} s"


HOSTS = Hosts()
