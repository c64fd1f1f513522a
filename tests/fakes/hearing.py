"""Songs heard by rule."""

import asyncio

from songreel.audio.v1 import audio_pb2, audio_pb2_grpc
from songreel.lalm.v1 import lalm_pb2, lalm_pb2_grpc
from songreel_chassis.errors import InvalidInput

from tests.fakes.ways import RATE, Context, Ways

SHOT_FRAMES = 48


class Audio(audio_pb2_grpc.AudioServiceServicer):
    """Every song has the same number of shots; a file that begins with `bad` is no song."""

    def __init__(self, ways: Ways) -> None:
        self.ways = ways

    async def HearSong(self, request: audio_pb2.HearSongRequest, context: Context) -> audio_pb2.HearSongResponse:  # noqa: N802
        self.ways.note("heard", song=request.song_uri)
        data = await self.ways.store().read_bytes(request.song_uri)
        if data is None or data.startswith(b"bad"):
            raise InvalidInput("This is not audio. Upload a song.", field="song_uri")
        await asyncio.sleep(self.ways.hear_seconds)
        shots = [self._shot(index, request.plan.rate) for index in range(self.ways.shots)]
        frames = SHOT_FRAMES * self.ways.shots
        analysis = audio_pb2.SongAnalysis(
            duration_seconds=frames / RATE, rate=request.plan.rate, frames=frames, shots=shots
        )
        analysis.tempo.bpm = 120.0
        return audio_pb2.HearSongResponse(analysis=analysis)

    @staticmethod
    def _shot(index: int, rate: audio_pb2.FrameRate) -> audio_pb2.TimedShot:
        start = index * SHOT_FRAMES
        music = audio_pb2.ShotMusic(energy=[0.1 * (i % 10) for i in range(SHOT_FRAMES)], bpm=120.0)
        cut = audio_pb2.Cut(reason=audio_pb2.CUT_REASON_DOWNBEAT, moment_seconds=start / rate.numerator, sentence="bar")
        return audio_pb2.TimedShot(index=index, start_frame=start, end_frame=start + SHOT_FRAMES, cut=cut, music=music)


class Lalm(lalm_pb2_grpc.LalmServiceServicer):
    """Always the same narrative."""

    def __init__(self, ways: Ways) -> None:
        self.ways = ways

    async def TellNarrative(  # noqa: N802
        self, request: lalm_pb2.TellNarrativeRequest, context: Context
    ) -> lalm_pb2.TellNarrativeResponse:
        return lalm_pb2.TellNarrativeResponse(narrative=lalm_pb2.Narrative(concept="A night drive.", model="fake"))
