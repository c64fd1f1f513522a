"""Certificates held against film, song and key: what holds, what does not and what nobody can say, each in words."""

import base64
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from songreel.assembly.v1 import assembly_pb2
from songreel.critic.v1 import critic_pb2
from songreel_assembly.schema import shipped_schema as issuers_schema
from songreel_assembly.signing import document, sign
from songreel_chassis.artifacts import file_sha256
from songreel_client.certificates import Evidence, check_certificate
from songreel_client.certificates.checks import shipped_schema
from songreel_client.certificates.sound import sound_sha256
from songreel_client.certificates.telling import certificate_lines
from songreel_client.errors import BadInput, CannotRead

from tests.unit.assembly.test_certificate import KEY, certificate

Said = dict[str, Any]


def ffmpeg(*arguments: object) -> None:
    subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", *map(str, arguments)], check=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A film of a second, the same in another box, one with another sound, and none at all."""
    folder = tmp_path_factory.mktemp("films")
    picture, tone = ("-f", "lavfi", "-i", "color=s=32x32:d=1"), ("-f", "lavfi", "-i", "sine=f=440:d=1")
    ffmpeg(*picture, *tone, "-c:a", "aac", folder / "film.mp4")
    ffmpeg("-i", folder / "film.mp4", "-c", "copy", "-metadata", "title=another", folder / "boxed.mp4")
    ffmpeg(*picture, "-f", "lavfi", "-i", "sine=f=880:d=1", "-c:a", "aac", folder / "other.mp4")
    ffmpeg(*picture, folder / "silent.mp4")
    (folder / "song.mp3").write_bytes(b"la la")
    (folder / "none.mp4").write_bytes(b"no film")
    return folder


@pytest.fixture(scope="module")
def signed(folder: Path) -> str:
    """The certificate of film.mp4 as it is stored."""
    made = certificate()
    made.film_sha256, made.song_sha256 = file_sha256(folder / "film.mp4"), file_sha256(folder / "song.mp3")
    made.soundtrack.film_packets_sha256 = str(sound_sha256(folder / "film.mp4"))
    sign(made, KEY)
    return document(made)


def answers(text: str, **evidence: Path) -> dict[str, str]:
    return {check.name: check.answer for check in check_certificate(text, Evidence(**evidence))}


def test_the_form_that_is_checked_is_the_one_that_is_issued() -> None:
    """Two packages ship it, since neither may know the other."""
    assert shipped_schema() == issuers_schema()


def test_a_certificate_holds_for_its_film_song_and_key(signed: str, folder: Path, tmp_path: Path) -> None:
    """All of it; indented anew it is still the same document."""
    (tmp_path / "key.pem").write_text(KEY.public_pem)
    for text in (signed, json.dumps(json.loads(signed), sort_keys=True)):
        found = answers(text, film=folder / "film.mp4", song=folder / "song.mp3", key=tmp_path / "key.pem")
        assert found == dict.fromkeys(["form", "signature", "key", "film", "sound", "song"], "holds")


def test_what_cannot_be_said_is_not_said(signed: str) -> None:
    """Without a film there is no answer about it; whose key it is, only a key can tell; the test key is anybody's."""
    found = {check.name: check for check in check_certificate(signed, Evidence())}
    assert [name for name, check in found.items() if check.answer == "unknown"] == ["key", "film"]
    assert "which anybody has" in found["key"].sentence


@pytest.mark.parametrize(
    ("film", "answered"),
    [("boxed.mp4", ("fails", "holds")), ("other.mp4", ("fails", "fails")), ("silent.mp4", ("fails", "fails")),
     ("none.mp4", ("fails", "fails"))],
)  # fmt: skip
def test_another_film_is_told_from_the_same_sound_in_another_file(
    signed: str, folder: Path, film: str, answered: tuple[str, str]
) -> None:
    """A file that was only written anew keeps its sound; another song, no sound and no film do not."""
    found = answers(signed, film=folder / film)
    assert (found["film"], found["sound"]) == answered


def reshape(said: Said) -> None:
    said["framesOff"] = "none"


CHANGES: dict[str, Callable[[Said], object]] = {
    "a figure": lambda said: said.update(framesOff=3),
    "the film": lambda said: said.update(filmSha256="0" * 64),
    "a word": lambda said: said["clips"][0].update(prompt="another"),
    "the signature": lambda said: said.update(signature=base64.b64encode(b"x" * 64).decode()),
    "no signature": lambda said: said.pop("signature"),
    "no key": lambda said: said.update(signingPublicKey="a key"),
    "no number where one was": reshape,
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_certificate_does_not_hold(signed: str, change: str) -> None:
    """Whatever was changed."""
    said = json.loads(signed)
    CHANGES[change](said)
    assert answers(json.dumps(said))["signature"] == "fails"


def test_a_certificate_out_of_form_is_named_by_the_place(signed: str) -> None:
    """Signed or not."""
    said = json.loads(signed)
    reshape(said)
    (form,) = [check for check in check_certificate(json.dumps(said), Evidence()) if check.name == "form"]
    assert (form.answer, "$.framesOff" in form.sentence) == ("fails", True)


def test_a_certificate_of_another_form_is_not_held_against_this_one(signed: str) -> None:
    """Forms before and after this one: the signature is checked all the same."""
    for form in (1, 3):
        assert answers(json.dumps(json.loads(signed) | {"formVersion": form}))["form"] == "unknown"


def test_another_key_than_the_trusted_one_does_not_hold(signed: str, tmp_path: Path) -> None:
    """A file that is no key, or not there, is said to be."""
    other = Ed25519PrivateKey.generate().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    (tmp_path / "other.pem").write_bytes(other)
    assert answers(signed, key=tmp_path / "other.pem")["key"] == "fails"
    (tmp_path / "other.pem").write_text("a key")
    with pytest.raises(BadInput, match="PEM"):
        check_certificate(signed, Evidence(key=tmp_path / "other.pem"))
    with pytest.raises(CannotRead, match="none"):
        check_certificate(signed, Evidence(key=tmp_path / "none.pem"))


@pytest.mark.parametrize("text", ["", "film", "[]", '{"passed": true}'])
def test_what_is_no_certificate_is_refused(text: str) -> None:
    """In words."""
    with pytest.raises(BadInput, match="certificate"):
        check_certificate(text, Evidence())


def test_a_certificate_is_told_in_lines() -> None:
    """Verdict, limits, findings, who waived what, what filming took; what others wrote stays on its line."""
    made = certificate()
    made.findings.add(measure="black_frames", severity=critic_pb2.SEVERITY_DEFECT, shot_index=1, sentence="Black\n.")
    made.waivers.add(measure="black_frames", shot_index=1, waived_by="Ada", reason="a blackout")
    made.costs.add(device="cpu", shot_count=2, take_count=3, all_takes_seconds=4.5)
    made.passed = False
    text = "\n".join(certificate_lines(made))
    for told in ("not passed", "blocks delivery, kept (at most 0)", "information", "shot 1", "defect", "Black\\n.",
                 "Ada", "2 shots of 3 takes", "no price", "no estimate of energy"):  # fmt: skip
        assert told in text
    assert "Findings" not in "\n".join(certificate_lines(assembly_pb2.Certificate()))
