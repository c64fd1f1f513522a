"""Pictures of characters: uploaded, kept as plain PNGs, named in orders; what nobody can film by is refused."""

import io
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import PIL.Image
import pytest
from songreel_client import ApiError, Brief, CannotRead, Character, Songreel

from tests.fake_stack import SONG, FakeStack, fake_stack

LIMIT_BYTES = 300_000


@pytest.fixture(scope="module")
def stack() -> Iterator[FakeStack]:
    settings = {"SONGREEL_IMAGE_LIMIT_BYTES": str(LIMIT_BYTES), "SONGREEL_IMAGE_LIMIT_PIXELS": "1000000"}
    with tempfile.TemporaryDirectory(prefix="reel-") as folder, fake_stack(Path(folder), **settings) as stack:
        stack.start_all()
        yield stack


def picture(shade: int = 0, kind: str = "PNG", size: tuple[int, int] = (96, 128)) -> bytes:
    buffer = io.BytesIO()
    PIL.Image.new("RGB", size, (shade, 40, 90)).save(buffer, kind)
    return buffer.getvalue()


def left_behind(stack: FakeStack) -> list[Path]:
    return list((stack.folder / "data" / "uploads").iterdir())


def upload(stack: FakeStack, data: bytes, form: bool = True) -> httpx.Response:
    body: dict[str, Any] = {"files": {"file": ("ada.png", data)}} if form else {"content": data}
    return stack.http.post("/v1/images", **body)


@pytest.mark.parametrize("form", [True, False], ids=["form", "raw"])
def test_a_picture_is_kept_and_known_again(stack: FakeStack, form: bool) -> None:
    """201, then 200 with the same id, which names the bytes that come back; nothing is left in the way."""
    data = picture(shade=100 + 100 * form, kind="JPEG")
    first, second = upload(stack, data, form), upload(stack, data, form)
    assert (first.status_code, second.status_code) == (201, 200)
    image = first.json()
    assert second.json() == image
    assert (image["width_pixels"], image["height_pixels"]) == (96, 128)
    assert image["uri"] == f"artifact:images/{image['id']}.png"
    assert stack.http.get(first.headers["location"]).json() == image
    content = stack.http.get(image["links"]["content"])
    assert content.headers["content-type"] == "image/png"
    assert len(content.content) == image["size_bytes"]
    with PIL.Image.open(io.BytesIO(content.content)) as kept:
        assert (kept.format, kept.size) == ("PNG", (96, 128))
    assert left_behind(stack) == []


@pytest.mark.parametrize(
    ("data", "status", "words"),
    [
        (b"", 400, "Upload a picture: PNG, JPEG or WebP"),
        (SONG, 422, "no picture"),
        (picture(size=(2000, 1000)), 413, "more than 1 million"),
        (bytes(LIMIT_BYTES + 1), 413, "SONGREEL_IMAGE_LIMIT_BYTES"),
    ],
    ids=["empty", "a song", "too many pixels", "too many bytes"],
)
def test_what_is_no_picture_to_film_by_is_refused(stack: FakeStack, data: bytes, status: int, words: str) -> None:
    """A problem that says what to do; no file stays."""
    answer = upload(stack, data)
    assert (answer.status_code, words in answer.json()["detail"]) == (status, True), answer.text
    assert left_behind(stack) == []


@pytest.mark.parametrize("image_id", ["0" * 64, "../../etc/passwd", "ABC", "0" * 63 + "g"])
def test_an_image_that_is_not_there_is_not_found(stack: FakeStack, image_id: str) -> None:
    """404 or 422, whatever the name tries to be."""
    for path in (f"/v1/images/{image_id}", f"/v1/images/{image_id}/content"):
        assert stack.http.get(path).status_code in (404, 422)


def song_id(stack: FakeStack) -> str:
    return str(stack.http.post("/v1/songs", content=SONG).json()["id"])


