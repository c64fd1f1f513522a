"""What an operator watches of a gateway; the services' own figures are theirs.

Gauges are read from the shared database and so the same in every gateway: take `max by (state)` of them, not the sum.
"""

import time

import prometheus_client
from songreel.video.v1 import video_pb2

VIDEOS = prometheus_client.Gauge("songreel_videos", "Videos that have not ended, by state.", ["state"])
IN_LINE = prometheus_client.Gauge("songreel_videos_in_line", "Videos that wait to be begun.")
TURNS = prometheus_client.Gauge("songreel_turns", "Shots and pictures that wait for a pod, or have one.", ["state"])
OLDEST = prometheus_client.Gauge("songreel_oldest_turn_seconds", "How long the first of those that wait has waited.")
REPLICAS = prometheus_client.Gauge("songreel_replicas", "Gateways that live.")
PODS = prometheus_client.Gauge("songreel_pods", "Video pods as this gateway sees them.", ["state"])
WAIT_SECONDS = prometheus_client.Histogram(
    "songreel_turn_wait_seconds",
    "From asking for a pod to having one.",
    buckets=(0.1, 1, 5, 15, 60, 300, 900, 3600, 4 * 3600, 24 * 3600),
)
STEP_SECONDS = prometheus_client.Histogram(
    "songreel_step_seconds",
    "Seconds a step of a shot, as pods report them.",
    buckets=(0.01, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32, 64),
)
STEPS_LOST = prometheus_client.Counter("songreel_steps_lost", "Steps that were done again after a call was cut off.")
RETRIES = prometheus_client.Counter(
    "songreel_retries", "Calls that are to be made again, by service and status.", ["service", "status"]
)
STEPS_FAILED = prometheus_client.Counter("songreel_steps_failed", "Steps of jobs that failed for good.", ["verb"])
LOST = prometheus_client.Counter("songreel_replicas_lost", "Gateways that this one found silent.")
TAKEN_OVER = prometheus_client.Counter("songreel_workflows_taken_over", "Workflows that were a lost gateway's.")
PAUSES = prometheus_client.Counter("songreel_lease_lost", "Times this gateway paused, since no beat got through.")
REQUESTS = prometheus_client.Counter("songreel_requests", "Answered HTTP requests.", ["method", "status"])
REQUEST_SECONDS = prometheus_client.Histogram(
    "songreel_request_seconds",
    "Until an HTTP answer began.",
    ["method"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10),
)


class StepMeter:
    """Follows the steps of one take over all its attempts in this process."""

    def __init__(self) -> None:
        self._done = 0
        self._at = 0.0
        self._reached = 0

    def begin(self) -> None:
        """Another attempt: it may have to do steps again."""
        self._done, self._at = 0, 0.0

    def note(self, progress: video_pb2.FilmingProgress) -> None:
        """Counts what was done since the last report."""
        if progress.stage != video_pb2.FILMING_STAGE_FILMING:
            return
        now, done = time.monotonic(), progress.done_count
        if not self._at:  # the first of this attempt
            STEPS_LOST.inc(max(0, self._reached - done))
        elif done > self._done:
            STEP_SECONDS.observe((now - self._at) / (done - self._done))
        if done != self._done or not self._at:
            self._done, self._at = done, now
        self._reached = max(self._reached, done)
