"""Joining many clips: the frame grid holds where FFmpeg's own arithmetic drifts."""

from fractions import Fraction
from pathlib import Path

import av
import pytest
from songreel.video.v1 import video_pb2
from songreel_assembly.clip_chain import ClipChain, check_chain
from songreel_assembly.joining import join
from songreel_assembly.packets import read_packets
from songreel_assembly.soundtrack import read_song

from tests.clips import HEIGHT, WIDTH, encode, frame_rate, texture
from tests.songs import synthesise


def chain_of(paths: list[Path], frames: int, rate: Fraction) -> ClipChain:
    size = video_pb2.FrameSize(width_pixels=WIDTH, height_pixels=HEIGHT)
    clips = [
        video_pb2.Clip(shot_index=index, frames=frames, rate=frame_rate(rate), size=size) for index in range(len(paths))
    ]
    return check_chain(clips, tuple(paths))


@pytest.fixture(scope="module")
def song(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("song") / "it's a song.mp3"
    synthesise(path, sections=[("verse", 1, 0.5)])
    return path


@pytest.mark.parametrize("rate", [Fraction(24), Fraction(24000, 1001)], ids=["24", "23.976"])
def test_four_hundred_clips_stay_on_the_frame_grid(tmp_path: Path, song: Path, rate: Fraction) -> None:
    """Every step is exactly one frame; the concat demuxer alone is a tick off by then."""
    clip = encode(tmp_path / "it's a clip.mp4", texture(11, 1), rate)
    film = tmp_path / "film.mp4"
    join(chain_of([clip] * 400, 11, rate), song, read_song(song), True, "a test", film)
    times = read_packets(film, "video").times
    assert times == tuple(n / rate for n in range(4400))


def test_the_same_clips_and_song_give_the_same_bytes(tmp_path: Path, song: Path) -> None:
    """No date, version or path gets into the file, copied or encoded."""
    rate = Fraction(24)
    for copied in (True, False):
        films = []
        for folder in (tmp_path / f"a{copied}", tmp_path / f"longer name {copied}"):
            folder.mkdir()
            clip = encode(folder / "clip.mp4", texture(24, 1), rate)
            join(chain_of([clip] * 2, 24, rate), song, read_song(song), copied, "a test", folder / "film.mp4")
            films.append((folder / "film.mp4").read_bytes())
        assert films[0] == films[1]


def test_the_film_carries_the_songs_title_and_what_it_is(tmp_path: Path, song: Path) -> None:
    """Title and comment are in the file; the song's other tags are not."""
    clip = encode(tmp_path / "clip.mp4", texture(12, 1), Fraction(24))
    stream = read_song(song)
    join(chain_of([clip], 12, Fraction(24)), song, stream, True, "Animatic", tmp_path / "film.mp4")
    with av.open(str(tmp_path / "film.mp4")) as film:
        assert film.metadata["title"] == "Songreel film"
        assert film.metadata["comment"] == "Animatic"
        assert "encoder" not in film.metadata
