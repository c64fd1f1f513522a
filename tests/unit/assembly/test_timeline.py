"""Editors' projects: read back by OpenTimelineIO and its adapters, frame for frame the plan."""

import xml.etree.ElementTree as Tree
from fractions import Fraction
from pathlib import Path

import opentimelineio as otio
import pytest
from songreel.assembly.v1 import assembly_pb2
from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2
from songreel_assembly.openings import plan_openings
from songreel_assembly.order import CutOrder
from songreel_assembly.timeline import Projects, write_projects

from tests.clips import frame_rate

LENGTHS, HEAD = (61, 97, 33), 12
RATES = [Fraction(24), Fraction(24000, 1001), Fraction(25), Fraction(30000, 1001), Fraction(60)]


def projects(rate: Fraction) -> Projects:
    edges = [0, 61, 158, 191]
    shots = [audio_pb2.TimedShot(index=n, start_frame=edges[n], end_frame=edges[n + 1]) for n in range(3)]
    clips = [video_pb2.Clip(shot_index=n, frames=LENGTHS[n], rate=frame_rate(rate)) for n in range(3)]
    clips[1].head.frames = HEAD
    clips[2].provenance.prompt = 'a <b>boat</b> & "rain"'
    sections = [
        audio_pb2.Section(kind=audio_pb2.SECTION_KIND_VERSE),
        audio_pb2.Section(kind=audio_pb2.SECTION_KIND_PRE_CHORUS, start_seconds=float(61 / rate)),
    ]
    analysis = audio_pb2.SongAnalysis(rate=frame_rate(rate), frames=191, shots=shots, sections=sections)
    request = assembly_pb2.CutFilmRequest(analysis=analysis, clips=clips)
    request.script.shots.add(index=1, transition=script_pb2.TRANSITION_DISSOLVE, sentence="A boat & <rain>.")
    order = CutOrder(request, Path("song.mp3"), ())
    return write_projects(order, tuple(plan_openings(order)), "A film <of> ours")


@pytest.mark.parametrize("rate", [*RATES, Fraction(16)], ids=str)
def test_the_project_has_clips_handles_and_song_to_the_frame(rate: Fraction) -> None:
    """Shots as long as planned, the handle before the second one's source, a dissolve over just that, sections as
    markers, files that lie in the project's folder."""
    timeline = otio.adapters.read_from_string(projects(rate).otio, "otio_json")
    picture, sound = timeline.tracks
    clips = [item for item in picture if isinstance(item, otio.schema.Clip)]
    assert [clip.source_range.duration.to_frames() for clip in clips] == list(LENGTHS)
    assert [clip.source_range.start_time.to_frames() for clip in clips] == [0, HEAD, 0]
    assert [clip.available_range().duration.to_frames() for clip in clips] == [61, 97 + HEAD, 33]
    assert picture.trimmed_range().duration.to_frames() == sum(LENGTHS)
    (dissolve,) = [item for item in picture if isinstance(item, otio.schema.Transition)]
    assert (dissolve.in_offset.to_frames(), dissolve.out_offset.to_frames()) == (HEAD, 0)
    assert [(marker.name, marker.marked_range.start_time.to_frames()) for marker in picture.markers] == [
        ("verse", 0), ("pre chorus", 61),
    ]  # fmt: skip
    assert sound[0].source_range.duration.to_frames() == sum(LENGTHS)
    urls = [clip.media_reference.target_url for clip in (*clips, sound[0])]
    assert urls == ["media/shot-000.mp4", "media/shot-001.mp4", "media/shot-002.mp4", "media/song.mp3"]
    assert clips[1].metadata["songreel"]["sentence"] == "A boat & <rain>."
    assert clips[2].metadata["songreel"]["provenance"]["prompt"] == 'a <b>boat</b> & "rain"'


@pytest.mark.parametrize("rate", RATES, ids=str)
def test_the_fcpxml_has_each_time_on_a_frame(rate: Fraction) -> None:
    """Also at rates that its adapter rounds; the clips stand end to end."""
    root = Tree.fromstring(projects(rate).fcpxml)  # noqa: S314  # our own text
    spine = root.find(".//spine")
    assert spine is not None
    at = 0
    for clip, frames in zip(spine.findall("clip"), LENGTHS, strict=True):
        offset, duration = (Fraction(clip.attrib[name].removesuffix("s")) * rate for name in ("offset", "duration"))
        assert [offset, duration] == [at, frames]
        at += frames
    starts = [Fraction(clip.attrib.get("start", "0s").removesuffix("s")) * rate for clip in spine.findall("clip")]
    assert starts == [0, HEAD, 0]


@pytest.mark.parametrize("rate", [Fraction(24), Fraction(25), Fraction(30000, 1001)], ids=str)
def test_the_edl_reads_back_as_the_same_cuts(rate: Fraction) -> None:
    """By timecode, with the reel of each shot."""
    timeline = otio.adapters.read_from_string(projects(rate).edl, "cmx_3600", rate=float(rate))
    clips = list(timeline.find_clips())
    assert [clip.source_range.duration.to_frames() for clip in clips] == list(LENGTHS)
    assert [clip.metadata["cmx_3600"]["reel"] for clip in clips] == ["SHOT000", "SHOT001", "SHOT002"]


def test_what_a_format_cannot_say_is_left_out() -> None:
    """Sixteen frames a second have no timecode and no name in FCPXML; OpenTimelineIO takes them."""
    made = projects(Fraction(16))
    assert (made.edl, made.fcpxml) == ("", "")
    assert made.otio
