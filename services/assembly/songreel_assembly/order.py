"""A `CutOrder` from the request: the clips and the song as local files, checked against the plan.

Nothing is read from the files here; `clip_chain` does that.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

from songreel.assembly.v1 import assembly_pb2
from songreel.audio.v1 import audio_pb2
from songreel_chassis.errors import InvalidInput


@dataclass(frozen=True)
class SectionStart:
    """Where a section of the song begins in the film."""

    frame: int
    name: str
    """"pre chorus"."""
    kind: "audio_pb2.SectionKind.ValueType"


@dataclass(frozen=True)
class CutOrder:
    """Everything that decides the film."""

    request: assembly_pb2.CutFilmRequest
    """Checked by `check_request`."""
    song: Path
    clips: tuple[Path, ...]
    """One a shot, in film order."""
    heads: Mapping[int, Path] = field(default_factory=dict)
    """Frames before a shot's first, by shot, where there are any."""

    @property
    def rate(self) -> Fraction:
        """Frames a second."""
        rate = self.request.analysis.rate
        return Fraction(rate.numerator, rate.denominator)

    @property
    def frames(self) -> int:
        """The planned length."""
        return self.request.analysis.frames

    @property
    def sections(self) -> list[SectionStart]:
        """Of the song, in order; those that begin after the last frame are left out."""
        starts = [
            SectionStart(round(section.start_seconds * self.rate), _name_of(section.kind), section.kind)
            for section in self.request.analysis.sections
        ]
        return [start for start in starts if start.frame < self.frames]


def _name_of(kind: "audio_pb2.SectionKind.ValueType") -> str:
    return audio_pb2.SectionKind.Name(kind).removeprefix("SECTION_KIND_").lower().replace("_", " ")


def check_request(request: assembly_pb2.CutFilmRequest) -> None:
    """Returns when clips, shots and plan agree on paper; else raises InvalidInput that names the shot."""
    analysis = request.analysis
    if not request.song_uri:
        raise InvalidInput("No song was named. Give the song's artifact URI.", field="song_uri")
    if analysis.rate.numerator <= 0 or analysis.rate.denominator <= 0:
        raise InvalidInput("The analysis has no frame rate. Hear the song again.", field="analysis.rate")
    if analysis.duration_samples <= 0 or analysis.sample_rate_hz <= 0:
        raise InvalidInput("The analysis has no duration. Hear the song again.", field="analysis.duration_samples")
    if not analysis.shots:
        raise InvalidInput("The analysis has no shots. Have them planned first.", field="analysis.shots")
    if len(request.clips) != len(analysis.shots):
        raise InvalidInput(
            f"{len(analysis.shots)} shots are planned, {len(request.clips)} clips were given. Give one clip a shot.",
            field="clips",
        )
    _check_shots(request)


def _check_shots(request: assembly_pb2.CutFilmRequest) -> None:
    analysis, at = request.analysis, 0
    for index, (clip, shot) in enumerate(zip(request.clips, analysis.shots, strict=True)):
        field = f"clips[{index}]"
        if shot.start_frame != at or shot.end_frame <= shot.start_frame:
            raise InvalidInput(
                f"Shot {index} is planned from frame {shot.start_frame} to {shot.end_frame}, "
                f"but the shot before it ends at {at}. Plan the shots again.",
                field=f"analysis.shots[{index}]",
            )
        at = shot.end_frame
        if clip.shot_index != index:
            raise InvalidInput(f"Clip {index} is of shot {clip.shot_index}. Give the clips in film order.", field=field)
        if clip.frames != shot.end_frame - shot.start_frame:
            raise InvalidInput(
                f"The clip of shot {index} has {clip.frames} frames, its shot lasts "
                f"{shot.end_frame - shot.start_frame}. Film shot {index} again.",
                field=field,
            )
        if clip.rate != analysis.rate:
            raise InvalidInput(
                f"The clip of shot {index} is at {clip.rate.numerator}/{clip.rate.denominator} frames a second, the "
                f"film at {analysis.rate.numerator}/{analysis.rate.denominator}. Film shot {index} again.",
                field=field,
            )
        if clip.size != request.clips[0].size:
            raise InvalidInput(
                f"The clip of shot {index} is {clip.size.width_pixels}x{clip.size.height_pixels}, the first one "
                f"{request.clips[0].size.width_pixels}x{request.clips[0].size.height_pixels}. Film shot {index} again.",
                field=field,
            )
    if at != analysis.frames:
        raise InvalidInput(
            f"The shots end at frame {at}, the film at {analysis.frames}. Plan the shots again.", field="analysis.shots"
        )
