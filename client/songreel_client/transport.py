"""HTTP to one gateway: JSON in, JSON out, refusals as `ApiError`, silence as `Unreachable`."""

import ipaddress
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from songreel_client.errors import BadInput, Unreachable, problem_error

CONNECT_SECONDS, ANSWER_SECONDS = 5.0, 60.0
KEY_VARIABLE = "SONGREEL_API_KEY"
KEY = re.compile(r"[!-~]*")
STREAM_SILENCE_SECONDS = 35.0  # the gateway's event stream says something at least every 10 s


class Transport:
    """Everything that the SDK sends goes through here."""

    def __init__(self, base_url: str, api_key: str | None = None) -> None:
        """Raises BadInput when it is no http:// or https:// URL, or no key. Without a key SONGREEL_API_KEY is taken."""
        self.base_url = base_url.rstrip("/")
        try:
            url = httpx.URL(self.base_url)
        except httpx.InvalidURL as error:
            raise _no_gateway_url(base_url) from error
        if (
            url.scheme not in ("http", "https")
            or not url.host
            or not self.base_url.isprintable()
            or " " in self.base_url
        ):
            raise _no_gateway_url(base_url)
        self.local = is_loopback(url.host)
        timeout = httpx.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS)
        key = os.environ.get(KEY_VARIABLE, "") if api_key is None else api_key
        if not KEY.fullmatch(key):
            raise BadInput(f"This is no API key: it has characters that no key has. See {KEY_VARIABLE}.")
        headers = {"authorization": f"Bearer {key}"} if key else {}
        # A proxy of the environment is for the world outside, never for this machine.
        self._http = httpx.Client(base_url=self.base_url, timeout=timeout, headers=headers, trust_env=not self.local)

    def close(self) -> None:
        """Ends the connections."""
        self._http.close()

    def call(self, method: str, path: str, **options: Any) -> Any:
        """The answer's JSON. Raises ApiError and Unreachable."""
        with self.reaching():
            answer = self._http.request(method, path, **options)
            return _json(answer)

    def answers(self, path: str) -> tuple[int, str]:
        """Status and text of a GET, whatever the status. Raises Unreachable."""
        with self.reaching():
            answer = self._http.get(path, timeout=CONNECT_SECONDS)
            return answer.status_code, answer.text

    @contextmanager
    def stream(self, path: str, headers: dict[str, str]) -> Iterator[httpx.Response]:
        """A response whose body is still to be read; refusals are raised."""
        timeout = httpx.Timeout(STREAM_SILENCE_SECONDS, connect=CONNECT_SECONDS)
        with self.reaching(), self._http.stream("GET", path, headers=headers, timeout=timeout) as answer:
            if answer.is_error:
                answer.read()
                raise problem_error(answer.status_code, _document(answer))
            yield answer

    @contextmanager
    def reaching(self) -> Iterator[None]:
        """Turns every failure of the line into Unreachable."""
        try:
            yield
        except httpx.TimeoutException as error:
            raise Unreachable(f"The gateway at {self.base_url} does not answer in time.") from error
        except httpx.TransportError as error:
            raise Unreachable(
                f"No Songreel gateway answers at {self.base_url} ({error or type(error).__name__}). Check the URL, or "
                "leave --gateway away to use this machine."
            ) from error


def is_loopback(host: str) -> bool:
    """Whether the host is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _json(answer: httpx.Response) -> Any:
    document = _document(answer)
    if answer.is_error:
        raise problem_error(answer.status_code, document)
    if document is None and answer.status_code != httpx.codes.NO_CONTENT:
        raise Unreachable(f"{answer.url} is no Songreel gateway: it does not answer in JSON.")
    return document


def _document(answer: httpx.Response) -> Any:
    try:
        return answer.json()
    except ValueError:
        return None


def _no_gateway_url(text: str) -> BadInput:
    return BadInput(f"{text!r} is no gateway's URL. It looks like http://127.0.0.1:8080.")
