"""Texts are read once, by whichever pod; the encoder makes room; and none of it changes a bit of the pictures."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from songreel.video.v1 import video_pb2
from songreel_video.backends import Backend, Desk, Reading
from songreel_video.backends.diffusion.embeddings import Embedding, encoder_digest, pack, unpack
from songreel_video.backends.diffusion.prompts import KEPT
from songreel_video.backends.diffusion.reading_room import ROOM_BYTES, offloads

from tests.models.test_diffusion import backend_of, few_steps, film, folders, images, shot

__all__ = ["few_steps", "folders", "images"]
pytestmark = pytest.mark.filterwarnings("ignore:In CPU autocast")


@dataclass
class Shelved:
    """A shelf in memory."""

    laid: dict[str, bytes] = field(default_factory=dict)

    def find(self, digest: str) -> bytes | None:
        return self.laid.get(digest)

    def lay(self, digest: str, data: bytes) -> None:
        self.laid[digest] = data


class Visits:
    """Counts what a backend's text encoder reads, and in how many visits."""

    def __init__(self, backend: Backend) -> None:
        self.texts: list[str] = []
        self.visits = 0
        room: Any = backend._prompts._room  # type: ignore[attr-defined]
        pipe = room._pipe
        encode, visit = pipe.encode_prompt, room.visit

        def counted(prompt: str | None, **how: Any) -> Any:
            if prompt is not None:  # a pipeline asks with embeddings, too
                self.texts.append(prompt)
            return encode(prompt=prompt, **how)

        def visited() -> Any:
            self.visits += 1
            return visit()

        pipe.encode_prompt, room.visit = counted, visited


def desk(shelf: Shelved, images: dict[str, Path]) -> Desk:
    return Desk(lambda *_: None, images=images, shelf=shelf)


def worded(words: str, case: str = "wan") -> video_pb2.FilmShotRequest:
    request = shot(case)
    request.shot.sentence = words
    return request


@pytest.mark.parametrize("case", ["wan", "wan_i2v", "wan_vace", "mochi"])
def test_an_encoder_that_makes_room_changes_no_bit(
    case: str, folders: dict[str, Path], tmp_path: Path, images: dict[str, Path]
) -> None:
    """And the pipeline films without one: nothing of it is left there while a shot is denoised."""
    stays = backend_of(case, folders[case], tmp_path, video_text_encoder="resident")
    goes = backend_of(case, folders[case], tmp_path, video_text_encoder="offloaded")
    seen: list[Any] = []

    def progress(*_: Any) -> None:
        seen.append(goes._pipe.text_encoder)  # type: ignore[attr-defined]

    away = np.stack(list(goes.film(shot(case), Desk(progress, images=images))))
    assert np.array_equal(away, film(stays, shot(case), Desk(lambda *_: None, images=images)))
    assert len(seen) > 2
    assert not any(seen)


@pytest.mark.parametrize("case", ["wan", "mochi"])
def test_another_pod_films_what_one_has_read_without_its_encoder(
    case: str, folders: dict[str, Path], tmp_path: Path, images: dict[str, Path]
) -> None:
    """Embeddings from the shelf give the same bits as those that the pod would make itself."""
    shelf = Shelved()
    whole = film(backend_of(case, folders[case], tmp_path), shot(case), desk(shelf, images))
    assert len(shelf.laid) == 2  # the shot's text, and what shall not be seen
    other = backend_of(case, folders[case], tmp_path)
    read = Visits(other)
    assert np.array_equal(film(other, shot(case), desk(shelf, images)), whole)
    assert not read.texts


def test_all_noted_texts_are_read_in_one_visit_and_only_once(folders: dict[str, Path], tmp_path: Path) -> None:
    """Five shots noted, one filmed: the encoder is visited once, and never again for this script."""
    backend = backend_of("wan", folders["wan"], tmp_path, video_text_encoder="offloaded")
    read, shelf = Visits(backend), Shelved()
    script = [worded(f"A boat, {number} gulls.") for number in range(5)]
    assert isinstance(backend, Reading)
    assert backend.note(script) == 6
    for request in script:
        film(backend, request, desk(shelf, {}))
    assert read.visits == 1
    assert sorted(set(read.texts)) == sorted(read.texts)
    assert len(read.texts) == 6


