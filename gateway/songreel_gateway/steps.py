"""What each step does: it asks one service, patiently, keeps the answer, and tells of it."""

from typing import Any

import grpc
from google.protobuf import json_format
from google.protobuf.message import Message
from songreel.assembly.v1 import assembly_pb2
from songreel.audio.v1 import audio_pb2
from songreel.critic.v1 import critic_pb2
from songreel.lalm.v1 import lalm_pb2
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2

from songreel_gateway import requests
from songreel_gateway.messages import M, Messages
from songreel_gateway.patience import Patience, Step, StepFailed
from songreel_gateway.problems import Problem, problem
from songreel_gateway.progress import FilmingReporter, WritingReporter
from songreel_gateway.services import Services
from songreel_gateway.store.records import Records
from songreel_gateway.store.videos import Video
from songreel_gateway.tracing import traced

NO_CRITIC = critic_pb2.Finding(
    measure="take_check",
    severity=critic_pb2.SEVERITY_INFORMATION,
    shot_index=-1,
    frame=-1,
    sentence="No critic is set up, so nobody looked at the takes. Set SONGREEL_CRITIC_ADDRESS to have them checked.",
)


class Steps:
    """The steps of one production. Each may run more than once and must come to the same."""

    def __init__(
        self, services: Services, records: Records, messages: Messages, patience: Patience, takes_limit: int
    ) -> None:
        self._services = services
        self._records = records
        self._messages = messages
        self._patience = patience
        self._takes_limit = takes_limit

    async def plan(self, video_id: str) -> dict[str, Any]:
        """The film plan as JSON."""
        video = await self._begin(video_id, "hearing")
        with traced(video, "plan"):
            pods = self._services.video
            ask = video_pb2.DescribeBackendRequest()
            backend = await self._patience.call(
                Step(video_id, "plan", "video"), lambda: pods.any().DescribeBackend(ask)
            )
        plan = requests.film_plan(video.order, backend, self._takes_limit)
        if plan is None:
            sizes = ", ".join(f"{size.width_pixels}x{size.height_pixels}" for size in backend.sizes)
            detail = f"The {backend.backend} backend films no {video.order['aspect']}. It films {sizes}."
            raise StepFailed(problem("invalid-input", 422, detail, step="plan"))
        await self._records.videos.change(video_id, plan=plan.document())
        return plan.document()

    async def hear(self, video_id: str) -> None:
        """Notes the URI of the analysis."""
        video = await self._begin(video_id, "hearing")
        song = await self._records.songs.find(video.song_id)
        plan = plan_of(video)
        request = requests.hear_song(video.order, song.uri if song else "", plan.rate, plan.legal_frame_counts)
        cause = request.SerializeToString(deterministic=True)
        analysis = await self._messages.find("analyses", cause, video_id, audio_pb2.SongAnalysis)
        if analysis is None:
            with traced(video, "hear"):
                heard = await self._patience.call(
                    Step(video_id, "hear", "audio"), lambda: self._services.audio.HearSong(request)
                )
            analysis = heard.analysis
        uri = await self._keep("hear", "analyses", cause, video_id, analysis)
        facts = {"shots": len(analysis.shots), "frames": analysis.frames, "bpm": analysis.tempo.bpm}
        told = ("song-heard", "song.heard", facts)
        await self._records.videos.change(video_id, told, analysis_uri=uri, heard=1.0)

    async def write(self, video_id: str) -> int:
        """Notes the URI of the script and the shots to film; their number."""
        video = await self._begin(video_id, "writing")
        analysis = await self._read(video_id, str(video.analysis_uri), audio_pb2.SongAnalysis)
        narrative = await self._listen(video, analysis) if video.order["pipeline"] == "lalm" else None
        request = requests.write_script(video.order, analysis, narrative)
        cause = request.SerializeToString(deterministic=True)
        script = await self._messages.find("scripts", cause, video_id, script_pb2.Script)
        if script is None:
            with traced(video, "write"):
                script = await self._patience.call(
                    Step(video_id, "write", "script"), lambda: self._watch_writing(video_id, request)
                )
        if [shot.index for shot in script.shots] != [shot.index for shot in analysis.shots]:
            detail = (
                f"The script has {len(script.shots)} shots, the song {len(analysis.shots)}. Create the video again."
            )
            raise StepFailed(problem("service-failed", 502, detail, step="write"))
        uri = await self._keep("write", "scripts", cause, video_id, script)
        words = {
            "index": [timed.index for timed in analysis.shots],
            "start_frame": [timed.start_frame for timed in analysis.shots],
            "end_frame": [timed.end_frame for timed in analysis.shots],
            "sentence": [shot.sentence for shot in script.shots],
        }
        rows = [dict(zip(words, row, strict=True)) for row in zip(*words.values(), strict=True)]
        await self._records.shots.plan(video_id, rows)
        told = ("script-written", "script.written", {"logline": script.logline, "shots": len(rows)})
        await self._records.videos.change(video_id, told, script_uri=uri, written=1.0)
        return len(rows)

    async def film(self, video_id: str, index: int, take: int) -> dict[str, Any]:
        """The clip as JSON."""
        video = await self._begin(video_id, "filming")
        analysis, script = await self._papers(video)
        request = requests.film_shot(video.order, plan_of(video), analysis, script, index, take)
        reporter = FilmingReporter(self._records.shots, video_id, index, take)

        async def attempt() -> video_pb2.Clip:
            pods = self._services.video
            async with pods.lend() as pod:
                try:
                    return await reporter.watch(pod.FilmShot(request))
                except grpc.aio.AioRpcError:
                    pods.failed(pod)
                    raise

        with traced(video, "film"):
            clip = await self._patience.call(Step(video_id, "film", "video", index), attempt)
        return as_json(clip)

    async def check(self, video_id: str, index: int, take: int, clip: dict[str, Any], last: bool) -> dict[str, Any]:
        """The take as JSON: its clip, what was found, and whether it may be used. The last take is used anyway."""
        video = await self._records.videos.get(video_id)
        critic = self._services.critic
        findings, accepted = [], True
        if critic:
            await self._records.shots.change(video_id, index, state="checking", take=take)
            analysis, script = await self._papers(video)
            request = requests.check_take(analysis, script, json_format.ParseDict(clip, video_pb2.Clip()), index)
            with traced(video, "check"):
                answer = await self._patience.call(
                    Step(video_id, "check", "critic", index), lambda: critic.CheckTake(request)
                )
            findings, accepted = [as_json(finding) for finding in answer.findings], answer.accepted
        frames = int(clip.get("frames", 0))
        if accepted or last:
            told: dict[str, Any] = {"index": index, "take": take, "frames": frames, "accepted": accepted}
            event = (f"shot-{index}-filmed", "shot.filmed", told)
            columns: dict[str, Any] = {"state": "filmed", "take": take, "clip": clip, "findings": findings}
        else:
            reasons = [each.get("sentence", "") for each in findings if each.get("severity") == "SEVERITY_DEFECT"]
            told = {"index": index, "take": take, "reasons": reasons}
            event = (f"shot-{index}-{take}-rejected", "shot.rejected", told)
            columns = {"state": "queued", "findings": findings}
        await self._records.shots.change(video_id, index, event, **columns)
        return {"clip": clip, "findings": findings, "accepted": accepted}

    async def cut(self, video_id: str, takes: list[dict[str, Any]]) -> None:
        """Notes the film and what was found in it; the video is completed."""
        video = await self._begin(video_id, "cutting")
        song = await self._records.songs.find(video.song_id)
        analysis, script = await self._papers(video)
        clips = [json_format.ParseDict(take["clip"], video_pb2.Clip()) for take in takes]
        findings = [json_format.ParseDict(f, critic_pb2.Finding()) for take in takes for f in take["findings"]]
        if self._services.critic is None:
            findings.append(NO_CRITIC)
        request = requests.cut_film(video.order, song.uri if song else "", analysis, script, clips, findings)
        with traced(video, "cut"):
            answer = await self._patience.call(
                Step(video_id, "cut", "assembly"), lambda: self._services.assembly.CutFilm(request)
            )
            found = await self._check_film(video_id, answer.film, analysis, script, clips)
        cut = as_json(answer) | {"certificate": {}}  # the whole of it is an artifact of its own
        film = cut["film"]
        told = ("film-cut", "film.cut", {"film": film})
        await self._records.videos.enter(video_id, "completed", told, cut=cut, findings=found)

    async def fail(self, video_id: str, why: dict[str, Any]) -> None:
        """The video has failed, and says why."""
        told = ("video-failed", "video.failed", {"problem": why})
        await self._records.videos.enter(video_id, "failed", told, problem=why)

    async def _begin(self, video_id: str, state: str) -> Video:
        video = await self._records.videos.get(video_id)
        if video.state != state:
            await self._records.videos.enter(video_id, state)
        return video

    async def _papers(self, video: Video) -> tuple[audio_pb2.SongAnalysis, script_pb2.Script]:
        analysis = await self._read(video.id, str(video.analysis_uri), audio_pb2.SongAnalysis)
        return analysis, await self._read(video.id, str(video.script_uri), script_pb2.Script)

    async def _read(self, video_id: str, uri: str, message_type: type[M]) -> M:
        step = Step(video_id, "read", "artifact store")
        return await self._patience.call(step, lambda: self._messages.get(uri, message_type))

    async def _keep(self, verb: str, kind: str, cause: bytes, video_id: str, message: Message) -> str:
        step = Step(video_id, verb, "artifact store")
        return await self._patience.call(step, lambda: self._messages.put(kind, cause, video_id, message))

    async def _listen(self, video: Video, analysis: audio_pb2.SongAnalysis) -> lalm_pb2.Narrative:
        song = await self._records.songs.find(video.song_id)
        lalm = self._services.lalm
        if lalm is None:
            raise StepFailed(no_lalm())
        request = requests.tell_narrative(video.order, song.uri if song else "", analysis)
        with traced(video, "listen"):
            answer = await self._patience.call(Step(video.id, "write", "lalm"), lambda: lalm.TellNarrative(request))
        return answer.narrative

    async def _watch_writing(self, video_id: str, request: script_pb2.WriteScriptRequest) -> script_pb2.Script:
        reporter = WritingReporter(self._records.videos, video_id, len(request.analysis.shots))
        return await reporter.watch(self._services.script.WriteScript(request))

    async def _check_film(
        self,
        video_id: str,
        film: assembly_pb2.Film,
        analysis: audio_pb2.SongAnalysis,
        script: script_pb2.Script,
        clips: list[video_pb2.Clip],
    ) -> list[dict[str, Any]]:
        critic = self._services.critic
        if critic is None:
            return [as_json(NO_CRITIC)]
        request = critic_pb2.CheckFilmRequest(film_uri=film.film_uri, analysis=analysis, script=script, clips=clips)
        answer = await self._patience.call(Step(video_id, "check", "critic"), lambda: critic.CheckFilm(request))
        return [as_json(finding) for finding in answer.findings]


def plan_of(video: Video) -> requests.FilmPlan:
    """The plan that an earlier step noted."""
    return requests.FilmPlan(**(video.plan or {}))


def no_lalm() -> Problem:
    """Why pipeline `lalm` is refused."""
    detail = "Pipeline `lalm` needs the audio-language service. Set SONGREEL_LALM_ADDRESS, or order pipeline `clap`."
    return problem("not-configured", 503, detail)


def as_json(message: Message) -> dict[str, Any]:
    """The proto message's JSON form."""
    return json_format.MessageToDict(message)
