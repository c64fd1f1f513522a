"""How fast the video models film on a GPU, beside diffusers as it is, and what stopping a shot costs.

    python -m benchmarks filming_gpu          four steps a clip, the first of which is left out
    python -m benchmarks filming_gpu=50       so many

Nothing is downloaded: the weights are random, at the models' full size, in bfloat16 with a float32 VAE. A step has two
passes of the transformer (guidance); text encoders are left out. "Clip" is the steps of the preset `final` times the
seconds of a step, and the decoding. "Of peak" is what the cost model counts for the passes, over the step's seconds and
the GPU's dense bfloat16 peak. "GB" are of the first GPU. "Apart" is how far the latents of the last step are from stock
diffusers', relative. "First step" has compiling in it. Step caches are not run: what random weights answer from step to
step says nothing.

It needs torch and diffusers, so it runs in the environment of `make test-models` where the present one lacks them.
"""

import gc
import importlib.util
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import torch

    from benchmarks._filmed import Filmed
    from benchmarks._random_models import Case

MODELS_PYTHON = Path(".venv-models/bin/python")
STEPS = 4
NO_GPU = (
    "**There is no GPU here, so tiny models of the same architectures filmed tiny clips on the CPU: these figures say "
    "that the script runs, and nothing about filming. Figures of full-size models on a GPU are missing.**\n"
)
HEAD = (
    "| clip | how | s/step | TFLOP/s | of peak | clip, s | decoding, s | peak GB (decoding) | apart | first step, s |\n"
    "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
)


def main(steps: str = str(STEPS)) -> None:
    """Prints two tables."""
    if importlib.util.find_spec("diffusers") is None:
        _elsewhere(steps)
        return
    import structlog
    import torch

    from benchmarks._random_models import FULL, TINY

    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))  # the tables alone go to the page

    on_gpu = torch.cuda.is_available()
    print(f"{torch.cuda.get_device_name()}, torch {torch.__version__}\n" if on_gpu else NO_GPU)
    print(HEAD, flush=True)
    pauses: list[str] = []
    for case in FULL if on_gpu else TINY:
        try:
            _film(case, torch.device("cuda" if on_gpu else "cpu"), max(2, int(steps)), pauses)
        except torch.OutOfMemoryError:
            print(f"| {case} | the rest does not fit |" + " |" * 8, flush=True)
        gc.collect()
        if on_gpu:
            torch.cuda.empty_cache()
    print("\n| clip | state, MB | stop, s | go on, s | of the clip |\n| --- | --- | --- | --- | --- |")
    print("\n".join(pauses))


def _film(case: "Case", device: "torch.device", steps: int, pauses: list[str]) -> None:
    """The rows of one clip: stock, ours, and in 8 bits where the GPU multiplies them."""
    import torch
    from songreel_video.backends.diffusion.formation import Formation
    from songreel_video.backends.diffusion.tuning import Speed, tune

    from benchmarks._filmed import filmed, paused
    from benchmarks._random_models import call, pipeline

    pipe = pipeline(case, device, torch.bfloat16)
    arguments = call(case, pipe, case.family.recipes["final"].steps)
    stock = filmed(pipe, arguments, steps, stock=True)
    _print(case, pipe, "stock diffusers", stock, stock)
    tuned = tune(pipe, device, torch.bfloat16, Speed(compiled=True), Formation())
    ours = filmed(pipe, arguments, steps, stock=False)
    _print(case, pipe, f"ours: {tuned}", ours, stock)
    if device.type == "cuda" and torch.cuda.get_device_capability() >= (8, 9):
        eight = filmed(pipe, arguments, steps, stock=False, fp8=True)
        _print(case, pipe, "ours, 8-bit linear layers (lossy)", replace(eight, decode=ours.decode), stock)
    pause = paused(pipe, arguments, ours.step)
    del pipe
    whole = _clip_seconds(case, ours)
    price = (pause.save + pause.resume) / whole
    for gpus in (2, 4, 8):
        if not case.mochi and gpus <= (torch.cuda.device_count() or 2):  # two processes stand for them on the CPU
            _film_together(case, device, gpus, steps, stock)
    pauses.append(f"| {case} | {pause.megabytes:.1f} | {pause.save:.2f} | {pause.resume:.2f} | {price:.2%} |")


def _film_together(case: "Case", device: "torch.device", gpus: int, steps: int, stock: "Filmed") -> None:
    """The row of several GPUs."""
    import torch
    from songreel_video.backends.diffusion.formation import form
    from songreel_video.backends.diffusion.tuning import Speed, tune

    from benchmarks._filmed import filmed
    from benchmarks._random_models import call, pipeline

    pipe = pipeline(case, device, torch.bfloat16)
    arguments = call(case, pipe, case.family.recipes["final"].steps)
    formation = form(gpus, pipe.transformer, case.family, switched_loras=False)
    tuned = tune(pipe, device, torch.bfloat16, Speed(compiled=device.type == "cuda"), formation)
    try:
        with tuned.together(arguments):
            told = filmed(pipe, arguments, steps, stock=False)
        how = str(tuned) if device.type == "cuda" else str(tuned).replace("GPUs", "processes")
        _print(case, pipe, f"ours: {how}", told, stock, gpus)
    finally:
        tuned.close()


def _print(case: "Case", pipe: Any, how: str, told: "Filmed", stock: "Filmed", gpus: int = 1) -> None:
    import torch
    from songreel_video.cost.devices import find_device

    from benchmarks._random_models import operations

    rate = 2 * operations(case, pipe) / told.step
    device = find_device(torch.cuda.get_device_name()) if torch.cuda.is_available() else None
    share = f"{rate / device.bf16 / gpus:.0%}" if device else "-"
    memory = f"{told.denoise_memory:.1f} ({told.decode_memory:.1f})" if told.denoise_memory else "-"
    distance = float((told.latents.float() - stock.latents.float()).norm() / stock.latents.float().norm())
    cells = [
        str(case), how, f"{told.step:.3f}", f"{rate / 1e12:.3g}", share, f"{_clip_seconds(case, told):.1f}",
        f"{told.decode:.2f}{' in tiles' if told.tiled else ''}", memory, f"{distance:.1e}", f"{told.steps[0]:.1f}",
    ]  # fmt: skip
    print(f"| {' | '.join(cells)} |", flush=True)


def _clip_seconds(case: "Case", told: "Filmed") -> float:
    return case.family.recipes["final"].steps * told.step + told.decode


def _elsewhere(steps: str) -> None:
    """In the environment that has torch; what it prints is printed here."""
    if not MODELS_PYTHON.exists():
        sys.exit("This needs torch and diffusers: `make .venv-models/.ready`, or run it where they are installed.")
    command = [str(MODELS_PYTHON), "-c", f"from benchmarks.filming_gpu import main; main({steps!r})"]
    print(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout, end="")


if __name__ == "__main__":
    main()
