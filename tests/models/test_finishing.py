"""Finished clips: larger by real weights, smoother by following what moves; counted, named, the same when resumed."""

from pathlib import Path
from typing import Any

import numpy as np
import PIL.Image
import PIL.ImageDraw
import pytest
import torch
from songreel.audio.v1 import audio_pb2
from songreel.video.v1 import video_pb2
from songreel_chassis.errors import InvalidInput
from songreel_video.finishing.costs import enlarging
from songreel_video.finishing.ncnn_weights import Unreadable, read_layers
from songreel_video.finishing.upscaling import Upscaler
from songreel_video.servicer import warm_up_request
from songreel_video.settings import VideoSettings
from songreel_video.take import Take
from songreel_weights import fetch
from torch.utils.flop_counter import FlopCounterMode

from tests.models.test_diffusion import Kept, backend_of, film, folders, images, quiet, shot, stopping_after

__all__ = ["folders", "images"]
GOLDEN = Path(__file__).parent / "golden" / "upscaled_by_ncnn.png"


def pattern(height: int, width: int) -> np.ndarray:
    """Waves, a ramp and a patch of noise."""
    down, across = np.mgrid[0:height, 0:width]
    waves = np.stack([np.sin(across / 5) * 90 + 120, np.cos(down / 4) * 90 + 120, (across + down) % 32 * 7], -1)
    picture: np.ndarray = waves.astype(np.uint8)
    picture[4:10, 8:20] = np.random.default_rng(1).integers(0, 255, (6, 12, 3))
    return picture


@pytest.fixture(scope="module")
def upscaler() -> Upscaler:
    """Real weights: 1.2 MB."""
    return Upscaler(fetch("animevideov3-x4", cache_folder=VideoSettings().cache_folder).folder, torch.device("cpu"))


def test_pictures_are_enlarged_as_ncnn_enlarges_them(upscaler: Upscaler) -> None:
    """The golden picture was made by ncnn itself from the same files: the same to a level of 255."""
    (ours,) = upscaler.upscale([pattern(24, 32)], 4)
    with PIL.Image.open(GOLDEN) as theirs:
        assert np.abs(ours.astype(int) - np.asarray(theirs).astype(int)).max() <= 1


def test_enlarging_costs_what_torch_counts(upscaler: Upscaler) -> None:
    """To the operation."""
    with FlopCounterMode(display=False) as counter:
        list(upscaler.upscale([pattern(24, 32)], 4))
    assert enlarging(1, 24, 32, 4) == counter.get_total_flops()


def test_twice_is_four_times_shrunk(upscaler: Upscaler) -> None:
    """Each pixel the mean of four."""
    (four,), (two,) = upscaler.upscale([pattern(48, 64)], 4), upscaler.upscale([pattern(48, 64)], 2)
    assert np.abs(two - four.reshape(96, 2, 128, 2, 3).mean((1, 3))).max() <= 1


def test_drawn_lines_come_out_nearer_to_the_original_than_repeated_pixels(upscaler: Upscaler) -> None:
    """By two decibels at least, on what the network is made for; a Lanczos filter is nearer still, though softer."""
    drawn = PIL.Image.new("RGB", (512, 384), (70, 110, 160))
    pen = PIL.ImageDraw.Draw(drawn)
    pen.ellipse((120, 80, 360, 320), fill=(230, 190, 120), outline=(20, 20, 30), width=10)
    pen.line((0, 360, 511, 40), fill=(200, 40, 50), width=14)
    original, small = (np.asarray(drawn.resize(size, PIL.Image.Resampling.BOX)) for size in ((128, 96), (64, 48)))
    (larger,) = upscaler.upscale([small], 2)
    errors = [np.mean((each.astype(float) - original) ** 2) for each in (larger, small.repeat(2, 0).repeat(2, 1))]
    assert 10 * np.log10(errors[1] / errors[0]) > 2


