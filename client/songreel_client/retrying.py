"""Whether and when a request is sent again. Pure: both transports ask, and sleep in their own way."""

from collections.abc import Mapping

import httpx

REPEATABLE = ("GET", "HEAD", "PUT", "DELETE")
BUSY = (429, 502, 503, 504)
TRIES = 4
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 0.2, 20.0


class Attempts:
    """Those of one request. Only what may arrive twice is sent twice: reading, putting, deleting, and whatever has an
    Idempotency-Key."""

    def __init__(self, method: str, headers: Mapping[str, str]) -> None:
        keyed = any(name.lower() == "idempotency-key" for name in headers)
        self._left = TRIES - 1 if method in REPEATABLE or keyed else 0
        self._pause = FIRST_PAUSE_SECONDS

    def pause_after(self, outcome: httpx.Response | httpx.TransportError) -> float | None:
        """Seconds until it is sent again, or None when that was the last word.

        A busy gateway says itself when; one that says nothing, or says longer than a person would wait, is believed at
        once. A line that broke is tried anew, one that is silent is not: it was waited for long enough.
        """
        pause = self._pause
        if isinstance(outcome, httpx.TransportError):
            wanted = not isinstance(outcome, httpx.TimeoutException)
        else:
            told = outcome.headers.get("retry-after", "")
            wanted = outcome.status_code in BUSY and told.isdecimal() and int(told) <= LONGEST_PAUSE_SECONDS
            pause = max(pause, float(told)) if wanted else pause
        if not wanted or not self._left:
            return None
        self._left -= 1
        self._pause *= 2
        return pause
