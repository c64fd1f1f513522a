"""How a take comes to be: room in the budget, the pictures it follows, a clip from a pod, and what the critic says."""

from dataclasses import dataclass
from typing import Any

from google.protobuf import json_format
from google.protobuf.message import Message
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2
from songreel_chassis.artifacts import request_digest
from songreel_chassis.errors import Busy, Unavailable

from songreel_gateway.asking import handles, identity, requests
from songreel_gateway.asking.identity import Way
from songreel_gateway.asking.jobs import plan_of
from songreel_gateway.asking.messages import Messages
from songreel_gateway.asking.patience import Patience, Step
from songreel_gateway.asking.requests import Words
from songreel_gateway.asking.services import Services
from songreel_gateway.asking.shooting_script import ShootingScript
from songreel_gateway.fleet.pods import Pod, VideoPods
from songreel_gateway.store.line import Turn
from songreel_gateway.store.records import Records
from songreel_gateway.store.shots import Shot
from songreel_gateway.store.takes import Take
from songreel_gateway.store.uses import artifacts_in
from songreel_gateway.takes.gallery import Gallery
from songreel_gateway.takes.likeness import Likeness, Scene
from songreel_gateway.takes.progress import FilmingReporter
from songreel_gateway.takes.retaking import Outcome, best_of, insist, reasons
from songreel_gateway.takes.spending import Key, Order, Spending
from songreel_gateway.telemetry.tracing import traced

LATER_SECONDS = 2
DRAWN = Way("words", "", why="You asked for an animatic.")


@dataclass(frozen=True)
class Crew:
    """Whom a take is made with."""

    services: Services
    records: Records
    messages: Messages
    patience: Patience
    script: ShootingScript
    likeness: Likeness
    spending: Spending


