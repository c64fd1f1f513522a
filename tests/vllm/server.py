"""A real vLLM server in a process group of its own, on a free port of this machine."""

import json
import os
import re
import signal
import subprocess
from pathlib import Path

import httpx

from tests.processes import free_port, wait_until

ROOT = Path(__file__).parent.parent.parent
PYTHON = ROOT / ".venv-vllm" / "bin" / "python"
START_SECONDS = 480.0
"""A minute on two quiet cores, many on busy ones."""
SEATS = 4
"""Answers that the server writes at once; others queue."""
CONTEXT = 12_288
GUIDED = ("--structured-outputs-config", json.dumps({"backend": "guidance", "disable_any_whitespace": True}))
SEEN = ("--limit-mm-per-prompt", json.dumps({"image": 4, "video": 0}))
PARSED = ("--reasoning-parser", "deepseek_r1")
# Small, quiet and offline; two threads, since a tiny model gains nothing from more.
ENVIRONMENT = {
    "HF_HUB_OFFLINE": "1",
    "VLLM_CPU_KVCACHE_SPACE": "1",
    "VLLM_CPU_OMP_THREADS_BIND": "nobind",
    "OMP_NUM_THREADS": "2",
    "VLLM_NO_USAGE_STATS": "1",
    "PYTHONPATH": str(Path(__file__).parent / "startup"),
}


def environment() -> dict[str, str]:
    """Of whatever runs in the environment of `make test-vllm`."""
    return {**os.environ, **ENVIRONMENT}


class VllmServer:
    """One server at a time; starting it with another model or other options ends the one before."""

    def __init__(self, checkpoints: Path) -> None:
        self.checkpoints = checkpoints
        self.port = free_port()
        self.log = checkpoints / "vllm.log"
        self.runs: tuple[str, ...] = ()
        """The model and the options it was started with."""
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def base_url(self) -> str:
        """As the settings want it."""
        return f"http://127.0.0.1:{self.port}/v1"

    def start(self, model: str, *options: str, wait: bool = True) -> None:
        """Serves the model under its folder's name; returns when it answers, or at once."""
        self.end()
        flags = {
            "--model": str(self.checkpoints / model),
            "--served-model-name": model,
            "--host": "127.0.0.1",
            "--port": str(self.port),
            "--dtype": "float32",
            "--max-model-len": str(CONTEXT),
            "--max-num-seqs": str(SEATS),
        }
        command = [str(PYTHON), "-m", "vllm.entrypoints.openai.api_server", "--enforce-eager"]
        command += [word for pair in flags.items() for word in pair] + list(options)
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, env=environment(), start_new_session=True)
        if wait:
            wait_until(self._up, START_SECONDS, f"the vLLM server; its log is {self.log}")
        self.runs = (model, *options)

    def end(self, how: signal.Signals = signal.SIGKILL) -> None:
        """Ends the server and all its children; nothing of it outlives a test run."""
        if self._process is not None:
            os.killpg(self._process.pid, how)
            self._process.wait(30)
        self._process, self.runs = None, ()

    def metric(self, name: str, **labels: str) -> float:
        """The sum of a metric's samples that carry the labels; 0 where there is none."""
        text = httpx.get(f"http://127.0.0.1:{self.port}/metrics", timeout=10).text
        samples = re.findall(rf"^{re.escape(name)}(?:\{{(.*)\}})? (\S+)$", text, re.MULTILINE)
        wanted = [f'{key}="{value}"' for key, value in labels.items()]
        return sum(float(value) for carried, value in samples if all(label in carried for label in wanted))

    def _up(self) -> bool:
        assert self._process is not None
        if self._process.poll() is not None:
            tail = self.log.read_text(errors="replace")[-3000:]
            raise AssertionError(f"vLLM ended with {self._process.returncode} before it answered: {tail}")
        try:
            return httpx.get(f"http://127.0.0.1:{self.port}/health", timeout=2).is_success
        except httpx.TransportError:
            return False
