"""Pictures of characters: uploaded, kept as plain PNGs, named in orders; what nobody can film by is refused."""

import io
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import PIL.Image
import pytest

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
