"""The words that shots are filmed by and a film is cut with: as they were written, or as they were edited since."""

import contextlib

import grpc
from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2
from songreel_chassis.errors import NotFound, Unavailable

from songreel_gateway.asking import requests
from songreel_gateway.asking.draft import Draft
from songreel_gateway.asking.jobs import plan_of
from songreel_gateway.asking.messages import M, Messages
from songreel_gateway.asking.patience import Patience, Step
from songreel_gateway.asking.requests import Words
from songreel_gateway.asking.services import Services
from songreel_gateway.store.records import Records
from songreel_gateway.store.videos import Video

ANNOUNCING_SECONDS = 10.0
WORDS_POLL_SECONDS = 1.0  # words written by this process ring a bell; by another replica, they are seen this late


class ShootingScript:
    """Of all videos: each has one for every revision."""

    def __init__(self, records: Records, messages: Messages, patience: Patience) -> None:
        self._records = records
        self._messages = messages
        self._patience = patience

    async def await_words(self, video_id: str, index: int) -> bool:
        """True once the shot has its words; false when writing ended without them."""
        while not await self._records.shots.has_words(video_id, index):
            video = await self._records.videos.get(video_id)
            if video.problem is not None or video.ended:
                return False
            await self._records.bell.wait(video_id, WORDS_POLL_SECONDS)
        return True

    async def announce(self, services: Services, video_id: str) -> None:
        """Tells a video pod the words of all shots, which its text encoder then reads at once. None has to listen."""
        video = await self._records.videos.get(video_id)
        analysis, script = await self.analysis(video), await self.whole(video)
        ask = video_pb2.EncodePromptsRequest()
        for shot in script.shots:
            told = ask.shots.add()
            seed = int(video.order["seed"])
            told.CopyFrom(requests.film_shot(video.order, plan_of(video), analysis, (script, shot), seed))
            told.ClearField("timing")
        with contextlib.suppress(grpc.aio.AioRpcError, Unavailable):
            await services.video.any().EncodePrompts(ask, timeout=ANNOUNCING_SECONDS)

    async def words(self, video: Video, index: int) -> Words:
        """The treatment and a shot's words; the others may not be written yet."""
        edited = (await self._records.revisions.newest(video.id)).script_uri
        if edited:
            script = await self._read(video.id, edited, script_pb2.Script)
            return script, script.shots[index]
        step, draft = Step(video.id, "read", "artifact store", index), Draft(self._messages, video.key)
        treatment = await self._patience.call(step, draft.treatment)
        return treatment, await self._patience.call(step, lambda: draft.shot(index))

    async def whole(self, video: Video) -> script_pb2.Script:
        """All of it, as the newest revision is filmed by it."""
        edited = (await self._records.revisions.newest(video.id)).script_uri
        script = await self._read(video.id, edited or str(video.script_uri), script_pb2.Script)
        if not edited:  # what shots were filmed by came before the script was whole, and holds
            with contextlib.suppress(NotFound):
                treatment = await Draft(self._messages, video.key).treatment()
                script.look.CopyFrom(treatment.look)
                del script.characters[:]
                script.characters.extend(treatment.characters)
        return script

    async def analysis(self, video: Video) -> audio_pb2.SongAnalysis:
        """What was heard in the song, and where it is cut."""
        return await self._read(video.id, str(video.analysis_uri), audio_pb2.SongAnalysis)

    async def _read(self, video_id: str, uri: str, message_type: type[M]) -> M:
        step = Step(video_id, "read", "artifact store")
        return await self._patience.call(step, lambda: self._messages.get(uri, message_type))
