"""Marks the video pods that film, so that a scale-down takes one that does not: Kubernetes' pod-deletion-cost.

lent to a shot      ────┐▁▁┌──────────────┐▁▁▁▁▁▁▁▁▁▁▁▁▁▁
looked at, every 2 s  │    │    │    │    │    │    │
annotation             1000 ───────────────────  0        one write when filming begins, one when it has ended
"""

import asyncio
import contextlib
import ssl
from pathlib import Path
from typing import Protocol

import httpx
import structlog

from songreel_gateway.fleet.pods import VideoPods

log = structlog.get_logger()

LOOK_SECONDS = 2.0
FILMS, RESTS = "1000", "0"
COST = "controller.kubernetes.io/pod-deletion-cost"
API = "https://kubernetes.default.svc.cluster.local"
ACCOUNT = Path("/var/run/secrets/kubernetes.io/serviceaccount")
"""Where a pod finds its namespace, its token (which changes now and then) and whom to trust."""


class Marks(Protocol):
    """Where pods are marked."""

    async def mark(self, address: str, cost: str) -> None:
        """Sets the pod's deletion cost. Raises httpx.HTTPError or OSError."""

    async def close(self) -> None:
        """Ends connections."""


class KubernetesMarks:
    """In the API server of the cluster this runs in."""

    def __init__(self, api: str = API, account: Path = ACCOUNT) -> None:
        """Raises OSError where there is no service account."""
        self._account = account
        self._pods = f"{api}/api/v1/namespaces/{(account / 'namespace').read_text().strip()}/pods"
        trusted = ssl.create_default_context(cafile=str(account / "ca.crt")) if api.startswith("https:") else True
        self._client = httpx.AsyncClient(verify=trusted, timeout=5, trust_env=False)
        self._names: dict[str, str] = {}

    async def mark(self, address: str, cost: str) -> None:
        """See Marks. A pod that the server does not know any more is nobody's to mark."""
        ip = address.rpartition(":")[0].strip("[]")
        if ip not in self._names:
            answer = await self._client.get(
                self._pods, params={"fieldSelector": f"status.podIP={ip}"}, headers=self._headers()
            )
            items = answer.raise_for_status().json()["items"]
            if not items:
                return
            self._names[ip] = str(items[0]["metadata"]["name"])
        patch = {"metadata": {"annotations": {COST: cost}}}
        headers = {**self._headers(), "content-type": "application/merge-patch+json"}
        answer = await self._client.patch(f"{self._pods}/{self._names[ip]}", json=patch, headers=headers)
        if answer.status_code == httpx.codes.NOT_FOUND:
            del self._names[ip]  # its address may be another pod's tomorrow
            return
        answer.raise_for_status()

    async def close(self) -> None:
        """See Marks."""
        await self._client.aclose()

    def _headers(self) -> dict[str, str]:
        return {"authorization": f"Bearer {(self._account / 'token').read_text().strip()}"}


class Marker:
    """Looks now and then who films. A mark that cannot be set costs nothing but the mark."""

    def __init__(self, pods: VideoPods, marks: Marks) -> None:
        self._pods = pods
        self._marks = marks
        self._costs: dict[str, str] = {}
        self._rested: set[str] = set()
        self._looking: asyncio.Task[None] | None = None

    def begin(self) -> None:
        """Looks on and on."""
        self._looking = asyncio.create_task(self._look_on())

    async def look(self) -> None:
        """Marks what has changed. A pod rests when it did so twice: between two shots it does for a moment."""
        lent = self._pods.lent()
        resting = {address for address, films in lent.items() if not films}
        wanted = {address: FILMS for address, films in lent.items() if films}
        wanted |= dict.fromkeys(resting & self._rested, RESTS)
        self._rested = resting
        self._costs = {address: cost for address, cost in self._costs.items() if address in lent}
        for address, cost in wanted.items():
            if self._costs.get(address) == cost:  # unknown at first: another process may have marked it
                continue
            try:
                await self._marks.mark(address, cost)
            except (httpx.HTTPError, OSError, KeyError, ValueError) as error:
                log.warning("pod_not_marked", address=address, reason=str(error))
            else:
                self._costs[address] = cost

    async def end(self) -> None:
        """Looks no more."""
        if self._looking:
            self._looking.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._looking
        await self._marks.close()

    async def _look_on(self) -> None:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            await self.look()
