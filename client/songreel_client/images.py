"""Pictures of characters: uploaded, and named in a brief in place of the files that it names."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from songreel_client.errors import CannotRead
from songreel_client.orders import Brief, brief_body
from songreel_client.resources import read
from songreel_client.transport import Transport, given

FOR_UPLOADS = ("images", "consent", "consent_by")
"""Of a brief's characters: what is said of files, and is not part of an order."""


@dataclass(frozen=True)
class Consent:
    """A declaration about a picture; it stands in the certificate of every film that follows the picture."""

    declared_by: str
    statement: str
    """Who is seen and that they agreed to be seen in films, or that nobody real is seen."""
    declared_at: str = ""
    """ISO 8601; set by the gateway."""


@dataclass(frozen=True)
class Image:
    """An uploaded picture, kept as a PNG. The same picture is the same image."""

    id: str
    """For `Character.image_ids`."""
    uri: str
    """For `image_uris` of a script's characters."""
    size_bytes: int
    width_pixels: int
    height_pixels: int
    consents: tuple[Consent, ...] = ()
    """What was declared of it, oldest first."""


class Images:
    """Pictures of a gateway."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def upload(self, path: Path, consent: Consent | None = None) -> Image:
        """The stored picture: PNG, JPEG or WebP, with what is declared of it. Raises CannotRead, ApiError,
        Unreachable."""
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CannotRead(f"The picture {path} cannot be read: {error.strerror}.") from error
        headers = {"content-type": "application/octet-stream"}
        told = {"declared_by": consent.declared_by, "consent": consent.statement} if consent else {}
        return _image(self._transport.call("POST", "/v1/images", content=data, headers=headers, params=told))

    def get(self, image_id: str) -> Image:
        """A picture that was uploaded."""
        return _image(self._transport.call("GET", f"/v1/images/{quote(image_id, safe='')}"))

    def list(self, limit: int = 20, cursor: str = "") -> tuple[list[str], str]:
        """The ids of a page of pictures, newest first, and the next page's cursor (empty on the last)."""
        page = self._transport.call("GET", "/v1/images", params=given(limit=limit, cursor=cursor))
        return [each["id"] for each in page["images"]], page.get("next_cursor") or ""

    def delete(self, image_id: str) -> None:
        """Deletes a picture that no video follows, with what was declared of it. Raises ApiError."""
        self._transport.call("DELETE", f"/v1/images/{quote(image_id, safe='')}")

    def named_in(self, brief: Brief | dict[str, Any]) -> dict[str, Any]:
        """The brief's JSON, once every picture that a character names as a file is uploaded and named by its id."""
        body = brief_body(brief)
        characters = body.get("characters")
        if not isinstance(characters, (list, tuple)):
            return body  # for the gateway to refuse
        return body | {"characters": [self._uploaded(each) for each in characters]}

    def _uploaded(self, character: Any) -> Any:
        if not isinstance(character, dict) or not character.get("images"):
            return character
        words, by = str(character.get("consent", "")), str(character.get("consent_by", ""))
        consent = Consent(by, words) if words or by else None
        ids = [self.upload(Path(path), consent).id for path in character["images"]]
        rest = {name: value for name, value in character.items() if name not in FOR_UPLOADS}
        return rest | {"image_ids": [*character.get("image_ids", ()), *ids]}


def _image(document: dict[str, Any]) -> Image:
    told = tuple(read(Consent, each) for each in document.get("consents") or ())
    return read(Image, document | {"consents": told})
