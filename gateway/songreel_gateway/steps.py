"""What each step does: it asks one service, patiently, keeps the answer, and tells of it."""

import contextlib
from collections.abc import Sequence
from typing import Any

import grpc
from google.protobuf import json_format
from google.protobuf.message import Message
from songreel.assembly.v1 import assembly_pb2
from songreel.audio.v1 import audio_pb2
from songreel.critic.v1 import critic_pb2
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2
from songreel_chassis.errors import Unavailable

from songreel_gateway import identity, requests
from songreel_gateway.approving import Approval
from songreel_gateway.certifying import certify
from songreel_gateway.draft import Draft
from songreel_gateway.gallery import Gallery, kept_words
from songreel_gateway.identity import Way
from songreel_gateway.jobs import plan_of
from songreel_gateway.likeness import Likeness, Scene
from songreel_gateway.messages import M, Messages
from songreel_gateway.patience import Patience, Step
from songreel_gateway.progress import FilmingReporter
from songreel_gateway.requests import Words
from songreel_gateway.retaking import Take, best_of, insist, reasons
from songreel_gateway.services import Services
from songreel_gateway.store.records import Records
from songreel_gateway.store.videos import Video
from songreel_gateway.tracing import traced

ANNOUNCING_SECONDS = 10.0
WORDS_POLL_SECONDS = 1.0  # words written by this process ring a bell; by another replica, they are seen this late
NO_CRITIC = critic_pb2.Finding(
    measure="take_check",
    severity=critic_pb2.SEVERITY_INFORMATION,
    shot_index=-1,
    frame=-1,
    sentence="No critic is set up, so nobody looked at the takes. Set SONGREEL_CRITIC_ADDRESS to have them checked.",
)


