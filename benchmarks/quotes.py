"""How far quotes of a shot's seconds are from what it takes, shot by shot, on a pod that has filmed nothing before.

    python -m benchmarks quotes          fourteen shots a model
    python -m benchmarks quotes=30       so many

Tiny models of the true architectures, with random weights, on one CPU thread: 25 or 28 steps, lengths and sizes drawn
by lot. The first quote rests on the rehearsal alone, the others on the shots before them too. Seconds are the process'
own CPU time, so that other work on the machine does not count.

It needs torch and diffusers, so it runs in the environment of `make test-models` where the present one lacks them.
"""

import importlib.util
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from songreel.video.v1 import video_pb2
    from songreel_video.backends import Backend

MODELS_PYTHON = Path(".venv-models/bin/python")
SHOTS = 14
LENGTHS = {"wan": (9, 17, 25, 33, 49), "mochi": (7, 13, 19, 31)}
SIZES = ((64, 48), (128, 96), (256, 128), (192, 192))


def main(shots: str = str(SHOTS)) -> None:
    """Prints a row a model."""
    if importlib.util.find_spec("diffusers") is None:
        if not MODELS_PYTHON.exists():
            sys.exit("This benchmark needs torch and diffusers. Run `make test-models` once, which installs them.")
        script = f"from benchmarks.quotes import main; main({shots!r})"
        command = [str(MODELS_PYTHON), "-W", "ignore", "-c", script]
        print(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout, end="")
        return
    import torch

    torch.set_num_threads(1)
    print("| model | first quote | next six, median | then, median | all, in order |\n| --- | --- | --- | --- | --- |")
    for model in LENGTHS:
        off = errors(model, int(shots))
        told = [f"{off[0]:.0%}", f"{statistics.median(off[1:7]):.0%}", f"{statistics.median(off[7:]):.0%}"]
        print(f"| {model} | {' | '.join(told)} | {' '.join(f'{each:.0%}' for each in off)} |", flush=True)


def errors(model: str, shots: int) -> list[float]:
    """|actual / quoted - 1| of each shot."""
    import structlog
    from songreel_video.backends import load_backend
    from songreel_video.cost.forecast import Forecast
    from songreel_video.requests import shape_of
    from songreel_video.servicer import warm_up_request
    from songreel_video.settings import VideoSettings

    from tests.models.test_diffusion import shot
    from tests.models.tiny_video import write_checkpoint

    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    draw, off = random.Random(1), []
    with tempfile.TemporaryDirectory() as folder:
        checkpoint = write_checkpoint(model, Path(folder) / model)
        settings = VideoSettings.model_validate(
            {"video_backend": model, "video_checkpoint": checkpoint, "video_dtype": "float32", "cache_folder": folder}
        )
        backend = load_backend(settings)
        forecast, request = Forecast(backend, None), warm_up_request(backend)
        seconds_of(backend, request)  # loads code
        forecast.rehearsed(shape_of(request), request.preset, seconds_of(backend, request))
        for number in range(shots):
            request = shot(model, frames=draw.choice(LENGTHS[model]))
            request.size.width_pixels, request.size.height_pixels = draw.choice(SIZES)
            request.ClearField("preset")
            request.seed = number
            quote = forecast.quote(shape_of(request), request.preset, None)
            taken = seconds_of(backend, request)
            forecast.filmed(shape_of(request), request.preset, taken, quote)
            off.append(abs(taken / quote.seconds.total - 1) if quote else float("nan"))
    return off


def seconds_of(backend: "Backend", request: "video_pb2.FilmShotRequest") -> float:
    """CPU seconds of filming, without coding."""
    from songreel_video.backends import Desk

    begun = time.process_time()
    for _ in backend.film(request, Desk(lambda *_: None)):
        pass
    return time.process_time() - begun
