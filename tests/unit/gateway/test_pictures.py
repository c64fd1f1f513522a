"""Uploaded pictures: plain PNGs come out, whatever went in; bombs and what is no picture are refused."""

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import PIL.Image
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from songreel_gateway.arrivals.pictures import LARGEST_SIDE, Size, size_of, tidy
from songreel_gateway.problems import Refusal

LIMIT = 50_000_000


def noise(width: int, height: int, mode: str = "RGB") -> PIL.Image.Image:
    channels = {"RGB": 3, "RGBA": 4, "L": 1}[mode]
    pixels = np.random.default_rng(1).integers(0, 255, (height, width, channels), np.uint8)
    return PIL.Image.fromarray(pixels.squeeze(), mode)


def file_of(image: PIL.Image.Image, kind: str = "PNG", **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def tidied(folder: Path, data: bytes, limit: int = LIMIT) -> Path:
    (folder / "in").write_bytes(data)
    size = tidy(folder / "in", folder / "out.png", limit)
    assert size == size_of(folder / "out.png")
    return folder / "out.png"


def problem_of(folder: Path, data: bytes, limit: int = LIMIT) -> tuple[int, str]:
    with pytest.raises(Refusal) as refused:
        tidied(folder, data, limit)
    return refused.value.problem.status, refused.value.problem.detail


def png_of_size(width: int, height: int) -> bytes:
    """A few dozen bytes that unpack to as many pixels as one likes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_kept_as_a_plain_png(tmp_path: Path, kind: str) -> None:
    """Of the same size and, but for the loss of its own format, the same pixels."""
    source = noise(96, 80)
    with PIL.Image.open(tidied(tmp_path, file_of(source, kind))) as kept:
        assert (kept.format, kept.mode, kept.size) == ("PNG", "RGB", (96, 80))
        if kind == "PNG":
            assert np.array_equal(np.asarray(kept), np.asarray(source))


def test_nothing_but_the_pixels_is_kept(tmp_path: Path) -> None:
    """Neither where it was taken nor any comment; a picture that was held sideways stands upright."""
    exif = PIL.Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010E] = "my kitchen"
    kept = tidied(tmp_path, file_of(noise(100, 80), "JPEG", exif=exif, comment=b"secret words"))
    with PIL.Image.open(kept) as image:
        assert image.size == (80, 100)
        assert not image.getexif()
        assert not image.info
    assert b"kitchen" not in kept.read_bytes()
    assert b"secret" not in kept.read_bytes()


def test_what_is_transparent_is_white(tmp_path: Path) -> None:
    """As the models are used to."""
    clear = PIL.Image.new("RGBA", (80, 80), (255, 0, 0, 0))
    with PIL.Image.open(tidied(tmp_path, file_of(clear))) as kept:
        assert kept.getpixel((40, 40)) == (255, 255, 255)


def test_a_large_picture_is_scaled_down_whole(tmp_path: Path) -> None:
    """To 2048 pixels on its longer side."""
    size = size_of(tidied(tmp_path, file_of(noise(3000, 1500))))
    assert size == Size(LARGEST_SIDE, 1024)


def test_a_bomb_is_refused_by_its_header(tmp_path: Path) -> None:
    """Without being unpacked: 65 bytes that claim 10 gigapixels, and a true picture just over the limit."""
    assert problem_of(tmp_path, png_of_size(100_000, 100_000))[0] == 413
    status, detail = problem_of(tmp_path, png_of_size(10_000, 10_000))
    assert (status, "10000x10000 pixels, more than 50 million" in detail) == (413, True)
    assert problem_of(tmp_path, file_of(noise(100, 101)), limit=10_000)[0] == 413
    assert not (tmp_path / "out.png").exists()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no picture"),
        (b"la la la", "no picture"),
        (b"GIF89a" + bytes(40), "no picture"),
        (file_of(noise(96, 80), "BMP"), "no picture"),
        (file_of(noise(96, 80))[:-400], "no picture"),
        (file_of(noise(96, 80), "JPEG")[:600], "no picture"),
        (png_of_size(80, 80), "no picture"),
        (file_of(noise(96, 63)), "shows too little"),
        (file_of(noise(401, 100)), "shows too little"),
        (file_of(noise(96, 80), "WEBP", save_all=True, append_images=[noise(96, 80, "L")]), "moves"),
        (file_of(noise(96, 80), "PNG", save_all=True, append_images=[noise(96, 80, "L").convert("RGB")]), "moves"),
    ],
    ids=range(11),
)
def test_what_nobody_can_film_by_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    """422 with what to do, and nothing is left."""
    status, detail = problem_of(tmp_path, data)
    assert (status, words in detail) == (422, True), detail
    assert not (tmp_path / "out.png").exists()


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_picture_is_kept_or_refused_but_never_crashes(tmp_path: Path, data: st.DataObject) -> None:
    """Any byte of any format changed, any part cut off."""
    source = bytearray(file_of(noise(70, 66), data.draw(st.sampled_from(["PNG", "JPEG", "WEBP"]))))
    for _ in range(data.draw(st.integers(1, 8))):
        source[data.draw(st.integers(0, len(source) - 1))] = data.draw(st.integers(0, 255))
    try:
        tidied(tmp_path, bytes(source[: data.draw(st.integers(1, len(source)))]))
    except Refusal as refused:
        assert refused.problem.status in (413, 422)
