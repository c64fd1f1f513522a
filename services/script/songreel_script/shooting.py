"""The shots of a passage: what each shows, from where, how it begins, and what a video model is told."""

from collections.abc import Sequence
from dataclasses import dataclass

from songreel.script.v1 import script_pb2

from songreel_script.assignment import Assignment, sung
from songreel_script.camera import Chain, move_for, transition_for
from songreel_script.coverage import Reel, cover
from songreel_script.dialects import prompt_for
from songreel_script.options import closing_picture
from songreel_script.scene import SceneAsk, SceneWords
from songreel_script.sentence import compose
from songreel_script.variety import Footage, Sense


@dataclass(frozen=True)
class Scene:
    """A passage with its words."""

    ask: SceneAsk
    words: SceneWords
    before: SceneAsk | None
    """The passage before."""
    last: SceneAsk
    """The film's last passage: how it ends is settled from the start."""


def shoot(
    scene: Scene, script: script_pb2.Script, assignment: Assignment, sense: Sense | None = None
) -> list[script_pb2.Shot]:
    """Those of the passage's shots that are not on the script yet, in film order; they go on behind its last one.

    Without a sense for what is alike, shared words tell it.
    """
    ask = scene.ask
    first, last = ask.passage.shots[0].index, len(assignment.analysis.shots) - 1
    reel = reel_of(script.shots[:first], len(assignment.analysis.shots), bool(scene.words.further))
    setups = cover(ask, reel, script.shots[first:])
    shots: list[script_pb2.Shot] = []
    for timed, setup in zip(ask.passage.shots, setups, strict=True):
        if timed.index < len(script.shots):
            continue
        before = shots[-1] if shots else script.shots[-1] if script.shots else script_pb2.Shot()
        shot = script_pb2.Shot(
            index=timed.index,
            framing=setup.framing,
            camera=move_for(ask, setup, Chain(timed.index, before.camera, timed.index == last), assignment),
            mood=ask.mood,
            lyric_line=sung(assignment.analysis, timed.start_frame, timed.end_frame, 160),
            transition=transition_for(ask, timed.index, scene.before, assignment),
        )
        footage = Footage(
            seed=assignment.seed,
            shots=[*script.shots, *shots],
            wordings=tuple(character.description for character in script.characters),
            closing=closing_picture(scene.last) if timed.index < last else None,
            sung=shot.lyric_line or ask.passage.lyrics,
            bans=tuple(assignment.brief.do_not_show),
            sense=sense,
        )
        compose(ask, scene.words, setup, shot, footage)
        shot.prompt = prompt_for(shot, script, assignment.dialect)
        shots.append(shot)
    return shots


def reel_of(filmed: Sequence[script_pb2.Shot], total: int, own_actions: bool) -> Reel:
    """What has been filmed."""
    return Reel(
        filmed=len(filmed),
        empty=sum(not shot.character_ids for shot in filmed),
        total=total,
        framing=filmed[-1].framing if filmed else script_pb2.FRAMING_UNSPECIFIED,
        own_actions=own_actions,
    )
