"""What can be done with a film that is there, or with one that waits for its client: the part of `Video` for that.

Generated from edited.py by `make async`: change that.
"""

import secrets
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

from songreel_client.aio.download import download
from songreel_client.aio.jobs import AsyncJob
from songreel_client.edits import (
    Budget,
    RequiredAction,
    Revision,
    ShotEdit,
    Spend,
    Take,
    edits_body,
    read_action,
    read_revision,
    read_spend,
    read_take,
)


class AsyncEdited(AsyncJob):
    """Revisions, takes and decisions of a video. Every method raises ApiError and Unreachable."""

    @property
    def required_action(self) -> RequiredAction | None:
        """What only you can say, in state `requires_action`."""
        return read_action(self.document.get("required_action"))

    @property
    def revision(self) -> int:
        """The number of the revision that is being made, or was last."""
        return int(self.document.get("revision") or 1)

    @property
    def spend(self) -> Spend:
        """What filming took so far."""
        return read_spend(self.document.get("spend") or {})

    async def revisions(self) -> tuple[Revision, ...]:
        """All of them, oldest first."""
        return tuple(map(read_revision, (await self._transport.call("GET", self._path("revisions")))["revisions"]))

    async def takes(self, index: int) -> tuple[Take, ...]:
        """Every filming of a shot, oldest first."""
        return tuple(
            map(read_take, (await self._transport.call("GET", self._path("shots", str(index), "takes")))["takes"])
        )

    async def edit(
        self, *edits: ShotEdit, captions: str | None = None, based_on: int | None = None, idempotency_key: str = ""
    ) -> Revision:
        """Begins the next revision with all these edits; `wait` until it is there.

        With `based_on` it is refused when another revision came since the one that you looked at.
        """
        headers = {"idempotency-key": idempotency_key or secrets.token_urlsafe(24)}
        body = edits_body(edits, captions, based_on)
        return read_revision(await self._transport.call("POST", self._path("revisions"), json=body, headers=headers))

    async def retake(self, first: int, last: int | None = None) -> Revision:
        """Films a shot, or all from the first to the last, once more: with the next seed."""
        return await self.edit(ShotEdit(first, through=last, retake=True))

    async def choose(self, index: int, take: int) -> Revision:
        """Uses another take that is there."""
        return await self.edit(ShotEdit(index, take=take))

    async def recut(self, *, captions: str | None = None, transitions: Mapping[int, str] | None = None) -> Revision:
        """Cuts the film anew; nothing is filmed, but for a dissolve into a shot that was filmed without a head."""
        edits = [ShotEdit(index, transition=name) for index, name in (transitions or {}).items()]
        return await self.edit(*edits, captions=captions)

    async def approve(self, *edits: ShotEdit) -> None:
        """Films by the script (as these edits make it), or by the pictures as they are, whichever waits for approval.
        Refused while one of the pictures is still being made."""
        if self.document.get("order", {}).get("approval") == "keyframes" and not edits:
            await self._transport.call("POST", self._path("keyframes", "approve"))
        else:
            await self._transport.call("POST", self._path("approval"), json=edits_body(edits))

    async def resolve(self, *edits: ShotEdit) -> Self:
        """Says what becomes of shots that could not be filmed: `retake`, `animatic`, `drop` or a `take`."""
        return await self._told("resolution", edits_body(edits))

    async def set_budget(self, budget: Budget) -> Self:
        """Caps what the video may spend; one that paused at its budget goes on by itself where there is room."""
        return await self._told("budget", budget.body())

    async def delete(self) -> None:
        """Deletes the video and all that was made for it; one that is being made is cancelled first."""
        await self._transport.call("DELETE", self._path())

    async def download_clip(self, index: int, take: int, path: Path) -> Path:
        """A take's clip as a file, without sound. Raises CannotWrite."""
        return await download(self._transport, self._path("shots", str(index), "takes", str(take), "clip"), path)

    async def download_revision(self, number: int, path: Path, part: str = "film") -> Path:
        """`film`, `poster`, `certificate` or `script` of a revision, as a file. Raises CannotWrite."""
        return await download(self._transport, self._path("revisions", str(number), quote(part, safe="")), path)

    async def _told(self, what: str, body: dict[str, Any]) -> Self:
        return type(self)(await self._transport.call("POST", self._path(what), json=body), self._transport)
