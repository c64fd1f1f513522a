"""All six services in a few lines each: real gRPC, no models. Run: `python -m tests.fakes video critic --listen ...`.

They answer by rule: a song of two-second shots, a sentence a shot, clips of plain bytes. The video service keeps a
journal on disk of what it began and finished, so that a test can count after `kill -9`.
"""

import argparse
import asyncio
import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import grpc
from google.protobuf import json_format
from songreel.assembly.v1 import assembly_pb2, assembly_pb2_grpc
from songreel.audio.v1 import audio_pb2, audio_pb2_grpc
from songreel.critic.v1 import critic_pb2, critic_pb2_grpc
from songreel.lalm.v1 import lalm_pb2, lalm_pb2_grpc
from songreel.script.v1 import script_pb2, script_pb2_grpc
from songreel.video.v1 import video_pb2, video_pb2_grpc
from songreel_chassis.artifacts import ArtifactStore, request_digest
from songreel_chassis.errors import Busy, InvalidInput
from songreel_chassis.server import Service, run_service
from songreel_chassis.settings import ProcessSettings

Context: TypeAlias = "grpc.aio.ServicerContext[Any, Any]"

NAMES = ("audio", "lalm", "script", "video", "critic", "assembly")
RATE = 24
SHOT_FRAMES = 48
DRAWING = ("fake", "animatic")
POISON = "poison"
"""In the words of a shot: no pod films it, though it can be drawn."""
FOLLOWS = {
    "wan_i2v": [video_pb2.REFERENCE_KIND_KEYFRAME, video_pb2.REFERENCE_KIND_LAST_FRAME],
    "wan_vace": [video_pb2.REFERENCE_KIND_CHARACTER, video_pb2.REFERENCE_KIND_PLACE],
}
SIZES = [(854, 480), (480, 854), (480, 480), (1280, 720), (1920, 1080)]


@dataclass(frozen=True)
class Ways:
    """How the fakes behave."""

    artifacts_url: str
    journal: Path
    shots: int = 5
    shot_seconds: float = 0.05
    hear_seconds: float = 0.0
    word_seconds: float = 0.0
    """For the words of one shot."""
    reject_first_take: int = -1
    """Index of the shot whose first take the critic rejects; -1 for none."""
    reject_every_take: int = -1
    """Index of the shot whose place the critic never sees; each further take it also finds black."""
    gpu_factor: float = 0.0
    """GPU-seconds a second of film, as quoted; 0 for a device without."""
    gpu_overrun: float = 1.0
    """What shots really take, of what they were quoted at."""
    backend: str = "fake"
    """What the video fake says it films by: fake (an animatic), wan, wan_i2v or wan_vace."""

    def store(self) -> ArtifactStore:
        return ArtifactStore(self.artifacts_url, self.journal.parent)

    def note(self, event: str, **facts: object) -> None:
        """On disk before it returns."""
        line = json.dumps({"event": event, **facts}) + "\n"
        with self.journal.open("a") as file:
            file.write(line)
            file.flush()
            os.fsync(file.fileno())


def read_journal(path: Path, event: str) -> list[dict[str, Any]]:
    """What the fakes noted, oldest first."""
    lines = path.read_text().splitlines() if path.exists() else []
    return [entry for entry in map(json.loads, lines) if entry["event"] == event]


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


