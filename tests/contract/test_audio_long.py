"""The longest songs that are allowed, and one beyond, over real gRPC."""

import subprocess
from pathlib import Path

import grpc
import imageio_ffmpeg
import pytest
from songreel.audio.v1 import audio_pb2
from songreel_chassis.errors import read_rpc_error

from tests.contract.test_audio import PLAN, audio_service, stored

LIMIT_SECONDS = 20 * 60


def pulsing(path: Path, seconds: int) -> Path:
    """A chord that is struck twice a second and changes every eight seconds."""
    sound = "0.4*exp(-5*mod(t,0.5))*(sin(880*(1+0.125*mod(floor(t/8),4))*t)+sin(1320*t))"
    source = f"aevalsrc='{sound}':s=16000:d={seconds}"
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-f", "lavfi", "-i", source, "-b:a", "48k", str(path)]
    subprocess.run(command, check=True)
    return path


@pytest.mark.timeout(900)
async def test_twenty_minutes_are_heard_whole_and_a_second_more_is_refused(tmp_path: Path) -> None:
    """The plan of the longest song reaches its last frame; what is longer is refused with the limit."""
    async with audio_service(tmp_path) as audio:
        uri = await stored(tmp_path, pulsing(tmp_path / "long.opus", LIMIT_SECONDS))
        song = (await audio.HearSong(audio_pb2.HearSongRequest(song_uri=uri, plan=PLAN), timeout=800)).analysis
        assert song.frames == song.shots[-1].end_frame == LIMIT_SECONDS * 24
        assert song.tempo.bpm == pytest.approx(120, rel=0.01)
        assert all(shot.end_frame - shot.start_frame <= 240 for shot in song.shots[:-1])
        uri = await stored(tmp_path, pulsing(tmp_path / "longer.opus", LIMIT_SECONDS + 1))
        with pytest.raises(grpc.aio.AioRpcError) as refused:
            await audio.HearSong(audio_pb2.HearSongRequest(song_uri=uri, plan=PLAN))
        error = read_rpc_error(refused.value)
        assert error.status == grpc.StatusCode.INVALID_ARGUMENT
        assert "20 minutes" in error.message
