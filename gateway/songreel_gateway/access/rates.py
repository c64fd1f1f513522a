"""How many requests a key may send, told in the headers of the IETF's draft (draft-ietf-httpapi-ratelimit-headers).

Counted in this process' memory: with three gateways behind one name a key gets up to three times as many. That keeps
clients from hurting others, which is the purpose, and costs microseconds where a count in the database would cost a
write for every request. What is to be exact (songs, bytes, videos, money) are quotas.
"""

import math
import time
from dataclasses import dataclass

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter


@dataclass(frozen=True)
class Allowance:
    """What a key has left after a request."""

    granted: bool
    limit: int
    window_seconds: int
    left: int
    resets_seconds: int
    """Until a whole window is free again."""

    def headers(self) -> dict[str, str]:
        """For the answer."""
        told = {
            "ratelimit-policy": f'"requests";q={self.limit};w={self.window_seconds}',
            "ratelimit": f'"requests";r={self.left};t={self.resets_seconds}',
        }
        return told if self.granted else told | {"retry-after": str(self.resets_seconds)}


class Rates:
    """Counts of all keys."""

    def __init__(self, default: str) -> None:
        """`default` as in the setting; empty for no limit. Raises ValueError for what is no rate."""
        self._default = parse(default) if default else None
        self._counts = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._parsed: dict[str, RateLimitItem] = {}

    def take(self, key_id: str, own: str | None) -> Allowance | None:
        """Counts a request of the key, whose own rate goes before the default; None where there is no limit."""
        limit = self._own(own) if own else self._default
        if limit is None:
            return None
        granted = self._counts.hit(limit, key_id)
        stats = self._counts.get_window_stats(limit, key_id)
        resets = max(1, math.ceil(stats.reset_time - time.time()))
        return Allowance(granted, limit.amount, limit.get_expiry(), stats.remaining, resets)

    def _own(self, rate: str) -> RateLimitItem:
        if rate not in self._parsed:
            self._parsed[rate] = parse(rate)
        return self._parsed[rate]