class Script(script_pb2_grpc.ScriptServiceServicer):
    """A sentence a shot, other ones in each process, so that whoever has a shot written twice can be told."""

    def __init__(self, ways: Ways) -> None:
        self.ways = ways

    async def WriteScript(self, request: script_pb2.WriteScriptRequest, context: Context) -> None:  # type: ignore[override]  # noqa: N802  # a coroutine that writes
        self.ways.note("written", concept=request.narrative.concept, text=request.brief.text)
        if request.brief.text == "unwritable":
            raise InvalidInput("Nothing can be written about this.", field="brief.text")
        try:
            await self._write(request, context)
        except asyncio.CancelledError:
            self.ways.note("unwritten")
            raise

    async def _write(self, request: script_pb2.WriteScriptRequest, context: Context) -> None:
        script = script_pb2.Script()
        script.CopyFrom(request.written)
        if not request.HasField("written"):
            script.logline = "A woman walks home."
            script.look.style = f"plain, by {os.getpid()}"
            hero = script_pb2.Character(id="hero", description="a woman in a red coat")
            script.characters.extend(request.brief.characters or [hero])
        treatment = script_pb2.Script()
        treatment.CopyFrom(script)
        treatment.ClearField("shots")
        await context.write(script_pb2.WriteScriptResponse(treatment=treatment))
        for timed in request.analysis.shots[len(script.shots) :]:
            await asyncio.sleep(self.ways.word_seconds)
            sentence = f"Shot {timed.index} by {os.getpid()}: a woman in a red coat walks on."
            if request.brief.text == "speechless" and timed.index == 2:
                sentence = ""
            cast = [] if request.brief.text == "nobody" else [character.id for character in script.characters]
            if request.brief.text == f"{POISON} in shot {timed.index}":
                sentence += f" Her cup holds {POISON}."
            place = f"pier {timed.index} of a harbour"
            shot = script_pb2.Shot(index=timed.index, sentence=sentence, place=place, character_ids=cast)
            self.ways.note("worded", shot=timed.index)
            script.shots.append(shot)
            await context.write(script_pb2.WriteScriptResponse(shot=shot))
        await context.write(script_pb2.WriteScriptResponse(script=script))

    async def ListStyles(  # noqa: N802
        self, request: script_pb2.ListStylesRequest, context: Context
    ) -> script_pb2.ListStylesResponse:
        return script_pb2.ListStylesResponse(styles=[script_pb2.StylePreset(name="neon noir", look="wet neon")])

    async def AdoptScript(  # noqa: N802
        self, request: script_pb2.AdoptScriptRequest, context: Context
    ) -> script_pb2.AdoptScriptResponse:
        self.ways.note("adopted", shots=len(request.script.shots))
        for shot in request.script.shots:
            shot.sentence = shot.sentence or " ".join(filter(None, (shot.subject, shot.action))).strip()
        faults = [
            script_pb2.ScriptFault(field=f"shots[{number}].sentence", message="Say what is seen.")
            for number, shot in enumerate(request.script.shots)
            if not shot.sentence
        ]
        if len(request.script.shots) != len(request.analysis.shots):
            faults.append(script_pb2.ScriptFault(field="shots", message=f"Write {len(request.analysis.shots)} shots."))
        return script_pb2.AdoptScriptResponse(script=None if faults else request.script, faults=faults)


