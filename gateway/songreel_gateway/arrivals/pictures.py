"""Uploaded pictures, made harmless: looked at before they are unpacked, and kept as plain PNGs of bearable size.

A file may be small and unpack to gigabytes, hold more than a picture, or tell where it was taken. So its size is read
from its header first, one frame of one of three formats is taken, turned upright, scaled down, and written anew without
anything else that was in it.
"""

import warnings
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageOps

from songreel_gateway.problems import Refusal, refuse

FORMATS = ("PNG", "JPEG", "WEBP")
SMALLEST_SIDE = 64
LARGEST_SIDE = 2048
"""Of what is kept: more than any model's frame."""
MOST_STRETCHED = 4
"""Long side over short side."""


@dataclass(frozen=True)
class Size:
    """Of a picture that is kept."""

    width_pixels: int
    height_pixels: int


def tidy(source: Path, target: Path, limit_pixels: int) -> Size:
    """Writes the picture to `target`, a PNG in RGB; its size. Raises Refusal for what nobody can film by."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's own words on bombs: we have our own limit, and refuse
            with Image.open(source, formats=FORMATS) as image:
                _check(image, limit_pixels)
                upright = ImageOps.exif_transpose(image)
                plain = _on_white(upright)
    except Image.DecompressionBombError:  # Pillow's limit, beyond which it does not even tell the size
        raise _too_many_pixels("far too many", limit_pixels) from None
    except (OSError, SyntaxError, ValueError) as error:
        raise _no_picture() from error
    plain.thumbnail((LARGEST_SIDE, LARGEST_SIDE), Image.Resampling.LANCZOS)
    plain.info.clear()
    plain.save(target, "PNG")
    return Size(plain.width, plain.height)


def size_of(picture: Path) -> Size:
    """Of one that was tidied."""
    with Image.open(picture, formats=FORMATS) as image:
        return Size(image.width, image.height)


def _check(image: Image.Image, limit_pixels: int) -> None:
    """From the header alone."""
    width, height = image.size
    if width * height > limit_pixels:
        raise _too_many_pixels(f"{width}x{height}", limit_pixels)
    if min(width, height) < SMALLEST_SIDE or max(width, height) > MOST_STRETCHED * min(width, height):
        raise refuse(
            "unprocessable",
            422,
            f"A picture of {width}x{height} shows too little to film by. Both sides have {SMALLEST_SIDE} pixels at "
            f"least, and one is at most {MOST_STRETCHED} times the other.",
        )
    if getattr(image, "n_frames", 1) > 1:
        raise refuse("unprocessable", 422, "The picture moves. Upload one that stands still: PNG, JPEG or WebP.")


def _on_white(image: Image.Image) -> Image.Image:
    """In RGB; what is transparent is white, as the models are used to."""
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        layer = image.convert("RGBA")
        ground = Image.new("RGBA", layer.size, "white")
        return Image.alpha_composite(ground, layer).convert("RGB")
    return image.convert("RGB")


def _no_picture() -> Refusal:
    detail = "The file is no picture that can be read whole. Upload a PNG, JPEG or WebP that opens elsewhere."
    return refuse("invalid-input", 422, detail)


def _too_many_pixels(size: str, limit_pixels: int) -> Refusal:
    return refuse(
        "too-large",
        413,
        f"The picture has {size} pixels, more than {limit_pixels / 1e6:g} million. Scale it down: {LARGEST_SIDE} a "
        "side are plenty.",
    )
