"""Fakes as the chassis serves them, all at one address."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import grpc
from songreel.assembly.v1 import assembly_pb2_grpc
from songreel.audio.v1 import audio_pb2_grpc
from songreel.critic.v1 import critic_pb2_grpc
from songreel.lalm.v1 import lalm_pb2_grpc
from songreel.script.v1 import script_pb2_grpc
from songreel.video.v1 import video_pb2_grpc
from songreel_chassis.server import Service

from tests.fakes.film import Assembly, Critic
from tests.fakes.hearing import Audio, Lalm
from tests.fakes.script import Script
from tests.fakes.video import Video
from tests.fakes.ways import Ways

MAKERS: Mapping[str, Callable[[Ways], Any]] = {
    "audio": Audio, "lalm": Lalm, "script": Script, "video": Video, "critic": Critic, "assembly": Assembly,
}  # fmt: skip
ADDERS: Mapping[str, Callable[[Any, grpc.aio.Server], None]] = {
    "audio": audio_pb2_grpc.add_AudioServiceServicer_to_server,
    "lalm": lalm_pb2_grpc.add_LalmServiceServicer_to_server,
    "script": script_pb2_grpc.add_ScriptServiceServicer_to_server,
    "video": video_pb2_grpc.add_VideoServiceServicer_to_server,
    "critic": critic_pb2_grpc.add_CriticServiceServicer_to_server,
    "assembly": assembly_pb2_grpc.add_AssemblyServiceServicer_to_server,
}


def fake_service(names: Sequence[str], ways: Ways, makers: Mapping[str, Callable[[Ways], Any]] = MAKERS) -> Service:
    """The fakes of these names; others may make them."""

    async def nothing() -> None:
        return None

    def register(server: grpc.aio.Server) -> None:
        for name in names:
            ADDERS[name](makers[name](ways), server)

    return Service("songreel.fakes", register, nothing, nothing)
