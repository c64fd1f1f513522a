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


def test_a_letter_that_postgres_cannot_keep_is_refused_in_words(stack: FakeStack) -> None:
    """U+0000 in words, ids, scripts and queries: 422 each time, never a crash, and the video stays as it was."""
    stack.start_all()
    video_id = stack.order()
    assert stack.ended(video_id)["state"] == "completed"
    video, song_id = f"/v1/videos/{video_id}", stack.video(video_id)["song_id"]
    script = stack.http.get(f"{video}/script").json()
    script["shots"][0]["sentence"] = "a\0b"
    for path, body in {
        f"{video}/revisions": {"shots": [{"index": 1, "sentence": "a\0b"}]},
        f"{video}/waivers": {"measure": "flicker", "waived_by": "A\0da", "reason": "Fog."},
        "/v1/videos": {"song_id": song_id, "brief": {"text": "a\0b"}},
        "/v1/videos?": {"song_id": song_id, "script": script},
        "/v1/videos?x=1": {"song_id": song_id, "lyrics": {"text": "la\0la"}},
        "/v1/quotes": {"song_id": "a\0b"},
    }.items():
        answer = stack.http.post(path, json=body)
        assert (answer.status_code, "U+0000" in answer.text) == (422, True), (path, answer.text)
    assert stack.http.get("/v1/videos/a%00b").status_code == 422
    assert stack.video(video_id)["revision"] == 1


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
