"""Which waivers stand for a film: those that somebody gave for what is in it, and not for what was there before.

revision 1 ── shot 2 waived ── revision 2, shot 5 filmed again ── the waiver of shot 2 stands: it is the same take
                           └── revision 2, shot 2 filmed again ── it does not: nobody has seen this one
           ── the film waived ─ revision 2                     ── it does not: it is another film

One that no longer stands is in the certificate that was issued then, and may be given anew.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from songreel_gateway.store.records import Records
from songreel_gateway.store.waivers import Waiver

FILM = -1


@dataclass(frozen=True)
class Since:
    """From when on waivers are of what is in the film, in Unix seconds."""

    film: float
    shots: Mapping[int, float]

    def of(self, shot_index: int) -> float:
        """Of a shot's take, or with -1 of the film."""
        return self.film if shot_index == FILM else self.shots.get(shot_index, 0.0)

    def standing(self, waivers: Iterable[Waiver]) -> list[Waiver]:
        """Those that stand."""
        return [each for each in waivers if each.created_at >= self.of(each.shot_index)]


async def since(records: Records, video_id: str) -> Since:
    """Of the newest revision; before the first one there was nothing that a waiver could have been of."""
    revision = await records.revisions.newest(video_id)
    if revision.number == 1:
        return Since(0.0, {})
    takes = {(take.shot_index, take.number): take.created_at for take in await records.takes.of(video_id)}
    shots = await records.shots.of(video_id)
    filmed = {shot.index: takes.get((shot.index, shot.used_take or shot.take), 0.0) for shot in shots}
    return Since(revision.updated_at if revision.ended else float("inf"), filmed)
