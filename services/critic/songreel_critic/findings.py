"""`Finding` messages: one measurement each, with its severity by its thresholds."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from songreel.critic.v1 import critic_pb2

Severity: TypeAlias = "critic_pb2.Severity.ValueType"

PASSED = critic_pb2.SEVERITY_PASSED
INFORMATION = critic_pb2.SEVERITY_INFORMATION
WARNING = critic_pb2.SEVERITY_WARNING
DEFECT = critic_pb2.SEVERITY_DEFECT


@dataclass(frozen=True)
class Limits:
    """Above `warning` a value is a warning, above `defect` a defect."""

    warning: float = float("inf")
    defect: float = float("inf")

    def judge(self, value: float) -> tuple[Severity, float]:
        """The severity, and the threshold that the value was held against."""
        if value > self.defect:
            return DEFECT, self.defect
        if value > self.warning:
            return WARNING, self.warning
        return PASSED, min(self.warning, self.defect)


@dataclass(frozen=True)
class Least:
    """Below `warning` a value is a warning, below `defect` a defect."""

    warning: float
    defect: float = 0.0

    def judge(self, value: float) -> tuple[Severity, float]:
        """The severity, and the threshold that the value was held against."""
        if value < self.defect:
            return DEFECT, self.defect
        return (WARNING if value < self.warning else PASSED), self.warning


@dataclass(frozen=True)
class Measured:
    """A value and where it was found."""

    measure: str
    value: float
    unit: str
    sentence: str
    frame: int = -1
    shot_index: int = -1


def judged(measured: Measured, limits: Limits | Least) -> critic_pb2.Finding:
    """The finding under these limits."""
    severity, threshold = limits.judge(measured.value)
    return _finding(measured, severity, threshold)


def noted(measured: Measured) -> critic_pb2.Finding:
    """A finding that only informs."""
    return _finding(measured, INFORMATION, 0.0)


def accepted(findings: Iterable[critic_pb2.Finding]) -> bool:
    """No finding is a defect."""
    return all(finding.severity != DEFECT for finding in findings)


def _finding(measured: Measured, severity: Severity, threshold: float) -> critic_pb2.Finding:
    return critic_pb2.Finding(
        measure=measured.measure,
        severity=severity,
        value=measured.value,
        threshold=threshold,
        unit=measured.unit,
        shot_index=measured.shot_index,
        frame=measured.frame,
        sentence=measured.sentence,
    )
