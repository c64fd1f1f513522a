"""A newer gateway over the database of an older one that was killed in mid-film."""

import shutil
import sqlite3
from collections import Counter
from contextlib import closing
from pathlib import Path

from tests.fake_stack import fake_stack
from tests.processes import wait_until

SHOTS = 5


def make_older(folder: Path) -> None:
    """Leaves the records as version 1 did: its number on every workflow, and scripts only whole. It was killed just
    after it had noted that takes are accepted, before it noted that their shots are filmed."""
    unfilmed = "UPDATE shots SET state = 'checking', used_take = NULL, clip = NULL, findings = NULL"
    with closing(sqlite3.connect(folder / "songreel.sqlite")) as database, database:
        taken = "UPDATE workflow_status SET status = 'PENDING' WHERE name = 'make_take' AND status = 'SUCCESS'"
        database.execute(taken)
        assert database.execute("UPDATE workflow_status SET application_version = '1'").rowcount
        assert database.execute(f"{unfilmed} WHERE state = 'filmed'").rowcount
    for part in ("treatments", "shots"):
        shutil.rmtree(folder / "artifacts" / part)


def test_a_video_that_an_older_gateway_was_filming_is_finished_with_its_words(short_folder: Path) -> None:
    """It begins anew behind what is there: no other words, no finished shot filmed again."""
    with fake_stack(short_folder) as stack:
        stack.start_all(shots=SHOTS, shot_seconds=1.0)
        video_id = stack.order()
        wait_until(lambda: "script" in stack.video(video_id)["links"], 30, "the script")
        filmed = lambda: any(shot["state"] == "filmed" for shot in stack.video(video_id)["shots"])  # noqa: E731
        wait_until(filmed, 30, "a shot to be filmed")
        sentences = [shot["sentence"] for shot in stack.video(video_id)["shots"]]
        stack.kill("gateway")
        make_older(short_folder)
        stack.start_gateway()
        stack.wait_until_alive()
        video = stack.ended(video_id)
        assert video["state"] == "completed", video["error"]
        assert [shot["sentence"] for shot in video["shots"]] == sentences
        assert Counter(entry["shot"] for entry in stack.journalled("worded")) == Counter(range(SHOTS))
        assert Counter(entry["shot"] for entry in stack.journalled("finished")) == Counter(range(SHOTS))
