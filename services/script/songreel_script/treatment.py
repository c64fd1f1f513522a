"""The film before its shots: the arc over the sections, the places along the way, the picture it ends on."""

import re
from collections.abc import Sequence

from songreel.script.v1 import script_pb2

from songreel_script.assignment import Assignment
from songreel_script.look import look_for
from songreel_script.options import everybody
from songreel_script.picture import located
from songreel_script.premise import Premise
from songreel_script.route import route_of
from songreel_script.scene import SceneAsk
from songreel_script.wording import clean

SENTENCES = re.compile(r"(?<=[.!?。！？]) ")  # full-width signs end sentences too


def treat(assignment: Assignment, premise: Premise, asks: Sequence[SceneAsk]) -> script_pb2.Script:
    """The script without its shots."""
    arc, image = arc_of(asks), closing_image_of(premise, asks[-1])
    return script_pb2.Script(
        logline=premise.logline,
        treatment=clean(" ".join([*(f"{_name(asks, beat)}: {beat.sentence}" for beat in arc), image]), 5000),
        look=look_for(assignment, premise),
        characters=[premise.lead, *premise.others],
        pipeline=assignment.brief.pipeline,
        arc=arc,
        closing_image=image,
        places=dict.fromkeys(route_of(assignment.passages, premise)),
    )


def arc_of(asks: Sequence[SceneAsk]) -> list[script_pb2.SectionBeat]:
    """What happens in each section, in film order."""
    beats: dict[int, script_pb2.SectionBeat] = {}
    for ask in asks:
        index = ask.passage.section.index
        beat = beats.setdefault(index, script_pb2.SectionBeat(section_index=index, place=ask.place))
        beat.sentence = f"{beat.sentence} {sentence_of(ask)}".strip()
    return list(beats.values())


def sentence_of(ask: SceneAsk) -> str:
    """What happens in the passage, as one sentence: the writer's own, or one by rule."""
    if ask.told:
        return ask.told
    hour = f"{ask.stage}, {located(ask.place)}"
    return f"{hour[:1].upper()}{hour[1:]}: {ask.beat}."


def beats_told(arc: Sequence[script_pb2.SectionBeat], asks: Sequence[SceneAsk]) -> tuple[str, ...]:
    """The writer's own sentence for each passage, read back from an arc; empty where it is the rules' (`asks`')."""
    by_rule = {beat.section_index: beat.sentence for beat in arc_of(asks)}
    told = {
        beat.section_index: SENTENCES.split(beat.sentence)
        for beat in arc
        if beat.sentence and beat.sentence != by_rule.get(beat.section_index)
    }
    sentences: list[str] = []
    for ask in asks:
        own = told.get(ask.passage.section.index, [])
        sentences.append(own[min(ask.passage.part, len(own) - 1)] if own else "")
    return tuple(sentences)


def closing_image_of(premise: Premise, last: SceneAsk) -> str:
    """What the film's last shot shows, as one sentence."""
    return premise.closing_image or image_by_rule(last)


def image_by_rule(last: SceneAsk) -> str:
    """The last shot told by rule, from what the lead does in it."""
    who = everybody(last)
    return f"{who[:1].upper()}{who[1:]} {last.closing}, {located(last.place)}."


def _name(asks: Sequence[SceneAsk], beat: script_pb2.SectionBeat) -> str:
    return next(ask.kind for ask in asks if ask.passage.section.index == beat.section_index).capitalize()
