"""The cut as an editor's project: OpenTimelineIO here, FCPXML and EDL in the modules of that name.

Clips stand on one track as they were filmed, handles and all; sections of the song are markers of the whole timeline,
and what each shot shows, its seed and its prompt go along as metadata. Files are named relative to the
project's folder.

    V1 │ shot-000 │ shot-001 ⤬ shot-002 │ …      ⤬ a dissolve, over the handle in shot-002's file
    A1 │ song                              │
"""

from dataclasses import dataclass
from typing import Any

import opentimelineio as otio
from google.protobuf import json_format
from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2

from songreel_assembly.edl import edl
from songreel_assembly.fcpxml import fcpxml
from songreel_assembly.openings import Opening, dissolves_of
from songreel_assembly.order import CutOrder
from songreel_assembly.splicing import clip_path, song_path

COLOURS = {
    audio_pb2.SECTION_KIND_CHORUS: "RED",
    audio_pb2.SECTION_KIND_VERSE: "GREEN",
    audio_pb2.SECTION_KIND_BRIDGE: "PURPLE",
}


@dataclass(frozen=True)
class Projects:
    """The texts of an editor's project; empty where a format cannot say this film."""

    otio: str
    fcpxml: str
    edl: str


def write_projects(order: CutOrder, openings: tuple[Opening, ...], title: str) -> Projects:
    """The project in each format."""
    dissolves = dissolves_of(openings)
    exact = _timeline(order, dissolves, title).to_json_string(indent=1)
    return Projects(exact, fcpxml(order, dissolves, title), edl(order, dissolves, title))


def _timeline(order: CutOrder, dissolves: dict[int, int], title: str) -> otio.schema.Timeline:
    timeline = otio.schema.Timeline(title)
    picture = otio.schema.Track("V1", kind=otio.schema.TrackKind.Video)
    sound = otio.schema.Track("A1", kind=otio.schema.TrackKind.Audio)
    for index in range(len(order.request.clips)):
        if frames := dissolves.get(index):
            kind = otio.schema.TransitionTypes.SMPTE_Dissolve
            offsets = (_time(order, frames), _time(order, 0))
            picture.append(otio.schema.Transition("Dissolve", kind, *offsets))
        picture.append(_clip(order, index))
    whole = _span(order, 0, order.frames)
    song = otio.schema.ExternalReference(song_path(order), whole)
    sound.append(otio.schema.Clip("song", song, whole))
    timeline.tracks.extend([picture, sound])
    timeline.tracks.markers.extend(_markers(order))
    return timeline


def _time(order: CutOrder, frames: int) -> otio.opentime.RationalTime:
    return otio.opentime.RationalTime(frames, float(order.rate))


def _span(order: CutOrder, start: int, frames: int) -> otio.opentime.TimeRange:
    return otio.opentime.TimeRange(_time(order, start), _time(order, frames))


def _clip(order: CutOrder, index: int) -> otio.schema.Clip:
    clip = order.request.clips[index]
    head, frames = clip.head.frames, clip.frames
    media = otio.schema.ExternalReference(clip_path(index), _span(order, 0, head + frames))
    return otio.schema.Clip(f"shot-{index:03d}", media, _span(order, head, frames), _about(order, index))


def _about(order: CutOrder, index: int) -> dict[str, Any]:
    """What is known of a shot."""
    request = order.request
    shot = next((shot for shot in request.script.shots if shot.index == index), script_pb2.Shot())
    return {
        "songreel": {
            "sentence": shot.sentence,
            "transition": script_pb2.Transition.Name(shot.transition),
            "cut": request.analysis.shots[index].cut.sentence,
            "provenance": json_format.MessageToDict(request.clips[index].provenance),
        },
    }


def _markers(order: CutOrder) -> list[otio.schema.Marker]:
    """Where sections begin. Some editors show a marker's name and some its comment, so both say it."""
    return [
        otio.schema.Marker(
            name=section.name,
            marked_range=_span(order, section.frame, 0),
            color=COLOURS.get(section.kind, "BLUE"),
            comment=section.name,
        )
        for section in order.sections
    ]
