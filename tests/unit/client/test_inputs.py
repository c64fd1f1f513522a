"""What the user names: songs, briefs and places for films."""

import hashlib
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from songreel_client.errors import BadInput, CannotRead, CannotWrite
from songreel_client.inputs import certificate_path, check_song, choose_output, read_brief, read_lyrics
from songreel_client.texts import clock, printable, shortened


@pytest.fixture
def song(tmp_path: Path) -> Path:
    path = tmp_path / "song.mp3"
    path.write_bytes(b"la")
    return path


def test_a_briefs_pictures_are_found_beside_it(tmp_path: Path) -> None:
    """From the brief's own folder; one that is missing, or no name at all, is bad input that says how to name it."""
    (tmp_path / "ada.png").write_bytes(b"x")
    brief = tmp_path / "brief.json"
    brief.write_text('{"characters": [{"id": "ada", "images": "ada.png"}, {"id": "bob"}]}')
    assert read_brief("", "", brief)["characters"] == [
        {"id": "ada", "images": [str(tmp_path / "ada.png")]},
        {"id": "bob"},
    ]
    for named in ('"bob.png"', "7", '["ada.png", "."]', '{"a": 1}'):
        brief.write_text(f'{{"characters": [{{"id": "ada", "images": {named}}}]}}')
        with pytest.raises(BadInput, match="images = "):
            read_brief("", "", brief)


@pytest.mark.parametrize(
    "name", ["my song.mp3", 'it\'s "one".flac', "two\nlines.ogg", "ü–♫.wav", "-o.mp3", "b\udcff.mp3"]
)
def test_odd_names_are_fine_names(tmp_path: Path, name: str) -> None:
    """Spaces, quotes, line breaks, undecodable bytes: the film's name is the song's with another end."""
    path = tmp_path / name
    path.write_bytes(b"la")
    assert check_song(path) == path
    assert choose_output(path, None, force=False) == tmp_path / (path.stem + ".film.mp4")


def test_a_path_with_dots_puts_the_film_beside_the_song(tmp_path: Path) -> None:
    """`../` is followed, not copied into the name."""
    (tmp_path / "a").mkdir()
    (tmp_path / "song.mp3").write_bytes(b"la")
    chosen = choose_output(tmp_path / "a" / ".." / "song.mp3", None, force=False)
    assert chosen.resolve() == (tmp_path / "song.film.mp4").resolve()


def test_what_is_no_song_file_is_refused(tmp_path: Path) -> None:
    """Missing, a folder, empty, a pipe: each has its own sentence."""
    (tmp_path / "empty.mp3").touch()
    os.mkfifo(tmp_path / "pipe.mp3")
    said = []
    for name in ("missing.mp3", "", "empty.mp3", "pipe.mp3", "nul\0.mp3"):
        with pytest.raises(BadInput) as refused:
            check_song(tmp_path / name)
        said.append(str(refused.value))
    assert [next(w for w in ("no song", "folder", "empty", "ordinary") if w in text) for text in said] == [
        "no song", "folder", "empty", "ordinary", "no song",
    ]  # fmt: skip


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_song_without_permission_is_refused(song: Path) -> None:
    """It says what to change."""
    song.chmod(0)
    with pytest.raises(CannotRead, match="permissions"):
        check_song(song)


def test_a_folder_as_output_takes_the_default_name(song: Path, tmp_path: Path) -> None:
    """`-o folder/` puts SONG.film.mp4 there."""
    (tmp_path / "films").mkdir()
    assert choose_output(song, tmp_path / "films", force=False) == tmp_path / "films" / "song.film.mp4"


def test_output_folders_that_do_not_take_files_are_told_before_any_work(song: Path, tmp_path: Path) -> None:
    """Missing, or one that takes no files."""
    with pytest.raises(CannotWrite, match="There is no folder"):
        choose_output(song, tmp_path / "nowhere" / "film.mp4", force=False)
    with pytest.raises(CannotWrite, match="cannot be written"):
        choose_output(song, Path("/proc/film.mp4"), force=False)


