"""Runs the benchmarks named on the command line, or all: `python -m benchmarks hearing assembly`.

What a benchmark takes follows its name: `python -m benchmarks hearing=FOLDER`.
Each table is printed as it grows and written to benchmarks/results when it is whole, with the machine it belongs to.
"""

import contextlib
import importlib
import io
import os
import pkgutil
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
RESULTS = HERE / "results"


class Both(io.TextIOBase):
    """Writes to the terminal and keeps a copy."""

    def __init__(self) -> None:
        super().__init__()
        self.copy = io.StringIO()
        self._terminal = sys.stdout

    def write(self, text: str) -> int:
        """The number of characters."""
        self._terminal.write(text)
        self._terminal.flush()
        return self.copy.write(text)


def main() -> None:
    """Exits with a sentence for a name that is none."""
    known = sorted(module.name for module in pkgutil.iter_modules([str(HERE)]) if module.name[0] != "_")
    chosen = {name: given for name, _, given in (word.partition("=") for word in sys.argv[1:] or known)}
    if unknown := chosen.keys() - set(known):
        sys.exit(f"No benchmark {', '.join(sorted(unknown))}. There are: {', '.join(known)}.")
    for name, given in chosen.items():
        module = importlib.import_module(f"benchmarks.{name}")
        print(f"\n## {name}\n", flush=True)
        both = Both()
        with contextlib.redirect_stdout(both):
            module.main(*filter(None, [given]))
        page = f"# {name}\n\n{module.__doc__}\n{machine()}\n\n{both.copy.getvalue()}"
        RESULTS.mkdir(exist_ok=True)
        (RESULTS / f"{name}.md").write_text(page)


def machine() -> str:
    """What the figures belong to."""
    cpu = next(
        (line.partition(":")[2].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")),
        platform.processor(),
    )
    load = os.getloadavg()[0]
    gpus = _gpus()
    day = time.strftime("%Y-%m-%d")
    return f"Measured {day} on {os.cpu_count()} cores ({cpu}), {gpus or 'no GPU'}; load average at the end {load:.1f}."


def _gpus() -> str:
    """By NVIDIA's tool, one by one; empty where there are none."""
    tool = shutil.which("nvidia-smi")
    if tool is None:
        return ""
    command = [tool, "--query-gpu=name", "--format=csv,noheader"]
    return ", ".join(subprocess.run(command, check=False, stdout=subprocess.PIPE, text=True).stdout.split("\n")[:-1])


def _lines(path: str) -> list[str]:
    return Path(path).read_text().splitlines() if Path(path).exists() else []


if __name__ == "__main__":
    main()