def test_noted_texts_may_be_read_before_any_shot(folders: dict[str, Path], tmp_path: Path) -> None:
    """By an idle pod, for all: the next shot's pod asks no encoder."""
    idle, busy = (backend_of("wan", folders["wan"], tmp_path) for _ in range(2))
    shelf, read = Shelved(), Visits(busy)
    assert isinstance(idle, Reading)
    idle.note([worded("A pier."), worded("A storm.")])
    idle.read_noted(shelf)
    film(busy, worded("A storm."), desk(shelf, {}))
    assert not read.texts


def test_an_idle_pod_reads_all_texts_of_a_long_script(folders: dict[str, Path], tmp_path: Path) -> None:
    """Also more than it keeps in memory itself; and the one that a shot wants is there among them."""
    backend: Any = backend_of("wan", folders["wan"], tmp_path)
    shelf, script = Shelved(), [worded(f"Gull {number}.") for number in range(KEPT + 30)]
    backend.note(script[:-1])
    backend.read_noted(shelf)
    assert len(shelf.laid) == len(script)  # one for what shall not be seen
    backend.note(script[:KEPT])
    film(backend, script[-1], desk(shelf, {}))
    assert len(shelf.laid) == len(script) + 1


def test_texts_are_read_one_at_a_time_whatever_comes_with_them(folders: dict[str, Path], tmp_path: Path) -> None:
    """A text's bits are those that it has by itself, also beside an empty one."""
    alone, together = Shelved(), Shelved()
    for shelf, texts in ((alone, ["A pier."]), (together, ["A pier.", "A storm.", ""])):
        backend: Any = backend_of("mochi", folders["mochi"], tmp_path)
        backend._prompts.note(texts)
        backend.read_noted(shelf)
    assert alone.laid.items() <= together.laid.items()


def test_a_damaged_embedding_is_read_anew(folders: dict[str, Path], tmp_path: Path) -> None:
    """Cut off, or one bit changed: the pictures are right all the same, and the shelf is mended."""
    shelf = Shelved()
    whole = film(backend_of("wan", folders["wan"], tmp_path), shot("wan"), desk(shelf, {}))
    sound = dict(shelf.laid)
    for harm in (lambda data: data[:-20], lambda data: b"", lambda data: data[:-1] + bytes([data[-1] ^ 1])):
        shelf.laid = {digest: harm(data) for digest, data in sound.items()}
        again = backend_of("wan", folders["wan"], tmp_path)
        read = Visits(again)
        assert np.array_equal(film(again, shot("wan"), desk(shelf, {})), whole)
        assert len(read.texts) == 2
        assert shelf.laid == sound


def test_embeddings_are_shared_by_all_that_have_the_same_encoder(folders: dict[str, Path], tmp_path: Path) -> None:
    """Another precision, device or release of a library is not the same; another transformer is."""
    run = ["wan", "torch.bfloat16", "NVIDIA H200", "torch 2.13.0"]
    one = encoder_digest(folders["wan"], tmp_path, run)
    assert one == encoder_digest(folders["wan-euler"], tmp_path, run)
    assert one != encoder_digest(folders["mochi"], tmp_path, run)
    for number in range(len(run)):
        other = [*run[:number], "another", *run[number + 1 :]]
        assert one != encoder_digest(folders["wan"], tmp_path, other)


def test_an_embedding_is_itself_again_after_a_file() -> None:
    """Padding is left out and comes back; words, an all-zero text and a mask too, to the bit."""
    torch.manual_seed(0)
    words = torch.randn(1, 9, 4).to(torch.bfloat16)
    words[:, 5:] = 0
    for embedding in (Embedding(words), Embedding(torch.zeros(1, 3, 4)), Embedding(words, torch.ones(1, 9).bool())):
        again = unpack(pack(embedding), torch.device("cpu"))
        assert again
        assert torch.equal(again.embeds, embedding.embeds)
        assert (again.mask is None) == (embedding.mask is None)
    assert len(pack(Embedding(words))) < len(pack(Embedding(torch.ones_like(words))))


@pytest.mark.parametrize(
    ("wanted", "free", "away"),
    [
        ("auto", None, False), ("auto", ROOM_BYTES, False), ("auto", ROOM_BYTES - 1, True),
        ("resident", 0, False), ("offloaded", None, True),
    ],
)  # fmt: skip
def test_the_encoder_makes_room_where_memory_is_short(wanted: str, free: int | None, away: bool) -> None:
    """Or where the setting says so; there is nothing to free without a GPU."""
    assert offloads(wanted, free) is away