class Video(video_pb2_grpc.VideoServiceServicer):
    """One shot at a time; a finished clip is found by the request's digest."""

    def __init__(self, ways: Ways) -> None:
        self.ways = ways
        self.filming = asyncio.Lock()

    async def DescribeBackend(  # noqa: N802
        self, request: video_pb2.DescribeBackendRequest, context: Context
    ) -> video_pb2.DescribeBackendResponse:
        self.ways.note("described", by=self.ways.backend)
        sizes = [video_pb2.FrameSize(width_pixels=width, height_pixels=height) for width, height in SIZES]
        rate = audio_pb2.FrameRate(numerator=RATE, denominator=1)
        return video_pb2.DescribeBackendResponse(
            backend=self.ways.backend,
            rate=rate,
            sizes=sizes,
            animatic=self.ways.backend in DRAWING,
            reference_kinds=FOLLOWS.get(self.ways.backend),
            makes_pictures=self.ways.backend in ("wan", "wan_vace"),
        )

    async def MakePicture(  # noqa: N802
        self, request: video_pb2.MakePictureRequest, context: Context
    ) -> video_pb2.MakePictureResponse:
        digest = request_digest(request.SerializeToString(deterministic=True))
        uri = f"artifact:pictures/{digest}.png"
        if self.filming.locked():
            raise Busy("Filming another shot.", retry_after_seconds=0.1)
        async with self.filming:
            await asyncio.sleep(self.ways.shot_seconds)
            if await self.ways.store().put_bytes(uri, b"picture"):
                self.ways.note("pictured", by=self.ways.backend, prompt=request.prompt, uri=uri, seed=request.seed)
        return video_pb2.MakePictureResponse(image_uri=uri, request_digest=digest)

    async def EncodePrompts(  # noqa: N802
        self, request: video_pb2.EncodePromptsRequest, context: Context
    ) -> video_pb2.EncodePromptsResponse:
        self.ways.note("announced", shots=[shot.shot.index for shot in request.shots])
        return video_pb2.EncodePromptsResponse(noted_count=len(request.shots))

    async def QuoteShots(  # noqa: N802
        self, request: video_pb2.QuoteShotsRequest, context: Context
    ) -> video_pb2.QuoteShotsResponse:
        seconds = [frames / RATE for frames in request.frame_counts]
        quotes = [video_pb2.ShotQuote(seconds=each, gpu_seconds=each * self.ways.gpu_factor) for each in seconds]
        return video_pb2.QuoteShotsResponse(
            quotes=quotes, device="fake", basis=video_pb2.QUOTE_BASIS_ASSUMED, relative_error=-1
        )

    async def FilmShot(self, request: video_pb2.FilmShotRequest, context: Context) -> None:  # type: ignore[override]  # noqa: N802  # a coroutine that writes
        digest = request_digest(request.SerializeToString(deterministic=True))
        store, sidecar = self.ways.store(), f"artifact:clips/{digest}.json"
        found = await store.read_text(sidecar)
        if found is None:
            if self.filming.locked():
                raise Busy("Filming another shot.", retry_after_seconds=0.1)
            async with self.filming:
                found = await self._film(request, digest, context)
            await store.put_bytes(f"artifact:clips/{digest}.mp4", f"clip {request.shot.index}".encode())
            if await store.put_json(sidecar, found):
                follows = [(each.kind, each.image_uri, each.character_id) for each in request.references]
                self.ways.note(
                    "finished",
                    shot=request.shot.index,
                    digest=digest,
                    seed=request.seed,
                    by=self.ways.backend,
                    follows=follows,
                )
            else:
                self.ways.note("finished_again", shot=request.shot.index, digest=digest)
        await context.write(video_pb2.FilmShotResponse(clip=json_format.Parse(found, video_pb2.Clip())))

    async def _film(self, request: video_pb2.FilmShotRequest, digest: str, context: Context) -> str:
        self.ways.note("started", shot=request.shot.index, digest=digest, seed=request.seed, prompt=request.shot.prompt)
        if POISON in request.shot.sentence and self.ways.backend != "animatic":
            raise InvalidInput("The shot cannot be filmed. Change its words.", field="shot.sentence")
        frames = request.timing.end_frame - request.timing.start_frame
        try:
            for done in range(0, frames, 4):
                step = video_pb2.FilmingProgress(
                    stage=video_pb2.FILMING_STAGE_FILMING, done_count=done, total_count=frames, eta_seconds=1.0
                )
                await context.write(video_pb2.FilmShotResponse(progress=step))
                await asyncio.sleep(self.ways.shot_seconds * 4 / frames)
        except asyncio.CancelledError:
            self.ways.note("stopped", shot=request.shot.index, digest=digest)
            raise
        clip = video_pb2.Clip(
            clip_uri=f"artifact:clips/{digest}.mp4",
            shot_index=request.shot.index,
            frames=frames,
            rate=request.rate,
            size=request.size,
            request_digest=digest,
        )
        clip.provenance.animatic = self.ways.backend in DRAWING
        clip.provenance.device = "fake"
        clip.provenance.filming_seconds = frames / RATE * (self.ways.gpu_factor or 1.0) * self.ways.gpu_overrun
        clip.provenance.gpu_count = int(self.ways.gpu_factor > 0)
        return json_format.MessageToJson(clip)


