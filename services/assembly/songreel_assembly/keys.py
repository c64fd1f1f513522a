"""The key that films and certificates are signed with: the one that the settings name, or the test key.

The test key is in the public source code, so its signature proves nothing but that signing works; whatever it signs
says so. It is made from fixed words and not at random, so that every process of a system has the same one.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from songreel_chassis.errors import NotConfigured

PEM = serialization.Encoding.PEM
TEST_AUTHORITY, TEST_SIGNER = "Songreel test authority", "Songreel test signer, proves nothing"
FORMER = "SONGREEL_ASSEMBLY_FORMER_CHAINS"
SETTINGS = "SONGREEL_ASSEMBLY_SIGNING_KEY and SONGREEL_ASSEMBLY_SIGNING_CHAIN"


@dataclass(frozen=True)
class SigningKey:
    """An Ed25519 key and the certificates that say whose it is."""

    private: Ed25519PrivateKey
    chain: str
    """PEM, the signer's own certificate first."""
    test: bool
    former: frozenset[str] = frozenset()
    """Public keys, PEM, that signed before this one: their certificates are still ours."""

    @property
    def public_pem(self) -> str:
        """The public half."""
        return pem_of(self.private.public_key())

    @property
    def ours(self) -> frozenset[str]:
        """Public keys whose certificates may be issued anew."""
        return self.former | {self.public_pem}

    @property
    def id(self) -> str:
        """sha256 of the public key's DER, the first 16 hexadecimal digits."""
        form = serialization.PublicFormat.SubjectPublicKeyInfo
        der = self.private.public_key().public_bytes(serialization.Encoding.DER, form)
        return ("test-" if self.test else "") + hashlib.sha256(der).hexdigest()[:16]

    @property
    def subject(self) -> str:
        """The signer, as its certificate has it."""
        return x509.load_pem_x509_certificate(self.chain.encode()).subject.rfc4514_string()


def load_key(key: str, chain: str, former: str = "") -> SigningKey:
    """The key of these files, or the test key where none is named. Raises NotConfigured that says what is wrong."""
    earlier = former_keys(former)
    if not key and not chain:
        return test_key()
    if not key or not chain:
        raise NotConfigured(f"{SETTINGS} go together: name both files, or neither.")
    try:
        private = serialization.load_pem_private_key(Path(key).read_bytes(), password=None)
        first = x509.load_pem_x509_certificates(Path(chain).read_bytes())[0]
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise NotConfigured(f"{SETTINGS}: {key} and {chain} cannot be read as PEM ({error}).") from error
    if not isinstance(private, Ed25519PrivateKey):
        raise NotConfigured(f"{SETTINGS}: {key} holds no Ed25519 key. Make one: openssl genpkey -algorithm ed25519.")
    if first.public_key() != private.public_key():
        raise NotConfigured(f"{SETTINGS}: the first certificate of {chain} is not that of the key in {key}.")
    return SigningKey(private, Path(chain).read_text(), test=False, former=earlier)


def former_keys(path: str) -> frozenset[str]:
    """Public keys, PEM, of the signers' certificates in a file of chains; an authority's own are passed over."""
    if not path:
        return frozenset()
    try:
        data = Path(path).read_bytes()
        found = x509.load_pem_x509_certificates(data) if data.strip() else []
    except (OSError, ValueError) as error:
        raise NotConfigured(f"{FORMER}: {path} cannot be read as certificates in PEM form ({error}).") from error
    keys = [each.public_key() for each in found if not _is_authority(each)]
    return frozenset(pem_of(key) for key in keys if isinstance(key, Ed25519PublicKey))


def pem_of(key: Ed25519PublicKey) -> str:
    """As certificates have it."""
    return key.public_bytes(PEM, serialization.PublicFormat.SubjectPublicKeyInfo).decode()


def _is_authority(certificate: x509.Certificate) -> bool:
    try:
        return bool(certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca)
    except x509.ExtensionNotFound:
        return False


def test_key() -> SigningKey:
    """The key that everybody has, with a certificate by an authority that nobody trusts (a profile that C2PA takes)."""
    authority, signer = (Ed25519PrivateKey.from_private_bytes(_digest(name)) for name in (TEST_AUTHORITY, TEST_SIGNER))
    issuer = _name(TEST_AUTHORITY)
    root = _certificate(issuer, issuer, authority, authority, is_authority=True)
    leaf = _certificate(_name(TEST_SIGNER), issuer, signer, authority, is_authority=False)
    return SigningKey(signer, "".join(made.public_bytes(PEM).decode() for made in (leaf, root)), test=True)


def _digest(name: str) -> bytes:
    return hashlib.sha256(name.encode()).digest()


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Songreel test"),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: Ed25519PrivateKey, by: Ed25519PrivateKey, *, is_authority: bool
) -> x509.Certificate:
    public = key.public_key()
    usage = x509.KeyUsage(
        digital_signature=not is_authority, content_commitment=False, key_encipherment=False, data_encipherment=False,
        key_agreement=False, key_cert_sign=is_authority, crl_sign=is_authority, encipher_only=False,
        decipher_only=False,
    )  # fmt: skip
    builder = (
        x509.CertificateBuilder(issuer, subject, public, 1 if is_authority else 2)
        .not_valid_before(datetime(2026, 1, 1))  # noqa: DTZ001  # a certificate's times are UTC by definition
        .not_valid_after(datetime(2046, 1, 1))  # noqa: DTZ001
        .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), critical=False)
        .add_extension(usage, critical=True)
    )
    if not is_authority:
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False)
    return builder.sign(by, None)
