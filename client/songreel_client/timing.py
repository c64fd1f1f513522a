"""When shots and sections are, in words; all of it from the analysis."""

from songreel.audio.v1 import audio_pb2

from songreel_client.heard import kind_name, precise_clock
from songreel_client.texts import clock


class Timing:
    """Of one song. What the analysis does not have gives empty words."""

    def __init__(self, analysis: audio_pb2.SongAnalysis) -> None:
        self._shots = {shot.index: shot for shot in analysis.shots}
        self._sections = {section.index: section for section in analysis.sections}
        self._rate = analysis.rate.numerator / max(1, analysis.rate.denominator) or 1.0

    def shot_span(self, index: int) -> str:
        """`0:04.2-0:08.0`."""
        if shot := self._shots.get(index):
            start, end = shot.start_frame / self._rate, shot.end_frame / self._rate
            return f"{precise_clock(start)}-{precise_clock(end)}"
        return ""

    def shot_clock(self, index: int) -> str:
        """`0:04-0:08`."""
        if shot := self._shots.get(index):
            return f"{clock(shot.start_frame / self._rate)}-{clock(shot.end_frame / self._rate)}"
        return ""

    def shot_seconds(self, index: int) -> str:
        """`3.8 s`."""
        shot = self._shots.get(index)
        return f"{(shot.end_frame - shot.start_frame) / self._rate:.1f} s" if shot else ""

    def shot_fact(self, index: int) -> str:
        """`0:04.2-0:08.0, 3.8 s`."""
        return ", ".join(filter(None, (self.shot_span(index), self.shot_seconds(index))))

    def section_of(self, shot_index: int) -> int | None:
        """The index of the shot's section."""
        shot = self._shots.get(shot_index)
        return shot.section_index if shot else None

    def section_span(self, index: int) -> str:
        """`0:14-0:42`."""
        section = self._sections.get(index)
        return f"{clock(section.start_seconds)}-{clock(section.end_seconds)}" if section else ""

    def section_name(self, index: int) -> str:
        """`pre-chorus`."""
        section = self._sections.get(index)
        return kind_name(section.kind) if section else "section"

    def section_fact(self, index: int) -> str:
        """`verse 0:14-0:42`."""
        return f"{self.section_name(index)} {self.section_span(index)}".rstrip()
