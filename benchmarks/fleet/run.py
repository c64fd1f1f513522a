"""One run: a real database, the real gateway, stand-ins, and pods that come and go; films are ordered, and ended."""

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import psycopg

from benchmarks.fleet import journal
from benchmarks.fleet.bound import listed, lower_bound
from benchmarks.fleet.cluster import Cluster
from benchmarks.fleet.ledger import Ledger, tally
from benchmarks.fleet.scaling import Autoscaler, ScaledObject
from benchmarks.fleet.scenario import Scenario
from benchmarks.fleet.stand_ins import Desks
from tests.processes import free_port, wait_until

LAST = ("completed", "failed", "cancelled")


@dataclass(frozen=True)
class Outcome:
    """Of one run; seconds of life."""

    scenario: Scenario
    makespan: float
    """From the order to the last film."""
    bound: float
    schedule: float
    """Of longest-first list scheduling, which costs no time itself."""
    shots: int
    losses: int
    ledger: Ledger
    first_step: float
    """After the order."""
    load: float
    """Load average of this machine, at the end."""
    entries: list[journal.Entry]
    bound_at_once: float
    """Were all words there with the first ones."""
    pod_megabytes: float
    """Of memory, a pod: what it shares with others is split between them."""
    ordered_at: float
    """Of the wall, as `ended_at`."""
    ended_at: float


class Floor:
    """The processes of one run, but for the pods."""

    def __init__(self, scenario: Scenario, folder: Path, database_url: str) -> None:
        self.scenario, self.folder, self._url = scenario, folder, database_url
        self.port = free_port()
        self.http = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=60, trust_env=False)
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        for name in ("logs", "journals", "artifacts", "cache"):
            (folder / name).mkdir()

    def start(self) -> None:
        """Returns when the gateway takes orders."""
        scale, folder = self.scenario.scale, self.folder
        others = f"unix:{folder}/others.sock"
        services = {f"SONGREEL_{name}_ADDRESS": others for name in ("AUDIO", "SCRIPT", "CRITIC", "ASSEMBLY")}
        environment = {
            **os.environ,
            **services,
            "SONGREEL_VIDEO_ADDRESSES": "dns:video:50051",
            "SONGREEL_FILM_CONCURRENCY": str(2 * self.scenario.pods),
            "SONGREEL_VIDEOS_AT_ONCE": str(max(4, self.scenario.films)),
            "SONGREEL_ARTIFACTS_URL": f"file://{folder}/artifacts",
            "SONGREEL_DATABASE_URL": self._url,
            "SONGREEL_DATA_FOLDER": str(folder / "data"),
            "SONGREEL_HTTP_PORT": str(self.port),
            "SONGREEL_LOG_FORMAT": "json",
            "SONGREEL_RETRY_FIRST_SECONDS": str(0.25 / scale),
            "SONGREEL_RETRY_LONGEST_SECONDS": str(10 / scale),
            "SONGREEL_DRAIN_SECONDS": "1",
        }
        options = ["--scale", str(scale)]
        stand_ins = ["--folder", str(folder), "--sections", str(self.scenario.sections)]
        self._start("others", ["-m", "benchmarks.fleet.stand_ins", *options, *stand_ins], environment)
        endpoints = ["--endpoints", str(folder / "endpoints.json")]
        self._start("gateway", ["-m", "benchmarks.fleet.gateway", *options, *endpoints], environment)
        wait_until(lambda: self._alive() and (folder / "others.sock").exists(), 120, "the gateway")

    def order(self, number: int) -> str:
        """A new film's id."""
        song = self.http.post("/v1/songs", files={"file": (f"{number}.mp3", f"song {number}".encode())}).json()
        answer = self.http.post("/v1/videos", json={"song_id": song["id"], "preset": self.scenario.pace.preset})
        answer.raise_for_status()
        return str(answer.json()["id"])

    def video(self, video_id: str) -> dict[str, Any]:
        """As the API tells it."""
        return dict(self.http.get(f"/v1/videos/{video_id}").raise_for_status().json())

    def end(self) -> None:
        """Kills all."""
        self.http.close()
        for process in self._running.values():
            process.kill()
            process.wait()

    def _alive(self) -> bool:
        """Whether the gateway answers. Raises RuntimeError with its last words when a process has ended."""
        for name, process in self._running.items():
            if process.poll() is not None:
                said = (self.folder / "logs" / f"{name}.log").read_text(errors="replace")[-2000:]
                raise RuntimeError(f"The process `{name}` ended: {said}")
        with contextlib.suppress(httpx.TransportError):
            return self.http.get("/livez").status_code == 200
        return False

    def _start(self, name: str, arguments: list[str], environment: dict[str, str]) -> None:
        with (self.folder / "logs" / f"{name}.log").open("ab") as log:
            self._running[name] = subprocess.Popen(
                [sys.executable, *arguments], env=environment, stdout=log, stderr=log
            )


