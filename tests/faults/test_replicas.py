"""Two gateways on one Postgres and one S3: what happens to the work of one that is lost, cut off, or comes back."""

import time
from collections import Counter
from collections.abc import Iterator

import httpx
import psycopg
import pytest

from tests.fake_stack import parse_events
from tests.faults.cluster import Cluster
from tests.processes import wait_until

SHOTS = 10


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    cluster = Cluster(tmp_path_factory.mktemp("c"), pods=1, shots=SHOTS, shot_seconds=1.0)
    try:
        cluster.start_all()
        yield cluster
    finally:
        cluster.close()


def finished(cluster: Cluster, seed: int) -> list[str]:
    return [entry["digest"] for entry in cluster.journalled("finished") if entry["seed"] == seed]


def executors(cluster: Cluster) -> set[str]:
    """The gateways that something unfinished belongs to."""
    with psycopg.connect(cluster._postgres.get_uri()) as connection:
        query = "SELECT DISTINCT executor_id FROM dbos.workflow_status WHERE status = 'PENDING'"
        return {str(name) for (name,) in connection.execute(query)}


def held_by(cluster: Cluster, gateway: str) -> None:
    """Returns when the gateway has a part in what is being done."""
    wait_until(lambda: gateway in executors(cluster), 60, f"{gateway} to have work")


def whole(cluster: Cluster, video_id: str, seed: int) -> None:
    """Completed, each shot finished once, and none begun again after that."""
    (video,) = cluster.wait_for([video_id], 120)
    assert video["state"] == "completed", video
    assert Counter(finished(cluster, seed)) == dict.fromkeys(finished(cluster, seed), 1)
    assert len(finished(cluster, seed)) == SHOTS
    assert not cluster.journalled("finished_again")


def test_a_gateway_that_never_comes_back_is_replaced_by_the_other(cluster: Cluster) -> None:
    """Both have a part in the film; one is killed for good. The other has all of it within half a minute."""
    video_id = cluster.order("lost", seed=1)
    wait_until(lambda: len(finished(cluster, 1)) >= 2, 60, "two shots")
    victim = executors(cluster).pop()
    cluster.kill(victim)
    killed = time.monotonic()
    wait_until(lambda: victim not in executors(cluster), 60, "the work to be taken over")
    taken_over = time.monotonic() - killed
    cluster.wait_for([video_id], 120)
    cluster.start(victim)
    whole(cluster, video_id, 1)
    assert taken_over < 45, "30 s, and as much again as a busy machine may add"
    wait_until(lambda: cluster.alive(victim), 120, "the gateway")


def test_a_gateway_that_was_cut_off_finds_its_work_taken_and_leaves_it(cluster: Cluster) -> None:
    """It reaches the pods and S3, but not the database: it stops by itself before the other begins, and says so."""
    video_id = cluster.order("cut", seed=2)
    wait_until(lambda: len(finished(cluster, 2)) >= 2, 60, "two shots")
    victim = executors(cluster).pop()
    cluster.network.cut(f"{victim}-postgres", silent=True)
    wait_until(lambda: victim not in executors(cluster), 60, "the work to be taken over")
    cluster.network.mend(f"{victim}-postgres")
    whole(cluster, video_id, 2)
    log = (cluster.folder / f"{victim}.log").read_text()
    assert log.index('"work_paused"') < log.index('"lease_lost"')


def test_a_stream_of_one_gateway_tells_at_once_what_another_does(cluster: Cluster) -> None:
    """By the database's own notifications, not by looking now and then."""
    video_id = cluster.order("stream", seed=3)
    urls = [f"http://127.0.0.1:{cluster.ports[name]}/v1/videos/{video_id}/events" for name in cluster.gateways]
    lists = [parse_events(httpx.get(url, timeout=120, trust_env=False).text) for url in urls]
    numbers = [[event["id"] for event in events if event.get("id")] for events in lists]
    assert numbers[0] == numbers[1] == [str(number) for number in range(1, len(numbers[0]) + 1)]


def test_a_gateway_that_is_stopped_gives_its_work_back_at_once(cluster: Cluster) -> None:
    """SIGTERM: nobody waits for a lease to end."""
    video_id = cluster.order("stopped", seed=4)
    wait_until(lambda: len(finished(cluster, 4)) >= 2, 60, "two shots")
    victim = executors(cluster).pop()
    assert cluster.stop(victim) == 0
    wait_until(lambda: victim not in executors(cluster), 15, "the work to be taken over")
    whole(cluster, video_id, 4)
    cluster.start(victim)
