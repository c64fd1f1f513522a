"""Random faults from a seed, over videos in work, and what must hold afterwards.

    python -m tests.faults.random_kills --kills 200 --videos 20 --seed 7 --folder /tmp/kills [--report FILE]

Every fault has an end: a killed process is started again, a cut line mended. Gateways and lines are now and then away
for longer than a lease, so that others must take the work over and whoever comes back finds that it is not theirs.
"""

import argparse
import json
import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.faults.cluster import Cluster

MIX = {"gateway": 7, "pod": 6, "postgres": 2, "s3": 2, "cut": 6, "stop": 1}
"""How often each kind is drawn."""
PAUSES = {"gateway": (0.2, 4.0), "pod": (0.2, 5.0), "postgres": (0.2, 4.0), "s3": (0.2, 4.0), "cut": (0.5, 6.0)}
LONG = (22.0, 34.0)
LONG_SHARE = 0.12
BETWEEN = (0.5, 3.0)


@dataclass
class Fault:
    """One of them; what was already down is left."""

    kind: str
    victim: str
    seconds: float
    """Until its end."""
    silent: bool = False


@dataclass
class Tally:
    """What came of a run."""

    seed: int
    kills: Counter[str] = field(default_factory=Counter)
    exits: int = 0
    """Processes that ended by themselves and were started again, as a kubelet does."""
    videos: int = 0
    completed: int = 0
    failed: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    shots: int = 0
    started: int = 0
    finished: int = 0
    twice: int = 0
    """Finished shots that were begun or finished again."""
    lost: int = 0
    """Finished shots that are in no film although theirs is completed."""
    events_wrong: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def faults(self) -> list[str]:
        """Every promise that was broken."""
        broken = [f"stuck: {video}" for video in self.stuck]
        broken += [f"failed without a reason: {why}" for why in self.failed if not why.strip()]
        broken += [f"events: {video}" for video in self.events_wrong]
        if self.twice:
            broken.append(f"{self.twice} finished shots were filmed again")
        if self.lost:
            broken.append(f"{self.lost} finished shots were lost")
        return broken


def draw(seed: int, count: int, cluster: Cluster) -> list[Fault]:
    """The faults of a run, all of them decided by the seed."""
    dice, faults = random.Random(seed), []
    for _ in range(count):
        kind = dice.choices(list(MIX), list(MIX.values()))[0]
        victim = kind
        if kind in ("gateway", "stop"):
            victim = dice.choice(cluster.gateways)
        elif kind == "pod":
            victim = dice.choice(cluster.pods)
        elif kind == "cut":
            victim = dice.choice(sorted(cluster.network.lines))
        long = dice.random() < LONG_SHARE and kind in ("gateway", "cut")
        seconds = dice.uniform(*(LONG if long else PAUSES.get(kind, (0.2, 2.0))))
        faults.append(Fault(kind, victim, seconds, silent=dice.random() < 0.5))
    return faults


class Storm:
    """Lets faults happen, and ends each in its time."""

    def __init__(self, cluster: Cluster, seed: int) -> None:
        self._cluster = cluster
        self._dice = random.Random(seed + 1)
        self._down: dict[str, tuple[float, Fault]] = {}
        self.done: Counter[str] = Counter()

    def run(self, faults: list[Fault]) -> None:
        """All of them, in their order; one whose victim is down waits until it is not."""
        for fault in faults:
            self._rest(self._dice.uniform(*BETWEEN))
            while fault.victim in self._down:
                self._rest(0.1)
            self._begin(fault)
        while self._down:
            self._rest(0.1)

    def _begin(self, fault: Fault) -> None:
        say(f"{time.strftime('%H:%M:%S')} {fault.kind} {fault.victim} {fault.seconds:.1f} s")
        match fault.kind:
            case "cut":
                self._cluster.network.cut(fault.victim, fault.silent)
            case "stop":
                self._cluster.stop(fault.victim)
            case _:
                self._cluster.kill(fault.victim)
        self.done[fault.kind] += 1
        self._down[fault.victim] = (time.monotonic() + fault.seconds, fault)

    def _rest(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for victim, (end, fault) in list(self._down.items()):
                if time.monotonic() >= end:
                    if fault.kind == "cut":
                        self._cluster.network.mend(victim)
                    else:
                        self._cluster.start(victim)
                    del self._down[victim]
            self._cluster.look_after()
            time.sleep(0.05)


def run(cluster: Cluster, seed: int, kills: int, videos: int, patience_seconds: float = 300) -> Tally:
    """Videos ordered, a storm over them, and the count of what came of it."""
    began, tally = time.monotonic(), Tally(seed, videos=videos)
    say(f"seed {seed}")
    cluster.start_all()
    ordered = [cluster.order(f"video-{number}", seed=number) for number in range(videos)]
    storm = Storm(cluster, seed)
    storm.run(draw(seed, kills, cluster))
    tally.kills = storm.done
    tally.exits = cluster.exits
    ended = cluster.wait_for(ordered, patience_seconds)
    for video in ended:
        judge(cluster, video, tally)
    count(cluster, tally)
    tally.seconds = time.monotonic() - began
    return tally


def judge(cluster: Cluster, video: dict[str, Any], tally: Tally) -> None:
    """One video."""
    tally.shots += len(video["shots"])
    if video["state"] == "completed":
        tally.completed += 1
        film = cluster.call("GET", f"/v1/videos/{video['id']}/film").content
        wanted = [b"clip %d" % shot["index"] for shot in video["shots"]]
        tally.lost += sum(clip not in film.split(b"\n") for clip in wanted)
    elif video["state"] == "failed":
        tally.failed.append(str((video.get("error") or {}).get("detail", "")))
    else:
        tally.stuck.append(f"{video['id']} {video['state']} {video.get('waiting_for')}")
        return
    numbers, keys = [], []
    url = f"http://127.0.0.1:{cluster.ports[cluster.gateways[0]]}/v1/videos/{video['id']}/events"
    with cluster.http.stream("GET", url) as answer:
        for line in answer.iter_lines():
            if line.startswith("id: "):
                numbers.append(int(line[4:]))
            if line.startswith("data: ") and "key" in (told := json.loads(line[6:])):
                keys.append(told["key"])
    if numbers != list(range(1, len(numbers) + 1)) or len(set(keys)) != len(keys):
        tally.events_wrong.append(str(video["id"]))


def count(cluster: Cluster, tally: Tally) -> None:
    """What the pods noted, in the order of their notes."""
    finished: set[str] = set()
    for line in cluster.journal.read_text().splitlines():
        entry = json.loads(line)
        match entry["event"]:
            case "started":
                tally.started += 1
                tally.twice += entry["digest"] in finished
            case "finished":
                tally.finished += 1
                tally.twice += entry["digest"] in finished
                finished.add(entry["digest"])
            case "finished_again":
                tally.twice += 1


def say(line: str) -> None:
    """At once, so that a run that hangs can be read."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> int:
    """Says the tally; 1 when a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--videos", type=int, default=20)
    parser.add_argument("--shots", type=int, default=30)
    parser.add_argument("--shot-seconds", type=float, default=2.0)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--report", type=Path)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    cluster = Cluster(options.folder, shots=options.shots, shot_seconds=options.shot_seconds)
    try:
        tally = run(cluster, options.seed, options.kills, options.videos)
    finally:
        cluster.close()
    document = json.dumps(vars(tally) | {"faults": tally.faults}, indent=1)
    say(document)
    if options.report:
        options.report.write_text(document + "\n")
    return bool(tally.faults)


if __name__ == "__main__":
    sys.exit(main())
