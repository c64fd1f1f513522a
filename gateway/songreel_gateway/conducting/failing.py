"""Why a workflow ended: the problem that a step failed with, or that something crashed, which is logged."""

from typing import Any

import structlog
from dbos._serialization import PortableWorkflowError  # what a journalled StepFailed is read back as

from songreel_gateway.asking.patience import StepFailed
from songreel_gateway.problems import problem

log = structlog.get_logger()

FAILED = (StepFailed, PortableWorkflowError)
CRASHED = "Something failed inside the gateway. It was logged; create the video again."


def why(failure: Exception, video_id: str) -> dict[str, Any]:
    """The problem as JSON."""
    if isinstance(failure, FAILED):
        told: Any = failure.data
        return dict(told)
    log.error("workflow_crashed", video=video_id, exc_info=failure)
    return problem("crashed", 500, CRASHED).document()
