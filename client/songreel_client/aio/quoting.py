"""Quotes: what a film of a song would take in each preset, before it is ordered.

Generated from quoting.py by `make async`: change that.
"""

import asyncio
from collections.abc import Callable
from typing import Any

from songreel_client.aio.transport import AsyncTransport
from songreel_client.orders import Lyrics, sung
from songreel_client.quoting import LOOK_SECONDS, PresetQuote, Quote, QuoteOrder
from songreel_client.resources import read


class AsyncQuotes:
    """Quotes of a gateway."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    async def ask(self, song_id: str, order: QuoteOrder | None = None, lyrics: Lyrics | None = None) -> Quote:
        """The quote as far as it is: its state is `hearing` until the song was heard. Raises ApiError, Unreachable."""
        return self.read(await self.document(song_id, order, lyrics))

    async def document(
        self, song_id: str, order: QuoteOrder | None = None, lyrics: Lyrics | None = None
    ) -> dict[str, Any]:
        """The same as the gateway's JSON."""
        asked = order or QuoteOrder()
        body = {"song_id": song_id, **vars(asked), "presets": list(asked.presets), **sung(lyrics)}
        document: dict[str, Any] = await self._transport.call("POST", "/v1/quotes", json=body)
        return document

    def read(self, document: dict[str, Any]) -> Quote:
        """The JSON as a value."""
        quotes = tuple(
            read(PresetQuote, each | {"assumptions": tuple(each["assumptions"])}) for each in document["quotes"]
        )
        return read(Quote, document | {"quotes": quotes})

    async def wait(
        self,
        song_id: str,
        order: QuoteOrder | None = None,
        lyrics: Lyrics | None = None,
        while_waiting: Callable[[], None] = lambda: None,
    ) -> dict[str, Any]:
        """The JSON of the ready quote. Raises ApiError (a song that cannot be heard has none), Unreachable."""
        while (document := await self.document(song_id, order, lyrics))["state"] != "ready":
            while_waiting()
            await asyncio.sleep(LOOK_SECONDS)
        return document
