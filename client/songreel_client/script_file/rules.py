"""What keeps a script from being filmed that can be seen without the song; the services check the same and more."""

import re
from collections.abc import Callable
from difflib import get_close_matches

from google.protobuf.message import Message
from songreel.script.v1 import script_pb2

from songreel_client.script_file.faults import Fault, Places, Pointer, json_name

LIMITS = {
    "Script": {"logline": 300, "treatment": 6000, "closing_image": 1000},
    "Look": {"style": 240},
    "Character": {"name": 80, "description": 160, "build": 60, "hair": 60, "wardrobe": 80},
    "SectionBeat": {"sentence": 5000, "place": 120},
    "Shot": {
        "sentence": 1000, "subject": 600, "action": 160, "place": 120, "time_and_light": 120, "details": 240,
        "lyric_line": 160, "prompt": 2400,
    },
}  # fmt: skip
"""Characters, as the script service allows them."""
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
ID = re.compile(r"[a-z]+(-[a-z]+)*")
Complain = Callable[[Pointer, str], None]
CheckMessage = Callable[[Message, Pointer], None]


def check_script(script: script_pb2.Script, places: Places, faults: list[Fault], shot_count: int) -> None:
    """Adds every fault to the list. `shot_count` is how many shots the song has; 0 when the file does not say."""

    def complain(pointer: Pointer, message: str) -> None:
        faults.append(places.fault(pointer, message))

    def check_message(message: Message, pointer: Pointer) -> None:
        for name, limit in LIMITS[message.DESCRIPTOR.name].items():
            if (length := len(getattr(message, name))) > limit:
                complain((*pointer, json_name(name)), f"Shorten this: it has {length} characters, {limit} are allowed.")
        for name in ("palette", "colours"):
            for number, colour in enumerate(getattr(message, name, ())):
                if not COLOUR.fullmatch(colour):
                    complain((*pointer, name, str(number)), f'Write the colour as "#rrggbb", not as `{colour}`.')

    check_message(script, ())
    check_message(script.look, ("look",))
    _check_characters(script, complain, check_message)
    for position, beat in enumerate(script.arc):
        check_message(beat, ("arc", str(position)))
        if beat.section_index in [other.section_index for other in script.arc[:position]]:
            complain(
                ("arc", str(position), "sectionIndex"), f"Section {beat.section_index + 1} is told twice. Keep one."
            )
    _check_cast(script, complain)
    _check_numbers(script, complain, shot_count)
    for position, shot in enumerate(script.shots):
        check_message(shot, ("shots", str(position)))
        if not (shot.sentence.strip() or shot.subject.strip() or shot.action.strip()):
            complain(("shots", str(position), "sentence"), "Say in one sentence what this shot shows.")


def _check_characters(script: script_pb2.Script, complain: Complain, check_message: CheckMessage) -> None:
    ids: set[str] = set()
    for position, character in enumerate(script.characters):
        pointer = ("characters", str(position))
        check_message(character, pointer)
        if not ID.fullmatch(character.id):
            complain((*pointer, "id"), "Give the character an id for shots to name: small letters and hyphens.")
        elif character.id in ids:
            complain((*pointer, "id"), f"Another character has the id `{character.id}`. Give this one its own.")
        ids.add(character.id)
        if not (character.description.strip() or character.build.strip() or character.wardrobe.strip()):
            complain(
                (*pointer, "description"), "Say how every shot shall show them: a young woman in a red coat, for one."
            )


def _check_cast(script: script_pb2.Script, complain: Complain) -> None:
    known = [character.id for character in script.characters]
    for position, shot in enumerate(script.shots):
        for number, name in enumerate(shot.character_ids):
            pointer = ("shots", str(position), "characterIds", str(number))
            if name not in known:
                near = get_close_matches(name, known, 1)
                hint = f"Did you mean `{near[0]}`? " if near else ""
                there = f"There are: {', '.join(known)}." if known else "Add it under `characters`."
                complain(pointer, f"There is no character `{name}`. {hint}{there}")
            elif name in list(shot.character_ids[:number]):
                complain(pointer, f"`{name}` is named twice in this shot. Keep one.")


def _check_numbers(script: script_pb2.Script, complain: Complain, shot_count: int) -> None:
    numbers = [shot.index + 1 for shot in script.shots]
    wanted = shot_count or max(numbers, default=0)
    before, seen = 0, set[int]()
    for position, number in enumerate(numbers):
        pointer = ("shots", str(position), "index")
        if number in seen:
            complain(pointer, f"There are two shots {number}. Each number stands for its own stretch of the song.")
        elif number > wanted:
            complain(pointer, f"The song has {wanted} shots. Take this one out.")
        elif number < before:
            complain(pointer, f"Shot {number} comes behind shot {before}. Put them in order.")
        seen.add(number)
        before = max(before, number)
    if missing := [number for number in range(1, wanted + 1) if number not in seen]:
        told = ", ".join(map(str, missing[:10])) + (" and more" if len(missing) > 10 else "")
        complain(("shots",), f"Words are missing for shot {told}: every stretch of the song needs its own.")
    elif not numbers:
        complain(("shots",), "There are no shots. `songreel write song.mp3` writes them.")
