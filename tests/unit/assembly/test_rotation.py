"""Keys are made as the handbook says, and changed without losing films; nobody else's certificate is signed."""

import asyncio
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from songreel.assembly.v1 import assembly_pb2
from songreel_assembly import keys
from songreel_assembly.credentials import Seal
from songreel_assembly.issuing import Issuer
from songreel_assembly.keys import SigningKey, load_key
from songreel_assembly.problems import CertificateForeign
from songreel_assembly.signing import document, is_signed, sign, signed_bytes
from songreel_assembly.trial import try_cutting
from songreel_chassis.artifacts import ArtifactStore
from songreel_chassis.errors import NotConfigured

from tests.unit.assembly.test_certificate import DIGEST, certificate

HANDBOOK = Path(__file__).parents[3] / "docs" / "operations" / "keys.md"
FILM = assembly_pb2.Film(sha256=DIGEST)
WAIVER = assembly_pb2.Waiver(measure="black_frames", shot_index=1, waived_by="Ada", reason="a blackout")

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="the handbook's commands need openssl")


def make_key(folder: Path) -> Path:
    """By the commands of the handbook."""
    (commands,) = re.findall(r"```sh\n(.*?)```", HANDBOOK.read_text(), re.DOTALL)
    folder.mkdir()
    subprocess.run(["/bin/sh", "-e", "-c", commands], cwd=folder, check=True, capture_output=True)
    return folder


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_key(tmp_path_factory.mktemp("keys") / "before")


@pytest.fixture(scope="module")
def today(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_key(tmp_path_factory.mktemp("keys") / "today")


def loaded(folder: Path, former: Path | None = None) -> SigningKey:
    return load_key(str(folder / "key.pem"), str(folder / "chain.pem"), str(former or folder / "former.pem"))


def issue_anew(folder: Path, key: SigningKey, stored: str) -> assembly_pb2.CertifyFilmResponse:
    """By a service with that key, of a certificate that lies in its store."""

    async def issue() -> assembly_pb2.CertifyFilmResponse:
        store = ArtifactStore(f"file://{folder}/artifacts", folder / "cache")
        uri = f"artifact:certificates/{'0' * 64}.json"
        await store.put_bytes(uri, stored.encode())
        return await Issuer(store, key).again(
            assembly_pb2.CertifyFilmRequest(certificate_uri=uri, film=FILM, waivers=[WAIVER])
        )

    return asyncio.run(issue())


def signed_by(key: SigningKey) -> assembly_pb2.Certificate:
    made = certificate()
    sign(made, key)
    return made


def test_a_key_of_the_handbook_signs_films_and_certificates(today: Path) -> None:
    """C2PA takes its certificates, the service cuts with it, and it is nobody's test key."""
    key = loaded(today)
    cut = try_cutting(Seal(key, "0.1.0", ""))
    assert cut.certificate.content_credentials.embedded
    assert not cut.certificate.content_credentials.test_certificate
    assert "Songreel films" in cut.certificate.content_credentials.issuer
    assert key.public_pem == (today / "public.pem").read_text()
    assert is_signed(document(signed_by(key)))


def test_a_certificate_of_the_former_key_is_issued_anew_with_todays(tmp_path: Path, before: Path, today: Path) -> None:
    """Once its chain is named; the old signature was looked at, the new one is today's."""
    stored = document(signed_by(loaded(before)))
    with pytest.raises(CertificateForeign, match="SONGREEL_ASSEMBLY_FORMER_CHAINS"):
        issue_anew(tmp_path, loaded(today), stored)
    issued = issue_anew(tmp_path, loaded(today, before / "chain.pem"), stored)
    assert issued.certificate.signing_public_key == (today / "public.pem").read_text()
    assert list(issued.certificate.waivers) == [WAIVER]
    assert is_signed(document(issued.certificate))


def test_nobody_elses_certificate_is_signed_by_another_name(tmp_path: Path, before: Path, today: Path) -> None:
    """A key's id is a word that anybody can write, and the test key is everybody's."""
    key = loaded(today, before / "chain.pem")
    forged = certificate()
    sign(forged, keys.test_key())
    other = loaded(make_key(tmp_path / "thief"))
    disguised = certificate()
    disguised.passed = True
    sign(disguised, SigningKey(other.private, other.chain, test=False))
    disguised.signing_key_id = key.id
    disguised.signature = b""
    disguised.signature = other.private.sign(signed_bytes(document(disguised)))
    assert is_signed(document(disguised))
    for made in (forged, disguised):
        with pytest.raises(CertificateForeign):
            issue_anew(tmp_path, key, document(made))


@pytest.mark.parametrize("text", ["no chain", "-----BEGIN CERTIFICATE-----\nx\n-----END CERTIFICATE-----\n"])
def test_chains_that_cannot_be_read_are_refused_in_words(tmp_path: Path, today: Path, text: str) -> None:
    """At start; an empty file is none, a missing one is a mistake."""
    (tmp_path / "former.pem").write_text(text)
    for path in (tmp_path / "former.pem", tmp_path / "none.pem"):
        with pytest.raises(NotConfigured, match="SONGREEL_ASSEMBLY_FORMER_CHAINS"):
            loaded(today, path)
    assert loaded(today).former == frozenset()
