"""A job's papers (analysis, narrative, script): read and kept in the artifact store, patiently."""

from google.protobuf.message import Message

from songreel_gateway.asking.jobs import Job
from songreel_gateway.asking.messages import M, Messages
from songreel_gateway.asking.patience import Patience, Step
from songreel_gateway.store.songs import Songs


class Papers:
    """Of all jobs of a kind."""

    def __init__(self, songs: Songs, messages: Messages, patience: Patience) -> None:
        self._songs = songs
        self._messages = messages
        self._patience = patience

    async def song_uri(self, job: Job) -> str:
        """Of the song that it is about."""
        song = await self._songs.find(job.song_id)
        return song.uri if song else ""

    async def read(self, job: Job, uri: str, message_type: type[M]) -> M:
        """A message that was kept."""
        step = Step(job.id, "read", "artifact store")
        return await self._patience.call(step, lambda: self._messages.get(uri, message_type))

    async def keep(self, job: Job, verb: str, kind: str, cause: bytes, message: Message) -> str:
        """The URI of the message, or of what was kept before for the same cause."""
        step = Step(job.id, verb, "artifact store")
        return await self._patience.call(step, lambda: self._messages.put(kind, cause, job.key, message))
