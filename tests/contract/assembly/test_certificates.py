"""What the certificate and the film itself say of who made it, and that nobody can change it unnoticed."""

import hashlib
import io
import json
from pathlib import Path

import c2pa
import grpc
import jsonschema
import pypdf
import pytest
from google.protobuf import json_format
from songreel.assembly.v1 import assembly_pb2
from songreel.critic.v1 import critic_pb2
from songreel_assembly.schema import shipped_schema
from songreel_assembly.signing import is_signed
from songreel_chassis.artifacts import ArtifactStore
from songreel_chassis.errors import read_rpc_error
from songreel_client.certificates import Evidence, check_certificate

from tests.content_credentials import read_credentials
from tests.contract.assembly.scenes import Scene, Stub


async def test_the_certificate_is_stored_and_tells_who_made_what(
    assembly: Stub, store: ArtifactStore, scene: Scene
) -> None:
    """Its JSON is the message's own JSON form, zeros included, findings and provenance in it."""
    scene.request.findings.add(measure="motion", value=2.5, shot_index=1, sentence="It moves.")
    answer = await assembly.CutFilm(scene.request)
    document = json.loads(await store.read_text(answer.certificate_uri) or "")
    assert json_format.ParseDict(document, assembly_pb2.Certificate()) == answer.certificate
    assert document["framesOff"] == 0
    certificate = answer.certificate
    assert certificate.animatic
    assert len(certificate.clips) == len(scene.clips)
    assert certificate.findings[0].measure == "motion"
    assert certificate.cuts.cut_count == certificate.cuts.musical_count == len(scene.clips) - 1
    assert certificate.cuts.worst_error_frames == pytest.approx(0.25, abs=1e-6)
    assert certificate.film_sha256 == hashlib.sha256(
        (await store.local_path(answer.film.film_uri)).read_bytes()
    ).hexdigest()  # fmt: skip


async def test_the_film_says_in_itself_that_a_program_drew_it(
    assembly: Stub, store: ArtifactStore, scene: Scene, tmp_path: Path
) -> None:
    """A reader that shares no code with the writer finds the manifest whole, and minds one changed byte of the film."""
    answer = await assembly.CutFilm(scene.request)
    film = await store.local_path(answer.film.film_uri)
    found = read_credentials(film)
    assert found.faults == []
    assert found.actions[0]["action"] == "c2pa.created"
    assert found.actions[0]["digitalSourceType"].endswith("/algorithmicMedia")
    assert "proves nothing" in found.signers[0].subject.rfc4514_string()
    told = answer.certificate.content_credentials
    assert (told.embedded, told.test_certificate, told.digital_source_type) == (True, True, "algorithmicMedia")
    data = bytearray(film.read_bytes())
    data[-100] ^= 1
    (tmp_path / "changed.mp4").write_bytes(data)
    assert read_credentials(tmp_path / "changed.mp4").faults == ["the file was changed"]


async def test_the_writers_own_reader_finds_the_same(assembly: Stub, store: ArtifactStore, scene: Scene) -> None:
    """A generated film is named as one, with the models that filmed it; only trust in the test signer is missing."""
    for number, clip in enumerate(scene.request.clips):
        clip.provenance.animatic, clip.provenance.model = False, f"model {number % 2}"
    answer = await assembly.CutFilm(scene.request)
    film = await store.local_path(answer.film.film_uri)
    with c2pa.Reader(str(film)) as reader:
        said = json.loads(reader.json())
    assert [fault["code"] for fault in said["validation_status"]] == ["signingCredential.untrusted"]
    actions = said["manifests"][said["active_manifest"]]["assertions"]
    listed = next(each["data"]["actions"] for each in actions if each["label"].startswith("c2pa.actions"))
    assert listed[0]["digitalSourceType"].endswith("/trainedAlgorithmicMedia")
    assert [each["softwareAgent"]["name"] for each in listed[1:]] == ["model 0", "model 1"]
    assert read_credentials(film).faults == []


