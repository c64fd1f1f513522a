"""A character whose fixed wording a person changed: the new wording in every shot that has the old one."""

from collections import Counter

from songreel.script.v1 import script_pb2

from songreel_script.adopting.reading import says

TEXTS = ("subject", "action", "sentence", "prompt")


def recast(script: script_pb2.Script) -> None:
    """Puts each character's wording in place of the one that the code wrote before it was changed.

    The old one is known by the shots: the subject of those with this character alone, which stands in their sentences
    where the new one stands in none. It is the one thing that changes a sentence.
    """
    for character in script.characters:
        shots = [shot for shot in script.shots if character.id in shot.character_ids]
        if any(says(shot.sentence, character.description) for shot in shots):
            continue
        alone = [s.subject for s in shots if len(s.character_ids) == 1 and s.subject and says(s.sentence, s.subject)]
        if alone:
            replace(Counter(alone).most_common(1)[0][0], character.description, script)


def replace(old: str, new: str, script: script_pb2.Script) -> None:
    """Puts the new wording for the old one wherever shots and arc have it."""
    capital = old[:1].upper() + old[1:], new[:1].upper() + new[1:]
    for message, names in (*((shot, TEXTS) for shot in script.shots), *((b, ("sentence",)) for b in script.arc)):
        for name in names:
            text = getattr(message, name)
            setattr(message, name, text.replace(old, new).replace(*capital))
    script.closing_image = script.closing_image.replace(old, new).replace(*capital)
