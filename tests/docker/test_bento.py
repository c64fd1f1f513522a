"""The gateway's bento: what `bentoml build` packs, and that BentoML itself can serve it."""

import os
import subprocess
import sys
from pathlib import Path

import httpx
import yaml

from tests.docker.dockerfile import REPOSITORY, distributions
from tests.processes import free_port, wait_until

BENTOFILE = REPOSITORY / "docker" / "bentofile.yaml"


def test_its_wheels_are_the_images() -> None:
    """The same distributions, at the same version as everything."""
    wheels = yaml.safe_load(BENTOFILE.read_text())["python"]["wheels"]
    assert wheels == [f"songreel_{folder.name}-0.1.0-py3-none-any.whl" for folder in distributions("gateway")]


def test_bentoml_serves_it(short_folder: Path) -> None:
    """Supervisor and worker, as in the bento's image; it takes orders, and ends when it is told to."""
    service = yaml.safe_load(BENTOFILE.read_text())["service"]
    port = free_port()
    environment = {
        **os.environ,
        "BENTOML_HOME": str(short_folder / "bentoml"),
        "BENTOML_DO_NOT_TRACK": "True",
        "SONGREEL_ARTIFACTS_URL": f"file://{short_folder}/artifacts",
        "SONGREEL_DATABASE_URL": f"sqlite:///{short_folder}/songreel.sqlite",
        "SONGREEL_DATA_FOLDER": str(short_folder / "data"),
        "SONGREEL_AUTH": "open",  # it cannot know that BentoML listens on this machine alone
    }
    command = [sys.executable, "-m", "bentoml", "serve", service, "--host", "127.0.0.1", "--port", str(port)]
    with (short_folder / "log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=short_folder)
        try:
            url = f"http://127.0.0.1:{port}"
            wait_until(lambda: ready(url), 90, f"BentoML; its log is {log.name}")
            assert httpx.get(f"{url}/v1/videos", trust_env=False).json() == {"videos": [], "next_cursor": None}
        finally:
            process.terminate()
            process.wait(60)
    wait_until(lambda: not ready(url), 20, "its worker to end")


def ready(url: str) -> bool:
    """Whether orders can be taken."""
    try:
        return httpx.get(f"{url}/readyz/gateway", trust_env=False).status_code == 200
    except httpx.TransportError:
        return False
