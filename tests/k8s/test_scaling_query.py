"""The scaler's query, asked of a real Postgres in which the gateway's own store keeps its records."""

import contextlib
from collections.abc import Iterator

import psycopg
import psycopg.sql
import pytest
from songreel_chassis.artifacts import StoredArtifact
from songreel_gateway.store.records import Records, open_records
from songreel_gateway.store.tables import METADATA
from songreel_gateway.store.videos import STATES

from tests.k8s.postgres import postgres
from tests.k8s.rendering import OVERLAYS, overlay

SONG = StoredArtifact(f"artifact:songs/{'0' * 64}.mp3", "0" * 64, 1)
SCALED = [name for name in OVERLAYS if name != "laptop"]


def query() -> str:
    """As it stands in the manifest; all overlays have the one."""
    (found,) = {
        trigger["metadata"]["query"]
        for name in SCALED
        for scaled in overlay(name).of("ScaledObject")
        for trigger in scaled["spec"]["triggers"]
    }
    return str(found)


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Postgres of its own."""
    with postgres(tmp_path_factory.mktemp("postgres")) as url:
        yield url


@pytest.fixture
def records(url: str) -> Iterator[Records]:
    """The gateway's empty store."""
    records = open_records(url)
    yield records
    with psycopg.connect(url) as connection:
        for table in METADATA.tables:  # and not the version of them all
            connection.execute(psycopg.sql.SQL("TRUNCATE {} CASCADE").format(psycopg.sql.Identifier(table)))
    records.database.close()


class Scaler:
    """Asks as KEDA does: one row, one number."""

    def __init__(self, url: str) -> None:
        self._url = url

    def pods(self) -> float:
        """How many are wanted."""
        with contextlib.closing(psycopg.connect(self._url)) as connection:
            ((answer,),) = connection.execute(query().encode()).fetchall()
        return float(answer)


@pytest.fixture
def scaler(url: str) -> Scaler:
    return Scaler(url)


async def order(records: Records) -> str:
    """A video, just ordered."""
    song, _ = await records.songs.add(SONG, "a song", "default")
    video_id, _ = await records.videos.create(song, {"song_id": song.id}, "", None)
    return video_id


async def plan(records: Records, video_id: str, count: int, worded: int) -> None:
    """Its shots, of which the first ones have their words."""
    rows = [{"index": i, "start_frame": i, "end_frame": i + 1, "sentence": ""} for i in range(count)]
    await records.shots.plan(video_id, rows)
    for index in range(worded):
        await records.shots.word(video_id, index, "A pier at dawn.")


async def test_an_empty_store_wants_no_pod(records: Records, scaler: Scaler) -> None:
    """Nothing runs when nothing is asked for."""
    assert scaler.pods() == 0


async def test_a_video_that_is_prepared_wants_one_pod(records: Records, scaler: Scaler) -> None:
    """Its first step asks a pod what it can film; and a model takes minutes to load."""
    video_id = await order(records)
    assert scaler.pods() == 1
    await order(records)
    await records.videos.enter(video_id, "hearing")
    assert scaler.pods() == 1


@pytest.mark.parametrize("state", STATES)
async def test_no_state_is_forgotten(records: Records, scaler: Scaler, state: str) -> None:
    """A video with a shot left to film wants a pod in whatever state it is."""
    video_id = await order(records)
    await plan(records, video_id, 1, worded=1)
    if state != "queued":
        await records.videos.enter(video_id, state)
    assert scaler.pods() == 1


async def test_shots_count_once_they_have_words(records: Records, scaler: Scaler) -> None:
    """Waiting for the writer is no reason to hold a GPU."""
    video_id = await order(records)
    await records.videos.enter(video_id, "writing")
    await plan(records, video_id, 9, worded=0)
    assert scaler.pods() == 1
    for index in range(4):
        await records.shots.word(video_id, index, "A pier at dawn.")
    assert scaler.pods() == 4


async def test_waiting_and_running_shots_count_and_finished_ones_do_not(records: Records, scaler: Scaler) -> None:
    """One that is being filmed holds its pod; one that is being checked needs none."""
    video_id = await order(records)
    await records.videos.enter(video_id, "filming")
    await plan(records, video_id, 6, worded=6)
    for index, state in enumerate(("filming", "filming", "checking", "filmed")):
        await records.shots.change(video_id, index, state=state)
    assert scaler.pods() == 4  # two are filmed, two wait


@pytest.mark.parametrize("state", ["completed", "failed", "cancelled"])
async def test_what_has_ended_wants_no_pod(records: Records, scaler: Scaler, state: str) -> None:
    """Also where its shots were left as they were."""
    video_id = await order(records)
    await plan(records, video_id, 3, worded=3)
    await records.videos.enter(video_id, state)
    assert scaler.pods() == 0


async def test_a_film_that_is_being_cut_wants_no_pod(records: Records, scaler: Scaler) -> None:
    """All its shots are there."""
    video_id = await order(records)
    await plan(records, video_id, 2, worded=2)
    for index in range(2):
        await records.shots.change(video_id, index, state="filmed")
    await records.videos.enter(video_id, "cutting")
    assert scaler.pods() == 0


async def test_a_script_by_itself_wants_a_pod_until_its_plan_is_settled(records: Records, scaler: Scaler) -> None:
    """The lengths that can be filmed decide where it is cut."""
    song, _ = await records.songs.add(SONG, "a song", "default")
    script = await records.scripts.ask({"song_id": song.id}, "", False)
    assert scaler.pods() == 1
    await records.scripts.change(script.id, plan={"rate": [24, 1]})
    assert scaler.pods() == 0
