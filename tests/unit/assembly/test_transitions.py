"""Transitions and burned-in words: what they touch is seen, everything else is the clips' own bits."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from songreel.assembly.v1 import assembly_pb2
from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2
from songreel_assembly.blending import BLACK, colour_of, mixed, plain, planes
from songreel_assembly.clip_chain import check_chain
from songreel_assembly.laying import lay_over
from songreel_assembly.openings import plan_openings
from songreel_assembly.order import CutOrder
from songreel_assembly.pieces import Piece, pieces_of

from tests.clips import HEIGHT, WIDTH, encode, frame_rate, texture
from tests.random_films import pictures_in

RATE = Fraction(24)
FRAMES, HEAD, GROUP = 61, 12, 24
"""A clip's, its handle's, and those between two of its keyframes."""
SIZE = video_pb2.FrameSize(width_pixels=WIDTH, height_pixels=HEIGHT)
T = script_pb2


def planes_of(path: Path) -> NDArray[np.uint8]:
    """(frames, rows, width) as it is coded."""
    with av.open(str(path)) as file:
        return np.stack([frame.to_ndarray(format="yuv420p") for frame in file.decode(video=0)]).astype(np.uint8)


@dataclass
class Scene:
    """Three clips and the handle of the second."""

    order: CutOrder
    folder: Path

    def lay(self) -> tuple[list[Path], int, assembly_pb2.MadeTransition]:
        """The files to be joined, the frames that were encoded, and the one opening that was made."""
        chain = check_chain(list(self.order.request.clips), self.order.clips)
        laid = lay_over(self.order, chain, self.folder)
        opening = laid.openings[0].message() if laid.openings else assembly_pb2.MadeTransition()
        check = [
            video_pb2.Clip(frames=frames, rate=frame_rate(RATE), size=SIZE) for frames in laid.retouched.chain.frames
        ]
        joined = check_chain(check, laid.retouched.chain.paths)
        assert joined.coding.extradata == laid.retouched.chain.coding.extradata
        return list(laid.retouched.chain.paths), laid.retouched.encoded_frames, opening

    def ask(self, transition: "T.Transition.ValueType", shot: int = 1) -> None:
        self.order.request.script.shots.add(index=shot, transition=transition)


@pytest.fixture
def scene(tmp_path: Path) -> Scene:
    group = ("-g", str(GROUP), "-sc_threshold", "0")
    clips = tuple(encode(tmp_path / f"clip{n}.mp4", texture(FRAMES, n), RATE, *group) for n in range(3))
    head = encode(tmp_path / "head.mp4", texture(HEAD, 9), RATE, *group)
    shots = [audio_pb2.TimedShot(index=n, start_frame=n * FRAMES, end_frame=(n + 1) * FRAMES) for n in range(3)]
    messages = [video_pb2.Clip(shot_index=n, frames=FRAMES, rate=frame_rate(RATE), size=SIZE) for n in range(3)]
    messages[1].head.frames = HEAD
    analysis = audio_pb2.SongAnalysis(rate=frame_rate(RATE), frames=3 * FRAMES, shots=shots)
    request = assembly_pb2.CutFilmRequest(analysis=analysis, clips=messages)
    return Scene(CutOrder(request, tmp_path / "song.mp3", clips, {1: head}), tmp_path)


def film_of(paths: list[Path]) -> NDArray[np.uint8]:
    return np.concatenate([planes_of(path) for path in paths])


def test_a_dissolve_comes_out_of_the_handle_and_is_over_at_the_cut(scene: Scene) -> None:
    """Each of its frames is the mixture of both pictures, the total is the same, and only the last group of pictures of
    the shot before was encoded again."""
    scene.ask(T.TRANSITION_DISSOLVE)
    before = film_of(list(scene.order.clips))
    head = planes_of(scene.order.heads[1])
    paths, encoded, opening = scene.lay()
    film = film_of(paths)
    assert (opening.start_frame, opening.end_frame) == (FRAMES - HEAD, FRAMES)
    assert len(film) == 3 * FRAMES
    assert encoded == FRAMES - 2 * GROUP
    for step in range(HEAD):
        at = FRAMES - HEAD + step
        wanted = mixed(before[at], head[step], (step + 1) / (HEAD + 1)).astype(int)
        assert np.abs(film[at] - wanted).mean() < 3
        assert np.abs(film[at] - before[at].astype(int)).mean() > 1 + step, "it is a mixture"
    digests = [digest for path in paths for digest in pictures_in(path)]
    own = [digest for path in scene.order.clips for digest in pictures_in(path)]
    assert digests[: 2 * GROUP] == own[: 2 * GROUP]
    assert digests[FRAMES:] == own[FRAMES:]


@pytest.mark.parametrize(
    ("transition", "first"),
    [(T.TRANSITION_FADE_FROM_BLACK, 16), (T.TRANSITION_DIP, 40), (T.TRANSITION_FLASH, 205)],
    ids=["fade", "dip", "flash"],
)
def test_a_colour_falls_off_within_the_shots_own_frames(
    scene: Scene, transition: "T.Transition.ValueType", first: int
) -> None:
    """The first frame is nearly of the colour, the last touched one nearly the clip's, and behind its group of pictures
    nothing changed."""
    scene.ask(transition)
    scene.order.request.script.look.palette.extend(["#c0ffee", "#1c1c1c"])
    before = film_of(list(scene.order.clips))
    paths, encoded, opening = scene.lay()
    film = film_of(paths)
    assert abs(float(planes(film[FRAMES].copy())[0].mean()) - first) < 12
    assert np.abs(film[opening.end_frame - 1] - before[opening.end_frame - 1].astype(int)).mean() < 6
    assert opening.start_frame == FRAMES
    assert encoded == GROUP
    assert (film[FRAMES + GROUP :] == before[FRAMES + GROUP :]).all()
    assert (film[:FRAMES] == before[:FRAMES]).all()


def test_a_whip_pushes_the_shot_before_out(scene: Scene) -> None:
    """At its first frame the left edge still shows the shot before; when it is over, all is the new shot's."""
    scene.ask(T.TRANSITION_WHIP)
    before = film_of(list(scene.order.clips))
    paths, encoded, opening = scene.lay()
    film = film_of(paths)
    assert encoded == GROUP
    assert np.abs(film[FRAMES] - before[FRAMES].astype(int)).mean() > 10
    assert np.abs(film[opening.end_frame] - before[opening.end_frame].astype(int)).mean() < 3


