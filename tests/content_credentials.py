"""A reader of C2PA manifests that shares no code with the library that writes them.

After the C2PA specification 2.2: the manifest store is a JUMBF box (ISO 19566-5) in a `uuid` box of the MP4, claims and
assertions are CBOR, the signature is COSE_Sign1 (RFC 9052) with a detached payload, and the file is bound by a sha256
over its boxes but the excluded ones, each led by its offset.
"""

import hashlib
import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cbor2
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

C2PA_UUID = bytes.fromhex("d8fec3d61b0e483c92975828877ec481")
X5CHAIN = 33
EXCLUDED = frozenset({b"ftyp", b"mfra", b"free", b"skip"})
"""Beside the manifest's own box; what the specification says is left out of the hash."""


@dataclass(frozen=True)
class Box:
    """A box of JUMBF: its label, what it holds, and its bytes without the header."""

    label: str
    payload: bytes
    content: bytes
    boxes: "tuple[Box, ...]" = ()

    def find(self, label: str) -> "Box":
        """The box of that label within this one."""
        return next(box for box in self.boxes if box.label == label)


@dataclass
class Credentials:
    """What a reader makes of a file."""

    claim: dict[str, Any]
    actions: list[dict[str, Any]]
    signers: list[x509.Certificate]
    faults: list[str] = field(default_factory=list)


def read_credentials(path: Path) -> Credentials:
    """The active manifest; `faults` says what does not hold. Raises StopIteration for a file without one."""
    data = path.read_bytes()
    store = jumbf(_manifest_store(data))[0]
    manifest = store.boxes[-1]
    assertions = manifest.find("c2pa.assertions")
    claim_box = manifest.find("c2pa.claim.v2")
    claim: dict[str, Any] = cbor2.loads(claim_box.content)
    by_label = {box.label: box for box in assertions.boxes}
    faults = []
    for reference in claim["created_assertions"]:
        label = reference["url"].rsplit("/", 1)[-1]
        if hashlib.sha256(by_label[label].payload).digest() != reference["hash"]:
            faults.append(f"assertion {label} was changed")
    chain, problem = _verify(manifest.find("c2pa.signature").content, claim_box.content)
    faults += [problem] if problem else []
    binding = next(cbor2.loads(box.content) for label, box in by_label.items() if label.startswith("c2pa.hash.bmff"))
    if _hash(data) != binding["hash"]:
        faults.append("the file was changed")
    actions = next(cbor2.loads(box.content) for label, box in by_label.items() if label.startswith("c2pa.actions"))
    return Credentials(claim, actions["actions"], chain, faults)


def jumbf(data: bytes) -> list[Box]:
    """The superboxes one after another."""
    boxes = []
    for kind, _, payload in _boxes(data):
        if kind != b"jumb":
            continue
        inner = list(_boxes(payload))
        description = inner[0][2]
        label = description[17:].split(b"\0", 1)[0].decode()
        content = b"".join(body for box, _, body in inner[1:] if box != b"jumb")
        boxes.append(Box(label, payload, content, tuple(jumbf(payload))))
    return boxes


def _boxes(data: bytes) -> Iterator[tuple[bytes, int, bytes]]:
    """Kind, offset and payload of each box."""
    at = 0
    while at + 8 <= len(data):
        size, kind, head = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8], 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        size = size or len(data) - at
        yield kind, at, data[at + head : at + size]
        at += size


def _manifest_store(data: bytes) -> bytes:
    uuid = next(body for kind, _, body in _boxes(data) if kind == b"uuid" and body[:16] == C2PA_UUID)
    body = uuid[20:]  # behind the version and flags
    _purpose, rest = body.split(b"\0", 1)
    return rest[8:]  # behind the offset to an auxiliary box


def _verify(signature: bytes, claim: bytes) -> tuple[list[x509.Certificate], str]:
    protected, unprotected, payload, signed = cbor2.loads(signature).value
    headers = {**unprotected, **cbor2.loads(protected)}
    found: Any = headers.get(X5CHAIN, headers.get("x5chain"))
    chain = [x509.load_der_x509_certificate(der) for der in (found if isinstance(found, list) else [found])]
    to_verify = cbor2.dumps(["Signature1", protected, b"", claim if payload is None else payload])
    key = chain[0].public_key()
    if not isinstance(key, Ed25519PublicKey):
        return chain, "the key is not Ed25519"
    try:
        key.verify(signed, to_verify)
    except InvalidSignature:
        return chain, "the signature does not fit the claim"
    for certificate, issuer in itertools.pairwise(chain):
        certificate.verify_directly_issued_by(issuer)
    return chain, ""


def _hash(data: bytes) -> bytes:
    """Version 2 and later of the hash put each box's offset, 8 bytes big endian, before the box."""
    digest = hashlib.sha256()
    offsets = [(kind, at, body) for kind, at, body in _boxes(data)]
    ends = [at for _, at, _ in offsets[1:]] + [len(data)]
    for (kind, at, body), end in zip(offsets, ends, strict=True):
        if kind in EXCLUDED or (kind == b"uuid" and body[:16] == C2PA_UUID):
            continue
        digest.update(at.to_bytes(8, "big"))
        digest.update(data[at:end])
    return digest.digest()
