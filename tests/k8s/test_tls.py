"""TLS between services as the manifests turn it on: a real service, its probes as the kubelet asks, and a caller."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc
from songreel_chassis.health_check import serves
from songreel_chassis.settings import ProcessSettings
from songreel_chassis.tls import Tls

from tests.k8s.rendering import REPOSITORY, Manifest
from tests.k8s.rules.probes import KINDS
from tests.k8s.variants import TLS, variant
from tests.processes import free_port, wait_until

PAGE = REPOSITORY / "docs" / "operations" / "tls.md"

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="the handbook's commands need openssl")


@dataclass(frozen=True)
class Running:
    """A service, and the manifest that it was started by."""

    container: Manifest
    ports: dict[int, int]
    """Of the manifest, and in their place on this machine."""
    secrets: dict[str, Path]
    tls_name: str

    def asked(self, kind: str) -> bool:
        """What the kubelet would be told: plain gRPC, at the probe's port, for the probe's name."""
        probe = self.container[kind]["grpc"]
        with grpc.insecure_channel(f"127.0.0.1:{self.ports[probe['port']]}") as channel:
            stub: Any = health_pb2_grpc.HealthStub(channel)  # its types have no methods
            try:
                answer = stub.Check(health_pb2.HealthCheckRequest(service=probe["service"]), timeout=3)
            except grpc.RpcError:
                return False
        return bool(answer.status == health_pb2.HealthCheckResponse.SERVING)

    def caller(self, secret: str) -> Tls:
        """One that shows this secret's certificate."""
        folder = self.secrets[secret]
        files = {f"tls_{name}": str(folder / file) for name, file in FILES.items()}
        found = Tls.of(ProcessSettings(tls_name=self.tls_name, **files))  # type: ignore[arg-type]  # checked by pydantic
        assert found is not None
        return found


FILES = {"certificate": "tls.crt", "key": "tls.key", "authority": "ca.crt"}


@pytest.fixture(scope="module")
def secrets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Folders as the secrets are mounted, made by the handbook's commands."""
    made, mounted = tmp_path_factory.mktemp("made"), tmp_path_factory.mktemp("mounted")
    (commands,) = re.findall(r"```sh\n(.*?)```", PAGE.read_text(), re.DOTALL)
    subprocess.run(["/bin/sh", "-e", "-c", commands], cwd=made, check=True, capture_output=True)
    folders = {}
    for who in ("gateway", "service"):
        folder = folders[f"songreel-{who}-tls"] = mounted / who
        folder.mkdir()
        for name, source in (("tls.crt", f"{who}.crt"), ("tls.key", f"{who}.key"), ("ca.crt", "ca.crt")):
            shutil.copy(made / source, folder / name)
    return folders


@pytest.fixture(scope="module")
def critic(secrets: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Started with the environment of its manifest; only folders, addresses and the store are this machine's."""
    rendering = variant(TLS)
    (pod,) = (pod for pod in rendering.pods() if pod.name == "critic")
    (container,) = pod.containers
    (secret,) = (each["secret"]["secretName"] for each in pod.spec["volumes"] if "secret" in each)
    ports = {each["containerPort"]: free_port() for each in container["ports"]}
    told = {key: value for key, value in rendering.environment(container).items() if key.startswith("SONGREEL_")}
    told = {key: value.replace("/tls/", f"{secrets[secret]}/") for key, value in told.items()}
    for name in ("SONGREEL_LISTEN", "SONGREEL_HEALTH_LISTEN"):
        told[name] = f"127.0.0.1:{ports[int(told[name].rpartition(':')[2])]}"
    folder = tmp_path_factory.mktemp("critic")
    told |= {"SONGREEL_METRICS_PORT": "0", "SONGREEL_CACHE_FOLDER": str(folder / "cache")}
    told["SONGREEL_ARTIFACTS_URL"] = f"file://{folder}/artifacts"
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "songreel_critic"], env={**os.environ, **told}, stdout=log, stderr=log
        )
        running = Running(container, ports, secrets, told["SONGREEL_TLS_NAME"])
        try:
            wait_until(
                lambda: running.asked("startupProbe") or process.poll() is not None, 120, f"the critic: {log.name}"
            )
            yield running
        finally:
            process.terminate()
            assert process.wait(60) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_a_probe_of_the_manifest_is_answered(critic: Running, kind: str) -> None:
    """By a service that speaks TLS to everybody else."""
    assert critic.asked(kind)


def test_a_probe_at_the_services_own_port_would_never_be(critic: Running) -> None:
    """What the component changes; without that no pod would ever start."""
    assert not serves(f"127.0.0.1:{critic.ports[50051]}")


def test_the_gateways_certificate_calls_and_a_services_does_not(critic: Running) -> None:
    """Both are of the one authority; a service's is for being called alone."""
    address = f"127.0.0.1:{critic.ports[50051]}"
    assert serves(address, critic.caller("songreel-gateway-tls"))
    assert not serves(address, critic.caller("songreel-service-tls"))


def test_nothing_but_health_is_answered_without_tls(critic: Running) -> None:
    """Whoever reaches the probes' port learns whether the service serves, and no more."""
    with grpc.insecure_channel(f"127.0.0.1:{critic.ports[50052]}") as channel:
        call: Any = channel.unary_unary("/songreel.critic.v1.CriticService/CheckTake")
        with pytest.raises(grpc.RpcError) as refused:
            call(b"", timeout=5)
    assert refused.value.code() == grpc.StatusCode.UNIMPLEMENTED
