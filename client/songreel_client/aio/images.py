"""Pictures of characters: uploaded, and named in a brief in place of the files that it names.

Generated from images.py by `make async`: change that.
"""

from pathlib import Path
from typing import Any
from urllib.parse import quote

from songreel_client.aio.transport import AsyncTransport
from songreel_client.errors import CannotRead
from songreel_client.images import FOR_UPLOADS, Consent, Image, _image
from songreel_client.orders import Brief, brief_body
from songreel_client.transport import given


class AsyncImages:
    """Pictures of a gateway."""

    def __init__(self, transport: AsyncTransport) -> None:
        self._transport = transport

    async def upload(self, path: Path, consent: Consent | None = None) -> Image:
        """The stored picture: PNG, JPEG or WebP, with what is declared of it. Raises CannotRead, ApiError,
        Unreachable."""
        try:
            data = path.read_bytes()
        except OSError as error:
            raise CannotRead(f"The picture {path} cannot be read: {error.strerror}.") from error
        headers = {"content-type": "application/octet-stream"}
        told = {"declared_by": consent.declared_by, "consent": consent.statement} if consent else {}
        return _image(await self._transport.call("POST", "/v1/images", content=data, headers=headers, params=told))

    async def get(self, image_id: str) -> Image:
        """A picture that was uploaded."""
        return _image(await self._transport.call("GET", f"/v1/images/{quote(image_id, safe='')}"))

    async def list(self, limit: int = 20, cursor: str = "") -> tuple[list[str], str]:
        """The ids of a page of pictures, newest first, and the next page's cursor (empty on the last)."""
        page = await self._transport.call("GET", "/v1/images", params=given(limit=limit, cursor=cursor))
        return [each["id"] for each in page["images"]], page.get("next_cursor") or ""

    async def delete(self, image_id: str) -> None:
        """Deletes a picture that no video follows, with what was declared of it. Raises ApiError."""
        await self._transport.call("DELETE", f"/v1/images/{quote(image_id, safe='')}")

    async def named_in(self, brief: Brief | dict[str, Any]) -> dict[str, Any]:
        """The brief's JSON, once every picture that a character names as a file is uploaded and named by its id."""
        body = brief_body(brief)
        characters = body.get("characters")
        if not isinstance(characters, (list, tuple)):
            return body  # for the gateway to refuse
        return body | {"characters": [await self._uploaded(each) for each in characters]}

    async def _uploaded(self, character: Any) -> Any:
        if not isinstance(character, dict) or not character.get("images"):
            return character
        words, by = str(character.get("consent", "")), str(character.get("consent_by", ""))
        consent = Consent(by, words) if words or by else None
        ids = [(await self.upload(Path(path), consent)).id for path in character["images"]]
        rest = {name: value for name, value in character.items() if name not in FOR_UPLOADS}
        return rest | {"image_ids": [*character.get("image_ids", ()), *ids]}
