"""What is wrong with a hand-written script, field by field, each with what to do about it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from google.protobuf.message import Message
from songreel.audio.v1 import audio_pb2
from songreel.script.v1 import script_pb2

from songreel_script.adopting.filming import camera_in, framing_in
from songreel_script.bans import shows
from songreel_script.colours import CSS_COLOUR
from songreel_script.wording import clean, slug

SHOT_LIMITS = {
    "sentence": 1000,
    "subject": 600,
    "action": 160,
    "place": 120,
    "time_and_light": 120,
    "details": 240,
    "lyric_line": 160,
    "prompt": 2400,
}
CHARACTER_LIMITS = {"name": 80, "description": 160, "build": 60, "hair": 60, "wardrobe": 80}
SCRIPT_LIMITS = {"logline": 300, "treatment": 6000, "closing_image": 1000}
ENUMS: dict[str, Any] = {
    "framing": script_pb2.Framing,
    "camera": script_pb2.CameraMove,
    "mood": script_pb2.Mood,
    "transition": script_pb2.Transition,
}
MOST_CHARACTERS = 24
MOST_LINES = 24
LONGEST_LINE = 240
MOST_COLOURS = 6


@dataclass
class Faults:
    """The faults found so far, in the order of the script's fields."""

    found: list[script_pb2.ScriptFault] = field(default_factory=list)

    def add(self, path: str, message: str) -> None:
        """Notes a fault at a path of JSON names."""
        self.found.append(script_pb2.ScriptFault(field=path, message=message))

    def lengths(self, message: Message, path: str, limits: dict[str, int]) -> None:
        """Notes every text that is longer than its limit."""
        for name, limit in limits.items():
            length = len(getattr(message, name))
            if length > limit:
                self.add(f"{path}{json_name(message, name)}", f"Shorten it: {length} characters, {limit} are allowed.")

    def lines(self, message: Message, path: str, name: str) -> None:
        """Notes what is wrong with a list of lines."""
        texts, where = getattr(message, name), f"{path}{json_name(message, name)}"
        if len(texts) > MOST_LINES:
            self.add(where, f"Leave some out: {len(texts)} entries, {MOST_LINES} are allowed.")
        for position, text in enumerate(texts):
            if not clean(text, LONGEST_LINE):
                self.add(f"{where}[{position}]", "Write something here, or take the entry out.")
            elif len(text) > LONGEST_LINE:
                self.add(f"{where}[{position}]", f"Shorten it: {len(text)} characters, {LONGEST_LINE} are allowed.")

    def colours(self, message: Message, path: str, name: str) -> None:
        """Notes what is no colour."""
        where = f"{path}{json_name(message, name)}"
        values = getattr(message, name)
        if len(values) > MOST_COLOURS:
            self.add(where, f"Leave some out: {len(values)} colours, {MOST_COLOURS} are allowed.")
        for position, value in enumerate(values):
            if not CSS_COLOUR.fullmatch(value):
                self.add(f"{where}[{position}]", f"Write the colour as #rrggbb, not {clean(value, 30)!r}.")


def faults_of(script: script_pb2.Script, analysis: audio_pb2.SongAnalysis) -> list[script_pb2.ScriptFault]:
    """Everything that keeps the script from being filmed to the song; empty when nothing does."""
    faults = Faults()
    faults.lengths(script, "", SCRIPT_LIMITS)
    _check_look(script.look, faults)
    _check_characters(script, faults)
    _check_shots(script, analysis, faults)
    if script.pipeline not in script_pb2.Pipeline.values():
        faults.add("pipeline", "Write PIPELINE_CLAP or PIPELINE_LALM, or leave it out.")
    _check_arc(script, analysis, faults)
    faults.lines(script, "", "places")
    return faults.found


def json_name(message: Message, name: str) -> str:
    """The field's name in JSON: "characterIds"."""
    return str(message.DESCRIPTOR.fields_by_name[name].json_name)


def _check_look(look: script_pb2.Look, faults: Faults) -> None:
    faults.lengths(look, "look.", {"style": 240})
    faults.colours(look, "look.", "palette")
    faults.lines(look, "look.", "motifs")
    faults.lines(look, "look.", "do_not_show")


