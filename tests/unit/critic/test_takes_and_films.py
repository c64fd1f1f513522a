"""All findings of a take and of a film, from viewings alone."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from songreel.audio.v1 import audio_pb2
from songreel.critic.v1 import critic_pb2
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2
from songreel_critic.closeup import laplacian_variance
from songreel_critic.film import check_film
from songreel_critic.findings import accepted
from songreel_critic.take import check_take
from songreel_critic.watching import Viewing, watch

from tests.unit.critic.viewings import RATE_HZ, analysis_of, black, scene, viewing


def take_request(frames: int = 40) -> critic_pb2.CheckTakeRequest:
    return critic_pb2.CheckTakeRequest(
        clip=video_pb2.Clip(
            rate=audio_pb2.FrameRate(numerator=RATE_HZ, denominator=1),
            size=video_pb2.FrameSize(width_pixels=640, height_pixels=360),
        ),
        timing=audio_pb2.TimedShot(index=3, start_frame=7, end_frame=7 + frames),
    )


def faults(findings: list[critic_pb2.Finding]) -> set[str]:
    return {finding.measure for finding in findings if finding.severity >= critic_pb2.SEVERITY_WARNING}


def film_faults(analysis: audio_pb2.SongAnalysis, seen: Viewing) -> set[str]:
    return faults(check_film(critic_pb2.CheckFilmRequest(analysis=analysis), seen))


CLEAN = viewing(scene(40, 1))
BROKEN: dict[str, Viewing] = {
    "frame_count": viewing(scene(41, 1)),
    "rate": replace(CLEAN, steps=frozenset({Fraction(1, 24), Fraction(1, 12)})),
    "size": replace(CLEAN, width_pixels=642),
    "decodable": replace(CLEAN, broken="moov atom not found"),
    "cut_inside": viewing(scene(25, 1), scene(15, 2)),
    "black_frames": viewing(scene(4, 1), black(36)),
}


def test_a_clean_take_is_accepted_and_everything_is_said() -> None:
    """Each measure once, each with a sentence and the shot it is about."""
    findings = check_take(take_request(), CLEAN)
    assert accepted(findings)
    assert faults(findings) == set()
    assert len({finding.measure for finding in findings}) == len(findings) == 25
    assert all(finding.sentence and finding.shot_index == 3 for finding in findings)


@pytest.mark.parametrize("measure", BROKEN)
def test_a_take_that_is_not_what_was_ordered_is_rejected(measure: str) -> None:
    """By that measure, as a defect; the sentence ends with what to do."""
    findings = check_take(take_request(), BROKEN[measure])
    assert not accepted(findings)
    assert measure in faults(findings)


def test_nothing_at_all_is_a_defect_not_an_error() -> None:
    """A file without a picture has no pixels to measure, and is rejected."""
    nothing = Viewing(black(0), frozenset(), 0, 0, (), "it holds no picture")
    findings = check_take(take_request(), nothing)
    assert {"decodable", "frame_count", "size"} <= faults(findings)
    assert film_faults(analysis_of([20, 20]), nothing) >= {"decodable", "film_frames"}


def test_a_clean_film_has_no_fault() -> None:
    """Unlike shots, cut where they were planned, with motion that follows the song."""
    shots = [scene(24, seed, speed=1 + seed // 2) for seed in range(5)]
    findings = check_film(critic_pb2.CheckFilmRequest(analysis=analysis_of([24] * 5)), viewing(*shots))
    assert faults(findings) == set()
    follows = next(finding for finding in findings if finding.measure == "motion_with_energy")
    assert follows.value > 0.6


def test_a_shot_that_comes_again_is_found_with_both_its_numbers() -> None:
    """Shot 2 is shot 0."""
    film = viewing(scene(24, 0), scene(24, 1), scene(24, 0))
    findings = check_film(critic_pb2.CheckFilmRequest(analysis=analysis_of([24] * 3)), film)
    found = next(finding for finding in findings if finding.measure == "repeated_shots")
    assert (found.value, found.frame, found.shot_index) == (1, 48, 2)
    assert "Shot 2 repeats shot 0" in found.sentence


@pytest.mark.parametrize(("dark", "found"), [(RATE_HZ, False), (RATE_HZ + 1, True)])
def test_a_black_second_is_allowed_and_a_frame_more_is_not(dark: int, found: bool) -> None:
    """The threshold is a second."""
    film = viewing(scene(30, 0), black(dark), scene(66 - dark, 1))
    assert ("black_stretch" in film_faults(analysis_of([30, 66]), film)) == found


def test_a_shot_that_is_dissolved_into_is_not_told_alike() -> None:
    """By the cut the dissolve is over, so that the last frame of the shot before is already the next one's picture."""
    running = scene(72, 1, speed=0)
    request = critic_pb2.CheckFilmRequest(analysis=analysis_of([36, 36]))
    assert {"neighbours_alike", "cut_visible"} <= faults(check_film(request, viewing(running)))
    request.script.shots.add(index=1, transition=script_pb2.TRANSITION_DISSOLVE)
    assert not {"neighbours_alike", "cut_visible"} & faults(check_film(request, viewing(running)))


def test_a_film_of_one_shot_or_of_silence_is_measured() -> None:
    """No cuts, no energy, nothing to correlate: numbers all the same."""
    analysis = analysis_of([30])
    analysis.shots[0].music.ClearField("energy")
    findings = check_film(critic_pb2.CheckFilmRequest(analysis=analysis), viewing(scene(30, 1)))
    assert accepted(findings)
    assert all(np.isfinite(finding.value) for finding in findings)


def test_fine_detail_is_what_sharpness_measures() -> None:
    """A chessboard has more of it than its blur, a plain field none."""
    board = (np.indices((36, 64)).sum(0) % 2 * 200).astype(np.uint8)
    blurred = ((board[:-1, :-1].astype(int) + board[1:, :-1] + board[:-1, 1:] + board[1:, 1:]) // 4).astype(np.uint8)
    assert laplacian_variance(board) > 1000 * max(1.0, laplacian_variance(blurred))
    assert laplacian_variance(np.full((36, 64), 90, np.uint8)) == 0


def test_light_is_weighed_as_the_eye_does() -> None:
    """Green is lightest, blue darkest; white is 255, and a dark picture with one lamp is not black."""
    primaries = np.zeros((4, 36, 64, 3), np.uint8)
    for number in range(3):
        primaries[number, ..., number] = 255
    primaries[3] = 255
    red, green, blue, white = viewing(primaries).brightness().tolist()
    assert green > red > blue
    assert white == pytest.approx(255, abs=0.01)
    lamp = black(1)
    lamp[0, 10:14, 10:18] = 200
    assert viewing(black(1), lamp).black().tolist() == [True, False]


def test_a_file_that_is_not_there_is_no_crash(tmp_path: Path) -> None:
    """It is seen as nothing, with the reason."""
    seen = watch(tmp_path / "nowhere.mp4")
    assert seen.frames == 0
    assert "No such file" in seen.broken
