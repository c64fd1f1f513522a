"""A script written or edited by hand, taken over: its faults, or the script with what follows filled in."""

import dataclasses

from songreel.audio.v1 import audio_pb2
from songreel.lalm.v1 import lalm_pb2
from songreel.script.v1 import script_pb2

from songreel_script.adopting.faults import faults_of, numbered
from songreel_script.adopting.recasting import recast
from songreel_script.adopting.shots import Take, completed_shot
from songreel_script.assignment import Assignment, check_analysis, cut_passages
from songreel_script.cast import completed
from songreel_script.draws import dice
from songreel_script.look import palette_for, style_for
from songreel_script.premise import draw_premise
from songreel_script.scene import SceneAsk, plan_scenes
from songreel_script.wording import clean


def adopt(request: script_pb2.AdoptScriptRequest) -> script_pb2.AdoptScriptResponse:
    """The complete script, or every fault; raises InvalidInput when the analysis has no plan."""
    check_analysis(request.analysis)
    if faults := faults_of(request.script, request.analysis):
        return script_pb2.AdoptScriptResponse(faults=faults)
    return script_pb2.AdoptScriptResponse(script=completed_script(request))


def completed_script(request: script_pb2.AdoptScriptRequest) -> script_pb2.Script:
    """A faultless script with its shots in film order and nothing left empty that follows from the rest.

    Its sentences stay to the letter, but for a character's wording that was changed. It is credited to the hand.
    """
    given = script_pb2.Script()
    given.CopyFrom(request.script)
    recast(given)
    script = script_pb2.Script()
    script.CopyFrom(given)
    script.written_by.backend = "hand"
    script.pipeline = given.pipeline or script_pb2.PIPELINE_CLAP
    del script.characters[:]
    script.characters.extend(completed(character) for character in given.characters)
    assignment = assignment_of(given, request.analysis)
    script.look.style = given.look.style or style_for(assignment)
    if not given.look.palette:
        script.look.palette.extend(palette_for(assignment))
    del script.shots[:]
    plain = not any(shot.transition for shot in given.shots)
    asks = plan_scenes(assignment, draw_premise(assignment))
    shots = sorted(numbered(given), key=lambda pair: pair[0])
    for position, ask in enumerate(asks):
        take = Take(ask, asks[position - 1] if position else None, plain, request.dialect)
        for index, shot in shots[ask.passage.shots[0].index : ask.passage.shots[-1].index + 1]:
            shot.index = index
            script.shots.append(completed_shot(shot, take, script, assignment))
    complete_story(script, asks)
    return script


def assignment_of(script: script_pb2.Script, analysis: audio_pb2.SongAnalysis) -> Assignment:
    """What the rules go by where the script says nothing: the song, and the script's people."""
    brief = script_pb2.Brief(
        characters=script.characters, do_not_show=script.look.do_not_show, palette=script.look.palette
    )
    seed = dice(script.written_by.seed, "song", analysis.song_sha256).getrandbits(48)
    draft = Assignment(analysis, brief, lalm_pb2.Narrative(), seed, asked_seed=script.written_by.seed)
    return dataclasses.replace(draft, passages=cut_passages(draft))


def complete_story(script: script_pb2.Script, asks: list[SceneAsk]) -> None:
    """Fills what readers are told of the film from its shots, where nobody told it."""
    if not script.arc:
        seen: set[int] = set()
        for ask in asks:
            index = ask.passage.section.index
            shot = script.shots[ask.passage.shots[0].index]
            if index not in seen:
                script.arc.add(section_index=index, sentence=shot.sentence, place=shot.place)
            seen.add(index)
    script.closing_image = script.closing_image or script.shots[-1].sentence
    script.treatment = script.treatment or clean(" ".join(beat.sentence for beat in script.arc), 5000)
    script.logline = script.logline or clean(script.arc[0].sentence, 200)
    if not script.places:
        script.places.extend(dict.fromkeys(shot.place for shot in script.shots if shot.place))
