"""Editors' projects: read back by OpenTimelineIO and its adapters, frame for frame the plan."""

import json
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
EDGES, HEADS = (0, 61, 158, 191), (0, HEAD, 0)
RATES = [Fraction(24), Fraction(24000, 1001), Fraction(25), Fraction(30000, 1001), Fraction(60)]


def projects(rate: Fraction) -> Projects:
    shots = [audio_pb2.TimedShot(index=n, start_frame=EDGES[n], end_frame=EDGES[n + 1]) for n in range(3)]
    size = video_pb2.FrameSize(width_pixels=160, height_pixels=90)
    clips = [video_pb2.Clip(shot_index=n, frames=LENGTHS[n], rate=frame_rate(rate), size=size) for n in range(3)]
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
    marked = [(each.name, each.comment, each.marked_range.start_time.to_frames()) for each in timeline.tracks.markers]
    assert marked == [("verse", "verse", 0), ("pre chorus", "pre chorus", 61)]
    assert sound[0].source_range.duration.to_frames() == sum(LENGTHS)
    urls = [clip.media_reference.target_url for clip in (*clips, sound[0])]
    assert urls == ["media/shot-000.mp4", "media/shot-001.mp4", "media/shot-002.mp4", "media/song.mp3"]
    assert clips[1].metadata["songreel"]["sentence"] == "A boat & <rain>."
    assert clips[2].metadata["songreel"]["provenance"]["prompt"] == 'a <b>boat</b> & "rain"'


def frames_of(element: Tree.Element, name: str, rate: Fraction) -> int:
    """A time of FCPXML in frames, which must be whole."""
    frames = Fraction(element.attrib[name].removesuffix("s")) * rate
    assert frames.denominator == 1
    return int(frames)


def spine_of(rate: Fraction) -> Tree.Element:
    spine = Tree.fromstring(projects(rate).fcpxml).find(".//spine")  # noqa: S314  # our own text
    assert spine is not None
    return spine


@pytest.mark.parametrize("rate", RATES, ids=str)
def test_the_fcpxml_shows_the_films_own_frames(rate: Fraction) -> None:
    """Each time on a frame, also at 24000/1001; clips end to end; each frame of the film is its shot's, a dissolve is
    centred on its edit, and over it the new shot's frames are those of the film, from its handle."""
    at = 0
    spine = spine_of(rate)
    spans = {
        clip.attrib["name"]: [frames_of(clip, name, rate) for name in ("offset", "start", "duration")]
        for clip in spine.findall("asset-clip")
    }
    for index, (offset, start, duration) in enumerate(spans.values()):
        assert offset == at
        at += duration
        assert offset - start == EDGES[index] - HEADS[index]
        assert start + duration <= LENGTHS[index] + HEADS[index]
    assert at == EDGES[-1]
    dissolve = spine.find("transition")
    assert dissolve is not None
    begins, frames = (frames_of(dissolve, name, rate) for name in ("offset", "duration"))
    assert (begins, frames) == (EDGES[1] - HEAD, HEAD)
    assert begins + frames // 2 == spans["shot-001"][0]
    assert [child.tag for child in spine][:3] == ["asset-clip", "transition", "asset-clip"]