def test_a_pictures_id_goes_into_the_brief(stack: FakeStack) -> None:
    """The order keeps it; one that was never uploaded is refused with its pointer, for a video and for a script."""
    image_id = upload(stack, picture()).json()["id"]
    character: dict[str, Any] = {"id": "ada", "description": "a woman in a red coat", "image_ids": [image_id]}
    order = {"song_id": song_id(stack), "brief": {"characters": [character]}}
    made = stack.http.post("/v1/videos", json=order)
    assert made.status_code == 202, made.text
    assert made.json()["order"]["brief"]["characters"][0]["image_ids"] == [image_id]
    character["image_ids"].append("0" * 64)
    for path in ("/v1/videos", "/v1/scripts"):
        answer = stack.http.post(path, json=order)
        assert answer.status_code == 422
        (fault,) = answer.json()["errors"]
        assert fault["pointer"] == "/brief/characters/0/image_ids/1"
        assert "POST /v1/images" in fault["detail"]


@pytest.mark.parametrize("uri", ["artifact:images/" + "0" * 64 + ".png", "artifact:songs/" + "0" * 64 + ".mp3", "x"])
def test_a_script_by_hand_may_name_no_other_artifact(stack: FakeStack, uri: str) -> None:
    """A picture that was never uploaded, another kind of artifact, no artifact: refused with its pointer."""
    script = {"characters": [{"id": "ada", "description": "a woman", "imageUris": [uri]}], "shots": [{"sentence": "x"}]}
    answer = stack.http.post("/v1/videos", json={"song_id": song_id(stack), "script": script})
    assert answer.status_code == 422, answer.text
    assert answer.json()["errors"][0]["pointer"] == "/script/characters/0/imageUris/0"


def test_an_order_without_pictures_is_the_order_that_it_was(stack: FakeStack) -> None:
    """Nothing about pictures stands in it, so that a repeated call of an earlier client is still the same order."""
    character = {"id": "ada", "description": "a woman in a red coat"}
    order = {"song_id": song_id(stack), "brief": {"characters": [character]}}
    made = stack.http.post("/v1/videos", json=order).json()
    assert "image_ids" not in made["order"]["brief"]["characters"][0]


def test_the_sdk_uploads_the_pictures_that_a_brief_names(stack: FakeStack, tmp_path: Path) -> None:
    """Files become ids, for a video and for a script; a picture that the gateway refuses ends the order."""
    (tmp_path / "ada.jpg").write_bytes(picture(shade=30, kind="JPEG"))
    ada = Character("ada", "a woman in a red coat", images=(tmp_path / "ada.jpg",))
    bob = Character("bob", "a man in a grey hat")
    with Songreel(f"http://127.0.0.1:{stack.port}") as songreel:
        brief = Brief(characters=(ada, bob))
        video = songreel.videos.create(song_id(stack), brief=brief)
        songreel.scripts.create(song_id(stack), brief=brief)
        image = songreel.images.get(songreel.images.upload(tmp_path / "ada.jpg").id)
        (tmp_path / "ada.jpg").write_bytes(SONG)
        with pytest.raises(ApiError, match="no picture"):
            songreel.videos.create(song_id(stack), brief=brief)
        with pytest.raises(CannotRead, match="nobody"):
            songreel.images.upload(tmp_path / "nobody.png")
    named = stack.video(video.id)["order"]["brief"]["characters"]
    assert named[0]["image_ids"] == [image.id]
    assert (image.width_pixels, image.height_pixels) == (96, 128)
    assert "image_ids" not in named[1]


@pytest.mark.parametrize("form", ["toml", "json"])
def test_the_command_takes_pictures_from_beside_the_brief(stack: FakeStack, tmp_path: Path, form: str) -> None:
    """Named from the brief's own folder, one or several; the film follows them."""
    (tmp_path / "ada.png").write_bytes(picture(shade=60))
    (tmp_path / "song.mp3").write_bytes(SONG)
    text = {
        "toml": '[[characters]]\nid = "ada"\ndescription = "a woman in a red coat"\nimages = "ada.png"\n',
        "json": '{"characters": [{"id": "ada", "description": "a woman in a red coat", "images": ["ada.png"]}]}',
    }
    (tmp_path / f"brief.{form}").write_text(text[form])
    gateway, home = f"http://127.0.0.1:{stack.port}", str(tmp_path / "home")
    command = [str(Path(sys.executable).parent / "songreel"), "make", "song.mp3", "--brief-file", f"brief.{form}"]
    command += ["--gateway", gateway, "--data", home, "--json", "--force"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    newest = stack.http.get("/v1/videos", params={"limit": 1}).json()["videos"][0]
    (character,) = newest["order"]["brief"]["characters"]
    (image_id,) = character["image_ids"]
    assert stack.http.get(f"/v1/images/{image_id}").status_code == 200
    (tmp_path / "ada.png").unlink()
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, "ada.png" in done.stderr) == (2, True), done.stderr


