"""A one-second film of a test picture and a tone: proof that FFmpeg, PyAV and the signing key work here, before anybody
asks."""

import tempfile
from pathlib import Path

import ffmpeg
import imageio_ffmpeg
from songreel.assembly.v1 import assembly_pb2
from songreel.audio.v1 import audio_pb2
from songreel.video.v1 import video_pb2

from songreel_assembly.credentials import Seal
from songreel_assembly.cutting import FilmCut, cut
from songreel_assembly.order import CutOrder, check_request

RATE = audio_pb2.FrameRate(numerator=24, denominator=1)
SIZE = video_pb2.FrameSize(width_pixels=64, height_pixels=48)
FRAMES = 12


def try_cutting(seal: Seal | None = None) -> FilmCut:
    """Cuts two clips of half a second, and seals the film; raises when anything is amiss."""
    with tempfile.TemporaryDirectory(prefix="songreel-trial-") as name:
        folder = Path(name)
        clip, song = folder / "clip.mp4", folder / "song.wav"
        picture = ffmpeg.input(f"testsrc2=size={SIZE.width_pixels}x{SIZE.height_pixels}:rate=24", format="lavfi")
        tone = ffmpeg.input("sine=frequency=440:duration=1:sample_rate=44100", format="lavfi")
        flags = {"frames:v": FRAMES, "c:v": "libx264", "pix_fmt": "yuv420p", "video_track_timescale": 24_000}
        for made in (picture.output(str(clip), **flags), tone.output(str(song))):
            made.run(cmd=imageio_ffmpeg.get_ffmpeg_exe(), capture_stdout=True, capture_stderr=True)
        shots = [audio_pb2.TimedShot(index=i, start_frame=i * FRAMES, end_frame=(i + 1) * FRAMES) for i in range(2)]
        request = assembly_pb2.CutFilmRequest(
            song_uri="trial",
            analysis=audio_pb2.SongAnalysis(
                duration_samples=44_100, sample_rate_hz=44_100, rate=RATE, frames=2 * FRAMES, shots=shots
            ),
            clips=[video_pb2.Clip(shot_index=i, frames=FRAMES, rate=RATE, size=SIZE) for i in range(2)],
        )
        check_request(request)
        return cut(CutOrder(request, song, (clip, clip)), folder, compatible=False, seal=seal)
