"""A few frames for the critic to look at before anybody asks: proof that its libraries work here."""

import tempfile
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from songreel.audio.v1 import audio_pb2
from songreel.critic.v1 import critic_pb2
from songreel.video.v1 import video_pb2

from songreel_critic.critics import Critic

FRAMES = 6
SIZE = video_pb2.FrameSize(width_pixels=64, height_pixels=48)


def look_at_a_trial(critic: Critic) -> list[critic_pb2.Finding]:
    """The findings of a small clip; raises when anything is amiss."""
    with tempfile.TemporaryDirectory(prefix="songreel-trial-") as folder:
        path = Path(folder) / "clip.mp4"
        with av.open(str(path), "w") as file:
            stream = file.add_stream("mpeg4", rate=24)
            stream.width, stream.height, stream.pix_fmt = SIZE.width_pixels, SIZE.height_pixels, "yuv420p"
            stream.time_base = Fraction(1, 24)
            for number in range(FRAMES):
                picture = np.full((SIZE.height_pixels, SIZE.width_pixels, 3), 20 * number, np.uint8)
                frame = av.VideoFrame.from_ndarray(picture, format="rgb24")
                frame.pts = number
                file.mux(stream.encode(frame))
            file.mux(stream.encode(None))
        rate = audio_pb2.FrameRate(numerator=24, denominator=1)
        request = critic_pb2.CheckTakeRequest(
            clip=video_pb2.Clip(frames=FRAMES, rate=rate, size=SIZE),
            timing=audio_pb2.TimedShot(start_frame=0, end_frame=FRAMES),
        )
        findings = critic.take(request, path)
        if any(finding.measure == "decodable" and finding.value for finding in findings):
            raise RuntimeError("The critic cannot decode video here.")
        return findings
