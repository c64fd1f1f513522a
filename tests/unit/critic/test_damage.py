"""Every kind of damage is found by its measure, where it was done; clean takes have no fault at all."""

from fractions import Fraction
from pathlib import Path

import pytest
from songreel.audio.v1 import audio_pb2
from songreel.critic.v1 import critic_pb2
from songreel.video.v1 import video_pb2
from songreel_critic.take import check_take
from songreel_critic.watching import watch

from tests.clean_takes import CLEAN
from tests.clips import Frames, encode
from tests.damage import DAMAGES, Damage

RATE = Fraction(24)
IN_THE_DARK = (
    "doubled_frames", "torn_frame", "flicker", "colour_lost", "cut_inside", "soft", "blocks",
    "letterbox", "combing",
)  # fmt: skip


def faults(path: Path, ordered: Frames) -> dict[str, critic_pb2.Finding]:
    """What is wrong with a clip that should be these frames."""
    height, width = ordered.shape[1:3]
    request = critic_pb2.CheckTakeRequest(
        clip=video_pb2.Clip(
            rate=audio_pb2.FrameRate(numerator=RATE.numerator, denominator=RATE.denominator),
            size=video_pb2.FrameSize(width_pixels=width, height_pixels=height),
        ),
        timing=audio_pb2.TimedShot(end_frame=len(ordered)),
    )
    findings = check_take(request, watch(path))
    return {each.measure: each for each in findings if each.severity >= critic_pb2.SEVERITY_WARNING}


def test_there_are_thirty_kinds_of_damage_with_names_of_their_own() -> None:
    """And each measure that finds one is known."""
    assert len({damage.name for damage in DAMAGES}) == len(DAMAGES) >= 30


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name)
def test_damage_is_found_where_it_was_done(damage: Damage, tmp_path: Path) -> None:
    """By the measure that it is for, with a value beyond its threshold and a sentence that says what to do."""
    frames = CLEAN["passers-by" if damage.name == "dissolve_inside" else "glide"]()
    found = faults(damage.clip(tmp_path / "clip.mp4", frames, RATE), frames)
    assert damage.measure in found
    finding = found[damage.measure]
    assert finding.value > finding.threshold
    assert damage.frame is None or abs(finding.frame - damage.frame) <= damage.within


@pytest.mark.parametrize("name", IN_THE_DARK)
def test_the_dark_hides_no_damage(name: str, tmp_path: Path) -> None:
    """Eyes get used to a dim room, and see there what they see by day."""
    frames, damage = CLEAN["dim room"](), next(each for each in DAMAGES if each.name == name)
    found = faults(damage.clip(tmp_path / "clip.mp4", frames, RATE), frames)
    assert damage.measure in found
    assert damage.frame is None or abs(found[damage.measure].frame - damage.frame) <= damage.within


@pytest.mark.parametrize("name", CLEAN)
def test_what_moves_and_shines_is_no_fault(name: str, tmp_path: Path) -> None:
    """Pans, pushes, lights, lightning, grain, snow, people who cross."""
    frames = CLEAN[name]()
    assert faults(encode(tmp_path / "clip.mp4", frames, RATE), frames) == {}
