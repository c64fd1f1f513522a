"""The AudioService: hears songs and plans their shots."""

from typing import Any, TypeAlias

import grpc
from songreel.audio.v1 import audio_pb2, audio_pb2_grpc
from songreel_chassis.artifacts import ArtifactStore
from songreel_chassis.errors import NotConfigured, ServiceError
from songreel_chassis.server import Service
from songreel_chassis.worker import ModelThread

from songreel_audio.analysis import analyse
from songreel_audio.backends import Listener, load_listener
from songreel_audio.decoding import SongLimits, decode_song
from songreel_audio.labels import read_label_sets
from songreel_audio.plan import plan_shots
from songreel_audio.plan.options import read_rate
from songreel_audio.plan_check import find_faults
from songreel_audio.settings import AudioSettings
from songreel_audio.warm_up import warm_up_song

NO_LABELS = "This service's tagger takes no labels. Leave label_sets empty, or choose another SONGREEL_AUDIO_TAGS."
Context: TypeAlias = "grpc.aio.ServicerContext[Any, Any]"


class PlanFaulty(ServiceError):
    """The planner broke a promise; nothing is filmed by such a plan."""


class LabelsNotTaken(NotConfigured):
    """This service's tagger has labels of its own, or there is none."""


class AudioServicer(audio_pb2_grpc.AudioServiceServicer):
    """Songs are heard one at a time in the model's thread; plans take milliseconds."""

    def __init__(self, settings: AudioSettings) -> None:
        self._settings = settings
        self._limits = SongLimits(settings.longest_song_seconds, settings.largest_song_bytes)
        self._store = ArtifactStore(settings.artifacts_url, settings.cache_folder)
        self._thread = ModelThread("listener")
        self._listener: Listener | None = None

    async def HearSong(self, request: audio_pb2.HearSongRequest, context: Context) -> audio_pb2.HearSongResponse:  # noqa: N802  gRPC's name
        """Analyses a stored song and plans its shots."""
        read_rate(request.plan)  # a request that cannot be planned is refused before the song is heard
        listener = self._ready_listener()
        if request.label_sets and not (listener.tagger and listener.tagger.takes_labels):
            raise LabelsNotTaken(NO_LABELS, field="label_sets")
        read_label_sets(request.label_sets)  # so are labels that cannot be scored
        path = await self._store.local_path(request.song_uri)
        song = await self._thread.run(decode_song, path, self._limits)
        analysis = await self._thread.run(analyse, song, listener, request)
        planned = await self._thread.run(_planned, analysis, request.plan)
        return audio_pb2.HearSongResponse(analysis=planned)

    async def PlanShots(self, request: audio_pb2.PlanShotsRequest, context: Context) -> audio_pb2.PlanShotsResponse:  # noqa: N802  gRPC's name
        """Plans the shots of an analysed song anew."""
        return audio_pb2.PlanShotsResponse(analysis=await self._thread.run(_planned, request.analysis, request.plan))

    async def warm_up(self) -> None:
        """Loads the backend and hears a synthetic song with it."""
        self._listener = await self._thread.run(load_listener, self._settings)
        plan = audio_pb2.PlanOptions(rate=audio_pb2.FrameRate(numerator=24, denominator=1))
        song = warm_up_song()
        analysis = await self._thread.run(analyse, song, self._listener, audio_pb2.HearSongRequest())
        await self._thread.run(_planned, analysis, plan)

    async def close(self) -> None:
        """Stops the model's thread."""
        self._thread.stop()

    def _ready_listener(self) -> Listener:
        if self._listener is None:
            raise RuntimeError("called before warm_up()")
        return self._listener


def _planned(analysis: audio_pb2.SongAnalysis, options: audio_pb2.PlanOptions) -> audio_pb2.SongAnalysis:
    planned = plan_shots(analysis, options)
    if faults := find_faults(planned, options):
        raise PlanFaulty(f"The shots could not be planned: {faults[0]}. Report this with the song's sha256.")
    return planned


def build(settings: AudioSettings) -> Service:
    """The service as the chassis serves it."""
    servicer = AudioServicer(settings)
    return Service(
        name=audio_pb2.DESCRIPTOR.services_by_name["AudioService"].full_name,
        register=lambda server: audio_pb2_grpc.add_AudioServiceServicer_to_server(servicer, server),
        warm_up=servicer.warm_up,
        close=servicer.close,
    )
