"""Songs in, films out, by the real services: each film is decoded frame by frame."""

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from google.protobuf import json_format
from songreel.assembly.v1 import assembly_pb2
from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2

from tests.probe import Probe, probe_film
from tests.songs import real_song, synthesise
from tests.stack import Stack, running_stack

RATE = 24
MUSICAL = (
    audio_pb2.CUT_REASON_SECTION_EDGE,
    audio_pb2.CUT_REASON_DOWNBEAT,
    audio_pb2.CUT_REASON_BEAT,
)


class Made:
    """A film and everything the system says about it."""

    def __init__(self, stack: Stack, folder: Path, song: Path, **body: Any) -> None:
        video_id = stack.create_video(stack.upload(song), **body)
        self.video = stack.wait_for_film(video_id)
        path = folder / f"{song.stem}.mp4"
        path.write_bytes(stack.download(video_id))
        self.probe: Probe = probe_film(path)
        self.analysis = json_format.Parse(stack.download(video_id, "analysis"), audio_pb2.SongAnalysis())
        self.script = json_format.Parse(stack.download(video_id, "script"), script_pb2.Script())
        self.certificate = json_format.Parse(stack.download(video_id, "certificate"), assembly_pb2.Certificate())


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    with tempfile.TemporaryDirectory(prefix="reel-") as folder, running_stack(Path(folder)) as stack:
        yield stack


def synthesised(folder: Path, name: str) -> Path:
    path = folder / name
    sections = [("intro", 2, 0.3), ("verse", 4, 0.5), ("chorus", 4, 0.9), ("outro", 2, 0.3)]
    bpm, metre = {"waltz.wav": (96.0, 3), "rock.mp3": (132.0, 4)}[name]
    synthesise(path, bpm=bpm, beats_per_bar=metre, sections=sections, sample_rate=44100, seed=3)
    return path


@pytest.fixture(scope="module", params=["waltz.wav", "rock.mp3", "happy_acoustic_1", "energetic_electronic_2"])
def made(request: pytest.FixtureRequest, stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("films")
    song = synthesised(folder, request.param) if "." in request.param else real_song(request.param)
    return Made(stack, folder, song, seed=7)


def test_the_film_is_as_long_as_the_song_to_the_frame(made: Made) -> None:
    """Decoded pictures equal round(duration × rate), at a constant rate."""
    assert made.probe.frames == round(made.analysis.duration_seconds * RATE)
    assert made.probe.rate == RATE
    assert len(made.probe.presentation_steps) == 1


def test_picture_and_sound_start_together(made: Made) -> None:
    """The first picture and the first sample are within a millisecond of one another."""
    assert abs(made.probe.picture_start_seconds - made.probe.sound_start_seconds) < 0.001


def test_the_end_of_the_song_is_in_the_film(made: Made) -> None:
    """No sample of the song is missing: the sound lasts as long as the song."""
    assert made.probe.sound_seconds >= made.analysis.duration_seconds - 0.001


def test_every_cut_lies_on_a_beat_or_says_why_not(made: Made) -> None:
    """Cuts that claim a beat are within one frame of one; others carry a reason of their own."""
    beats = np.array([beat.seconds for beat in made.analysis.beats])
    edges = np.array([section.start_seconds for section in made.analysis.sections])
    for shot in made.analysis.shots[1:]:
        at = shot.start_frame / RATE
        moments = edges if shot.cut.reason == audio_pb2.CUT_REASON_SECTION_EDGE else beats
        if shot.cut.reason in MUSICAL:
            assert np.abs(moments - at).min() <= 1 / RATE, shot.cut
        assert shot.cut.sentence
        assert shot.cut.reason != audio_pb2.CUT_REASON_UNSPECIFIED


def test_no_shot_is_too_short_or_too_long(made: Made) -> None:
    """Between 1.5 and 10 seconds, except the last."""
    for shot in made.analysis.shots[:-1]:
        assert 1.5 * RATE - 1 <= shot.end_frame - shot.start_frame <= 10 * RATE + 1


def test_shots_cover_the_film_without_a_gap(made: Made) -> None:
    """Each shot begins where the one before ended; the last ends with the film."""
    edges = [0, *(shot.end_frame for shot in made.analysis.shots)]
    assert [shot.start_frame for shot in made.analysis.shots] == edges[:-1]
    assert edges[-1] == made.probe.frames


def test_the_picture_really_changes_at_the_cuts(made: Made) -> None:
    """Most planned cuts show in the pixels: the change there is well above that inside shots."""
    cuts = np.array([shot.start_frame - 1 for shot in made.analysis.shots[1:]])
    inside = np.delete(made.probe.changes, cuts)
    assert (made.probe.changes[cuts] > 2 * np.median(inside) + 1).mean() > 0.8


def test_every_shot_has_words_of_its_own(made: Made) -> None:
    """One sentence a shot, no two alike, characters in their fixed wording."""
    sentences = [shot.sentence for shot in made.script.shots]
    assert [shot.index for shot in made.script.shots] == list(range(len(made.analysis.shots)))
    assert len(set(sentences)) == len(sentences)
    wording = {character.id: character.description for character in made.script.characters}
    for shot in made.script.shots:
        for who in shot.character_ids:
            assert wording[who] in shot.sentence


def test_the_certificate_tells_what_was_measured(made: Made) -> None:
    """Its figures equal ours, and it says that this is an animatic."""
    assert made.certificate.film_frames == made.probe.frames
    assert made.certificate.frames_off == 0
    assert abs(made.certificate.sync_error_seconds) < 0.001
    assert made.certificate.animatic
    assert made.video["animatic"] is True
    assert len(made.certificate.clips) == len(made.analysis.shots)


def test_a_film_has_no_black_stretch(made: Made) -> None:
    """Nowhere more than a second of black."""
    dark = made.probe.means.max(1) < 6
    runs = "".join("1" if value else "0" for value in dark).split("0")
    assert max(map(len, runs)) <= RATE


def test_analysis_and_script_are_plain_json(stack: Stack, made: Made) -> None:
    """What the API gives is the proto message's JSON form."""
    text = stack.download(made.video["id"], "analysis")
    assert "shots" in json.loads(text)