def _check_characters(script: script_pb2.Script, faults: Faults) -> None:
    if len(script.characters) > MOST_CHARACTERS:
        many = len(script.characters)
        faults.add("characters", f"Leave some out: {many} characters, {MOST_CHARACTERS} are allowed.")
    first: dict[str, int] = {}
    for position, character in enumerate(script.characters):
        path = f"characters[{position}]."
        if not character.id:
            faults.add(f"{path}id", "Give the character an id that shots can name: lower-case words and hyphens.")
        elif character.id != slug(character.id):
            hint = f", such as {slug(character.id)!r}" if slug(character.id) else ""
            faults.add(f"{path}id", f"Write the id in lower-case words and hyphens{hint}.")
        elif character.id in first:
            faults.add(f"{path}id", f"characters[{first[character.id]}] has this id already: give another.")
        first.setdefault(character.id, position)
        if not any(clean(text, 160) for text in (character.description, character.build, character.wardrobe)):
            faults.add(
                f"{path}description",
                'Say how the character looks, as every shot shall have it: "a young woman in a red coat".',
            )
        faults.lengths(character, path, CHARACTER_LIMITS)
        faults.colours(character, path, "colours")


def _check_shots(script: script_pb2.Script, analysis: audio_pb2.SongAnalysis, faults: Faults) -> None:
    wanted = len(analysis.shots)
    known = {character.id for character in script.characters}
    first: dict[int, int] = {}
    for position, (index, shot) in enumerate(numbered(script)):
        path = f"shots[{position}]."
        if not 0 <= index < wanted:
            faults.add(f"{path}index", f"The song has shots 0 to {wanted - 1}: give one of these, or take it out.")
        elif index in first:
            faults.add(f"{path}index", f"shots[{first[index]}] has the words of shot {index} already: keep one.")
        first.setdefault(index, position)
        _check_words(shot, path, script.look, faults)
        _check_filming(shot, path, faults)
        for number, name in enumerate(shot.character_ids):
            where = f"{path}characterIds[{number}]"
            if name not in known:
                options = ", ".join(sorted(known)) or "nobody yet"
                faults.add(where, f"No character has the id {clean(name, 40)!r}. The script has: {options}.")
            elif name in list(shot.character_ids)[:number]:
                faults.add(where, f"{name!r} is in this shot already: name everybody once.")
        for name, kind in ENUMS.items():
            if getattr(shot, name) not in kind.values():
                names = ", ".join(kind.keys()[1:])
                faults.add(f"{path}{name}", f"Write one of {names}, or leave it out.")
    if missing := [index for index in range(wanted) if index not in first]:
        told = ", ".join(map(str, missing[:12])) + (", ..." if len(missing) > 12 else "")
        faults.add("shots", f"The song has {wanted} shots. Write those with index {told} too.")


def _check_words(shot: script_pb2.Shot, path: str, look: script_pb2.Look, faults: Faults) -> None:
    seen = " ".join((shot.sentence, shot.subject, shot.action))
    if not clean(seen, 20):
        faults.add(f"{path}sentence", "Say what is seen, in one sentence; or fill in subject and action.")
    faults.lengths(shot, path, SHOT_LIMITS)
    for name in ("sentence", "subject", "action", "place", "details", "prompt"):
        for ban in look.do_not_show:
            if shows(getattr(shot, name), ban):
                faults.add(
                    f"{path}{name}",
                    f"It shows {clean(ban, 60)!r}, which look.doNotShow rules out: change the one or the other.",
                )


def _check_filming(shot: script_pb2.Shot, path: str, faults: Faults) -> None:
    """The sentence and the fields are of one mind about the camera: which of the two was changed cannot be seen."""
    said = {"framing": framing_in(shot.sentence), "camera": camera_in(shot.sentence)}
    for name, value in said.items():
        given = getattr(shot, name)
        if value and given and value != given:
            faults.add(
                f"{path}{name}",
                f"The sentence says {ENUMS[name].Name(value)}: write the same here or there, or leave this out.",
            )


def _check_arc(script: script_pb2.Script, analysis: audio_pb2.SongAnalysis, faults: Faults) -> None:
    sections = {section.index for section in analysis.sections}
    taken: set[int] = set()
    for position, beat in enumerate(script.arc):
        path = f"arc[{position}]."
        if beat.section_index not in sections:
            known = f"0 to {max(sections)}" if sections else "none"
            faults.add(f"{path}sectionIndex", f"The song's sections are {known}: give one of these.")
        elif beat.section_index in taken:
            faults.add(f"{path}sectionIndex", f"Section {beat.section_index} is told already: keep one.")
        taken.add(beat.section_index)
        faults.lengths(beat, path, {"sentence": 5000, "place": 120})


def numbered(script: script_pb2.Script) -> Iterator[tuple[int, script_pb2.Shot]]:
    """Each shot with its index; where no shot has one, their order counts."""
    bare = not any(shot.index for shot in script.shots)
    for position, shot in enumerate(script.shots):
        yield (position if bare else shot.index), shot
