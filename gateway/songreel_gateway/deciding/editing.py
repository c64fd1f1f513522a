"""How edits become a script and what is to be filmed of it: checked before anything is kept, all or nothing.

edits ──► words changed ── the script service completes and judges them ──► script of the revision
      └─► shots to film, takes to use ─────────────────────────────────────► rows of shots
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import grpc
from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2
from songreel_chassis.errors import read_rpc_error

from songreel_gateway.asking import handles
from songreel_gateway.asking.film_plan import FilmPlan
from songreel_gateway.asking.jobs import plan_of
from songreel_gateway.deciding.edits import ShotEdit
from songreel_gateway.deciding.rewording import reword, shot_before
from songreel_gateway.gateway import Gateway
from songreel_gateway.problems import FieldProblem, Refusal, problem, problem_of_call, refuse
from songreel_gateway.store.rearranging import ShotChange
from songreel_gateway.store.shots import Shot
from songreel_gateway.store.takes import Take
from songreel_gateway.store.videos import Video

ADOPT_SECONDS = 30.0
NO_ANIMATIC = (
    "Nothing here draws animatics. Choose otherwise; or set SONGREEL_ANIMATIC_ADDRESS to a video service with the "
    "animatic backend."
)


@dataclass
class Edited:
    """What edits come to."""

    script: script_pb2.Script
    changes: dict[int, ShotChange] = field(default_factory=dict)
    reworded: dict[int, int] = field(default_factory=dict)
    """Shots whose words the script service is to complete, and the edit that changed them."""


class Desk:
    """Edits of one video as it is."""

    def __init__(self, video: Video, shots: Sequence[Shot], takes: Sequence[Take], gateway: Gateway) -> None:
        self._video = video
        self._plan: FilmPlan = plan_of(video)
        self._shots = {shot.index: shot for shot in shots}
        self._takes = {(take.shot_index, take.number): take for take in takes}
        self._gateway = gateway

    async def carry_out(
        self, edits: Sequence[ShotEdit], script: script_pb2.Script, analysis: audio_pb2.SongAnalysis
    ) -> Edited:
        """The edited script and what follows for shots. Raises Refusal with every edit that is wrong."""
        self._check(edits)
        edited = Edited(script_pb2.Script())
        edited.script.CopyFrom(script)
        for place, edit in enumerate(edits):
            for index in range(edit.index, (edit.through or edit.index) + 1):
                self._edit(edited, place, edit, index, analysis)
        if edited.reworded:
            await self._complete(edited, edits, script, analysis)
        for index, change in edited.changes.items():
            words = edited.script.shots[index].sentence
            edited.changes[index] = ShotChange(**{**vars(change), "sentence": words})
        return edited

    def _check(self, edits: Sequence[ShotEdit]) -> None:
        faults: list[FieldProblem] = []
        named: set[int] = set()
        for place, edit in enumerate(edits):
            reach = range(edit.index, (edit.through or edit.index) + 1)
            if missing := [index for index in (reach[0], reach[-1]) if index not in self._shots]:
                detail = f"The film has no shot {missing[0]}; they are 0 to {len(self._shots) - 1}."
                faults.append(FieldProblem(pointer=f"/shots/{place}/index", detail=detail))
            elif twice := named & set(reach):
                detail = f"Shot {min(twice)} is named twice. Put all that you want of a shot into one entry."
                faults.append(FieldProblem(pointer=f"/shots/{place}/index", detail=detail))
            elif edit.take is not None and not self._usable(edit.index, edit.take):
                there = sorted(number for index, number in self._takes if index == edit.index)
                detail = f"Shot {edit.index} has no take {edit.take} that can be used; its takes are {there}."
                faults.append(FieldProblem(pointer=f"/shots/{place}/take", detail=detail))
            named |= set(reach)
        if faults:
            detail = "; ".join(f"{each.pointer}: {each.detail}" for each in faults)
            raise refuse("unprocessable", 422, detail, errors=faults)
        draws = self._plan.animatic or self._gateway.services.animatic is not None
        if any(edit.animatic for edit in edits) and not draws:
            raise Refusal(problem("not-configured", 503, NO_ANIMATIC))

    def _usable(self, index: int, number: int) -> bool:
        take = self._takes.get((index, number))
        return take is not None and take.usable

    def _edit(self, edited: Edited, place: int, edit: ShotEdit, index: int, analysis: audio_pb2.SongAnalysis) -> None:
        """Words and row of one shot."""
        words, row = edited.script.shots[index], self._shots[index]
        if edit.take is not None:
            take = self._takes[index, edit.take]
            if take.sentence != words.sentence:
                words.sentence, words.prompt = take.sentence, take.prompt
            edited.changes[index] = ShotChange(index, use=edit.take)
            return
        if edit.drop:
            shot_before(edited.script, index)
        elif edit.words:
            reword(words, edit.words)
            edited.reworded[index] = place
        if edit.transition:
            words.transition = script_pb2.Transition.Value(f"TRANSITION_{TRANSITIONS[edit.transition]}")
        anew = bool(edit.words) or edit.retake or edit.drop or edit.animatic or edit.seed is not None
        seed = edit.seed
        if not anew and self._lacks_head(words, row, analysis):
            anew, seed = True, self._seed(row)
        elif edit.words and seed is None and not edit.retake:
            seed = self._seed(row)
        edited.changes[index] = ShotChange(index, film=anew, seed=seed, drawn=edit.animatic)

    def _seed(self, row: Shot) -> int | None:
        """Of the take in the film; None where there is none."""
        take = self._takes.get((row.index, row.used_take or 0))
        return take.seed if take else None

    def _lacks_head(self, words: script_pb2.Shot, row: Shot, analysis: audio_pb2.SongAnalysis) -> bool:
        """Whether the shot's clip has fewer frames before its first than its transition takes."""
        longest = max(self._plan.legal_frame_counts, default=None)
        wanted = handles.head_frames(self._video.order, longest, analysis, words)
        return row.clip is not None and wanted > int((row.clip.get("head") or {}).get("frames", 0))

    async def _complete(
        self,
        edited: Edited,
        edits: Sequence[ShotEdit],
        before: script_pb2.Script,
        analysis: audio_pb2.SongAnalysis,
    ) -> None:
        """Has the script service fill in what follows from other words; shots that no edit reworded stay to the bit."""
        ask = script_pb2.AdoptScriptRequest(analysis=analysis, script=edited.script, dialect=self._plan.dialect)
        try:
            answer = await self._gateway.services.script.AdoptScript(ask, timeout=ADOPT_SECONDS)
        except grpc.aio.AioRpcError as error:
            raise Refusal(problem_of_call(read_rpc_error(error), "write", None)) from error
        if answer.faults:
            faults = [_fault(fault, edited.reworded) for fault in answer.faults]
            detail = "; ".join(f"{each.pointer}: {each.detail}" for each in faults)
            raise refuse("invalid-script", 422, detail, errors=faults)
        for index in edited.reworded:
            told = answer.script.shots[index]
            if edits[edited.reworded[index]].prompt:
                told.prompt = str(edits[edited.reworded[index]].prompt)
            edited.script.shots[index].CopyFrom(told)


def _fault(fault: script_pb2.ScriptFault, reworded: dict[int, int]) -> FieldProblem:
    """At the edit that brought it."""
    place, _, name = fault.field.removeprefix("shots[").partition("]")
    edit = reworded.get(int(place)) if place.isdigit() else None
    pointer = "/shots" if edit is None else f"/shots/{edit}" + name.replace(".", "/")
    return FieldProblem(pointer=pointer, detail=fault.message)


TRANSITIONS: dict[str, Any] = {
    "cut": "UNSPECIFIED",
    **{name: name.upper() for name in ("fade_from_black", "flash", "whip", "dip", "dissolve")},
}