def test_files_that_are_no_such_network_are_refused(tmp_path: Path, upscaler: Upscaler) -> None:
    """Cut off, too long, packed otherwise, or with other layers."""
    folder = fetch("animevideov3-x4", cache_folder=VideoSettings().cache_folder).folder
    graph, weights = ((folder / f"realesr-animevideov3-x4.{suffix}").read_bytes() for suffix in ("param", "bin"))
    harmed = [
        (graph, weights[:-9]), (graph, weights + b"more"), (graph, b"\x01" + weights[1:]),
        (graph.replace(b"PReLU ", b"Pooling ", 1), weights),
    ]  # fmt: skip
    for number, (text, data) in enumerate(harmed):
        param, binary = tmp_path / f"{number}.param", tmp_path / f"{number}.bin"
        param.write_bytes(text)
        binary.write_bytes(data)
        with pytest.raises(Unreadable):
            list(read_layers(param, binary))


def finished(rate: int, frames: int, width: int, height: int) -> video_pb2.FilmShotRequest:
    request = shot("wan", frames)
    request.preset = video_pb2.PRESET_PREVIEW
    request.rate.CopyFrom(audio_pb2.FrameRate(numerator=rate, denominator=1))
    request.size.CopyFrom(video_pb2.FrameSize(width_pixels=width, height_pixels=height))
    return request


def pod(folders: dict[str, Path], tmp_path: Path, presets: str) -> Any:
    return backend_of("wan", folders["wan"], tmp_path, video_presets=presets, cache_folder=VideoSettings().cache_folder)


def test_a_smooth_clip_has_the_models_own_frames_in_their_places(folders: dict[str, Path], tmp_path: Path) -> None:
    """Delivered at 24 and 32 a second, with as many frames as ordered; what the model filmed is there to the bit."""
    own = film(pod(folders, tmp_path, ""), finished(16, 9, 64, 48), quiet({}))
    for rate, every, of in ((24, 3, 2), (32, 2, 1)):
        backend = pod(folders, tmp_path, f"wan_{rate}")
        request = finished(rate, 8 * every // of, 64, 48)
        backend.check(request)
        clip = film(backend, request, quiet({}))
        assert len(clip) == 8 * every // of
        assert np.array_equal(clip[::every], own[::of][: len(clip[::every])])
        (named,) = backend.provenance(request).finishing
        assert named.startswith(f"16 to {rate} frames a second")
        assert backend.describe().rate.numerator == rate


def test_a_large_clip_is_twice_the_models(folders: dict[str, Path], tmp_path: Path, upscaler: Upscaler) -> None:
    """Its size is the delivered one; each frame of the model is there, enlarged; both steps are named in order."""
    own = film(pod(folders, tmp_path, ""), finished(16, 5, 64, 48), quiet({}))
    backend = pod(folders, tmp_path, "wan_large")
    request = finished(32, 9, 128, 96)
    backend.check(request)
    clip = film(backend, request, quiet({}))
    assert clip.shape == (9, 96, 128, 3)
    assert np.array_equal(clip[::2], np.stack(list(upscaler.upscale(own, 2))))
    assert [name.split()[0] for name in backend.provenance(request).finishing] == ["16", "upscaled"]


def test_a_finished_clip_is_the_same_when_its_shot_was_stopped(folders: dict[str, Path], tmp_path: Path) -> None:
    """Stopped after a step, gone on with elsewhere."""
    backend, other = (pod(folders, tmp_path, "wan_large") for _ in range(2))
    request, pauses = finished(32, 9, 128, 96), Kept()
    whole = film(backend, request, quiet({}))
    assert not list(backend.film(request, stopping_after(2, pauses, {})))
    assert np.array_equal(film(other, request, quiet({}, pauses)), whole)
    assert pauses.resumed_count == 1


def test_lengths_and_sizes_are_those_of_delivered_clips(folders: dict[str, Path], tmp_path: Path) -> None:
    """Legal counts waste nothing of the model's; the longest clip has 161 frames; sizes go in larger steps."""
    backend = pod(folders, tmp_path, "wan_large")
    counts = list(backend.describe().legal_frame_counts)
    assert counts[:2] == [9, 17]
    assert counts[-1] == 161
    backend.check(finished(32, 161, 128, 96))
    for wrong in (finished(32, 162, 128, 96), finished(32, 9, 144, 96), finished(16, 9, 128, 96)):
        with pytest.raises(InvalidInput):
            backend.check(wrong)


def test_a_pod_that_finishes_can_rehearse(folders: dict[str, Path], tmp_path: Path) -> None:
    """Its warm-up shot goes through all steps and the encoder."""
    backend = pod(folders, tmp_path, "wan_large")
    request = warm_up_request(backend)
    backend.check(request)
    Take(request, backend, 1).rehearse()
