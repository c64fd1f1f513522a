"""HTTP to one gateway: JSON in, JSON out, refusals as `ApiError`, silence as `Unreachable`."""

import ipaddress
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx

from songreel_client.errors import BadInput, Unreachable, problem_error
from songreel_client.retrying import Attempts

CONNECT_SECONDS, ANSWER_SECONDS = 5.0, 60.0
KEY_VARIABLE = "SONGREEL_API_KEY"
KEY = re.compile(r"[!-~]*")
STREAM_TIMEOUT = httpx.Timeout(35.0, connect=CONNECT_SECONDS)
"""The gateway's event stream says something at least every 10 s."""


class Line:
    """Where a gateway is and how it is spoken to, whoever speaks."""

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
        key = os.environ.get(KEY_VARIABLE, "") if api_key is None else api_key
        if not KEY.fullmatch(key):
            raise BadInput(f"This is no API key: it has characters that no key has. See {KEY_VARIABLE}.")
        self._options: dict[str, Any] = {
            "base_url": self.base_url,
            "timeout": httpx.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS),
            "headers": {"authorization": f"Bearer {key}"} if key else {},
            "trust_env": not self.local,  # a proxy of the environment is for the world outside, never for this machine
        }

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


class Transport(Line):
    """Everything that the SDK sends goes through here."""

    def __init__(self, base_url: str, api_key: str | None = None) -> None:
        """Raises BadInput as `Line` does."""
        super().__init__(base_url, api_key)
        self._http = httpx.Client(**self._options)

    def close(self) -> None:
        """Ends the connections."""
        self._http.close()

    def call(self, method: str, path: str, **options: Any) -> Any:
        """The answer's JSON. Raises ApiError and Unreachable."""
        return json_of(self._request(method, path, **options))

    def send(self, method: str, path: str, headers: dict[str, str], content: bytes = b"") -> httpx.Headers:
        """The answer's headers. Raises ApiError and Unreachable."""
        return headers_of(self._request(method, path, headers=headers, content=content))

    def answers(self, path: str) -> tuple[int, str]:
        """Status and text of a GET, whatever the status. Raises Unreachable."""
        with self.reaching():
            answer = self._http.get(path, timeout=CONNECT_SECONDS)
            return answer.status_code, answer.text

    @contextmanager
    def stream(self, path: str, headers: dict[str, str]) -> Iterator[httpx.Response]:
        """A response whose body is still to be read; refusals are raised."""
        with self.reaching(), self._http.stream("GET", path, headers=headers, timeout=STREAM_TIMEOUT) as answer:
            if answer.is_error:
                answer.read()
                json_of(answer)
            yield answer

    def _request(self, method: str, path: str, **options: Any) -> httpx.Response:
        """The answer, also when it refuses. Sent again where that does no harm."""
        attempts = Attempts(method, options.get("headers") or {})
        with self.reaching():
            while True:
                outcome: httpx.Response | httpx.TransportError
                try:
                    outcome = self._http.request(method, path, **options)
                except httpx.TransportError as error:
                    outcome = error
                pause = attempts.pause_after(outcome)
                if pause is not None:
                    time.sleep(pause)
                elif isinstance(outcome, httpx.TransportError):
                    raise outcome
                else:
                    return outcome


def is_loopback(host: str) -> bool:
    """Whether the host is this machine."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def json_of(answer: httpx.Response) -> Any:
    """The answer's JSON. Raises ApiError when it refuses, Unreachable when it is no gateway's."""
    document = _document(answer)
    if answer.is_error:
        raise problem_error(answer.status_code, document)
    if document is None and answer.status_code != httpx.codes.NO_CONTENT:
        raise Unreachable(f"{answer.url} is no Songreel gateway: it does not answer in JSON.")
    return document


def headers_of(answer: httpx.Response) -> httpx.Headers:
    """The answer's headers. Raises ApiError when it refuses."""
    if answer.is_error:
        raise problem_error(answer.status_code, _document(answer))
    return answer.headers


def _document(answer: httpx.Response) -> Any:
    try:
        return answer.json()
    except ValueError:
        return None


def _no_gateway_url(text: str) -> BadInput:
    return BadInput(f"{text!r} is no gateway's URL. It looks like http://127.0.0.1:8080.")


def given(**parameters: Any) -> dict[str, Any]:
    """Those parameters that say something."""
    return {name: value for name, value in parameters.items() if value != ""}
