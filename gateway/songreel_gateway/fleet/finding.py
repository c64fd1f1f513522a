"""Finds the video pods behind names: "dns:host:port" is every address that the host has, looked up again and again.

headless service      look ─── 3 s ─── look ─── 3 s ─── look
lists ready pods       │ 10.0.0.7       │ 10.0.0.7       │ 10.0.0.8
                       ▼                ▼ 10.0.0.8       ▼
pods to lend           7                7, 8             8; 7 is let go when its shot has ended
"""

import asyncio
import contextlib
import socket
from collections.abc import Awaitable, Callable, Sequence

import structlog

from songreel_gateway.fleet.pods import VideoPods

log = structlog.get_logger()

SCHEME = "dns:"
LOOK_SECONDS = 3.0
Resolve = Callable[[str, int], Awaitable[list[str]]]
NAMELESS = {socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)}


class Finder:
    """Keeps the pods up to date."""

    def __init__(self, pods: VideoPods, addresses: Sequence[str], resolve: Resolve | None = None) -> None:
        self._pods = pods
        self._addresses = addresses
        self._resolve = resolve or look_up
        self._last: dict[str, list[str]] = {}
        self._watching: asyncio.Task[None] | None = None

    async def begin(self) -> None:
        """Looks once, then on and on where there is a name among the addresses."""
        await self.look()
        if any(address.startswith(SCHEME) for address in self._addresses):
            self._watching = asyncio.create_task(self._watch())

    async def look(self) -> None:
        """Every address now. A lookup that fails changes nothing: names are forgotten by their server's word only."""
        found: list[str] = []
        for address in self._addresses:
            if not address.startswith(SCHEME):
                found.append(address)
                continue
            host, _, port = address.removeprefix(SCHEME).rpartition(":")
            try:
                self._last[address] = sorted(await self._resolve(host, int(port)))
            except OSError as error:
                log.warning("pods_not_looked_up", name=host, reason=str(error))
            found += self._last.get(address, [])
        before = len(self._pods)
        await self._pods.keep(found)
        if len(self._pods) != before:
            log.info("pods_changed", count=len(self._pods))

    async def end(self) -> None:
        """Looks no more."""
        if self._watching:
            self._watching.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._watching

    async def _watch(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            await self.look()


async def look_up(host: str, port: int) -> list[str]:
    """The host's addresses as host:port; none when its server knows none. Raises OSError when it cannot be asked."""
    try:
        answers = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        if error.errno in NAMELESS:
            return []
        raise
    return list({f"[{at[0]}]:{port}" if family == socket.AF_INET6 else f"{at[0]}:{port}" for family, *_, at in answers})
