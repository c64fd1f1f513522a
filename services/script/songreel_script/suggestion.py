"""What the rules would write for a passage: actions of its kind of place, the light of its hour, things to be seen."""

from dataclasses import dataclass

from songreel.audio.v1 import audio_pb2

from songreel_script.assignment import Assignment, Passage
from songreel_script.bans import free_of
from songreel_script.daylight import fits, light_for
from songreel_script.draws import dice
from songreel_script.repertoire import PlaceSet, place_sets, word_list
from songreel_script.wording import content_words, words

STRONG = 0.6
"""From this drive on, a passage is played with force."""
ANYWHERE = ["walks on slowly and looks round", "stops, turns round and goes on"]
"""For a place of which the brief wants nothing shown that is done there."""


@dataclass(frozen=True)
class Spot:
    """Where and when a passage plays."""

    place: str
    kind: PlaceSet
    stage: str
    weather: str = ""
    unfit: frozenset[str] = frozenset()
    """Actions that the lead cannot do."""
    deed: str = ""
    """What the brief says is done there."""
    bans: tuple[str, ...] = ()
    """What may not be seen."""


@dataclass(frozen=True)
class Suggestion:
    """The words for a passage."""

    light: str
    actions: tuple[str, ...]
    """Two or more; those after the second are for passages of many shots."""
    details: tuple[str, ...]


def suggest(passage: Passage, spot: Spot, force: float, assignment: Assignment, used: set[str]) -> Suggestion:
    """What the rules would write for a passage in that kind of place."""
    seed = assignment.seed
    strong = force >= STRONG or kind_of(passage) == "chorus"
    chance = dice(seed, "actions", passage.index)
    wanted = stems(assignment.theme)

    def order(pool: tuple[str, ...], grows: bool) -> list[str]:
        # What the brief speaks of comes first; the further the film, the greater the gesture.
        size = {action: number / max(len(pool) - 1, 1) for number, action in enumerate(pool)}
        return sorted(
            (a for a in free_of(pool, spot.bans) if a not in spot.unfit and fits(spot.stage, a)),
            key=lambda action: (
                action in used,
                -len(wanted & stems(action)),
                abs(size[action] - passage.position) * grows + (0.3 if grows else 1.0) * chance.random(),
            ),
        )

    first, second = order(spot.kind.strong, True), order(spot.kind.calm, False)
    pool = [*first, *second] if strong else [*second, *first]
    pool += [] if len(pool) > 1 else free_of(ANYWHERE, spot.bans) or ANYWHERE
    if spot.deed and (spot.deed not in used or kind_of(passage) == "chorus"):
        pool.insert(0, spot.deed)
    near = free_of(spot.kind.details, spot.bans)
    details = sorted((d for d in near if fits(spot.stage, d)), key=lambda _: chance.random())
    purpose = (passage.section.letter, passage.index)
    light = light_for(spot.stage, spot.kind, spot.weather, seed, purpose, bans=spot.bans)
    return Suggestion(light, tuple(pool), tuple(details))


def kind_of(passage: Passage) -> str:
    """ "chorus": as the section says, or by its energy where it says nothing."""
    kind = passage.section.kind
    if kind == audio_pb2.SECTION_KIND_UNSPECIFIED:
        return "chorus" if passage.section.energy >= 0.75 else "verse"
    return audio_pb2.SectionKind.Name(kind).removeprefix("SECTION_KIND_").lower().replace("_", "-")


def handy_actions() -> frozenset[str]:
    """Those of the tables that need hands."""
    actions = (action for kind in place_sets().values() for action in (*kind.calm, *kind.strong))
    return frozenset(action for action in actions if set(words(action)) & word_list("limbs"))


def stems(text: str) -> set[str]:
    """The beginnings of the words that say something: "dances" and "dancing" have one."""
    return {word[:4] for word in content_words(text) if len(word) > 3}
