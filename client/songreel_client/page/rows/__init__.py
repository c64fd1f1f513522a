"""The rows of the page: each shows one thing over the whole length of the song."""

from songreel_client.page.fonts import Style
from songreel_client.page.paper import Paper
from songreel_client.page.reading import Heard
from songreel_client.page.scale import Scale

NAME = Style(12.5, 500)
NOTE = Style(10.5, 400, 88)
FAMILY = Style(10.5)
NOTE_LINE = 13.0
NOTHING = Style(11)


class Row:
    """A row; one of height 0 has nothing to show and is left out."""

    name = ""
    notes: tuple[str, ...] = ()
    """Small lines under the name."""
    height = 0.0
    name_baseline = 12.0

    def __init__(self, heard: Heard, scale: Scale) -> None:
        self.heard = heard
        self.scale = scale

    @property
    def room(self) -> float:
        """Height that holds the row and its notes."""
        return max(self.height, self.name_baseline + NOTE_LINE * len(self.notes) + 2)

    def draw(self, paper: Paper, top: float) -> None:
        """From `top` to `height` below it."""
        raise NotImplementedError