@contextlib.contextmanager
def scaler(scaled: ScaledObject, url: str, most: int) -> Iterator[Callable[[float, int], int]]:
    """Asks the gateway's database as KEDA does, as often as it does."""
    autoscaler, asked_at, wanted = Autoscaler(scaled), float("-inf"), 0
    with psycopg.connect(url, autocommit=True) as connection:

        def pods(now: float, there: int) -> int:
            nonlocal asked_at, wanted
            if now - asked_at >= scaled.polling_seconds:
                asked_at = now
                ((metric,),) = connection.execute(scaled.query.encode()).fetchall()
                wanted = min(most, autoscaler.wanted(now, float(metric), there))
            return wanted

        yield pods


def run(scenario: Scenario, folder: Path, database_url: str, scaled: ScaledObject | None = None) -> Outcome:
    """The outcome, once all films are there. Raises RuntimeError when one fails."""
    floor = Floor(scenario, folder, database_url)
    with contextlib.ExitStack() as stack:
        stack.callback(floor.end)
        floor.start()
        wanted: Callable[[float, int], int] = lambda now, there: scenario.pods  # noqa: E731
        if scaled:
            wanted = stack.enter_context(scaler(scaled, database_url, scenario.pods))
        cluster = Cluster(scenario, folder, wanted)
        stack.callback(cluster.end)
        if not scaled:
            cluster.begin()
            wait_until(lambda: cluster.ready_count >= scenario.pods, 300, "the pods")
        ordered_at = time.monotonic()
        if scaled:
            cluster.begin()
        videos = [floor.order(number) for number in range(scenario.films)]
        while unfinished := [each for each in videos if floor.video(each)["state"] not in LAST]:
            time.sleep(0.05 if len(unfinished) == 1 else 0.2)
        ended_at, load, megabytes = time.monotonic(), os.getloadavg()[0], cluster.megabytes()
        states = [floor.video(each) for each in videos]
        if failed := [each for each in states if each["state"] != "completed"]:
            raise RuntimeError(f"A film was not made: {failed}")
    entries = [entry for entry in journal.read(folder / "journals") if entry["at"] <= ended_at]
    outcome = _outcome(scenario, entries, ordered_at, ended_at)
    return replace(outcome, losses=cluster.taken_count, load=load, pod_megabytes=megabytes)


def _outcome(scenario: Scenario, entries: list[journal.Entry], ordered_at: float, ended_at: float) -> Outcome:
    shots = {entry["name"]: entry["seconds"] for entry in entries if entry["event"] == "begun"}
    seconds = [shots[name] for name in shots]
    desks = Desks()
    ready = scenario.pace.load_seconds if scenario.from_zero else 0.0
    each = len(seconds) // scenario.films
    words = [max(ready, desks.hear + desks.think + desks.word * (n % each + 1)) for n in range(len(seconds))]
    after = desks.check + desks.cut
    before_order = [entry for entry in entries if entry["at"] < ordered_at]
    ledger = tally(entries, scenario.scale, ended_at)
    if before_order and not scenario.from_zero:  # what pods cost before there was anything to do is not the film's
        ledger = tally(_from(entries, ordered_at), scenario.scale, ended_at)
    return Outcome(
        scenario=scenario,
        makespan=(ended_at - ordered_at) * scenario.scale,
        bound=lower_bound(seconds, words, scenario.pods) + after,
        schedule=listed(seconds, words, scenario.pods) + after,
        bound_at_once=lower_bound(seconds, [words[0]] * len(seconds), scenario.pods) + after,
        shots=len(seconds),
        losses=0,
        ledger=ledger,
        first_step=(ledger.first_step_at - ordered_at) * scenario.scale,
        load=0.0,
        entries=entries,
        pod_megabytes=0.0,
        ordered_at=ordered_at,
        ended_at=ended_at,
    )


def _from(entries: list[journal.Entry], moment: float) -> list[journal.Entry]:
    """As if what was there at the moment had begun, and been ready, then."""
    return [{**entry, "at": max(entry["at"], moment)} for entry in entries]
