"""How a revision's film is cut: from the takes that are used, with everything known of all the others."""

from typing import Any

from google.protobuf import json_format
from songreel.assembly.v1 import assembly_pb2
from songreel.audio.v1 import audio_pb2
from songreel.critic.v1 import critic_pb2
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2
from songreel_chassis.errors import Unavailable

from songreel_gateway.asking import identity, requests
from songreel_gateway.asking.jobs import plan_of
from songreel_gateway.asking.patience import Step
from songreel_gateway.asking.requests import Footage
from songreel_gateway.films.certifying import as_messages, certify, places
from songreel_gateway.films.consenting import consents_of
from songreel_gateway.films.standing import since
from songreel_gateway.store.shots import Shot
from songreel_gateway.store.takes import Take
from songreel_gateway.store.uses import artifacts_in
from songreel_gateway.store.videos import Video
from songreel_gateway.takes.filming import Crew, as_json
from songreel_gateway.takes.pricing import PriceList
from songreel_gateway.telemetry.tracing import traced

NO_CRITIC = critic_pb2.Finding(
    measure="take_check",
    severity=critic_pb2.SEVERITY_INFORMATION,
    shot_index=-1,
    frame=-1,
    sentence="No critic is set up, so nobody looked at the takes. Set SONGREEL_CRITIC_ADDRESS to have them checked.",
)


class Cutting:
    """The last step of a revision."""

    def __init__(self, crew: Crew, prices: PriceList) -> None:
        self._crew = crew
        self._records = crew.records
        self._prices = prices

    async def cut(self, video_id: str) -> None:
        """Notes the film and what was found in it; the video is completed."""
        video = await self._records.videos.reach(video_id, "cutting")
        revision = await self._records.revisions.newest(video_id)
        song = await self._records.songs.find(video.song_id)
        analysis, script = await self._crew.script.analysis(video), await self._crew.script.whole(video)
        shots = await self._records.shots.of(video_id)
        footage = await self._footage(shots, await self._records.takes.of(video_id), video, script)
        captions = revision.captions or video.order["captions"]
        request = requests.cut_film(song.uri if song else "", analysis, script, footage, captions)
        with traced(video, "cut"):
            answer = await self._crew.patience.call(
                Step(video_id, "cut", "assembly"), lambda: self._cut(video_id, request)
            )
            found = await self._check_film(video_id, answer.film, analysis, script, footage.clips)
            told_of = [json_format.ParseDict(finding, critic_pb2.Finding()) for finding in found]
            await certify(self._crew.services, self._crew.patience, video_id, answer, told_of)
            await self._records.uses.claim(video_id, places(answer).values())
        cut = as_json(answer) | {"certificate": {}}  # the whole of it is an artifact of its own
        suffix = "" if revision.number == 1 else f"-{revision.number}"
        told = (f"film-cut{suffix}", "film.cut", {"film": cut["film"], "revision": revision.number})
        uri = await self._crew.messages.put("scripts", f"revision {revision.number}".encode(), video.key, script)
        takes = {str(shot.index): shot.used_take or shot.take for shot in shots}
        columns = {"cut": cut, "findings": found, "script_uri": revision.script_uri or uri}
        await self._records.revisions.complete(video_id, [told], takes, **columns)

    async def _cut(self, video_id: str, request: assembly_pb2.CutFilmRequest) -> assembly_pb2.CutFilmResponse:
        """The film, which stays as long as its video does."""
        answer: assembly_pb2.CutFilmResponse = await self._crew.services.assembly.CutFilm(request)
        if not await self._records.uses.claim(video_id, artifacts_in(as_json(answer))):
            raise Unavailable("Such a film is being deleted with another video. It is cut anew.")
        return answer

    async def _footage(self, shots: list[Shot], takes: list[Take], video: Video, script: script_pb2.Script) -> Footage:
        """The clips in film order, what was found in them, and what all takes came to."""
        clips, findings = [], []
        for shot in shots:
            clips.append(json_format.ParseDict(shot.clip or {}, video_pb2.Clip(), ignore_unknown_fields=True))
            findings += [_finding(each) for each in shot.findings or []]
        if self._crew.services.critic is None:
            findings.append(NO_CRITIC)
        if unfollowed := identity.unfollowed(script.characters, plan_of(video).known):
            findings.append(pictures_unfollowed(unfollowed))
        counts = [_count(shot, [take for take in takes if take.shot_index == shot.index]) for shot in shots]
        prices = [
            assembly_pb2.DevicePrice(device=device, per_hour=price, currency=self._prices.currency)
            for device, price in self._prices.per_hour.items()
        ]
        known = plan_of(video).known
        consents = await consents_of(self._records.consents, video.tenant_id, script.characters, known)
        standing = await since(self._records, video.id)
        waivers = as_messages(standing.standing(await self._records.waivers.of(video.id)))
        return Footage(clips, findings, counts, prices, consents, waivers)

    async def _check_film(
        self,
        video_id: str,
        film: assembly_pb2.Film,
        analysis: audio_pb2.SongAnalysis,
        script: script_pb2.Script,
        clips: list[video_pb2.Clip],
    ) -> list[dict[str, Any]]:
        critic = self._crew.services.critic
        if critic is None:
            return [as_json(NO_CRITIC)]
        request = critic_pb2.CheckFilmRequest(film_uri=film.film_uri, analysis=analysis, script=script, clips=clips)
        answer = await self._crew.patience.call(Step(video_id, "check", "critic"), lambda: critic.CheckFilm(request))
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


def _finding(document: dict[str, Any]) -> critic_pb2.Finding:
    return json_format.ParseDict(document, critic_pb2.Finding(), ignore_unknown_fields=True)


def _count(shot: Shot, takes: list[Take]) -> assembly_pb2.ShotTakes:
    """How often the shot was filmed, and what that took."""
    filmed = [take for take in takes if take.usable]
    costs = []
    for take in filmed:
        how = (take.clip or {}).get("provenance", {})
        costs.append(
            assembly_pb2.TakeCost(
                device=how.get("device", ""),
                gpu_count=int(how.get("gpuCount", 0)),
                filming_seconds=float(how.get("filmingSeconds", 0.0)),
                resumed=bool(how.get("resumedCount", 0)),
            )
        )
    numbers = [take.number for take in filmed]
    used = shot.used_take or shot.take
    accepted = any(take.number == used and take.state == "accepted" for take in filmed)
    return assembly_pb2.ShotTakes(
        shot_index=shot.index,
        filmed_count=len(filmed),
        used_take=numbers.index(used) + 1 if used in numbers else 0,
        accepted=accepted,
        costs=costs,
    )
