"""What was written of a script before: whether it fits the song, and the film read back from it.

Everything in it stays to the letter. The premise is drawn again by rule, as it was the first time, and takes from the
treatment what a writer had changed; so the passages that are missing are asked for as they would have been.
"""

import dataclasses

from songreel.script.v1 import script_pb2
from songreel_chassis.errors import InvalidInput

from songreel_script.assignment import Assignment, Passage
from songreel_script.outline import closing_phrase
from songreel_script.premise import WAY_LENGTH, Premise, draw_premise
from songreel_script.scene import SceneWords, plan_scenes
from songreel_script.treatment import beats_told, image_by_rule


def check_written(written: script_pb2.Script, assignment: Assignment) -> None:
    """Raises InvalidInput where what was written is not of this song's plan."""
    wanted = len(assignment.analysis.shots)
    if len(written.shots) > wanted:
        raise InvalidInput(
            f"{len(written.shots)} shots were written, the song has {wanted}. Write the script anew.",
            field="written.shots",
        )
    known = {character.id for character in written.characters}
    for position, shot in enumerate(written.shots):
        if shot.index != position:
            raise InvalidInput(
                "The shots written before must be the film's first, with index 0, 1, 2, ... in order.",
                field=f"written.shots[{position}].index",
            )
        if not (shot.sentence and shot.place):
            raise InvalidInput(
                "A shot that stays must have its sentence and place.", field=f"written.shots[{position}].sentence"
            )
        if not set(shot.character_ids) <= known:
            raise InvalidInput(
                "It names a character that the treatment does not have.",
                field=f"written.shots[{position}].character_ids",
            )
    missing = [name for name in ("logline", "characters", "look") if not _has(written, name)]
    if missing:
        raise InvalidInput(
            f"What was written before lacks its {missing[0]}: give the whole treatment, or nothing.",
            field=f"written.{missing[0]}",
        )
    sections = {passage.section.index for passage in assignment.passages}
    for position, beat in enumerate(written.arc):
        if beat.section_index not in sections:
            raise InvalidInput(
                f"The song has no section {beat.section_index}. Write the script anew.",
                field=f"written.arc[{position}].section_index",
            )


def premise_of(written: script_pb2.Script, assignment: Assignment) -> Premise:
    """The premise behind the treatment."""
    drawn = draw_premise(assignment)
    lead, *others = written.characters
    places, sets = tuple(written.places), drawn.sets
    if len(assignment.passages) > WAY_LENGTH and not drawn.quest.home and 0 < len(places) < WAY_LENGTH:
        sets = (*sets[: len(places) - 1], sets[-1])  # the film went from there to the end of the way
    premise = dataclasses.replace(
        drawn,
        logline=written.logline,
        lead=lead,
        others=tuple(others),
        motif=written.look.motifs[0] if written.look.motifs else drawn.motif,
        places=(*places, *(place for place in drawn.places if place not in places))[: max(len(places), 3)],
        sets=sets,
    )
    by_rule = plan_scenes(assignment, premise)
    told = beats_told(written.arc, by_rule)
    if not written.closing_image or written.closing_image == image_by_rule(by_rule[-1]):
        return dataclasses.replace(premise, beats=told)
    phrase = closing_phrase(written.closing_image, lead, assignment)
    return dataclasses.replace(premise, beats=told, closing=phrase, closing_image=written.closing_image)


def scene_of(passage: Passage, written: script_pb2.Script) -> SceneWords | None:
    """The words of a passage, read back from its shots; None when not all of them were written."""
    shots = written.shots[passage.shots[0].index : passage.shots[-1].index + 1]
    if len(shots) < len(passage.shots):
        return None
    done = [shot.action for shot in shots if shot.character_ids and shot.action] or [shots[0].sentence]
    details = dict.fromkeys(detail for shot in shots for detail in shot.details.split(", ") if detail)
    light = light_of(shots[0])
    return SceneWords(shots[0].place, light, done[0], done[-1], tuple(details), tuple(done[1:-1]))


def continued(scene: SceneWords, passage: Passage, written: script_pb2.Script) -> SceneWords:
    """The scene in the place and the light in which its first shots were written, where there are such."""
    first = passage.shots[0].index
    if first >= len(written.shots):
        return scene
    kept = written.shots[first]
    return dataclasses.replace(scene, place=kept.place, light=light_of(kept) or scene.light)


def light_of(shot: script_pb2.Shot) -> str:
    """The light without the time of day before it."""
    return shot.time_and_light.partition(", ")[2]


def _has(written: script_pb2.Script, name: str) -> bool:
    return bool(written.look.style) if name == "look" else bool(getattr(written, name))
