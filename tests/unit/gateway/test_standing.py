"""A waiver is of what somebody saw: it goes on with a take that stays, and not with one that is filmed again."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from songreel_gateway.films.standing import FILM, Since
from songreel_gateway.store.database import Database
from songreel_gateway.store.tables import SONGS, VIDEOS
from songreel_gateway.store.waivers import Waiver, Waivers


def waiver(shot: int, at: float, by: str = "Ada") -> Waiver:
    return Waiver("shows_place", shot, by, "The fog hides the pier.", at)


def test_waivers_of_a_take_that_stays_stand_and_others_do_not() -> None:
    """Shot 2 is the take of before, shot 5 was filmed at 20, and the film was cut at 30."""
    standing = Since(30.0, {2: 5.0, 5: 20.0}).standing(
        [waiver(2, 10.0), waiver(5, 10.0), waiver(FILM, 10.0), waiver(5, 25.0), waiver(FILM, 31.0)]
    )
    assert [(each.shot_index, each.created_at) for each in standing] == [(2, 10.0), (5, 25.0), (FILM, 31.0)]


@pytest.fixture
async def waivers(tmp_path: Path) -> AsyncIterator[Waivers]:
    """Of a video."""
    database = Database(f"sqlite:///{tmp_path}/songreel.sqlite")
    database.make_tables()

    def video(connection: sa.Connection) -> None:
        song = {"id": "s", "sha256": "0", "uri": "u", "name": "n", "size_bytes": 1, "created_at": 0.0}
        made = {"id": "v", "song_id": "s", "song_name": "n", "order": {}, "trace_parent": "", "state": "completed",
                "created_at": 0.0, "updated_at": 0.0}  # fmt: skip
        connection.execute(sa.insert(SONGS).values(song))
        connection.execute(sa.insert(VIDEOS).values(made))

    await database.write(video)
    yield Waivers(database)
    database.close()


async def test_who_waived_first_stays_until_there_is_another_take(waivers: Waivers) -> None:
    """Then somebody has to look at that one, and gives a name and a reason of their own."""
    first = await waivers.add("v", waiver(2, 0.0))
    assert await waivers.add("v", waiver(2, 0.0, "Bea")) == first
    second = await waivers.add("v", waiver(2, 0.0, "Bea"), since=first.created_at + 0.001)
    assert (second.waived_by, await waivers.of("v")) == ("Bea", [second])
