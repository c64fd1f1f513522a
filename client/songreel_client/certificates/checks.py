"""Whether a certificate is what was signed, and a film the one that it is of: each question with its answer in words.

Needs no gateway and no network: the certificate's file, and whatever of film, song and key is at hand.
"""

import base64
import binascii
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import jsonschema
import rfc8785
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from songreel_client.certificates.sound import sound_sha256
from songreel_client.errors import BadInput, CannotRead
from songreel_client.texts import printable, shortened

Answer = Literal["holds", "fails", "unknown"]
MOST_LETTERS = 160


@dataclass(frozen=True)
class Evidence:
    """What a certificate is held against; each may be missing."""

    film: Path | None = None
    song: Path | None = None
    key: Path | None = None
    """PEM of the public key that is trusted, or of its certificate's key."""


@dataclass(frozen=True)
class Check:
    """One question and its answer."""

    name: str
    """form, signature, key, film, sound, song."""
    answer: Answer
    sentence: str


def check_certificate(text: str, evidence: Evidence) -> list[Check]:
    """The answers, all of them also where one fails. Raises BadInput for what is no certificate, CannotRead."""
    try:
        said = json.loads(text)
    except ValueError as error:
        raise BadInput(f"The certificate is no JSON ({error}). Name the file that lies beside the film.") from error
    if not isinstance(said, dict) or "filmSha256" not in said:
        raise BadInput("The JSON is no certificate of a film: nothing in it says which film it is of.")
    return [
        _form(said),
        _signature(said),
        _key(said, evidence.key),
        *_film(said, evidence.film),
        *_song(said, evidence),
    ]


def shipped_schema() -> dict[str, Any]:
    """The form that this version knows."""
    found: dict[str, Any] = json.loads((files(__package__) / "certificate.schema.json").read_text("utf-8"))
    return found


def _form(said: dict[str, Any]) -> Check:
    schema = shipped_schema()
    known, form = schema["properties"]["formVersion"]["const"], said.get("formVersion", 1)
    if form != known:
        sentence = f"It is of form {form}; this songreel knows form {known}, so its members were not looked at."
        return Check("form", "unknown", sentence)
    error = jsonschema.exceptions.best_match(jsonschema.Draft202012Validator(schema).iter_errors(said))
    if error is None:
        return Check("form", "holds", f"It keeps to the schema of form {known}.")
    return Check(
        "form", "fails", f"It breaks its schema at {error.json_path}: {shortened(error.message, MOST_LETTERS)}"
    )


def _signature(said: dict[str, Any]) -> Check:
    signed = {name: value for name, value in said.items() if name != "signature"}
    try:
        public = load_pem_public_key(str(said["signingPublicKey"]).encode())
        if not isinstance(public, Ed25519PublicKey):
            raise TypeError("another kind of key")
        public.verify(base64.b64decode(said["signature"]), rfc8785.dumps(signed))
    except (ValueError, KeyError, TypeError, binascii.Error, UnsupportedAlgorithm):
        return Check("signature", "fails", "It is not signed, or not in a way that can be checked.")
    except InvalidSignature:
        return Check("signature", "fails", "It was changed since it was signed, or another key signed it.")
    return Check("signature", "holds", "Nothing of it was changed since it was signed.")


def _key(said: dict[str, Any], trusted: Path | None) -> Check:
    name = printable(str(said.get("signingKeyId") or "without a name"))
    if trusted is None:
        if said.get("signedWithTestKey"):
            return Check(
                "key", "unknown", "It is signed with the public test key, which anybody has: whose word it is, is open."
            )
        return Check(
            "key", "unknown", f"The key {name} signed it. Whose that is, --key says: name the public key you trust."
        )
    try:
        fits = _same_key(trusted.read_bytes(), str(said.get("signingPublicKey", "")).encode())
    except OSError as error:
        raise CannotRead(f"The key {printable(str(trusted))} cannot be read: {error.strerror}.") from error
    if fits:
        return Check("key", "holds", f"The key {name} is the one that you named.")
    return Check("key", "fails", f"The key {name} is not the one that you named.")


def _same_key(one: bytes, other: bytes) -> bool:
    try:
        keys = [load_pem_public_key(pem) for pem in (one, other)]
    except (ValueError, UnsupportedAlgorithm) as error:
        raise BadInput("A key is no public key in PEM form. openssl pkey -in key.pem -pubout writes one.") from error
    return keys[0] == keys[1]


def _film(said: dict[str, Any], film: Path | None) -> Iterator[Check]:
    if film is None:
        yield Check("film", "unknown", "No film was named, so none was held against it: --film FILM.mp4.")
        return
    name, whole = printable(film.name), digest(film, "film")
    if whole == said.get("filmSha256"):
        yield Check("film", "holds", f"{name} is the certified file, bit for bit.")
    else:
        yield Check("film", "fails", f"{name} is not the certified file: its sha256 is {whole}.")
    found = sound_sha256(film)
    if found is None:
        yield Check("sound", "fails", f"{name} has no sound that can be read.")
    elif found == (said.get("soundtrack") or {}).get("filmPacketsSha256"):
        own = ", which is the song's own" if said["soundtrack"].get("streamCopied") else ""
        yield Check("sound", "holds", f"The sound of {name} is the certified one{own}.")
    else:
        yield Check("sound", "fails", f"The sound of {name} is another one: the sha256 of its packets is {found}.")


def _song(said: dict[str, Any], evidence: Evidence) -> Iterator[Check]:
    if evidence.song:
        same = digest(evidence.song, "song") == said.get("songSha256")
        told = "is the song that the film is of" if same else "is not the song that the film is of"
        yield Check("song", "holds" if same else "fails", f"{printable(evidence.song.name)} {told}.")


def digest(path: Path, what: str) -> str:
    """sha256, lower-case hexadecimal. Raises CannotRead."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise CannotRead(f"The {what} {printable(str(path))} cannot be read: {error.strerror}.") from error
