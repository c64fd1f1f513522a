"""How many pods there are to be: KEDA and the horizontal autoscaler by the numbers of a ScaledObject. Pure.

poll ── metric 0 ───────────────────────────────► none, after the cooldown
     └─ metric n ── none yet ──► one (KEDA)
                 └─ ceil(n / target), at most max ──► up by the policy, down by the highest wish of the window (HPA)
"""

import math
from collections import deque
from dataclasses import dataclass
from typing import Any

SYNC_SECONDS = 15.0
"""The autoscaler's own period, Kubernetes' default."""


@dataclass(frozen=True)
class Policy:
    """At most so many pods more, or less, in so many seconds."""

    pods: int
    percent: int
    period_seconds: float

    def most(self, before: int) -> int:
        """Pods of change, from so many at the period's begin."""
        return max(self.pods, math.ceil(before * self.percent / 100))


@dataclass(frozen=True)
class ScaledObject:
    """What a manifest says."""

    query: str
    target: float
    activation: float
    most: int
    polling_seconds: float
    cooldown_seconds: float
    up: tuple[Policy, ...]
    down: tuple[Policy, ...]
    window_seconds: float
    """Of which the highest wish is followed downwards."""

    @classmethod
    def read(cls, manifest: dict[str, Any]) -> "ScaledObject":
        """From a rendered object."""
        spec = manifest["spec"]
        behaviour = spec["advanced"]["horizontalPodAutoscalerConfig"]["behavior"]
        metadata = spec["triggers"][0]["metadata"]
        return cls(
            query=metadata["query"],
            target=float(metadata["targetQueryValue"]),
            activation=float(metadata["activationTargetQueryValue"]),
            most=int(spec["maxReplicaCount"]),
            polling_seconds=float(spec["pollingInterval"]),
            cooldown_seconds=float(spec["cooldownPeriod"]),
            up=_policies(behaviour["scaleUp"]),
            down=_policies(behaviour["scaleDown"]),
            window_seconds=float(behaviour["scaleDown"].get("stabilizationWindowSeconds", 300)),
        )


class Autoscaler:
    """Follows one ScaledObject; told the time, in seconds."""

    def __init__(self, scaled: ScaledObject) -> None:
        self._scaled = scaled
        self._wishes: deque[tuple[float, int]] = deque()
        self._changes: deque[tuple[float, int]] = deque()
        self._active_at = -math.inf

    def wanted(self, now: float, metric: float, pods: int) -> int:
        """How many pods from now on."""
        scaled = self._scaled
        active = metric > scaled.activation
        if active:
            self._active_at = now
        if pods == 0:
            return self._changed(now, pods, 1 if active else 0)
        if not active and now - self._active_at >= scaled.cooldown_seconds:
            return self._changed(now, pods, 0)
        wish = min(scaled.most, max(1, math.ceil(metric / scaled.target)))
        self._wishes.append((now, wish))
        while self._wishes[0][0] < now - scaled.window_seconds:
            self._wishes.popleft()
        if wish > pods:
            return self._changed(now, pods, min(wish, max(self._limit(now, pods, each, 1) for each in scaled.up)))
        held = max(wish for _, wish in self._wishes)
        if held < pods:
            return self._changed(now, pods, max(held, min(self._limit(now, pods, each, -1) for each in scaled.down)))
        return pods

    def _limit(self, now: float, pods: int, policy: Policy, sign: int) -> int:
        lately = sum(change for at, change in self._changes if at > now - policy.period_seconds and change * sign > 0)
        before = pods - lately
        return before + sign * policy.most(before)

    def _changed(self, now: float, pods: int, wanted: int) -> int:
        if wanted != pods:
            self._changes.append((now, wanted - pods))
        return wanted


def tail_seconds(scaled: ScaledObject, pods: int) -> float:
    """Pod seconds from the end of all work until no pod is left."""
    scaler, now, spent = Autoscaler(scaled), 0.0, 0.0
    scaler.wanted(0.0, float(pods), pods)  # the last moment of work
    while pods:
        now, spent = now + SYNC_SECONDS, spent + pods * SYNC_SECONDS
        pods = scaler.wanted(now, 0.0, pods)
    return spent


def _policies(behaviour: dict[str, Any]) -> tuple[Policy, ...]:
    return tuple(
        Policy(
            pods=each["value"] if each["type"] == "Pods" else 0,
            percent=each["value"] if each["type"] == "Percent" else 0,
            period_seconds=float(each["periodSeconds"]),
        )
        for each in behaviour["policies"]
    )