def test_a_name_too_long_is_told_before_any_work(tmp_path: Path) -> None:
    """The song's name fits, the film's does not."""
    song = tmp_path / ("x" * 251 + ".mp3")
    song.write_bytes(b"la")
    with pytest.raises(CannotWrite, match="--output"):
        choose_output(song, None, force=False)


def test_the_song_is_never_overwritten(tmp_path: Path) -> None:
    """Not even with --force."""
    song = tmp_path / "song.mp4"
    song.write_bytes(b"la")
    with pytest.raises(BadInput, match="the song itself"):
        choose_output(song, song, force=True)


def test_the_film_is_called_mp4(song: Path) -> None:
    """It is one, whatever it were called."""
    with pytest.raises(BadInput, match=r"\.mp4"):
        choose_output(song, song.with_name("film.mov"), force=False)


def test_only_our_own_film_is_replaced(song: Path) -> None:
    """A film beside its own certificate is ours; once it was changed, or is another's, --force is asked for."""
    film = song.with_name("film.mp4")
    film.write_bytes(b"film")
    with pytest.raises(BadInput, match="--force"):
        choose_output(song, film, force=False)
    digest = hashlib.sha256(b"film").hexdigest()
    certificate_path(film).write_text(json.dumps({"filmSha256": digest}))
    assert choose_output(song, film, force=False) == film
    film.write_bytes(b"film with titles")
    with pytest.raises(BadInput, match="--force"):
        choose_output(song, film, force=False)
    assert choose_output(song, film, force=True) == film


def test_a_foreign_certificate_is_not_overwritten(song: Path) -> None:
    """A file that only has the certificate's name."""
    certificate_path(song.with_name("song.film.mp4")).write_text("my diploma")
    with pytest.raises(BadInput, match=r"certificate\.json"):
        choose_output(song, None, force=False)


def test_a_brief_is_json_or_toml_and_the_command_line_wins(tmp_path: Path) -> None:
    """--brief and --style replace what the file says."""
    toml, js = tmp_path / "b.toml", tmp_path / "b.json"
    toml.write_text('text = "a train"\nstory_cues = ["dawn"]')
    js.write_text('{"style": "noir"}')
    assert read_brief("a ship", "", toml) == {"text": "a ship", "story_cues": ["dawn"]}
    assert read_brief("", "watercolour", js) == {"style": "watercolour"}
    assert read_brief("", "", None) == {}


@pytest.mark.parametrize(
    ("name", "data"), [("b.json", b"{"), ("b.toml", b"text ="), ("b.json", b"[1]"), ("b.json", b"\xff")]
)
def test_a_broken_brief_is_bad_input(tmp_path: Path, name: str, data: bytes) -> None:
    """It names the file."""
    (tmp_path / name).write_bytes(data)
    with pytest.raises(BadInput, match=name):
        read_brief("", "", tmp_path / name)


def test_lyrics_are_utf_8(tmp_path: Path) -> None:
    """A byte order mark is left out; another coding is refused."""
    path = tmp_path / "words.txt"
    path.write_bytes(b"\xef\xbb\xbfla la")
    assert read_lyrics(path) == "la la"
    path.write_bytes(b"\xe9")
    with pytest.raises(BadInput, match=r"words\.txt"):
        read_lyrics(path)


@given(st.text())
def test_printable_text_is_one_line_without_control_codes(text: str) -> None:
    """Whatever is in a name."""
    assert all(c.isprintable() for c in printable(text))
    assert len(shortened(text, 20)) <= 20


def test_clocks_read_like_clocks() -> None:
    """Minutes and seconds, hours when there are any."""
    assert [clock(s) for s in (0, 59.6, 65, 3665)] == ["0:00", "1:00", "1:05", "1:01:05"]
