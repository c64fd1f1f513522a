"""A short storm of faults over several gateways; `make test-faults` is the long one, see `random_kills.py`."""

from pathlib import Path

from tests.faults.cluster import Cluster
from tests.faults.random_kills import run

SEED, KILLS, VIDEOS = 20261126, 10, 4


def test_random_faults_lose_nothing_and_film_nothing_twice(short_folder: Path) -> None:
    """Gateways, pods, Postgres and S3 killed, lines cut: all films are completed without anybody's help."""
    cluster = Cluster(short_folder, shots=8, shot_seconds=1.5)
    try:
        tally = run(cluster, SEED, KILLS, VIDEOS)
    finally:
        cluster.close()
    assert tally.faults == [], f"seed {SEED}"
    assert sum(tally.kills.values()) == KILLS
    assert tally.completed == VIDEOS
    assert tally.finished == tally.shots
