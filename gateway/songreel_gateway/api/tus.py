"""Resumable uploads after tus 1.0.0 (https://tus.io/protocols/resumable-upload): core, creation, creation-with-upload,
termination, checksum, expiration. Written here: the libraries for it keep uploads on one server's disk."""

import base64
import binascii
import hashlib
from collections.abc import AsyncIterator
from email.utils import formatdate
from typing import Annotated

from fastapi import APIRouter, Depends, Header, Request, Response

from songreel_gateway.api.answers import TheGateway, problems
from songreel_gateway.api.uploads import TheUploads, UploadId
from songreel_gateway.arrivals.incoming import Incoming, UploadWish
from songreel_gateway.arrivals.pieces import Checksum, WrongChecksum
from songreel_gateway.arrivals.room import closing
from songreel_gateway.problems import refuse
from songreel_gateway.store.uploads import OpenUpload

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,termination,checksum,expiration"
ALGORITHMS = ("sha1", "sha256", "md5")
BODY_MEDIA = "application/offset+octet-stream"
CHECKSUM_MISMATCH = 460  # tus' own
LARGEST = 2**53

Offset = Annotated[int, Header(ge=0, lt=LARGEST, description="How many bytes came before these.")]
Length = Annotated[int, Header(ge=1, lt=LARGEST, description="Of the whole song.")]
Metadata = Annotated[
    str, Header(max_length=4000, description="`filename` and `sha256`, each followed by a space and its Base64.")
]
Sum = Annotated[
    str | None, Header(max_length=200, description="`sha1`, `sha256` or `md5`, a space, the body's digest in Base64.")
]
BODY = {"requestBody": {"content": {BODY_MEDIA: {"schema": {"type": "string", "format": "binary"}}}, "required": True}}


async def speaks_tus(
    response: Response,
    tus_resumable: Annotated[str, Header(description="`1.0.0`.", examples=[VERSION])] = "",
) -> None:
    """Refuses other versions, as the protocol asks."""
    response.headers["tus-resumable"] = VERSION
    if tus_resumable != VERSION:
        headers = {"tus-version": VERSION, "tus-resumable": VERSION}
        detail = f"Send the header Tus-Resumable: {VERSION}. Other versions are not spoken here."
        raise closing(refuse("precondition-failed", 412, detail, headers))


ROUTER = APIRouter(prefix="/v1/tus", tags=["uploads"])
SPEAKS = [Depends(speaks_tus)]


@ROUTER.options("", status_code=204)
@ROUTER.options("/{upload_id}", status_code=204, include_in_schema=False)
async def describe_tus(response: Response, gateway: TheGateway) -> None:
    """What this server can: versions, extensions, sizes."""
    response.headers["tus-resumable"] = response.headers["tus-version"] = VERSION
    response.headers["tus-extension"] = EXTENSIONS
    response.headers["tus-max-size"] = str(gateway.settings.upload_limit_bytes)
    response.headers["tus-checksum-algorithm"] = ",".join(ALGORITHMS)


@ROUTER.post("", status_code=201, dependencies=SPEAKS, responses=problems(400, 412, 413, 422, 429, 507))
async def create_tus_upload(
    request: Request, response: Response, uploads: TheUploads, upload_length: Length, upload_metadata: Metadata = ""
) -> None:
    """Begins an upload; its address is in the answer's `Location`. A body with the first bytes may come with it."""
    told = read_metadata(upload_metadata)
    upload = await uploads.open(UploadWish(told.get("filename", ""), upload_length, told.get("sha256") or None))
    received = 0
    if request.headers.get("content-type") == BODY_MEDIA:
        received = await _append(uploads, upload, request, response, None)
        response.headers["upload-offset"] = str(received)
    response.headers["location"] = f"/v1/tus/{upload.id}"
    response.headers["upload-expires"] = formatdate(upload.expires_at, usegmt=True)


@ROUTER.head("/{upload_id}", dependencies=SPEAKS, responses=problems(404, 412))
async def read_tus_offset(upload_id: UploadId, response: Response, uploads: TheUploads) -> None:
    """How much is here: go on from `Upload-Offset`."""
    upload = await uploads.find(upload_id)
    _tell(response, upload, upload.received_bytes)
    response.headers["upload-length"] = str(upload.size_bytes)
    response.headers["cache-control"] = "no-store"


