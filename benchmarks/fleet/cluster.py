"""A small controller of pods: starts as many as are wanted, lists those that are ready, and lets some be taken away.

wanted ──► started ── load ── startup probe says SERVING ──► in the list that the gateway's name resolves to
                                                      │ taken: SIGTERM, out of the list, SIGKILL after the grace
                                                      ▼ another is started, once its node is there
"""

import json
import multiprocessing
import os
import random
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc

from benchmarks.fleet.addresses import Block
from benchmarks.fleet.journal import Journal
from benchmarks.fleet.pod import PORT, PodOrder, run_pod
from benchmarks.fleet.scenario import Scenario

TICK_SECONDS = 0.02
SERVICE = "songreel.video.v1.VideoService"


@dataclass(eq=False)
class Pod:
    """One that was started."""

    order: PodOrder
    process: BaseProcess
    probe_at: float
    taken_at: float
    """When its node is taken away; infinity for never."""
    ready: bool = False
    leaving_at: float = 0.0
    """When it is killed; 0 while it stays."""


@dataclass
class Cluster:
    """In a thread of its own; times are of the wall."""

    scenario: Scenario
    folder: Path
    wanted: Callable[[float, int], int]
    """How many pods there are to be, by seconds of life since the start and how many there are."""
    pods: list[Pod] = field(default_factory=list)
    _nodes_at: list[float] = field(default_factory=list)
    """When the nodes come that replace those which were taken."""
    _started: int = 0
    _stop: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.scenario.seed)
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["benchmarks.fleet.pod"])
        imported = self._context.Process(target=os.getpid)  # so that the first pod does not wait for what pods import
        imported.start()
        imported.join()
        self._block = Block()
        self._journal = Journal(self.folder / "journals" / "cluster.jsonl")
        self._begun = time.monotonic()
        self._thread = threading.Thread(target=self._run, name="cluster")

    def begin(self) -> None:
        """Time runs from now on."""
        self._begun = time.monotonic()
        self._thread.start()

    def end(self) -> None:
        """Kills all pods."""
        self._stop.set()
        if self._thread.ident:
            self._thread.join()
        for pod in self.pods:
            pod.process.kill()
            pod.process.join()
        self._journal.close()
        self._block.close()

    @property
    def ready_count(self) -> int:
        """Pods in the list."""
        return sum(pod.ready and not pod.leaving_at for pod in self.pods)

    def megabytes(self) -> float:
        """Memory of a pod, by Linux' /proc; 0 without pods."""
        files = [Path(f"/proc/{pod.process.pid}/smaps_rollup") for pod in self.pods if pod.process.is_alive()]
        lines = [line for file in files for line in file.read_text().splitlines() if line.startswith("Pss:")]
        return sum(int(line.split()[1]) for line in lines) / 1024 / max(1, len(lines))

    def _run(self) -> None:
        while not self._stop.wait(TICK_SECONDS):
            now = time.monotonic()
            self._take_away(now)
            self._reap()
            self._probe(now)
            self._keep_count(now)

    def _take_away(self, now: float) -> None:
        for pod in self.pods:
            if pod.leaving_at == 0 and pod.ready and now >= pod.taken_at:
                self._nodes_at.append(now + self.scenario.node_seconds / self.scenario.scale)
                self._dismiss(pod, now, "taken", 0.0 if self.scenario.silent else self.scenario.times.grace)
            if pod.leaving_at and now >= pod.leaving_at and pod.process.is_alive():
                self._journal.note("killed", pod=pod.order.name)
                pod.process.kill()

    def _dismiss(self, pod: Pod, now: float, why: str, grace_seconds: float) -> None:
        self._journal.note(why, pod=pod.order.name)
        pod.leaving_at = now + grace_seconds / self.scenario.scale
        self._list()
        if grace_seconds:
            os.kill(pod.process.pid or 0, signal.SIGTERM)
        else:
            pod.process.kill()

    def _reap(self) -> None:
        for pod in [pod for pod in self.pods if not pod.process.is_alive()]:
            self.pods.remove(pod)
            pod.process.join()
            self._journal.note("gone", pod=pod.order.name)
            self._list()

    def _probe(self, now: float) -> None:
        for pod in self.pods:
            if not pod.ready and not pod.leaving_at and now >= pod.probe_at:
                pod.probe_at = now + self.scenario.times.probe / self.scenario.scale
                if serving(f"{pod.order.address}:{PORT}"):
                    pod.ready = True
                    self._journal.note("ready", pod=pod.order.name)
                    self._list()

    def _keep_count(self, now: float) -> None:
        self._nodes_at = [at for at in self._nodes_at if at > now]
        staying = [pod for pod in self.pods if not pod.leaving_at]
        there = len(staying) + len(self._nodes_at)
        wanted = self.wanted((now - self._begun) * self.scenario.scale, there)
        for _ in range(there, wanted):
            self._start(now)
        for pod in staying[wanted:] if wanted < len(staying) else []:
            self._dismiss(pod, now, "dismissed", self.scenario.times.grace)

    def _start(self, now: float) -> None:
        scenario, self._started = self.scenario, self._started + 1
        number = self._started
        address = self._block.address(number)
        order = PodOrder(
            f"video-{number}", address, self.folder, scenario.pace, scenario.times.drain, scenario.times.save
        )
        process = self._context.Process(target=run_pod, args=(order,), daemon=True)
        process.start()
        self.pods.append(Pod(order, process, now, now + self._lifetime(number) / scenario.scale))
        self._journal.note("pod_started", pod=order.name)

    def _lifetime(self, number: int) -> float:
        """Seconds of life until the pod's node is taken away."""
        if number <= len(self.scenario.taken_after):
            return self.scenario.taken_after[number - 1]
        losses = self.scenario.losses_an_hour
        return self._chance.expovariate(losses / 3600) if losses else float("inf")

    def _list(self) -> None:
        ready = [pod.order.address for pod in self.pods if pod.ready and not pod.leaving_at]
        path = self.folder / "endpoints.json"
        path.with_suffix(".new").write_text(json.dumps(ready))
        path.with_suffix(".new").replace(path)


def serving(target: str) -> bool:
    """What the kubelet's gRPC probe would find."""
    with grpc.insecure_channel(target) as channel:
        try:
            request = health_pb2.HealthCheckRequest(service=SERVICE)
            stub: Any = health_pb2_grpc.HealthStub(channel)
            answer = stub.Check(request, timeout=0.5)
        except grpc.RpcError:
            return False
    return bool(answer.status == health_pb2.HealthCheckResponse.SERVING)
