"""A process of its own that runs out of memory for real: python -m tests.models.short_of_memory <checkpoint> <folder>.

It films a small shot, takes nearly all of its own address space away, films one that is too large, then the small
one again; and at last it loads a second backend, for which there is no room either. Says as JSON what came of it.
"""

import gc
import json
import resource
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from songreel.video.v1 import video_pb2
from songreel_video.backends import Desk, load_backend
from songreel_video.settings import VideoSettings

from tests.models.test_diffusion import Kept, shot

SPARE = 64 << 20
STACK = 512 << 10  # of threads to come: small beside what is spare, so that it is a tensor that does not fit


def in_use() -> int:
    """Bytes of address space."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    return pages * resource.getpagesize()


def main(checkpoint: Path, folder: Path) -> dict[str, Any]:
    """What happened."""
    threading.stack_size(STACK)
    settings = VideoSettings(
        video_backend="wan", video_checkpoint=checkpoint, video_dtype="float32", cache_folder=folder,
        video_compile="off", video_presets="wan_causvid", video_loras=f"causvid={folder / 'lora.safetensors'}",
    )  # fmt: skip
    backend = load_backend(settings)
    small, large = shot("wan"), shot("wan", frames=65)
    large.size.width_pixels, large.size.height_pixels = 416, 240
    small.preset = large.preset = video_pb2.PRESET_PREVIEW
    before = np.stack(list(backend.film(small, Desk(lambda *_: None))))
    gc.collect()
    kept = Kept()
    told: dict[str, Any] = {}
    attempts: dict[str, Callable[[], Any]] = {
        "large": lambda: list(backend.film(large, Desk(lambda *_: None, pauses=kept))),
        "load": lambda: load_backend(settings.model_copy(update={"video_checkpoint": checkpoint.with_name("wide")})),
    }
    for name, attempt in attempts.items():
        resource.setrlimit(resource.RLIMIT_AS, (in_use() + SPARE, resource.RLIM_INFINITY))
        try:
            attempt()
        except Exception as error:
            told[name] = f"{type(error).__name__}: {error}"
    after = np.stack(list(backend.film(small, Desk(lambda *_: None))))
    resource.setrlimit(resource.RLIMIT_AS, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    again = np.stack(list(backend.film(large, Desk(lambda *_: None, pauses=kept))))
    return {**told, "same": bool(np.array_equal(before, after)), "frames": len(again), "resumed": kept.resumed_count}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]))) + "\n")
