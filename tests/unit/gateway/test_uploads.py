"""Names and limits of uploads."""

import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from songreel_gateway.arrivals.room import SONG, Room
from songreel_gateway.arrivals.uploads import LOOK_BYTES, NAME_CHARACTERS, Sink, Upload, tidy_name
from songreel_gateway.problems import Refusal


@given(st.text(max_size=400))
def test_a_tidied_name_is_one_short_line_without_a_path(name: str) -> None:
    """Whatever it was; and tidying again changes nothing."""
    tidy = tidy_name(name)
    assert 0 < len(tidy) <= NAME_CHARACTERS
    assert tidy.isprintable()
    assert not set(tidy) & set("/\\")
    assert tidy not in (".", "..")
    assert tidy_name(tidy) == tidy


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("a.MP3", "mp3"), ("a", "song"), ("a.tar.gz", "gz"), ("a.verylongsuffix", "song"), ("a.m p", "song")],
)
def test_a_songs_suffix_is_plain_or_not_taken(name: str, suffix: str) -> None:
    """It becomes part of the artifact's name."""
    assert Upload(Path("x"), name).suffix == suffix


def test_a_full_disk_is_said_in_a_sentence(tmp_path: Path) -> None:
    """507 and what to do, from the device that is always full."""
    with Path("/dev/full").open("wb", buffering=0) as full, pytest.raises(Refusal) as refused:
        Sink(full, Room(tmp_path, SONG, 10, 0)).write(b"x")
    assert refused.value.problem.status == 507
    assert "Free some disk space" in refused.value.problem.detail


def test_an_upload_stops_before_the_disk_is_full(tmp_path: Path) -> None:
    """What would take the reserve is refused at once, and what grows into it while it comes."""
    reserve = shutil.disk_usage(tmp_path).free + LOOK_BYTES
    room = Room(tmp_path, SONG, 1 << 40, reserve)
    with pytest.raises(Refusal) as refused:
        room.check(1)
    assert refused.value.problem.status == 507
    with (tmp_path / "song").open("wb") as file, pytest.raises(Refusal):
        sink = Sink(file, room)
        for _ in range(3):
            sink.write(bytes(LOOK_BYTES // 2))
    assert (tmp_path / "song").stat().st_size <= LOOK_BYTES