@ROUTER.patch(
    "/{upload_id}",
    status_code=204,
    dependencies=SPEAKS,
    openapi_extra=BODY,
    responses=problems(400, 404, 409, 412, 413, 415, 422, CHECKSUM_MISMATCH, 507),
)
async def append_tus_upload(
    upload_id: UploadId,
    request: Request,
    response: Response,
    uploads: TheUploads,
    upload_offset: Offset,
    upload_checksum: Sum = None,
) -> None:
    """Takes the next bytes. With the last of them the song is made: its id is in `Songreel-Song-Id`."""
    if request.headers.get("content-type") != BODY_MEDIA:
        raise closing(refuse("unsupported-media-type", 415, f"Send the bytes with Content-Type: {BODY_MEDIA}."))
    upload = await uploads.find(upload_id)
    if upload.part_bytes is not None:
        raise closing(refuse("conflict", 409, "This upload comes by parts: PUT them to their URLs."))
    if upload_offset != upload.received_bytes:
        detail = f"{upload.received_bytes} bytes are here, and these begin at {upload_offset}. Ask with HEAD, go on."
        raise closing(refuse("conflict", 409, detail, {"upload-offset": str(upload.received_bytes)}))
    received = await _append(uploads, upload, request, response, read_checksum(upload_checksum))
    _tell(response, upload, received)


@ROUTER.delete("/{upload_id}", status_code=204, dependencies=SPEAKS, responses=problems(404, 412))
async def terminate_tus_upload(upload_id: UploadId, uploads: TheUploads) -> None:
    """Ends an upload and removes what came of it. A song that was completed stays."""
    await uploads.remove(await uploads.find(upload_id))


async def _append(
    uploads: Incoming, upload: OpenUpload, request: Request, response: Response, checksum: Checksum | None
) -> int:
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and upload.received_bytes + int(declared) > upload.size_bytes:
        detail = f"This is more than the {upload.size_bytes} bytes that the upload was begun with."
        raise closing(refuse("too-large", 413, detail))
    body: AsyncIterator[bytes] = request.stream()
    try:
        received = await uploads.append(upload, body, checksum)
    except WrongChecksum:
        detail = "What came does not have the checksum in Upload-Checksum. Nothing of it was kept; send it again."
        raise refuse("bad-request", CHECKSUM_MISMATCH, detail) from None
    if received == upload.size_bytes:
        song, _new = await uploads.whole(await uploads.find(upload.id))
        response.headers["songreel-song-id"] = song.id
    return received


def _tell(response: Response, upload: OpenUpload, received_bytes: int) -> None:
    response.headers["upload-offset"] = str(received_bytes)
    response.headers["upload-expires"] = formatdate(upload.expires_at, usegmt=True)
    if upload.song_id:
        response.headers["songreel-song-id"] = upload.song_id


def read_metadata(header: str) -> dict[str, str]:
    """The pairs of Upload-Metadata. Raises Refusal for what is not Base64."""
    told = {}
    for pair in filter(None, (part.strip() for part in header.split(","))):
        name, _, value = pair.partition(" ")
        try:
            told[name] = base64.b64decode(value, validate=True).decode(errors="replace")
        except binascii.Error:
            raise refuse("bad-request", 400, f"Upload-Metadata: the value of {name!r} is not Base64.") from None
    sha256 = told.get("sha256", "")
    if sha256 and (len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef")):
        raise refuse("bad-request", 400, "Upload-Metadata: sha256 is 64 digits of lower-case hexadecimal.")
    return told


def read_checksum(header: str | None) -> Checksum | None:
    """What Upload-Checksum says. Raises Refusal for an algorithm that is not known."""
    if header is None:
        return None
    algorithm, _, value = header.partition(" ")
    try:
        digest = base64.b64decode(value, validate=True)
    except binascii.Error:
        digest = b""
    if algorithm not in ALGORITHMS or len(digest) != hashlib.new(algorithm, usedforsecurity=False).digest_size:
        detail = f"Upload-Checksum is one of {', '.join(ALGORITHMS)}, a space, and the digest in Base64."
        raise closing(refuse("bad-request", 400, detail))
    return Checksum(algorithm, digest)