CONSENT = {"declared_by": "Ada Byron", "consent": "It is me, and I agree to be seen in films."}


def test_a_declaration_stays_with_its_picture(stack: FakeStack) -> None:
    """Who, what and when, as it was first said; uploading the picture again without one takes nothing away."""
    data = picture(shade=77)
    image = stack.http.post("/v1/images", params=CONSENT, content=data).json()
    again = {"declared_by": "Ada Byron", "consent": "Something else."}
    assert stack.http.post("/v1/images", params=again, content=data).json()["consents"] == image["consents"]
    assert upload(stack, data).json()["consents"] == image["consents"]
    (told,) = stack.http.get(f"/v1/images/{image['id']}").json()["consents"]
    assert (told["declared_by"], told["statement"]) == (CONSENT["declared_by"], CONSENT["consent"])
    assert upload(stack, picture(shade=78)).json()["consents"] == []


@pytest.mark.parametrize("left_out", CONSENT)
def test_half_a_declaration_is_none(stack: FakeStack, left_out: str) -> None:
    """Somebody has to answer for it, and has to say something."""
    told = {name: value for name, value in CONSENT.items() if name != left_out}
    answer = stack.http.post("/v1/images", params=told, content=picture(shade=79))
    assert (answer.status_code, "declared_by" in answer.json()["detail"]) == (422, True)


def test_the_sdk_declares_consent_with_the_files_of_a_character(stack: FakeStack, tmp_path: Path) -> None:
    """Which is no part of the order."""
    (tmp_path / "ada.png").write_bytes(picture(shade=80))
    ada = Character("ada", "a woman", images=(tmp_path / "ada.png",), consent="It is me.", consent_by="Ada")
    with Songreel(f"http://127.0.0.1:{stack.port}") as songreel:
        video = songreel.videos.create(song_id(stack), brief=Brief(characters=(ada,)))
        (image_id,) = video.document["order"]["brief"]["characters"][0]["image_ids"]
        (told,) = songreel.images.get(image_id).consents
    assert (told.declared_by, told.statement) == ("Ada", "It is me.")
    assert told.declared_at


def test_a_picture_is_deleted_once_no_video_follows_it(stack: FakeStack) -> None:
    """With what was declared of it; 409 names the videos before, and it can be uploaded again afterwards."""
    declared = {"declared_by": "Ada", "consent": "It is me, and I agree."}
    image = stack.http.post("/v1/images", content=picture(shade=77), params=declared).json()
    assert image["id"] in [each["id"] for each in stack.http.get("/v1/images").json()["images"]]
    brief = {"characters": [{"id": "ada", "description": "a girl", "image_ids": [image["id"]]}]}
    video_id = stack.order(brief=brief)
    refused = stack.http.delete(f"/v1/images/{image['id']}")
    assert (refused.status_code, video_id in refused.json()["detail"]) == (409, True)
    stack.ended(video_id)
    assert stack.http.delete(f"/v1/videos/{video_id}").status_code == 204
    with Songreel(f"http://127.0.0.1:{stack.port}") as songreel:
        assert image["id"] in songreel.images.list(limit=100)[0]
        songreel.images.delete(image["id"])
        assert image["id"] not in songreel.images.list(limit=100)[0]
    assert not (stack.folder / "artifacts" / "images" / f"{image['id']}.png").exists()
    assert stack.http.get(f"/v1/images/{image['id']}").status_code == 404
    assert stack.http.post("/v1/images", content=picture(shade=77)).json()["consents"] == []
