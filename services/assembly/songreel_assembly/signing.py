"""Certificates as signed JSON, and the check of a signature.

Signed is the certificate's JSON without its `signature`, in the canonical form of RFC 8785, so that whoever reads the
file may check it in any language, however it was stored or indented.
"""

import base64
import binascii
import json

import rfc8785
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from google.protobuf import json_format
from songreel.assembly.v1 import assembly_pb2

from songreel_assembly.keys import SigningKey


def sign(certificate: assembly_pb2.Certificate, key: SigningKey) -> None:
    """Writes key and signature into the certificate."""
    certificate.signing_key_id = key.id
    certificate.signing_public_key = key.public_pem
    certificate.signed_with_test_key = key.test
    certificate.signature = b""
    certificate.signature = key.private.sign(signed_bytes(document(certificate)))


def document(certificate: assembly_pb2.Certificate) -> str:
    """The certificate as it is stored: its JSON form, zeros included."""
    return json_format.MessageToJson(certificate, always_print_fields_with_no_presence=True)


def read(stored: str) -> assembly_pb2.Certificate:
    """A stored certificate; what a later version added to it is passed over."""
    return json_format.Parse(stored, assembly_pb2.Certificate(), ignore_unknown_fields=True)


def signed_bytes(stored: str) -> bytes:
    """What the signature of a stored certificate is over."""
    said = json.loads(stored)
    said.pop("signature", None)
    return rfc8785.dumps(said)


def is_signed(stored: str) -> bool:
    """Whether nothing of a stored certificate was changed since it was signed with the key that stands in it.

    Whose key that is, is another question: compare `signingPublicKey` with one that you know.
    """
    try:
        said = json.loads(stored)
        public = load_pem_public_key(said["signingPublicKey"].encode())
        if not isinstance(public, Ed25519PublicKey):
            return False
        public.verify(base64.b64decode(said["signature"]), signed_bytes(stored))
    except (ValueError, KeyError, TypeError, AttributeError, binascii.Error, InvalidSignature):
        return False
    return True
