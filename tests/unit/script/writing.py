"""Scripts written in this process, for tests."""

from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2
from songreel_script.assignment import read_request
from songreel_script.screenplay import write
from songreel_script.writers import Writer
from songreel_script.writers.rules import RulesWriter


async def parts_of(
    analysis: audio_pb2.SongAnalysis,
    brief: script_pb2.Brief | None = None,
    seed: int = 1,
    writer: Writer | None = None,
) -> list[script_pb2.WriteScriptResponse]:
    """Everything that is streamed."""
    request = script_pb2.WriteScriptRequest(analysis=analysis, brief=brief, seed=seed)
    return [part async for part in write(read_request(request), writer or RulesWriter())]


async def script_of(
    analysis: audio_pb2.SongAnalysis,
    brief: script_pb2.Brief | None = None,
    seed: int = 1,
    writer: Writer | None = None,
) -> script_pb2.Script:
    """The whole script."""
    return (await parts_of(analysis, brief, seed, writer))[-1].script
