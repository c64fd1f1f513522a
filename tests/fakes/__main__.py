"""Serves the fakes that are named, all at one address."""

import argparse
from pathlib import Path

from songreel_chassis.server import run_service
from songreel_chassis.settings import ProcessSettings

from tests.fakes.serving import MAKERS, fake_service
from tests.fakes.ways import Ways


def main() -> None:
    """Serves until SIGTERM."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", choices=tuple(MAKERS), nargs="+")
    parser.add_argument("--listen", required=True)
    parser.add_argument("--artifacts-url", required=True)
    parser.add_argument("--journal", type=Path, required=True)
    parser.add_argument("--shots", type=int, default=Ways.shots)
    parser.add_argument("--shot-seconds", type=float, default=Ways.shot_seconds)
    parser.add_argument("--hear-seconds", type=float, default=Ways.hear_seconds)
    parser.add_argument("--word-seconds", type=float, default=Ways.word_seconds)
    parser.add_argument("--reject-first-take", type=int, default=Ways.reject_first_take)
    parser.add_argument("--reject-every-take", type=int, default=Ways.reject_every_take)
    parser.add_argument("--gpu-factor", type=float, default=Ways.gpu_factor)
    parser.add_argument("--gpu-overrun", type=float, default=Ways.gpu_overrun)
    parser.add_argument("--backend", default=Ways.backend)
    options = vars(parser.parse_args())
    names, listen = options.pop("names"), options.pop("listen")
    ways = Ways(**options)
    settings = ProcessSettings(listen=listen, drain_seconds=0.2)
    run_service("fakes", settings, lambda _: fake_service(names, ways))


if __name__ == "__main__":
    main()