class Critic(critic_pb2_grpc.CriticServiceServicer):
    """Content with everything, save the first take of one shot."""

    def __init__(self, ways: Ways) -> None:
        self.ways = ways
        self.rejected: set[int] = set()

    async def CheckTake(self, request: critic_pb2.CheckTakeRequest, context: Context) -> critic_pb2.CheckTakeResponse:  # noqa: N802
        index = request.shot.index
        if index == self.ways.reject_every_take:
            return critic_pb2.CheckTakeResponse(findings=self.complaints(index), accepted=False)
        if index != self.ways.reject_first_take or index in self.rejected:
            return critic_pb2.CheckTakeResponse(accepted=True)
        self.rejected.add(index)
        defect = critic_pb2.Finding(
            measure="black_frames", severity=critic_pb2.SEVERITY_DEFECT, shot_index=index, sentence="It is black."
        )
        return critic_pb2.CheckTakeResponse(findings=[defect], accepted=False)

    def complaints(self, index: int) -> list[critic_pb2.Finding]:
        """One of the first take, two of each further one."""
        measures = ["shows_place", "black_frames"] if index in self.rejected else ["shows_place"]
        self.rejected.add(index)
        return [
            critic_pb2.Finding(
                measure=measure, severity=critic_pb2.SEVERITY_DEFECT, shot_index=index, sentence=f"Wrong: {measure}."
            )
            for measure in measures
        ]

    async def CheckFilm(self, request: critic_pb2.CheckFilmRequest, context: Context) -> critic_pb2.CheckFilmResponse:  # noqa: N802
        found = critic_pb2.Finding(measure="cut_to_beat", severity=critic_pb2.SEVERITY_PASSED, shot_index=-1)
        return critic_pb2.CheckFilmResponse(findings=[found], accepted=True)


class Assembly(assembly_pb2_grpc.AssemblyServiceServicer):
    """The film is its clips' bytes, line by line."""

    def __init__(self, ways: Ways) -> None:
        self.ways = ways

    async def CutFilm(self, request: assembly_pb2.CutFilmRequest, context: Context) -> assembly_pb2.CutFilmResponse:  # noqa: N802
        store = self.ways.store()
        pieces = [await store.read_bytes(clip.clip_uri) or b"" for clip in request.clips]
        digest = request_digest(*pieces)
        waived = request_digest(*pieces, *(waiver.SerializeToString() for waiver in request.waivers))
        uri, certificate_uri = f"artifact:films/{digest}.mp4", f"artifact:films/{waived}.json"
        poster_uri = f"artifact:pictures/{digest}.jpg"
        await store.put_bytes(uri, b"\n".join(pieces))
        await store.put_bytes(poster_uri, b"picture")
        certificate = assembly_pb2.Certificate(
            film_sha256=digest, animatic=True, findings=request.findings, film_frames=request.analysis.frames,
            takes=request.takes, consents=request.consents, waivers=request.waivers,
        )  # fmt: skip
        await store.put_json(certificate_uri, json_format.MessageToJson(certificate))
        film = assembly_pb2.Film(
            film_uri=uri, frames=request.analysis.frames, poster_uri=poster_uri, contact_sheet_uri=poster_uri
        )
        timeline = assembly_pb2.Timeline(otio_uri=certificate_uri)
        timeline.media.add(path="media/song.mp3", uri=request.song_uri)
        captions = assembly_pb2.Captions(srt_uri=certificate_uri) if request.captions else None
        return assembly_pb2.CutFilmResponse(
            film=film, certificate=certificate, certificate_uri=certificate_uri, timeline=timeline, captions=captions
        )

    async def DeliverFilm(  # noqa: N802
        self, request: assembly_pb2.DeliverFilmRequest, context: Context
    ) -> assembly_pb2.DeliverFilmResponse:
        limit = assembly_pb2.Limit(name="length", allowed="1 s", found="2 s")
        delivery = assembly_pb2.Delivery(profile=request.profile, file_uri=request.film.film_uri, limits=[limit])
        return assembly_pb2.DeliverFilmResponse(delivery=delivery)

    async def CertifyFilm(  # noqa: N802
        self, request: assembly_pb2.CertifyFilmRequest, context: Context
    ) -> assembly_pb2.CertifyFilmResponse:
        store = self.ways.store()
        certificate = json_format.Parse(
            await store.read_text(request.certificate_uri) or "{}", assembly_pb2.Certificate()
        )
        certificate.waivers.extend(each for each in request.waivers if each not in certificate.waivers)
        certificate.findings.extend(each for each in request.findings if each not in certificate.findings)
        document = json_format.MessageToJson(certificate)
        uri = f"artifact:films/{request_digest(document)}.json"
        await store.put_json(uri, document)
        await store.put_bytes(page := uri.replace("json", "html"), b"<p>a page</p>")
        await store.put_bytes(paper := uri.replace("json", "pdf"), b"%PDF")
        return assembly_pb2.CertifyFilmResponse(
            certificate_uri=uri, certificate_page_uri=page, certificate_pdf_uri=paper
        )


