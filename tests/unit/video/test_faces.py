"""What faces play, and when."""

import numpy as np
import pytest
import skia
from songreel_video.backends.animatic.figures import FigureLook, Lighting, Pose, acts_of, draw_figure
from songreel_video.backends.animatic.figures.head.acting import Cue, play
from songreel_video.backends.animatic.figures.head.acts import ACTS
from songreel_video.backends.animatic.figures.head.expressions import EXPRESSIONS

CALM = EXPRESSIONS["calm"]


def bust(acts: tuple[str, ...], seconds: float) -> np.ndarray:
    """Pixels of a face in a close-up."""
    pixels = np.zeros((200, 200, 4), np.uint8)
    surface = skia.Surface(pixels)
    draw_figure(
        surface.getCanvas(), FigureLook(), Pose(acts=acts, phase=seconds), Lighting(), foot_x=100, foot_y=160,
        height_pixels=120, detail="close", time_seconds=seconds,
    )  # fmt: skip
    surface.flushAndSubmit()
    return pixels


@pytest.mark.parametrize(
    ("action", "acts"),
    [
        ("laughs out loud", {"happy", "laugh"}),
        ("shouts with closed eyes", {"shout", "eyes_closed"}),
        ("lets a small smile come and go", {"smile_passes"}),
        ("closes both eyes and breathes out", {"breathe_out", "eyes_close"}),
        ("breathes hard, eyes wide open", {"pant", "eyes_wide"}),
        ("winks at the camera", {"to_camera", "wink"}),
        ("cries", {"sad", "tears"}),
        ("sweeps everything off the table", set()),
        ("jumps from the riser into the beams", set()),
        ("walks along the wall", set()),
    ],
)
def test_words_become_acts(action: str, acts: set[str]) -> None:
    """Two acts of one sentence are both played; who sweeps does not weep."""
    assert set(acts_of(action)) == acts


@pytest.mark.parametrize("act", [act for act in ACTS if act != "to_camera"])
def test_every_act_is_seen(act: str) -> None:
    """At some moment an act draws another face than the mood does."""
    assert any(not np.array_equal(bust((act,), at), bust((), at)) for at in (0.3, 0.75, 1.4))


def test_a_laugh_bursts_on_the_beat() -> None:
    """The mouth is widest on a beat, and half a beat later it is not."""
    on, off = (play(acts_of("laughs out loud"), CALM, Cue(1.0, phase)).mouth for phase in (0.5, 0.75))
    assert on > off + 0.3


def test_a_small_smile_comes_and_goes() -> None:
    """In the middle of its three seconds there is more of it than before and after."""
    smiles = [play(("smile_passes",), CALM, Cue(seconds, 0.0)).mood.smile for seconds in (0.0, 1.4, 3.2)]
    assert smiles[1] > max(smiles[0], smiles[2]) + 0.5


def test_eyes_close_slowly_and_open_again() -> None:
    """Open, half closed, closed, open."""
    lids = [play(("eyes_close",), CALM, Cue(seconds, 0.0)).mood.lids for seconds in (0.0, 0.5, 1.5, 4.0)]
    assert lids[0] == lids[3] == CALM.lids > lids[1] > lids[2] == 0.0