class Steps:
    """The steps of one production, from words to film; those before are in `preparing.py`. Each may run more than once
    and must come to the same."""

    def __init__(self, services: Services, records: Records, messages: Messages, patience: Patience) -> None:
        self._services = services
        self._records = records
        self._messages = messages
        self._patience = patience
        self._likeness = Likeness(services, patience)
        self._approval = Approval(records, messages, self._likeness)

    async def await_words(self, video_id: str, index: int) -> bool:
        """True once the shot has its words; false when writing ended without them."""
        while not await self._records.shots.has_words(video_id, index):
            video = await self._records.videos.get(video_id)
            if video.problem is not None or video.ended:
                return False
            await self._records.bell.wait(video_id, WORDS_POLL_SECONDS)
        return True

    async def note_problem(self, video_id: str, why: dict[str, Any]) -> None:
        """Writing has failed, and why; whoever waits for words sees it."""
        await self._records.videos.change(video_id, problem=why)

    async def announce_words(self, video_id: str) -> None:
        """Tells a video pod the words of all shots, which its text encoder then reads at once. None has to listen."""
        video = await self._records.videos.get(video_id)
        analysis, script = await self._papers(video)
        ask = video_pb2.EncodePromptsRequest()
        for shot in script.shots:
            told = ask.shots.add()
            told.CopyFrom(requests.film_shot(video.order, plan_of(video), analysis, (script, shot), 1))
            told.ClearField("timing")
        with contextlib.suppress(grpc.aio.AioRpcError, Unavailable):
            await self._services.video.any().EncodePrompts(ask, timeout=ANNOUNCING_SECONDS)

    async def approve(self, video_id: str) -> None:
        """Returns when the client has approved the pictures that the film is made by."""
        video = await self._records.videos.reach(video_id, "filming")
        _, script = await self._papers(video)
        await self._approval.wait(video, await kept_words(self._messages, video.key, script))

    async def film(self, video_id: str, index: int, take: int) -> dict[str, Any]:
        """The clip as JSON."""
        video = await self._records.videos.reach(video_id, "filming")
        words = await self._words(video, index)
        gallery = Gallery(self._messages, video.key) if plan_of(video).approval == "keyframes" else None
        scene = Scene(video_id, video.order, plan_of(video), words, take, gallery)
        way = identity.choose(scene.cast, scene.plan.known)
        with traced(video, "film"):
            references = await self._likeness.references(scene, way)
        await self._tell_way(scene, way, references)
        told = (words[0], await self._told(video_id, words, take))
        request = requests.film_shot(video.order, scene.plan, await self._analysis(video), told, take, references)
        backend = way.backend if len(scene.plan.known) > 1 else ""  # one backend is any pod, whatever it calls itself
        reporter = FilmingReporter(self._records.shots, video_id, index, take)

        async def attempt() -> video_pb2.Clip:
            pods = self._services.video
            async with pods.lend(backend) as pod:
                try:
                    return await reporter.watch(pod.FilmShot(request))
                except grpc.aio.AioRpcError:
                    pods.failed(pod)
                    raise

        with traced(video, "film"):
            clip = await self._patience.call(Step(video_id, "film", "video", index), attempt)
        return as_json(clip)

    async def _told(self, video_id: str, words: Words, take: int) -> script_pb2.Shot:
        """The shot's words; for a further take with what the last one did not show in front."""
        treatment, shot = words
        if take == 1:
            return shot
        (row,) = [row for row in await self._records.shots.of(video_id) if row.index == shot.index]
        return insist(shot, requests.characters_in(treatment, shot), row.findings or [])

    async def check(
        self, video_id: str, index: int, take: int, clip: dict[str, Any], last: bool, earlier: Sequence[Take] = ()
    ) -> dict[str, Any]:
        """The take as JSON: its clip, what was found, and whether it is accepted. When the last one is not, it is the
        best of all takes, `earlier` ones included, and the event says which, and why none was accepted."""
        video = await self._records.videos.get(video_id)
        critic = self._services.critic
        findings, accepted = [], True
        if critic:
            await self._records.shots.change(video_id, index, state="checking", take=take)
            taken = json_format.ParseDict(clip, video_pb2.Clip())
            words = await self._words(video, index)
            request = requests.check_take(await self._analysis(video), words, taken)
            with traced(video, "check"):
                answer = await self._patience.call(
                    Step(video_id, "check", "critic", index), lambda: critic.CheckTake(request)
                )
            findings, accepted = [as_json(finding) for finding in answer.findings], answer.accepted
        frames = int(clip.get("frames", 0))
        if accepted or last:
            told: dict[str, Any] = {"index": index, "take": take, "frames": frames, "accepted": accepted}
            if not accepted:
                takes = [*earlier, {"clip": clip, "findings": findings}]
                used = best_of(takes)
                clip, findings = takes[used]["clip"], takes[used]["findings"]
                told |= {"used_take": take - len(earlier) + used, "reasons": reasons(findings)}
            event = (f"shot-{index}-filmed", "shot.filmed", told)
            columns: dict[str, Any] = {"state": "filmed", "take": take, "clip": clip, "findings": findings}
        else:
            told = {"index": index, "take": take, "reasons": reasons(findings)}
            event = (f"shot-{index}-{take}-rejected", "shot.rejected", told)
            columns = {"state": "queued", "findings": findings}
        await self._records.shots.change(video_id, index, event, **columns)
        return {"clip": clip, "findings": findings, "accepted": accepted}

    async def cut(self, video_id: str, takes: list[dict[str, Any]]) -> None:
        """Notes the film and what was found in it; the video is completed."""
        video = await self._records.videos.reach(video_id, "cutting")
        song = await self._records.songs.find(video.song_id)
        analysis, script = await self._papers(video)
        clips = [json_format.ParseDict(take["clip"], video_pb2.Clip()) for take in takes]
        findings = [json_format.ParseDict(f, critic_pb2.Finding()) for take in takes for f in take["findings"]]
        if self._services.critic is None:
            findings.append(NO_CRITIC)
        if unfollowed := identity.unfollowed(script.characters, plan_of(video).known):
            findings.append(pictures_unfollowed(unfollowed))
        request = requests.cut_film(video.order, song.uri if song else "", analysis, script, clips, findings)
        with traced(video, "cut"):
            answer = await self._patience.call(
                Step(video_id, "cut", "assembly"), lambda: self._services.assembly.CutFilm(request)
            )
            found = await self._check_film(video_id, answer.film, analysis, script, clips)
            told_of = [json_format.ParseDict(finding, critic_pb2.Finding()) for finding in found]
            await certify(self._services, self._patience, video_id, answer, told_of)
        cut = as_json(answer) | {"certificate": {}}  # the whole of it is an artifact of its own
        film = cut["film"]
        told = ("film-cut", "film.cut", {"film": film})
        await self._records.videos.enter(video_id, "completed", told, cut=cut, findings=found)

    async def fail(self, video_id: str, why: dict[str, Any]) -> None:
        """The video has failed, and says why."""
        told = ("video-failed", "video.failed", {"problem": why})
        await self._records.videos.enter(video_id, "failed", told, problem=why)

    async def _tell_way(self, scene: Scene, way: Way, references: list[video_pb2.Reference]) -> None:
        """Which pictures the shot follows and why; or whose it does not."""
        unfollowed = identity.unfollowed(scene.cast, scene.plan.known)
        if not references and not unfollowed:
            return
        index, pictures = scene.words[1].index, [as_json(reference) for reference in references]
        told = {"index": index, "take": scene.take, "by": way.by, "why": way.why, "pictures": pictures}
        event = (f"shot-{index}-{scene.take}-way", "shot.way", told | {"unfollowed": unfollowed})
        await self._records.videos.change(scene.video_id, event)

    async def _papers(self, video: Video) -> tuple[audio_pb2.SongAnalysis, script_pb2.Script]:
        """The analysis and the whole script."""
        return await self._analysis(video), await self._read(video.id, str(video.script_uri), script_pb2.Script)

    async def _words(self, video: Video, index: int) -> tuple[script_pb2.Script, script_pb2.Shot]:
        """The treatment and a shot's words; the others may not be written yet."""
        step, draft = Step(video.id, "read", "artifact store", index), Draft(self._messages, video.key)
        treatment = await self._patience.call(step, draft.treatment)
        return treatment, await self._patience.call(step, lambda: draft.shot(index))

    async def _analysis(self, video: Video) -> audio_pb2.SongAnalysis:
        return await self._read(video.id, str(video.analysis_uri), audio_pb2.SongAnalysis)

    async def _read(self, video_id: str, uri: str, message_type: type[M]) -> M:
        step = Step(video_id, "read", "artifact store")
        return await self._patience.call(step, lambda: self._messages.get(uri, message_type))

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


def pictures_unfollowed(character_ids: list[str]) -> critic_pb2.Finding:
    """That pictures were given and had no say in the film."""
    who = ", ".join(character_ids)
    return critic_pb2.Finding(
        measure="pictures",
        severity=critic_pb2.SEVERITY_INFORMATION,
        shot_index=-1,
        frame=-1,
        sentence=f"The pictures of {who} were not followed, only the words: no video pod follows characters. One with "
        "SONGREEL_VIDEO_BACKEND=wan_vace does.",
    )


def as_json(message: Message) -> dict[str, Any]:
    """The proto message's JSON form."""
    return json_format.MessageToDict(message)
