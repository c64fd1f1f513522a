"""What edits do to the rows of shots: other words, another take, or the wish for a new one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from songreel_gateway.store.production_tables import TAKES
from songreel_gateway.store.tables import SHOTS


@dataclass(frozen=True)
class ShotChange:
    """Of one shot. It uses a take that is there, or is filmed anew, or only its words change."""

    index: int
    sentence: str | None = None
    """None to leave it."""
    use: int | None = None
    """The number of a take."""
    film: bool = False
    seed: int | None = None
    """Of the new take; None for the next."""
    drawn: bool = False
    """Films it as an animatic."""


def rearrange(connection: sa.Connection, video_id: str, changes: Iterable[ShotChange]) -> None:
    """Carries them out."""
    for change in changes:
        values: dict[str, Any] = {"revision": SHOTS.c.revision + 1}
        if change.sentence is not None:
            values["sentence"] = change.sentence
        if change.film:
            first = 1 + (
                connection.scalar(sa.select(sa.func.max(TAKES.c.number)).where(_of(video_id, change.index))) or 0
            )
            values |= {
                "state": "queued", "take": first, "first_take": first, "used_take": None, "seed": change.seed,
                "drawn": change.drawn, "progress": None, "clip": None, "findings": None, "problem": None,
            }  # fmt: skip
        elif change.use is not None:
            values |= _used(connection, video_id, change.index, change.use)
        _update(connection, video_id, change.index, values)


def restore(connection: sa.Connection, video_id: str, takes: Mapping[str, int]) -> None:
    """The shots as they were with these takes."""
    for index, number in takes.items():
        values = _used(connection, video_id, int(index), number)
        sentence = sa.select(TAKES.c.sentence).where(_of(video_id, int(index)), TAKES.c.number == number)
        values["sentence"] = connection.scalar(sentence)
        _update(connection, video_id, int(index), values)


def _used(connection: sa.Connection, video_id: str, index: int, number: int) -> dict[str, Any]:
    query = sa.select(TAKES.c.clip, TAKES.c.findings).where(_of(video_id, index), TAKES.c.number == number)
    take = connection.execute(query).one()
    found = {"clip": take.clip, "findings": take.findings}
    return {"state": "filmed", "used_take": number, "progress": None, "problem": None, **found}


def _of(video_id: str, index: int) -> Any:
    return sa.and_(TAKES.c.video_id == video_id, TAKES.c.shot_index == index)


def _update(connection: sa.Connection, video_id: str, index: int, values: dict[str, Any]) -> None:
    shot = sa.and_(SHOTS.c.video_id == video_id, SHOTS.c.index == index)
    connection.execute(sa.update(SHOTS).where(shot).values(**values))