async def test_a_certificate_is_issued_anew_with_what_was_found_and_waived_since(
    assembly: Stub, store: ArtifactStore, scene: Scene
) -> None:
    """A defect of the whole film fails it, a waiver with a name and a reason lets it pass; the measured figures stay,
    and each issue is signed and has its page."""
    answer = await assembly.CutFilm(scene.request)
    assert answer.certificate.passed
    request = assembly_pb2.CertifyFilmRequest(certificate_uri=answer.certificate_uri, film=answer.film)
    request.findings.add(
        measure="repeated_shots", severity=critic_pb2.SEVERITY_DEFECT, shot_index=-1, sentence="Twice."
    )
    found = await assembly.CertifyFilm(request)
    assert not found.certificate.passed
    waiving = assembly_pb2.CertifyFilmRequest(certificate_uri=found.certificate_uri, film=answer.film)
    waiving.waivers.add(measure="repeated_shots", shot_index=-1, waived_by="Ada", reason="It is a refrain.")
    waived = await assembly.CertifyFilm(waiving)
    assert waived.certificate.passed
    assert waived.certificate.figures == answer.certificate.figures
    for issued in (found, waived):
        assert is_signed(await store.read_text(issued.certificate_uri) or "")
    assert "It is a refrain." in (await store.read_text(waived.certificate_page_uri) or "")
    paper = pypdf.PdfReader(io.BytesIO(await store.read_bytes(waived.certificate_pdf_uri) or b""))
    assert "It is a refrain." in "".join(page.extract_text() for page in paper.pages)
    jsonschema.validate(json.loads(await store.read_text(waived.certificate_uri) or ""), shipped_schema())


async def test_a_certificate_that_was_changed_is_not_issued_anew(
    assembly: Stub, store: ArtifactStore, scene: Scene
) -> None:
    """Nor one of another film, nor one that is not there."""
    answer = await assembly.CutFilm(scene.request)
    said = json.loads(await store.read_text(answer.certificate_uri) or "")
    changed = f"artifact:certificates/{'0' * 64}.json"
    await store.put_bytes(changed, json.dumps(said | {"framesOff": 3}).encode())
    for uri, film, words in (
        (changed, answer.film, "changed since"),
        (answer.certificate_uri, assembly_pb2.Film(sha256="f" * 64), "another film"),
        (f"artifact:certificates/{'1' * 64}.json", answer.film, "no certificate"),
    ):
        with pytest.raises(grpc.aio.AioRpcError) as caught:
            await assembly.CertifyFilm(assembly_pb2.CertifyFilmRequest(certificate_uri=uri, film=film))
        assert words in read_rpc_error(caught.value).message


async def test_the_certificate_counts_takes_money_and_consent_as_the_gateway_tells_them(
    assembly: Stub, store: ArtifactStore, scene: Scene
) -> None:
    """A rejected take costs too; energy is an estimate by a stated power; declarations stand there in their words."""
    device = "NVIDIA H100 80GB HBM3"
    for clip in scene.request.clips:
        clip.provenance.device, clip.provenance.filming_seconds, clip.provenance.gpu_count = device, 10, 1
        takes = scene.request.takes.add(shot_index=clip.shot_index, filmed_count=1, used_take=1, accepted=True)
        takes.costs.add(device=device, filming_seconds=10, gpu_count=1)
    scene.request.takes[0].costs.add(device=device, filming_seconds=14, gpu_count=1)
    scene.request.takes[0].filmed_count = 2
    scene.request.prices.add(device=device, per_hour=3.6, currency="EUR")
    scene.request.consents.add(character_id="ada", declared_by="Ada", statement="It is me.", declared_at="2026-11-26")
    certificate = (await assembly.CutFilm(scene.request)).certificate
    (cost,) = certificate.costs
    count = len(scene.request.clips)
    assert (cost.shot_count, cost.take_count, cost.gpu_seconds) == (count, count + 1, 10 * count + 14)
    assert cost.amount == pytest.approx((10 * count + 14) / 1000)
    assert cost.estimated_watt_hours == pytest.approx(700 * cost.gpu_seconds / 3600)
    assert certificate.takes == scene.request.takes
    assert certificate.consents == scene.request.consents
    assert certificate.form_version == shipped_schema()["properties"]["formVersion"]["const"]


async def test_a_film_holds_by_the_check_that_clients_make(
    assembly: Stub, store: ArtifactStore, scene: Scene, tmp_path: Path
) -> None:
    """The command's own check shares no code with the service: form, signature, film, sound and song."""
    answer = await assembly.CutFilm(scene.request)
    film, song = [await store.local_path(uri) for uri in (answer.film.film_uri, scene.request.song_uri)]
    text = await store.read_text(answer.certificate_uri) or ""
    found = {check.name: check.answer for check in check_certificate(text, Evidence(film=film, song=song))}
    assert found == {**dict.fromkeys(("form", "signature", "film", "sound", "song"), "holds"), "key": "unknown"}
    (tmp_path / "other.mp4").write_bytes((await store.read_bytes(scene.request.clips[0].clip_uri)) or b"")
    other = {check.name: check.answer for check in check_certificate(text, Evidence(film=tmp_path / "other.mp4"))}
    assert (other["film"], other["sound"]) == ("fails", "fails")
