"""Proto messages as artifacts: what is too big for a workflow's journal travels between its steps by URI."""

from typing import TypeVar

from google.protobuf.message import Message
from songreel_chassis.artifacts import SCHEME, ArtifactStore, request_digest
from songreel_chassis.errors import NotFound

M = TypeVar("M", bound=Message)


class Messages:
    """Messages in their binary form, each written once."""

    def __init__(self, store: ArtifactStore) -> None:
        self.store = store

    async def find(self, kind: str, cause: bytes, video_id: str, message_type: type[M]) -> M | None:
        """What an earlier run of the same step put, or None."""
        data = await self.store.read_bytes(self.uri(kind, cause, video_id))
        return None if data is None else message_type.FromString(data)

    async def put(self, kind: str, cause: bytes, video_id: str, message: Message) -> str:
        """The URI of the message, or of what was put before for the same cause (a request's bytes) and video."""
        uri = self.uri(kind, cause, video_id)
        await self.store.put_bytes(uri, message.SerializeToString(deterministic=True))
        return uri

    async def get(self, uri: str, message_type: type[M]) -> M:
        """The message that was put. Raises NotFound when somebody removed it."""
        data = await self.store.read_bytes(uri)
        if data is None:
            raise NotFound(f"The artifact {uri} is not in the store any more. Create the video again.")
        return message_type.FromString(data)

    @staticmethod
    def uri(kind: str, cause: bytes, video_id: str) -> str:
        """Of one video: another one asks the service anew, for its model may be a better one by then."""
        return f"{SCHEME}{kind}/{request_digest(cause, video_id)}.binpb"