class Filming:
    """The steps of a take. Each may run more than once and must come to the same."""

    def __init__(self, crew: Crew) -> None:
        self._crew = crew
        self._records = crew.records

    async def afford(self, video_id: str, index: int, number: int) -> bool:
        """Whether the budget has room for the take, which is then reserved."""
        scene, way, shot = await self._scene(video_id, index, number)
        analysis = await self._crew.script.analysis(await self._records.videos.get(video_id))
        longest = max(scene.plan.legal_frame_counts, default=None)
        head = handles.head_frames(scene.order, longest, analysis, scene.words[1])
        order = Order(
            scene.order["preset"],
            scene.plan,
            shot.frames + head,
            references=int(way.by == "keyframe") or len(scene.cast) * (way.by == "characters"),
            pictures=int(way.by == "keyframe"),
        )
        return await self._crew.spending.afford(Key(video_id, index, number), order, self._pods(shot, scene))

    async def film(self, video_id: str, index: int, number: int) -> dict[str, Any]:
        """The clip as JSON."""
        video = await self._records.videos.reach(video_id, "filming")
        scene, way, shot = await self._scene(video_id, index, number)
        with traced(video, "film"):
            references = await self._crew.likeness.references(scene, way)
        await self._tell_way(scene, way, references)
        told = (scene.words[0], await self._told(video_id, scene.words, shot, number))
        analysis = await self._crew.script.analysis(video)
        request = requests.film_shot(video.order, scene.plan, analysis, told, scene.seed, references)
        await self._records.takes.begin(await self._new_take(video_id, shot, number, scene, told[1]))
        backend = way.backend if len(scene.plan.known) > 1 else ""  # one backend is any pod, whatever it calls itself
        key = Key(video_id, index, number)
        reporter = FilmingReporter(self._records, key, self._crew.spending)

        frames = request.timing.end_frame - request.timing.start_frame
        priority = int(video.order.get("priority", 0))
        work = request_digest(backend, request.SerializeToString(deterministic=True))
        whose = (video.tenant_id, priority, video_id, frames, backend)
        turn = Turn(f"{video_id}-{index}-{number}", *whose, work=work)

        async def begin(pod: Pod) -> video_pb2.Clip:
            if (await self._records.videos.get(video_id)).ended:  # this step is about to be cut off for it
                raise Busy("The video has ended while the shot waited for its turn.", retry_after_seconds=LATER_SECONDS)
            return await reporter.watch(pod.FilmShot(request))

        async def attempt() -> video_pb2.Clip:
            clip = await self._pods(shot, scene).film(turn, begin)
            return await self._claimed(video_id, clip)

        with traced(video, "film"):
            clip = await self._crew.patience.call(Step(video_id, "film", "video", index), attempt)
        await self._crew.spending.filmed(key, clip.provenance)
        document = as_json(clip)
        await self._records.takes.change(video_id, index, number, clip=document, state="checking")
        return document

    async def check(self, video_id: str, index: int, number: int, last: bool) -> Outcome:
        """Accepted or rejected. When the last one is rejected too, the best of all takes for this wish is used, and
        the event says which, and why none was accepted."""
        take = await self._records.takes.get(video_id, index, number)
        findings, accepted = await self._look(video_id, index, number, take)
        await self._records.takes.change(
            video_id, index, number, findings=findings, state="accepted" if accepted else "rejected"
        )
        if not accepted and not last:
            told: dict[str, Any] = {"index": index, "take": number, "reasons": reasons(findings)}
            event = (f"shot-{index}-{number}-rejected", "shot.rejected", told)
            await self._records.shots.change(video_id, index, event, state="queued", findings=findings)
            return "rejected"
        frames = int((take.clip or {}).get("frames", 0))
        told = {"index": index, "take": number, "frames": frames, "accepted": accepted}
        used = await self._records.takes.get(video_id, index, number)
        if not accepted:
            used = await self._best(video_id, index)
            told |= {"used_take": used.number, "reasons": reasons(used.findings or [])}
        await self._use(used, number, (f"shot-{index}-{number}-filmed", "shot.filmed", told))
        return "accepted"

    async def set_aside(self, video_id: str, index: int, number: int, why: dict[str, Any]) -> None:
        """The shot cannot be filmed as it is: the others go on, and the client is asked at the end."""
        await self._crew.spending.abandoned(Key(video_id, index, number))
        await self._records.takes.change(video_id, index, number, state="failed", problem=why)
        event = (f"shot-{index}-{number}-failed", "shot.failed", {"index": index, "take": number, "problem": why})
        await self._records.shots.change(
            video_id, index, event, state="failed", take=number, problem=why, progress=None
        )

    async def _claimed(self, video_id: str, clip: video_pb2.Clip) -> video_pb2.Clip:
        """The clip, which stays as long as this video does. Raises Unavailable for one that goes with another video:
        asked again, a pod films it."""
        mine = artifacts_in(as_json(clip))
        kept = await self._records.uses.claim(video_id, mine)
        if not kept or not await self._crew.messages.store.exists(clip.clip_uri):
            raise Unavailable("This clip is being deleted with another video. It is filmed anew.")
        return clip

    async def _look(self, video_id: str, index: int, number: int, take: Take) -> tuple[list[dict[str, Any]], bool]:
        """What the critic finds, and whether it accepts the take."""
        critic = self._crew.services.critic
        if critic is None:
            return [], True
        video = await self._records.videos.get(video_id)
        await self._records.shots.change(video_id, index, state="checking", take=number)
        words = await self._crew.script.words(video, index)
        clip = json_format.ParseDict(take.clip or {}, video_pb2.Clip())
        request = requests.check_take(await self._crew.script.analysis(video), words, clip)
        with traced(video, "check"):
            answer = await self._crew.patience.call(
                Step(video_id, "check", "critic", index), lambda: critic.CheckTake(request)
            )
        return [as_json(finding) for finding in answer.findings], answer.accepted

    async def _best(self, video_id: str, index: int) -> Take:
        """Of the takes that were filmed for the last wish."""
        first = (await self._records.shots.get(video_id, index)).first_take
        takes = [take for take in await self._records.takes.of(video_id, index) if take.usable and take.number >= first]
        return takes[best_of([{"findings": take.findings or []} for take in takes])]

    async def _use(self, used: Take, number: int, event: tuple[str, str, dict[str, Any]]) -> None:
        columns: dict[str, Any] = {"state": "filmed", "take": number, "used_take": used.number, "clip": used.clip}
        columns |= {"findings": used.findings or [], "filming_seconds": used.filming_seconds}
        await self._records.shots.change(used.video_id, used.shot_index, event, **columns)

    def _pods(self, shot: Shot, scene: Scene) -> VideoPods:
        animatic = self._crew.services.animatic
        return (
            animatic if shot.drawn and animatic is not None and not scene.plan.animatic else self._crew.services.video
        )

    async def _scene(self, video_id: str, index: int, number: int) -> tuple[Scene, Way, Shot]:
        """What is filmed, which way, and the row of the shot."""
        video = await self._records.videos.get(video_id)
        shot = await self._records.shots.get(video_id, index)
        words, plan = await self._crew.script.words(video, index), plan_of(video)
        gallery = Gallery(self._crew.messages, video.key) if plan.approval == "keyframes" else None
        seed = shot.seed_of(number, int(video.order["seed"]))
        scene = Scene(video_id, video.order, plan, words, number, seed, gallery)
        return scene, DRAWN if shot.drawn else identity.choose(scene.cast, plan.known), shot

    async def _told(self, video_id: str, words: Words, shot: Shot, number: int) -> script_pb2.Shot:
        """The shot's words; for a further take with what the last one did not show in front."""
        treatment, told = words
        if number == shot.first_take:
            return told
        before = await self._records.takes.find(video_id, shot.index, number - 1)
        return insist(told, requests.characters_in(treatment, told), (before and before.findings) or [])

    async def _new_take(self, video_id: str, shot: Shot, number: int, scene: Scene, told: script_pb2.Shot) -> Take:
        revision = await self._records.revisions.newest(video_id)
        return Take(
            video_id, shot.index, number, revision.number, "filming", 0.0, told.sentence, told.prompt, scene.seed,
            shot.drawn, None, None, None, None,
        )  # fmt: skip

    async def _tell_way(self, scene: Scene, way: Way, references: list[video_pb2.Reference]) -> None:
        """Which pictures the shot follows and why; or whose it does not."""
        unfollowed = identity.unfollowed(scene.cast, scene.plan.known)
        if not references and not unfollowed:
            return
        index, pictures = scene.words[1].index, [as_json(reference) for reference in references]
        told = {"index": index, "take": scene.take, "by": way.by, "why": way.why, "pictures": pictures}
        event = (f"shot-{index}-{scene.take}-way", "shot.way", told | {"unfollowed": unfollowed})
        await self._records.videos.change(scene.video_id, event)


def as_json(message: Message) -> dict[str, Any]:
    """The proto message's JSON form."""
    return json_format.MessageToDict(message)
