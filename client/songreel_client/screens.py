"""Where a person sees what is going on: live bars on a terminal, plain lines anywhere else. Always standard error."""

import sys
from typing import Protocol

from songreel_weights import Progress

from songreel_client.live_screen import LiveScreen
from songreel_client.plain_screen import PlainScreen
from songreel_client.video import Video
from songreel_client.writing import Writing


class Screen(Protocol):
    """What both kinds show."""

    def say(self, text: str) -> None:
        """One line that stays."""

    def busy(self, text: str) -> None:
        """What is being waited for now."""

    def fetching(self, progress: Progress) -> None:
        """How far a model's download is."""

    def show(self, job: Video | Writing) -> None:
        """How far a video or a script is."""

    def downloading(self, done: int, total: int) -> None:
        """How far the film's download is, in bytes."""

    def close(self) -> None:
        """Nothing more will be shown; the terminal is as it was."""


def open_screen(quiet: bool = False) -> Screen:
    """The kind that fits standard error."""
    if not quiet and sys.stderr.isatty():
        return LiveScreen()
    return PlainScreen(quiet)
