"""Quotes: what a film of a song would take in each preset, before it is ordered."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from songreel_client.orders import Lyrics, sung
from songreel_client.resources import read
from songreel_client.transport import Transport

PRESETS = ("preview", "draft", "final")
LOOK_SECONDS = 0.5


@dataclass(frozen=True)
class QuoteOrder:
    """What decides the cost of a film: words do not."""

    segmentation: str = "planned"
    aspect: str = "16:9"
    seed: int = 0
    """Decides the cuts of `random`."""
    presets: tuple[str, ...] = PRESETS


@dataclass(frozen=True)
class PresetQuote:
    """One preset; one take of every shot."""

    preset: str
    size: str
    pod_seconds: float | None = None
    """Of all shots, one after the other; None while nothing is known."""
    gpu_seconds: float | None = None
    """That are paid for; 0 where no GPU is used."""
    amount: float | None = None
    """Money for them; None without a price."""
    most_amount: float | None = None
    """If every shot took all the takes that it may."""
    finish_seconds: float | None = None
    """Until the last shot is filmed, when ordered now."""
    basis: str = "unknown"
    """unknown, assumed, measured."""
    relative_error: float | None = None
    """How far quotes of that pod were off lately."""
    measured_shots: int = 0
    assumptions: tuple[str, ...] = ()


@dataclass(frozen=True)
class Quote:
    """What a film of a song would take."""

    state: str
    """hearing, ready."""
    song_id: str
    quotes: tuple[PresetQuote, ...]
    shots: int | None = None
    film_seconds: float | None = None
    device: str | None = None
    currency: str | None = None
    pods: int = 0
    waiting_shots: int = 0
    """Of other videos, to be filmed before."""


class Quotes:
    """Quotes of a gateway."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def ask(self, song_id: str, order: QuoteOrder | None = None, lyrics: Lyrics | None = None) -> Quote:
        """The quote as far as it is: its state is `hearing` until the song was heard. Raises ApiError, Unreachable."""
        return self.read(self.document(song_id, order, lyrics))

    def document(self, song_id: str, order: QuoteOrder | None = None, lyrics: Lyrics | None = None) -> dict[str, Any]:
        """The same as the gateway's JSON."""
        asked = order or QuoteOrder()
        body = {"song_id": song_id, **vars(asked), "presets": list(asked.presets), **sung(lyrics)}
        document: dict[str, Any] = self._transport.call("POST", "/v1/quotes", json=body)
        return document

    def read(self, document: dict[str, Any]) -> Quote:
        """The JSON as a value."""
        quotes = tuple(
            read(PresetQuote, each | {"assumptions": tuple(each["assumptions"])}) for each in document["quotes"]
        )
        return read(Quote, document | {"quotes": quotes})

    def wait(
        self,
        song_id: str,
        order: QuoteOrder | None = None,
        lyrics: Lyrics | None = None,
        while_waiting: Callable[[], None] = lambda: None,
    ) -> dict[str, Any]:
        """The JSON of the ready quote. Raises ApiError (a song that cannot be heard has none), Unreachable."""
        while (document := self.document(song_id, order, lyrics))["state"] != "ready":
            while_waiting()
            time.sleep(LOOK_SECONDS)
        return document


def lines(quote: Quote) -> list[str]:
    """The quote as a person reads it."""
    told = [
        f"{quote.shots} shots, {clock(quote.film_seconds or 0.0)} of film, on {quote.device or 'an unknown device'}."
    ]
    rows: list[tuple[str, ...]] = [("", "size", "all shots", "GPU time", "cost", "there in")]
    rows += [_row(each, quote.currency) for each in quote.quotes]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    told += ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    told += [_basis(quote.quotes), *dict.fromkeys(line for each in quote.quotes for line in each.assumptions)]
    if quote.waiting_shots:
        told.append(f"{quote.waiting_shots} shots of other videos come before; they are taken to be like these.")
    return told


def clock(seconds: float) -> str:
    """ "4:05", or "1:04:05"."""
    whole = round(seconds)
    hours, minutes = whole // 3600, whole // 60 % 60
    return f"{hours}:{minutes:02d}:{whole % 60:02d}" if hours else f"{minutes}:{whole % 60:02d}"


def _row(quote: PresetQuote, currency: str | None) -> tuple[str, ...]:
    def told(seconds: float | None) -> str:
        return "?" if seconds is None else clock(seconds)

    money = "?" if quote.amount is None else f"{quote.amount:.2f} {currency or ''}".strip()
    if quote.gpu_seconds == 0:
        money = "-"
    gpu = "-" if quote.gpu_seconds == 0 else told(quote.gpu_seconds)
    return (quote.preset, quote.size, told(quote.pod_seconds), gpu, money, told(quote.finish_seconds))


def _basis(quotes: Sequence[PresetQuote]) -> str:
    best = max(quotes, key=lambda quote: quote.measured_shots)
    if best.basis == "unknown":
        return "Nothing is known yet of how fast this pod films."
    if best.relative_error is None:
        return "This pod has filmed nothing yet, so nobody knows how far this is off."
    return f"Of the last {best.measured_shots} shots the quote was off by {best.relative_error:.0%} (median)."
