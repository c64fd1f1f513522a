"""The cut as an editor's project: OpenTimelineIO, and through its adapters FCPXML and EDL.

Clips stand on one track as they were filmed, handles and all; sections of the song are markers, and what each shot
shows, its seed and its prompt go along as metadata. Files are named relative to the project's folder.

    V1 │ shot-000 │ shot-001 ⤬ shot-002 │ …      ⤬ a dissolve, over the handle in shot-002's file
    A1 │ song                              │
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import opentimelineio as otio
import structlog
from google.protobuf import json_format
from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2

from songreel_assembly.openings import Opening
from songreel_assembly.order import CutOrder

log = structlog.get_logger()

TIMECODE_RATES = frozenset(Fraction(rate) for rate in ("24000/1001", "24", "25", "30000/1001", "30"))
"""Those that an EDL can count in."""
COLOURS = {
    audio_pb2.SECTION_KIND_CHORUS: "RED",
    audio_pb2.SECTION_KIND_VERSE: "GREEN",
    audio_pb2.SECTION_KIND_BRIDGE: "PURPLE",
}
FCPXML_RATES = {
    Fraction(24000, 1001): 23.98, Fraction(24): 24.0, Fraction(25): 25.0, Fraction(30000, 1001): 29.97,
    Fraction(30): 30.0, Fraction(50): 50.0, Fraction(60000, 1001): 59.94, Fraction(60): 60.0,
}  # fmt: skip
"""As the adapter calls them; it knows no others."""
TIMES = re.compile(r'\b(duration|offset|start)="([0-9/]+s)"')
REEL_LENGTH = 8
"""Letters of a reel's name in an EDL."""


@dataclass(frozen=True)
class Projects:
    """The texts of an editor's project; empty where a format cannot say this film."""

    otio: str
    fcpxml: str
    edl: str


def write_projects(order: CutOrder, openings: tuple[Opening, ...], title: str) -> Projects:
    """The project in each format."""
    exact = _timeline(Cutting(order, float(order.rate)), openings, title)
    edl = fcpxml = ""
    if order.rate in TIMECODE_RATES:
        edl = _by_adapter(_plain(Cutting(order, float(order.rate)), title), "cmx_3600")
    if named := FCPXML_RATES.get(order.rate):
        fcpxml = on_grid(_by_adapter(_timeline(Cutting(order, named), openings, title), "fcpx_xml"), named, order.rate)
    return Projects(exact.to_json_string(indent=1), fcpxml, edl)


def on_grid(fcpxml: str, named: float, rate: Fraction) -> str:
    """The text with each time on its frame: the adapter counts by rates of two decimals (23.98), which drift."""

    def exact(found: re.Match[str]) -> str:
        seconds = Fraction(found[2].removesuffix("s")) * Fraction(str(named))
        told = round(seconds) / rate
        return f'{found[1]}="{told.numerator}{f"/{told.denominator}" if told.denominator > 1 else ""}s"'

    return TIMES.sub(exact, fcpxml)


def clip_path(index: int) -> str:
    """Of a shot's file in the project's folder."""
    return f"media/shot-{index:03d}.mp4"


def song_path(order: CutOrder) -> str:
    """Of the song's file in the project's folder."""
    return f"media/song{order.song.suffix}"


@dataclass(frozen=True)
class Cutting:
    """What is cut, and the rate that a format calls it by."""

    order: CutOrder
    rate: float

    def time(self, frames: int) -> otio.opentime.RationalTime:
        """So many frames."""
        return otio.opentime.RationalTime(frames, self.rate)

    def span(self, start: int, frames: int) -> otio.opentime.TimeRange:
        """From a frame on."""
        return otio.opentime.TimeRange(self.time(start), self.time(frames))


def _timeline(cutting: Cutting, openings: tuple[Opening, ...], title: str) -> otio.schema.Timeline:
    order, timeline = cutting.order, otio.schema.Timeline(title)
    picture = otio.schema.Track("V1", kind=otio.schema.TrackKind.Video)
    sound = otio.schema.Track("A1", kind=otio.schema.TrackKind.Audio)
    dissolves = {
        opening.shot_index: opening.end_frame - opening.start_frame
        for opening in openings
        if opening.transition == script_pb2.TRANSITION_DISSOLVE and not opening.left_out
    }
    for index in range(len(order.request.clips)):
        if frames := dissolves.get(index):
            kind = otio.schema.TransitionTypes.SMPTE_Dissolve
            offsets = (cutting.time(frames), cutting.time(0))
            picture.append(otio.schema.Transition("Dissolve", kind, *offsets))
        picture.append(_clip(cutting, index))
    picture.markers.extend(_markers(cutting))
    whole = cutting.span(0, order.frames)
    song = otio.schema.ExternalReference(song_path(order), whole)
    sound.append(otio.schema.Clip("song", song, whole))
    timeline.tracks.extend([picture, sound])
    return timeline


def _clip(cutting: Cutting, index: int) -> otio.schema.Clip:
    clip = cutting.order.request.clips[index]
    head, frames = clip.head.frames, clip.frames
    media = otio.schema.ExternalReference(clip_path(index), cutting.span(0, head + frames))
    return otio.schema.Clip(f"shot-{index:03d}", media, cutting.span(head, frames), _about(cutting.order, index))


def _about(order: CutOrder, index: int) -> dict[str, Any]:
    """What is known of a shot; an EDL's reel has the shot's number."""
    request = order.request
    shot = next((shot for shot in request.script.shots if shot.index == index), script_pb2.Shot())
    return {
        "songreel": {
            "sentence": shot.sentence,
            "transition": script_pb2.Transition.Name(shot.transition),
            "cut": request.analysis.shots[index].cut.sentence,
            "provenance": json_format.MessageToDict(request.clips[index].provenance),
        },
        "cmx_3600": {"reel": f"SHOT{index:03d}"[:REEL_LENGTH]},
    }


def _markers(cutting: Cutting) -> list[otio.schema.Marker]:
    """Where sections begin."""
    return [
        otio.schema.Marker(
            audio_pb2.SectionKind.Name(section.kind).removeprefix("SECTION_KIND_").lower().replace("_", " "),
            cutting.span(round(section.start_seconds * cutting.order.rate), 1),
            COLOURS.get(section.kind, "BLUE"),
        )
        for section in cutting.order.request.analysis.sections
    ]


def _plain(cutting: Cutting, title: str) -> otio.schema.Timeline:
    """Cuts alone: an EDL has one track, and each dissolve would need a line of its own kind."""
    timeline = otio.schema.Timeline(title)
    track = otio.schema.Track("V", kind=otio.schema.TrackKind.Video)
    track.extend([_clip(cutting, index) for index in range(len(cutting.order.request.clips))])
    timeline.tracks.append(track)
    return timeline


def _by_adapter(timeline: otio.schema.Timeline, adapter: str) -> str:
    """What an adapter makes of it; empty where it cannot."""
    try:
        text: str = otio.adapters.write_to_string(timeline, adapter)
    except (otio.exceptions.OTIOError, ValueError, KeyError, TypeError, AttributeError) as error:
        log.warning("project_not_written", adapter=adapter, error=str(error))
        return ""
    return text
