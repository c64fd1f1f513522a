"""A hearing: a song on its way to its analysis.

Generated from hearing.py by `make async`: change that.
"""

from songreel_client.aio.jobs import AsyncJob
from songreel_client.errors import HearingFailed


class AsyncHearing(AsyncJob):
    """Its states are queued and hearing; in the end completed or failed."""

    folder = "hearings"
    failure = HearingFailed
