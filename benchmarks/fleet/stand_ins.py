"""The services around the video pods, one process: they answer after the seconds that reference figures give them.

The song is made up and cut by the audio service's own planner; words, verdicts and film are those of `tests/fakes`.
"""

import argparse
import asyncio
from dataclasses import dataclass
from pathlib import Path

from songreel.assembly.v1 import assembly_pb2
from songreel.audio.v1 import audio_pb2
from songreel.critic.v1 import critic_pb2
from songreel.script.v1 import script_pb2
from songreel_audio.plan.planner import plan_shots
from songreel_chassis.server import Service, run_service
from songreel_chassis.settings import ProcessSettings

from benchmarks.fleet.journal import Journal
from tests.analyses import POP_SONG, made_analysis
from tests.fakes import film, hearing, script
from tests.fakes.serving import fake_service
from tests.fakes.ways import Context, Ways

SAMPLE_RATE = 44_100
BEAT_SECONDS = 0.5


@dataclass(frozen=True)
class Desks:
    """Seconds of life that the other services take for one film."""

    hear: float = 8.0
    think: float = 16.0
    """Until the first shot has its words."""
    word: float = 0.83
    """From one shot's words to the next one's."""
    check: float = 1.0
    cut: float = 1.4


def heard(plan: audio_pb2.PlanOptions, sections: int = len(POP_SONG)) -> audio_pb2.SongAnalysis:
    """The made-up song, or its first sections, cut into shots as the audio service would."""
    analysis = made_analysis(POP_SONG[:sections], bpm=60 / BEAT_SECONDS)
    analysis.duration_samples, analysis.sample_rate_hz = round(analysis.duration_seconds * SAMPLE_RATE), SAMPLE_RATE
    for number in range(int(analysis.duration_seconds / BEAT_SECONDS)):
        analysis.beats.add(seconds=number * BEAT_SECONDS, bar_position=number % 4 + 1)
    return plan_shots(analysis, plan)


class Others:
    """The four, at one pace."""

    def __init__(self, ways: Ways, scale: float, journal: Journal, sections: int) -> None:
        desks = Desks()

        async def take(seconds: float) -> None:
            await asyncio.sleep(seconds / scale)

        class Audio(hearing.Audio):
            async def HearSong(  # noqa: N802  gRPC's name
                self, request: audio_pb2.HearSongRequest, context: Context
            ) -> audio_pb2.HearSongResponse:
                await take(desks.hear)
                return audio_pb2.HearSongResponse(analysis=heard(request.plan, sections))

        class Script(script.Script):
            async def WriteScript(  # type: ignore[override]  # noqa: N802
                self, request: script_pb2.WriteScriptRequest, context: Context
            ) -> None:
                await take(desks.think)
                await super().WriteScript(request, context)
                journal.note("written")

        class Critic(film.Critic):
            async def CheckTake(  # noqa: N802
                self, request: critic_pb2.CheckTakeRequest, context: Context
            ) -> critic_pb2.CheckTakeResponse:
                await take(desks.check)
                return await super().CheckTake(request, context)

        class Assembly(film.Assembly):
            async def CutFilm(  # noqa: N802
                self, request: assembly_pb2.CutFilmRequest, context: Context
            ) -> assembly_pb2.CutFilmResponse:
                await take(desks.cut)
                return await super().CutFilm(request, context)

        self._makers = {"audio": Audio, "script": Script, "critic": Critic, "assembly": Assembly}
        self._ways = ways

    def service(self) -> Service:
        """As the chassis serves it."""
        return fake_service(tuple(self._makers), self._ways, self._makers)


def main() -> None:
    """Serves until SIGTERM."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--scale", type=float, required=True)
    parser.add_argument("--sections", type=int, required=True)
    options = parser.parse_args()
    ways = Ways(
        artifacts_url=f"file://{options.folder}/artifacts",
        journal=options.folder / "fakes.jsonl",
        word_seconds=Desks().word / options.scale,
    )
    journal = Journal(options.folder / "journals" / "others.jsonl")
    settings = ProcessSettings(listen=f"unix:{options.folder}/others.sock", drain_seconds=0.2)
    others = Others(ways, options.scale, journal, options.sections)
    run_service("others", settings, lambda _: others.service())


if __name__ == "__main__":
    main()
