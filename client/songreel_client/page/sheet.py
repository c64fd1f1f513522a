"""The page as a whole: heading, rows over one time axis, legend, footer."""

from songreel.audio.v1 import audio_pb2

from songreel_client.page import footer, heading
from songreel_client.page.ink import FAINT, HAIR, INK, QUIET
from songreel_client.page.paper import Paper
from songreel_client.page.reading import read
from songreel_client.page.rows import FAMILY, NAME, NOTE, NOTE_LINE, Row
from songreel_client.page.rows.beats import Beats
from songreel_client.page.rows.curves import Onsets, Singing
from songreel_client.page.rows.loudness import Loudness
from songreel_client.page.rows.lyrics import Lyrics
from songreel_client.page.rows.sections import Sections
from songreel_client.page.rows.shots import Shots
from songreel_client.page.rows.tags import Tags
from songreel_client.page.scale import Scale

WIDTH, MARGIN, GUTTER = 1200, 48, 132
GAP, AXIS_HEIGHT = 15, 22
NAMED_ROOM = 62  # between two times on the axis


class Sheet:
    """A page of one song."""

    def __init__(self, analysis: audio_pb2.SongAnalysis, title: str) -> None:
        self.title = title
        self.width = WIDTH
        self._analysis = analysis
        self._heard = read(analysis)
        self._scale = Scale(MARGIN + GUTTER, WIDTH - MARGIN, self._heard.duration)
        kinds = (Sections, Loudness, Onsets, Singing, Beats, Lyrics, Tags, Shots)
        rows: list[Row] = [kind(self._heard, self._scale) for kind in kinds]
        self._rows = [row for row in rows if row.height > 0]

    @property
    def height(self) -> int:
        """In units, as the width."""
        rows = sum(row.room + GAP for row in self._rows)
        return round(heading.height(self._analysis) + 2 * AXIS_HEIGHT + rows + footer.HEIGHT)

    def draw(self, paper: Paper) -> None:
        """Everything on the paper, whose size is `width` by `height`."""
        heading.draw(paper, self._analysis, self._heard, self.title, MARGIN, WIDTH - MARGIN)
        top = float(heading.height(self._analysis) + AXIS_HEIGHT)
        bottom = top + sum(row.room + GAP for row in self._rows) - GAP
        self._draw_axis(paper, top - 8, top - 4)
        for section in self._heard.sections[1:]:
            x = self._scale.x(section.start)
            paper.line((x, top), (x, bottom), HAIR)
        for row in self._rows:
            paper.text((MARGIN, top + row.name_baseline), row.name, NAME, INK)
            for number, note in enumerate(row.notes):
                baseline = top + row.name_baseline + NOTE_LINE * (number + 1)
                paper.text((MARGIN, baseline), note, NOTE, QUIET, room=GUTTER - 8)
            row.draw(paper, top)
            top += row.room + GAP
        self._draw_axis(paper, bottom + 17, bottom + 4)
        footer.draw(paper, self._analysis, self._heard, bottom + AXIS_HEIGHT, MARGIN, WIDTH - MARGIN)

    def _draw_axis(self, paper: Paper, baseline: float, tick: float) -> None:
        for seconds, name in self._scale.named(NAMED_ROOM):
            x = self._scale.x(seconds)
            paper.line((x, tick), (x, tick + 4), FAINT)
            paper.text((x, baseline), name, FAMILY, QUIET, align=0.5)
