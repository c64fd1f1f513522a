"""Who is in the film: characters with one fixed wording each, and the colours that a drawing needs."""

import re
from collections.abc import Iterable

from songreel.script.v1 import script_pb2
from songreel_chassis.errors import InvalidInput

from songreel_script.colours import CSS_COLOUR, colours_of
from songreel_script.draws import draw
from songreel_script.repertoire import table, word_list
from songreel_script.wording import clean, head_of, slug, words

WEARS = re.compile(r"\b(?:in|wearing|with) (an? [^,]+?)(?:,| with | and (?=an? )|$)")


def identify(cast: Iterable[script_pb2.Character]) -> None:
    """Gives each character an id of its own; raises InvalidInput when two were given the same."""
    taken: set[str] = set()
    for position, character in enumerate(cast):
        name = slug(character.id) or slug(character.name) or slug(_head(character.description)) or "character"
        if slug(character.id) and name in taken:
            raise InvalidInput(f"Two characters have the id {name!r}.", field=f"brief.characters[{position}].id")
        free = name
        for number in range(2, len(taken) + 3):
            if free not in taken:
                break
            free = f"{name}-{number}"
        character.id = free
        taken.add(free)


def completed(given: script_pb2.Character) -> script_pb2.Character:
    """The character with a description and colours; what is there stays as it is."""
    character = script_pb2.Character()
    character.CopyFrom(given)
    if not character.description:
        body = f"{character.build} person" if character.build else "person"
        parts = [f"a {body}"]
        parts += [f"with {character.hair}"] if character.hair else []
        parts += [f"in {character.wardrobe}"] if character.wardrobe else []
        character.description = " ".join(parts)
    character.description = character.description.rstrip(" .,;")
    if not character.wardrobe:
        found = WEARS.search(character.description)
        character.wardrobe = found.group(1) if found else ""
    kept = [colour.lower() for colour in character.colours if CSS_COLOUR.fullmatch(colour)]
    del character.colours[:]
    said = colours_of(f"{character.wardrobe} {character.description}")
    # Somebody whose clothes nobody described still needs the same clothes in every shot.
    character.colours.extend(kept or said or [_quiet_colour(character.description)])
    return character


def invented(who: str, wardrobe: str, build: str = "", hair: str = "") -> script_pb2.Character:
    """ "a young woman in a red coat" as a character."""
    description = f"{who} in {wardrobe}" if wardrobe else who
    name = " ".join(word.capitalize() for word in words(who) if word not in {"a", "an", "the"})
    return completed(
        script_pb2.Character(name=name, description=description, build=build, hair=hair, wardrobe=wardrobe)
    )


def dressed(who: str, wardrobe: str) -> script_pb2.Character:
    """Somebody with the wardrobe, unless the wording has clothes, a calling has its own or an animal needs none."""
    bare = set(words(who)) & word_list("bare")
    if WEARS.search(who) or (bare and colours_of(who)):
        return described(who)
    if bare:
        kind = min(bare)
        return described(who.replace(kind, f"{table('people')['coats'].get(kind, 'grey')} {kind}"))
    uniforms = table("people")["uniforms"]
    return invented(who, next((uniforms[word] for word in reversed(words(who)) if word in uniforms), wardrobe))


def described(description: str) -> script_pb2.Character:
    """A character from a wording alone."""
    wording = clean(description, 90)
    return invented(wording, "") if wording else invented("a person", "a grey coat")


def is_person(description: str) -> bool:
    """The wording opens with somebody: "a ..." and one of its first words is a kind of person."""
    head = words(_head(description))
    somebody = word_list("people") | word_list("female") | word_list("male")
    return len(head) > 1 and head[0] in {"a", "an", "the", "two"} and bool(set(head) & somebody)


def is_beast(character: script_pb2.Character) -> bool:
    """An animal: it has no hands, and does nothing with them."""
    return bool(set(words(character.description)) & word_list("beasts"))


def with_article(wording: str) -> str:
    """ "man in a suit" as "a man in a suit"; plurals and names of many words stay."""
    first = words(wording)[:1]
    if not first or first[0] in {"a", "an", "the", "two", "some", "one"} | word_list("prepositions"):
        return wording
    if _is_plural(head_of(wording)[-1]):
        return wording[:1].lower() + wording[1:]
    return f"{'an' if first[0][0] in 'aeiou' else 'a'} {wording[:1].lower()}{wording[1:]}"


def _is_plural(noun: str) -> bool:
    """ "lamps", but not "glass", "bus" or "canvas"."""
    if noun in table("words")["plurals"]:
        return True
    return noun.endswith("s") and not noun.endswith(("ss", "us", "is", "as")) and noun not in word_list("handy")


def short_name(character: script_pb2.Character) -> str:
    """ "the young woman"."""
    return "the " + " ".join(word for word in words(_head(character.description)) if word not in {"a", "an", "the"})


def _head(description: str) -> str:
    return re.split(r",|\b(?:in|with|wearing|who|from|on|at)\b", description)[0].strip() or description


def _quiet_colour(wording: str) -> str:
    choices = [colour for row in table("people")["leads"] for colour in colours_of(row["wardrobe"])]
    return draw(choices, 0, "colour", wording)
