"""From a song to words: plan, hear, write, for a video or for a script by itself. Each may run more than once and must
come to the same."""

from dataclasses import asdict, replace
from typing import Any

from songreel.audio.v1 import audio_pb2
from songreel.video.v1 import video_pb2

from songreel_gateway.asking import identity, requests
from songreel_gateway.asking.film_plan import UNFILMED, settle
from songreel_gateway.asking.jobs import Jobs, plan_of
from songreel_gateway.asking.messages import Messages
from songreel_gateway.asking.papers import Papers
from songreel_gateway.asking.patience import Patience, Step, StepFailed
from songreel_gateway.asking.services import Services
from songreel_gateway.conducting.writing import Writing
from songreel_gateway.fleet.remembering import Backends, Memory
from songreel_gateway.problems import no_keyframes, no_video, problem
from songreel_gateway.store.songs import Songs
from songreel_gateway.telemetry.tracing import traced


class Preparation:
    """The steps up to the script."""

    def __init__(self, services: Services, songs: Songs, jobs: Jobs, messages: Messages, patience: Patience) -> None:
        self._services = services
        self._jobs = jobs
        self._messages = messages
        self._patience = patience
        self._papers = Papers(songs, messages, patience)
        self._memory = Memory(messages.store, services.video_kind)
        self._writing = Writing(services, jobs, messages, patience, self._papers)

    async def plan(self, job_id: str, takes_limit: int, to_film: bool = True) -> dict[str, Any]:
        """The film plan as JSON: rate, size and lengths of the video backend. Without one, words alone can be had."""
        job = await self._jobs.reach(job_id, "hearing")
        pods = self._services.video
        if not pods.wanted:
            if to_film:
                raise StepFailed(no_video())
            await self._jobs.change(job_id, plan=UNFILMED.document())
            return UNFILMED.document()
        with traced(job, "plan"):
            backend, *others = await self._backends(job_id)
        plan = settle(job.order, backend, takes_limit)
        if plan is None:
            sizes = ", ".join(f"{size.width_pixels}x{size.height_pixels}" for size in backend.sizes)
            detail = f"The {backend.backend} backend films no {job.order['aspect']}. It films {sizes}."
            raise StepFailed(problem("invalid-input", 422, detail, step="plan"))
        size = (plan.width_pixels, plan.height_pixels)
        known = identity.abilities(size, [backend, *others])
        if to_film and not identity.can_film(known):
            raise StepFailed(no_keyframes(backend.backend))
        approval = job.order.get("approval", "none")
        plan = replace(plan, abilities=[asdict(each) for each in known], approval=approval)
        await self._jobs.change(job_id, plan=plan.document())
        return plan.document()

    async def _backends(self, job_id: str) -> Backends:
        """What the pods film, at least one answer; as they said last where none is up."""
        pods, ask = self._services.video, video_pb2.DescribeBackendRequest()
        said = await pods.describe()
        if not said and (remembered := await self._memory.recall()):
            return remembered
        if not said:
            step = Step(job_id, "plan", "video")
            said = [await self._patience.call(step, lambda: pods.any().DescribeBackend(ask))]
        await self._memory.keep(said)
        return said

    async def hear(self, job_id: str) -> int:
        """Notes the URI of the analysis and the shots that wait for words; their number."""
        job = await self._jobs.reach(job_id, "hearing")
        plan = plan_of(job)
        song_uri = await self._papers.song_uri(job)
        request = requests.hear_song(job.order, song_uri, plan.rate, plan.legal_frame_counts)
        cause = request.SerializeToString(deterministic=True)
        analysis = await self._messages.find("analyses", cause, job.key, audio_pb2.SongAnalysis)
        if analysis is None:
            with traced(job, "hear"):
                heard = await self._patience.call(
                    Step(job_id, "hear", "audio"), lambda: self._services.audio.HearSong(request)
                )
            analysis = heard.analysis
        uri = await self._papers.keep(job, "hear", "analyses", cause, analysis)
        facts = {"shots": len(analysis.shots), "frames": analysis.frames, "bpm": analysis.tempo.bpm}
        await self._jobs.expect_shots(job_id, analysis.shots)
        await self._jobs.change(job_id, ("song-heard", "song.heard", facts), analysis_uri=uri, heard=1.0)
        return len(analysis.shots)

    async def write(self, job_id: str) -> None:
        """Notes each shot's words as they come, then the URI of the script."""
        await self._writing.write(job_id)