def test_an_animatic_draws_its_own_openings(scene: Scene) -> None:
    """All but the dissolve; nothing is encoded."""
    for clip in scene.order.request.clips:
        clip.provenance.animatic = True
    scene.ask(T.TRANSITION_DIP)
    paths, encoded, _ = scene.lay()
    assert (paths, encoded) == (list(scene.order.clips), 0)


def test_a_dissolve_without_a_handle_is_a_cut_that_says_why(scene: Scene) -> None:
    """The film is made all the same."""
    scene.ask(T.TRANSITION_DISSOLVE, shot=2)
    _, encoded, opening = scene.lay()
    assert encoded == 0
    assert "without frames before its first" in opening.left_out


def test_a_dissolve_over_a_shot_of_one_frame_is_a_cut_that_says_why(scene: Scene) -> None:
    """The handle is there, so that is not what is told."""
    request = scene.order.request
    request.analysis.shots[0].end_frame = request.analysis.shots[1].start_frame = 1
    scene.ask(T.TRANSITION_DISSOLVE)
    (opening,) = plan_openings(scene.order)
    assert (opening.start_frame, opening.end_frame) == (1, 1)
    assert "a single frame" in opening.left_out


def test_clips_of_another_coder_are_all_encoded_again(scene: Scene, tmp_path: Path) -> None:
    """One film has one set of coding parameters; the pictures stay the same to the eye."""
    other = tuple(
        encode(tmp_path / f"other{n}.mp4", texture(FRAMES, n), RATE, "-preset", "medium", "-refs", "4")
        for n in range(3)
    )
    scene.order = CutOrder(scene.order.request, scene.order.song, other, scene.order.heads)
    scene.ask(T.TRANSITION_DISSOLVE)
    paths, encoded, _ = scene.lay()
    assert encoded == 3 * FRAMES
    assert np.abs(film_of(paths)[70:] - film_of(list(other))[70:].astype(int)).mean() < 2


def test_burned_in_words_touch_only_the_seconds_in_which_they_are_sung(scene: Scene) -> None:
    """Letters are bright at the picture's foot; a second before and after it is the clip's own bits."""
    scene.order.request.captions = assembly_pb2.CAPTION_STYLE_KARAOKE
    line = scene.order.request.analysis.lyrics.lines.add(text="oh {my} love", start_seconds=4.2, end_seconds=4.9)
    for n, word in enumerate(("oh", "{my}", "love")):
        line.words.add(text=word, start_seconds=4.2 + 0.2 * n, end_seconds=4.4 + 0.2 * n, confidence=0.9)
    before = film_of(list(scene.order.clips))
    paths, encoded, _ = scene.lay()
    film = film_of(paths)
    changed = [n for n in range(len(film)) if np.abs(film[n] - before[n].astype(int)).max() > 60]
    assert changed
    assert min(changed) >= int((4.2 - 0.25) * 24)
    assert max(changed) <= int(4.9 * 24) + 1
    luma = planes(film[110].copy())[0]
    assert luma[HEIGHT * 2 // 3 :].max() > 200
    assert (
        planes(film[110].copy())[0][: HEIGHT // 2] - planes(before[110].copy())[0][: HEIGHT // 2].astype(int)
    ).max() < 30
    assert encoded <= 2 * GROUP
    assert (film[: 2 * GROUP] == before[: 2 * GROUP]).all()


def test_pieces_begin_where_groups_of_pictures_do(scene: Scene) -> None:
    """A touch over an edge makes a piece in both clips; untouched clips are one piece."""
    chain = check_chain(list(scene.order.request.clips), scene.order.clips)
    assert pieces_of(chain, [(FRAMES - 2, FRAMES + 1)]) == [
        Piece(0, 0, 48, False),
        Piece(0, 48, 61, True),
        Piece(1, 0, 24, True),
        Piece(1, 24, 61, False),
        Piece(2, 0, 61, False),
    ]


def test_colours_are_what_the_coder_makes_of_them() -> None:
    """Black is 16, white 235, red has its own chroma (BT.709)."""
    assert colour_of("#000000") == BLACK
    assert colour_of("#ffffff").luma == 235
    assert (colour_of("#ff0000").luma, colour_of("#ff0000").red) == (63, 240)
    assert plain((6, 4), colour_of("#ffffff"))[0].tolist() == [235] * 4
