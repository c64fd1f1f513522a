"""A hearing: a song on its way to its analysis."""

from songreel_client.errors import HearingFailed
from songreel_client.jobs import Job


class Hearing(Job):
    """Its states are queued and hearing; in the end completed or failed."""

    folder = "hearings"
    failure = HearingFailed
