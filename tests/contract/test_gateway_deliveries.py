"""What lies beside a film, over HTTP: platforms' files, the editor's project, captions, the certificate's page."""

import io
import json
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fake_stack import FakeStack, fake_stack

SONG = b"la di da"


@pytest.fixture(scope="module")
def stack() -> Iterator[FakeStack]:
    with tempfile.TemporaryDirectory(prefix="reel-") as folder, fake_stack(Path(folder)) as stack:
        stack.start_all(shot_seconds=0.05, shots=2)
        yield stack


@pytest.fixture(scope="module")
def video(stack: FakeStack) -> str:
    """The path of a video that is done."""
    video_id = stack.order(song_id=stack.upload(SONG, "My Song.mp3"))
    assert stack.ended(video_id)["state"] == "completed"
    return f"/v1/videos/{video_id}"


@pytest.mark.parametrize("profile", ["youtube", "instagram", "tiktok", "web", "prores", "teaser"])
def test_a_film_is_delivered_to_each_platform(stack: FakeStack, video: str, profile: str) -> None:
    """The file under the song's name, and what the platform asks for held against it."""
    answer = stack.http.get(f"{video}/deliveries/{profile}")
    assert (answer.status_code, answer.content) == (200, stack.http.get(f"{video}/film").content)
    assert f"My%20Song%20{profile}.mp4" in answer.headers["content-disposition"].replace('"', "").replace(" ", "%20")
    told = stack.http.get(f"{video}/deliveries/{profile}/limits").json()
    assert told["profile"] == f"DELIVERY_PROFILE_{profile.upper()}"
    assert told["limits"] == [{"name": "length", "allowed": "1 s", "found": "2 s", "kept": False}]


def test_a_platform_that_nobody_knows_is_refused(stack: FakeStack, video: str) -> None:
    """422, with the names that there are."""
    answer = stack.http.get(f"{video}/deliveries/myspace")
    assert answer.status_code == 422
    assert "tiktok" in answer.text


def test_the_project_holds_every_file_that_it_names(stack: FakeStack, video: str) -> None:
    """A ZIP with the timeline and its media; the song in it is the uploaded one."""
    answer = stack.http.get(f"{video}/project")
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert sorted(archive.namelist()) == ["My Song.otio", "media/song.mp3"]
        assert archive.read("media/song.mp3") == SONG
    assert stack.http.get(f"{video}/timeline/otio").status_code == 200
    missing = stack.http.get(f"{video}/timeline/edl")
    assert missing.status_code == 404
    assert "Take otio" in missing.json()["detail"]


def test_a_project_can_be_unpacked_on_every_disk(stack: FakeStack) -> None:
    """Also that of a song whose name Windows could not store; captions lie beside the timeline."""
    video_id = stack.order(song_id=stack.upload(SONG, 'What is "love"? 1/2: <愛> 🎵.mp3'), captions="sidecar")
    assert stack.ended(video_id)["state"] == "completed"
    answer = stack.http.get(f"/v1/videos/{video_id}/project")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert sorted(archive.namelist()) == ["2- -愛- 🎵.otio", "2- -愛- 🎵.srt", "media/song.mp3"]


def test_captions_that_were_not_ordered_are_missing_in_words(stack: FakeStack, video: str) -> None:
    """404 that says how to get them."""
    answer = stack.http.get(f"{video}/captions/srt")
    assert answer.status_code == 404
    assert "order `captions`" in answer.json()["detail"]


def test_the_certificate_is_issued_anew_with_what_was_found_in_the_film(stack: FakeStack, video: str) -> None:
    """Its page is there, and linked."""
    links = stack.http.get(video).json()["links"]
    answer = stack.http.get(links["certificate_page"])
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.text == "<p>a page</p>"


@pytest.mark.parametrize(
    ("query", "accept", "media"),
    [
        ("", "*/*", "application/json"),
        ("", "application/pdf", "application/pdf"),
        ("", "text/html,application/xhtml+xml,*/*;q=0.8", "text/html"),
        ("", "application/pdf;q=0.1, text/*;q=0.5, nonsense;q=x", "text/html"),
        ("", "image/png", "application/json"),
        ("?format=pdf", "text/html", "application/pdf"),
        ("?format=html", "*/*", "text/html"),
    ],
)
def test_the_certificate_comes_in_the_form_that_is_asked_for(
    stack: FakeStack, video: str, query: str, accept: str, media: str
) -> None:
    """By name, or by what the client likes best; JSON where that leaves it open."""
    answer = stack.http.get(f"{video}/certificate{query}", headers={"accept": accept})
    assert answer.headers["content-type"].partition(";")[0] == media
    assert answer.headers["vary"] == "accept"
    assert stack.http.get(video).json()["links"]["certificate_pdf"] == f"{video}/certificate?format=pdf"


def test_a_form_that_a_certificate_has_not_is_refused(stack: FakeStack, video: str) -> None:
    """With the place of the mistake."""
    answer = stack.http.get(f"{video}/certificate?format=docx")
    assert answer.status_code == 422
    assert "format" in answer.json()["detail"]


def test_what_lies_beside_a_film_is_not_there_without_it(stack: FakeStack) -> None:
    """409 for a video that was cancelled, in words."""
    video_id = stack.order(song_id=stack.upload(b"lo lo", "b.mp3"))
    stack.http.post(f"/v1/videos/{video_id}/cancel")
    for part in ("deliveries/web", "project", "certificate-page", "captions/srt", "timeline/otio"):
        answer = stack.http.get(f"/v1/videos/{video_id}/{part}")
        assert answer.status_code == 409, part
        assert "It will not come" in answer.json()["detail"]


def test_the_command_puts_everything_beside_the_film(stack: FakeStack, video: str, tmp_path: Path) -> None:
    """Film, certificate, its page, a platform's file and the project; what the platform minds is said."""
    line = [sys.executable, "-m", "songreel_client.command", "download", video.rsplit("/", 1)[-1], "--json"]
    line += ["-o", str(tmp_path / "film.mp4"), "--deliver", "tiktok, prores", "--project"]
    done = subprocess.run(
        [*line, "--gateway", str(stack.http.base_url)], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "tiktok: length is 2 s, allowed: 1 s" in done.stderr
    files = json.loads(done.stdout)["files"]
    assert sorted(files) == ["certificate page", "project", "prores", "tiktok"]
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "film.certificate.html", "film.certificate.json", "film.mp4", "film.project.zip", "film.prores.mov",
        "film.tiktok.mp4",
    ]  # fmt: skip
    assert all(Path(path).stat().st_size for path in files.values())
