"""Films from random plans: the promise of the cut, held for many of them.

An ordinary run cuts the first dozen; SONGREEL_ALL_FILMS=1 cuts all fifty.
"""

import os
import subprocess
from fractions import Fraction
from pathlib import Path

import imageio_ffmpeg
import pytest
from songreel.script.v1 import script_pb2
from songreel_assembly.cutting import cut
from songreel_assembly.order import CutOrder, check_request
from songreel_assembly.packets import read_packets

from tests.random_films import ClipShelf, pictures_in, random_film

TRANSITIONS = [kind for kind in script_pb2.Transition.values() if kind]
FILMS = range(50 if os.environ.get("SONGREEL_ALL_FILMS") else 12)


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> ClipShelf:
    return ClipShelf(tmp_path_factory.mktemp("clips"))


def complaints(film: Path) -> str:
    """What FFmpeg says of a file that it decodes with every check on; a player's own checks are milder."""
    checks = ["-v", "error", "-xerror", "-err_detect", "crccheck+bitstream+buffer+explode"]
    command = [imageio_ffmpeg.get_ffmpeg_exe(), *checks, "-i", str(film), "-f", "null", "-"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stderr + (f" status {done.returncode}" if done.returncode else "")


@pytest.mark.parametrize("number", FILMS)
def test_a_random_plan_becomes_its_film_exactly(shelf: ClipShelf, tmp_path: Path, number: int) -> None:
    """0 frames off, each picture the clip's own bit by bit, one step a frame, picture and sound within a millisecond,
    and nothing in the file that a strict decoder would mind."""
    made = random_film(number, shelf, tmp_path)
    check_request(made.request)
    film = cut(CutOrder(made.request, made.song, made.clips), tmp_path, compatible=False)
    certificate, rate = film.certificate, made.request.analysis.rate
    assert certificate.frames_off == 0
    assert abs(certificate.sync_error_seconds) < 0.001
    assert list(pictures_in(film.film)) == made.pictures
    step = Fraction(rate.denominator, rate.numerator)
    assert read_packets(film.film, "video").times == tuple(n * step for n in range(len(made.pictures)))
    assert complaints(film.film) == ""


@pytest.mark.parametrize("number", FILMS[2::3])
def test_a_random_plan_with_transitions_keeps_its_length_and_all_that_they_do_not_touch(
    shelf: ClipShelf, tmp_path: Path, number: int
) -> None:
    """Every fifth shot begins with one: the same frames, one step each, nothing that a strict decoder minds, and each
    picture outside of a touched group is the clip's own."""
    made = random_film(number, shelf, tmp_path)
    rate = made.request.analysis.rate
    heads = {}
    for index, clip in enumerate(made.request.clips[5::5], 1):
        transition = TRANSITIONS[index % len(TRANSITIONS)]
        made.request.script.shots.add(index=clip.shot_index, transition=transition)
        if transition == script_pb2.TRANSITION_DISSOLVE:
            head = shelf.take(Fraction(rate.numerator, rate.denominator), 7, 4)
            heads[clip.shot_index], clip.head.frames = head.path, 7
    film = cut(CutOrder(made.request, made.song, made.clips, heads), tmp_path, compatible=False)
    assert film.certificate.frames_off == 0
    step = Fraction(rate.denominator, rate.numerator)
    assert read_packets(film.film, "video").times == tuple(n * step for n in range(len(made.pictures)))
    assert complaints(film.film) == ""
    pictures = pictures_in(film.film)
    changed = {n for n, (one, two) in enumerate(zip(pictures, made.pictures, strict=True)) if one != two}
    shots = made.request.analysis.shots
    openings = film.certificate.transitions
    touched = {opening.shot_index for opening in openings} | {opening.shot_index - 1 for opening in openings}
    assert changed <= {n for index in touched for n in range(shots[index].start_frame, shots[index].end_frame)}
    assert len(changed) <= film.certificate.encoded_frames < len(pictures)
    assert changed or not openings


def test_the_strict_check_minds_a_damaged_film(shelf: ClipShelf, tmp_path: Path) -> None:
    """Else its silence would prove nothing."""
    made = random_film(1, shelf, tmp_path)
    film = cut(CutOrder(made.request, made.song, made.clips), tmp_path, compatible=False).film
    data = bytearray(film.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 64] = b"\xff" * 64
    film.write_bytes(data)
    assert complaints(film) != ""
