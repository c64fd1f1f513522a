"""The gateway on a real Postgres, as in the cluster: it films, it survives, and its backup is worth something.

These are the commands of docs/operations/backup.md.
"""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.fake_stack import FakeStack
from tests.k8s.postgres import postgres, program
from tests.processes import wait_until


@pytest.fixture
def stack(short_folder: Path) -> Iterator[FakeStack]:
    """The gateway and fakes of its services; the test starts them."""
    with postgres(short_folder / "pg") as url:
        stack = FakeStack(short_folder, SONGREEL_DATABASE_URL=url)
        try:
            yield stack
        finally:
            stack.kill()
            stack.http.close()


def test_a_killed_gateway_goes_on_where_it_was(stack: FakeStack) -> None:
    """On the same database under the same executor id; what was filmed stays filmed."""
    stack.start_all(shot_seconds=1.0)
    video_id = stack.order()
    wait_until(lambda: len(stack.journalled("finished")) >= 2, 60, "two shots")
    stack.kill("gateway")
    stack.start_gateway()
    stack.wait_until_alive()
    assert stack.ended(video_id)["state"] == "completed"
    digests = [entry["digest"] for entry in stack.journalled("finished")]
    assert len(digests) == len(set(digests)) == 5


def test_a_backup_of_a_running_gateway_brings_its_films_back(stack: FakeStack, short_folder: Path) -> None:
    """Dumped while it films, restored into an empty database: the video is finished from what was there then."""
    stack.start_all(shot_seconds=1.0)
    video_id = stack.order()
    wait_until(lambda: len(stack.journalled("finished")) >= 2, 60, "two shots")
    url = stack.environment["SONGREEL_DATABASE_URL"]
    dump = short_folder / "songreel.dump"
    run("pg_dump", "--format=custom", f"--file={dump}", url)  # the database first, the objects after it
    shutil.copytree(short_folder / "artifacts", short_folder / "kept")
    stack.kill("gateway")

    other = urlsplit(url)._replace(path="/restored").geturl()
    run("psql", "--quiet", "--command=CREATE DATABASE restored", url)
    run("pg_restore", "--exit-on-error", "--no-owner", f"--dbname={other}", str(dump))
    shutil.rmtree(short_folder / "artifacts")
    shutil.copytree(short_folder / "kept", short_folder / "artifacts")
    stack.environment["SONGREEL_DATABASE_URL"] = other
    stack.start_gateway()
    stack.wait_until_alive()
    assert stack.ended(video_id)["state"] == "completed"
    assert stack.http.get(f"/v1/videos/{video_id}/film").status_code == 200


def run(name: str, *arguments: str) -> None:
    """One of Postgres' programs, which must succeed."""
    done = subprocess.run([program(name), *arguments], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{name}: {done.stderr}"