def fake_service(names: Sequence[str], ways: Ways) -> Service:
    """The fakes as the chassis serves them, all at one address."""
    adders: Mapping[str, Callable[[grpc.aio.Server], None]] = {
        "audio": lambda server: audio_pb2_grpc.add_AudioServiceServicer_to_server(Audio(ways), server),
        "lalm": lambda server: lalm_pb2_grpc.add_LalmServiceServicer_to_server(Lalm(ways), server),
        "script": lambda server: script_pb2_grpc.add_ScriptServiceServicer_to_server(Script(ways), server),
        "video": lambda server: video_pb2_grpc.add_VideoServiceServicer_to_server(Video(ways), server),
        "critic": lambda server: critic_pb2_grpc.add_CriticServiceServicer_to_server(Critic(ways), server),
        "assembly": lambda server: assembly_pb2_grpc.add_AssemblyServiceServicer_to_server(Assembly(ways), server),
    }

    async def nothing() -> None:
        return None

    def register(server: grpc.aio.Server) -> None:
        for name in names:
            adders[name](server)

    return Service("songreel.fakes", register, nothing, nothing)


def main() -> None:
    """Serves until SIGTERM."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", choices=NAMES, nargs="+")
    parser.add_argument("--listen", required=True)
    parser.add_argument("--artifacts-url", required=True)
    parser.add_argument("--journal", type=Path, required=True)
    parser.add_argument("--shots", type=int, default=Ways.shots)
    parser.add_argument("--shot-seconds", type=float, default=Ways.shot_seconds)
    parser.add_argument("--hear-seconds", type=float, default=Ways.hear_seconds)
    parser.add_argument("--word-seconds", type=float, default=Ways.word_seconds)
    parser.add_argument("--reject-first-take", type=int, default=Ways.reject_first_take)
    parser.add_argument("--reject-every-take", type=int, default=Ways.reject_every_take)
    parser.add_argument("--gpu-factor", type=float, default=Ways.gpu_factor)
    parser.add_argument("--gpu-overrun", type=float, default=Ways.gpu_overrun)
    parser.add_argument("--backend", default=Ways.backend)
    options = vars(parser.parse_args())
    names, listen = options.pop("names"), options.pop("listen")
    ways = Ways(**options)
    settings = ProcessSettings(listen=listen, drain_seconds=0.2)
    run_service("fakes", settings, lambda _: fake_service(names, ways))


if __name__ == "__main__":
    main()
