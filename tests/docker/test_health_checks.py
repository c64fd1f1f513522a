"""The commands by which an engine knows whether a container does its work, asked of real processes."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from songreel_chassis.health_check import serves
from songreel_gateway.health_check import takes_orders

from tests.fake_stack import FakeStack
from tests.processes import free_port, wait_until


def test_a_service_is_healthy_once_it_is_warm(tmp_path: Path) -> None:
    """Not before it is up, and no more when it is gone; where it listens on everything, it is asked on this machine."""
    port = free_port()
    listen = f"0.0.0.0:{port}"
    environment = {**os.environ, "SONGREEL_LISTEN": listen, "SONGREEL_ARTIFACTS_URL": f"file://{tmp_path}"}
    command = [sys.executable, "-m", "songreel_chassis.health_check"]
    assert subprocess.run(command, env=environment, check=False).returncode == 1
    process = subprocess.Popen([sys.executable, "-m", "songreel_critic"], env=environment, stderr=subprocess.DEVNULL)
    try:
        wait_until(lambda: serves(listen), 60, "the critic")
        assert subprocess.run(command, env=environment, check=False).returncode == 0
    finally:
        process.terminate()
        assert process.wait(60) == 0
    assert not serves(listen)


def test_a_gateway_is_healthy_without_its_services(short_folder: Path) -> None:
    """As `docker compose up --wait` needs it."""
    stack = FakeStack(short_folder)
    try:
        assert not takes_orders(stack.port)
        stack.start_gateway()
        wait_until(lambda: takes_orders(stack.port), 60, "the gateway")
        stack.process("gateway").send_signal(signal.SIGTERM)
        assert stack.process("gateway").wait(60) == 0
    finally:
        stack.kill()
        stack.http.close()
