"""Stills of a film, shot by shot, without holding more than one shot's."""

from collections.abc import Collection, Iterator
from pathlib import Path

import av
import numpy as np
from songreel.audio.v1 import audio_pb2

from songreel_critic.stills import Still, places


def stills_by_shot(
    analysis: audio_pb2.SongAnalysis, path: Path, count: int, wanted: Collection[int]
) -> Iterator[tuple[int, list[Still]]]:
    """(place in `analysis.shots`, at most `count` stills spread over it), of the wanted ones, as far as it decodes."""
    where = {
        shot.start_frame + place: number
        for number, shot in enumerate(analysis.shots)
        if number in wanted
        for place in places(shot.end_frame - shot.start_frame, count)
    }
    last, current, stills = max(where, default=-1), -1, list[Still]()
    try:
        with av.open(str(path)) as file:
            file.streams.video[0].thread_type = "AUTO"
            for number, frame in enumerate(file.decode(video=0)):
                if number > last:
                    break
                if number not in where:
                    continue
                if where[number] != current and stills:
                    yield current, stills
                    stills = []
                current = where[number]
                stills.append(Still(number, frame.to_ndarray(format="rgb24").astype(np.uint8, copy=False)))
    except (av.error.FFmpegError, ValueError, IndexError):
        pass  # that it breaks off is a finding of its own
    if stills:
        yield current, stills
