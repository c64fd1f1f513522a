"""Who is next where there is less than is wanted: tenants by turns, and within a tenant by priority, film and length.

    waiting   A A A A A        B B        next   A B A B A A A
              │ a tenant's own order      │ the tenant that had the fewest turns
              priority, oldest film, longest shot

Start-time fair queueing (Goyal, Vin, Cheng 1996) with turns as its work: a tenant that was away begins at the line's
present time, so it neither pays for its absence nor saves it up.
"""

import heapq
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

NOW = ""
"""Where a line's present time stands among the tenants' turns."""
NOBODY = "-"
"""Whose turn it is where no tenant is named."""
FIRST = 1_000_000
"""Frames of what should not wait behind any shot, since shots wait for it."""


@dataclass(frozen=True)
class Turn:
    """Something that waits for a pod; asked for anew, it is another turn."""

    id: str
    tenant_id: str = NOBODY
    priority: int = 0
    """Higher is sooner, among the tenant's own."""
    film: str = ""
    """The video's id, which sorts by age."""
    frames: int = FIRST
    backend: str = ""
    """Of the pods that can do it; empty for any."""
    since: float = field(default_factory=time.time)
    work: str = ""
    """Digest of what is asked of the pod; empty where it is like nothing else. What is being made is waited for: once
    it is there, whoever asks for the same finds it."""

    @property
    def rank(self) -> tuple[int, str, int, float]:
        """Its place among the tenant's own. The longest shot first: what is begun last should be short."""
        return (-self.priority, self.film, -self.frames, self.since)


class Served:
    """How many turns each tenant had, in the line's virtual time."""

    def __init__(self, turns: Mapping[str, float] | None = None) -> None:
        self.turns = dict(turns or {})

    def begins_at(self, tenant_id: str) -> float:
        """The virtual time at which its next turn would begin."""
        return max(self.turns.get(tenant_id, 0.0), self.turns.get(NOW, 0.0))

    def note(self, tenant_id: str) -> None:
        """It has its next turn."""
        self.turns[NOW] = self.begins_at(tenant_id)
        self.turns[tenant_id] = self.turns[NOW] + 1.0


def in_order(waiting: Iterable[Turn], served: Served) -> list[Turn]:
    """All of them, the next one first."""
    lines: defaultdict[str, list[Turn]] = defaultdict(list)
    for turn in sorted(waiting, key=lambda turn: turn.rank, reverse=True):
        lines[turn.tenant_id].append(turn)
    heads = [(served.begins_at(tenant), line[-1].since, tenant) for tenant, line in lines.items()]
    heapq.heapify(heads)
    order = []
    while heads:
        moment, _, tenant = heapq.heappop(heads)
        order.append(lines[tenant].pop())
        if lines[tenant]:
            heapq.heappush(heads, (moment + 1.0, lines[tenant][-1].since, tenant))
    return order


Free = Mapping[str, str]
"""The backend of each pod that could be lent, by address; the best first."""


class Line(Protocol):
    """Where turns wait, and which pods are lent."""

    async def ask(self, turn: Turn) -> None:
        """It waits from now on."""

    async def grant(self, free: Free, mine: Sequence[str]) -> dict[str, str]:
        """Which of my turns (by id) are lent which pods (by address) now. A pod that is due to somebody else's turn is
        left to it, and no two pods do the same work."""

    async def end(self, turn_id: str) -> None:
        """It has its pod no more, or waits no more."""

    async def wait(self, seconds: float) -> None:
        """Returns when something may have changed for somebody, or when the time is over."""


def apart(waiting: Iterable[Turn], works: Iterable[str]) -> list[Turn]:
    """The turns without those whose work is among these, which are being done."""
    done = set(works) - {""}
    return [turn for turn in waiting if turn.work not in done]


def allot(order: Iterable[Turn], free: Free) -> list[tuple[Turn, str]]:
    """The pods for as many turns as there are pods for, the first in order first; of equal works one."""
    left, found, begun = dict(free), [], set[str]()
    for turn in order:
        fitting = [address for address, backend in left.items() if not turn.backend or backend == turn.backend]
        if fitting and turn.work not in begun:
            begun |= {turn.work} - {""}
            del left[fitting[0]]
            found.append((turn, fitting[0]))
        if not left:
            break
    return found
