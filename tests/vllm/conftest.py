"""The server, in the state that a test asks for. One serves at a time: two would not fit into small machines."""

import subprocess
from collections.abc import Iterator

import pytest

from tests.vllm.server import GUIDED, PARSED, PYTHON, ROOT, SEEN, VllmServer, environment


@pytest.fixture(scope="session")
def vllm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[VllmServer]:
    """Not started; ended with the session, whatever happens."""
    folder = tmp_path_factory.mktemp("vllm")
    command = [str(PYTHON), "-m", "tests.vllm.checkpoints", str(folder)]
    subprocess.run(command, cwd=ROOT, env=environment(), check=True)
    server = VllmServer(folder)
    try:
        yield server
    finally:
        server.end()


def _serving(server: VllmServer, *runs: str) -> VllmServer:
    if server.runs != runs:
        server.start(*runs)
    return server


@pytest.fixture
def reasoner(vllm: VllmServer) -> VllmServer:
    """A reasoning model, served as our documentation says."""
    return _serving(vllm, "reasoner", *PARSED, *GUIDED)


@pytest.fixture
def listener(vllm: VllmServer) -> VllmServer:
    """An audio-language model."""
    return _serving(vllm, "Qwen2-Audio-tiny", *GUIDED)


@pytest.fixture
def watcher(vllm: VllmServer) -> VllmServer:
    """A vision-language model."""
    return _serving(vllm, "Qwen2.5-VL-tiny", *SEEN)
