"""One run: a real database, the real gateway, stand-ins, and pods that come and go; films are ordered, and ended."""

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import psycopg

from benchmarks.fleet import journal
from benchmarks.fleet.bound import listed, lower_bound
from benchmarks.fleet.cluster import Cluster
from benchmarks.fleet.floor import Floor
from benchmarks.fleet.ledger import Ledger, tally
from benchmarks.fleet.scaling import SYNC_SECONDS, Autoscaler, ScaledObject
from benchmarks.fleet.scenario import Scenario
from benchmarks.fleet.stand_ins import Desks
from tests.processes import wait_until

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
    overhead: float
    """Seconds of the wall on the way of a film that nobody slept through, see `overhead`."""
    pod_megabytes: float
    """Of memory, a pod: what it shares with others is split between them."""
    ordered_at: float
    """Of the wall, as `ended_at`."""
    ended_at: float


@contextlib.contextmanager
def scaler(scaled: ScaledObject, url: str, most: int) -> Iterator[Callable[[float, int], int]]:
    """Asks the gateway's database as KEDA does while there is no pod, and the autoscaler from then on."""
    autoscaler, asked_at, wanted = Autoscaler(scaled), float("-inf"), 0
    with psycopg.connect(url, autocommit=True) as connection:

        def pods(now: float, there: int) -> int:
            nonlocal asked_at, wanted
            if now - asked_at >= (SYNC_SECONDS if there else scaled.polling_seconds):
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
    return replace(outcome, load=load, pod_megabytes=megabytes)


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
        losses=sum(entry["event"] == "taken" and entry["at"] >= ordered_at for entry in entries),
        ledger=ledger,
        first_step=(ledger.first_step_at - ordered_at) * scenario.scale,
        load=0.0,
        entries=entries,
        overhead=overhead(scenario, entries, ledger, (ordered_at, ended_at)),
        pod_megabytes=0.0,
        ordered_at=ordered_at,
        ended_at=ended_at,
    )


def overhead(scenario: Scenario, entries: list[journal.Entry], ledger: Ledger, wall: tuple[float, float]) -> float:
    """Seconds of the wall that this machine took for itself: until the first shot is begun, between a pod's shots, and
    after the last; without what was slept there. In life they are as many, and time is so many times longer."""
    desks, (ordered_at, ended_at) = Desks(), wall
    begun = float(next(entry["at"] for entry in entries if entry["event"] == "begun"))
    decoded = float([entry["at"] for entry in entries if entry["event"] == "decoded"][-1])
    start = begun - ordered_at - (desks.hear + desks.think + desks.word) / scenario.scale
    end = ended_at - decoded - (desks.check + desks.cut) / scenario.scale
    return (0.0 if scenario.from_zero else start) + ledger.gaps_seconds / scenario.pods + end


def _from(entries: list[journal.Entry], moment: float) -> list[journal.Entry]:
    """As if what was there at the moment had begun, and been ready, then."""
    return [{**entry, "at": max(entry["at"], moment)} for entry in entries]
