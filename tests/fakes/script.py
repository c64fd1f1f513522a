"""Words by rule."""

import asyncio
import os

from songreel.script.v1 import script_pb2, script_pb2_grpc
from songreel_chassis.errors import InvalidInput

from tests.fakes.ways import POISON, Context, Ways


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