def test_the_fcpxml_has_the_song_the_sections_and_what_it_names() -> None:
    """The song below the first clip, markers where sections begin, every reference declared, files beside the text."""
    root = Tree.fromstring(projects(RATES[1]).fcpxml)  # noqa: S314  # our own text
    (song,) = root.findall(".//spine/asset-clip/asset-clip")
    assert (song.attrib["ref"], song.attrib["lane"], frames_of(song, "duration", RATES[1])) == ("song", "-1", 191)
    marked = {
        marker.attrib["value"]: frames_of(clip, "offset", RATES[1])
        + frames_of(marker, "start", RATES[1])
        - frames_of(clip, "start", RATES[1])
        for clip in root.findall(".//spine/asset-clip")
        for marker in clip.findall("marker")
    }
    assert marked == {"verse": 0, "pre chorus": 61}
    declared = {each.attrib["id"] for each in root.findall("resources/*")}
    assert {each.attrib["ref"] for each in root.iter() if "ref" in each.attrib} <= declared
    files = [each.attrib["src"] for each in root.iter("media-rep")]
    assert files == [f"./media/shot-{n:03d}.mp4" for n in range(3)] + ["./media/song.mp3"]
    (size,) = root.findall("resources/format")
    assert (size.attrib["width"], size.attrib["height"]) == ("160", "90")
    notes = {clip.attrib["name"]: clip.findtext("note") for clip in root.findall(".//spine/asset-clip")}
    assert notes == {"shot-000": None, "shot-001": "A boat & <rain>.", "shot-002": None}


@pytest.mark.parametrize("rate", RATES, ids=str)
def test_the_edl_reads_back_as_the_same_cuts_and_the_song(rate: Fraction) -> None:
    """By timecode, also where that drops numbers; files by their names, so that no reel has to be found."""
    text = projects(rate).edl
    timeline = otio.adapters.read_from_string(text, "cmx_3600", rate=float(rate))
    spans = {clip.name: clip.source_range for clip in timeline.find_clips()}
    told = {name: (span.start_time.to_frames(), span.duration.to_frames()) for name, span in spans.items()}
    shots = {f"shot-{n:03d}.mp4": (HEADS[n], LENGTHS[n]) for n in range(3)}
    assert told == shots | {"song.mp3": (0, EDGES[-1])}
    assert {line.split()[1] for line in text.splitlines() if line[:3].isdigit()} == {"AX"}
    assert ("\nFCM: DROP FRAME\n" in text) == (rate == Fraction(30000, 1001))
    assert "* 12-FRAME DISSOLVE BEFORE THIS CUT" in text


def test_kdenlives_own_adapter_makes_the_same_cuts(capsys: pytest.CaptureFixture[str]) -> None:
    """MLT's entries are the source frames of the plan, its guides the sections by name, its files lie beside it."""
    timeline = otio.adapters.read_from_string(projects(RATES[1]).otio, "otio_json")
    root = Tree.fromstring(otio.adapters.write_to_string(timeline, "kdenlive"))  # noqa: S314  # our own text
    assert "deprecated" in capsys.readouterr().out
    (picture,), (sound,) = (root.findall(f"playlist[@id='playlist{n}']") for n in (0, 2))
    told = [[mlt_frames(entry.attrib[name], RATES[1]) for name in ("in", "out")] for entry in picture.findall("entry")]
    assert told == [[HEADS[n], HEADS[n] + LENGTHS[n] - 1] for n in range(3)]
    (song,) = sound.findall("entry")
    assert mlt_frames(song.attrib["out"], RATES[1]) == EDGES[-1] - 1
    guides = root.findtext(".//property[@name='kdenlive:docproperties.guides']") or ""
    assert [(each["comment"], each["pos"]) for each in json.loads(guides)] == [("verse", 0), ("pre chorus", 61)]
    files = [each.findtext("property[@name='resource']") for each in root.findall("producer")]
    assert files[:4] == [f"media/shot-{n:03d}.mp4" for n in range(3)] + ["media/song.mp3"]


def mlt_frames(clock: str, rate: Fraction) -> int:
    """A frame's number from MLT's clock of milliseconds."""
    hours, minutes, seconds = clock.split(":")
    return round((3600 * int(hours) + 60 * int(minutes) + float(seconds)) * rate)


def test_what_a_format_cannot_say_is_left_out() -> None:
    """Sixteen frames a second have no timecode and no name in FCPXML; OpenTimelineIO takes them."""
    made = projects(Fraction(16))
    assert (made.edl, made.fcpxml) == ("", "")
    assert made.otio
