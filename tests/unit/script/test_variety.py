"""That a film shows something new, and that a small model's nonsense is left out while good wording stays."""

import dataclasses
from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray
from songreel.script.v1 import script_pb2
from songreel_script.outline import is_handy, is_place
from songreel_script.phrases import is_light, is_thing
from songreel_script.picture import Picture
from songreel_script.premise import set_of
from songreel_script.variety import Footage
from songreel_script.wording import likeness

from tests.analyses import POP_SONG, Part, made_analysis
from tests.unit.script.test_phrases import ask_of, assigned
from tests.unit.script.writing import script_of


def shot(action: str, place: str) -> script_pb2.Shot:
    return script_pb2.Shot(subject="a woman in a red coat", action=action, place=place)


def options(actions: list[str], place: str) -> list[Picture]:
    woman = script_pb2.Character(description="a woman in a red coat")
    return [Picture("a woman in a red coat", action, place, (woman,)) for action in actions]


def test_what_was_shown_waits_until_all_else_was() -> None:
    """Unseen first, then unseen in the place, then the one longest ago."""
    film = Footage(1, [shot("laughs out loud", "a pier"), shot("looks up slowly", "a bar")])
    all_three = options(["laughs out loud", "looks up slowly", "turns round"], "a pier")
    assert film.choose(all_three).action == "turns round"
    assert film.choose(all_three[:2]).action == "looks up slowly"
    again = Footage(1, [*film.shots, shot("looks up slowly", "a pier")])
    assert again.choose(all_three[1::-1]).action == "laughs out loud"


class Directions:
    """A sense that knows of a few sentences which way they point; all others point their own way."""

    def __init__(self, known: dict[str, tuple[float, float]]) -> None:
        self._known = known
        self._others: list[str] = []

    def embed(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors."""
        rows = np.zeros((len(sentences), 64), np.float32)
        for row, sentence in zip(rows, sentences, strict=True):
            if sentence in self._known:
                row[:2] = self._known[sentence]
            else:
                self._others += [] if sentence in self._others else [sentence]
                row[2 + self._others.index(sentence)] = 1.0
        return rows


def test_the_same_in_other_words_is_passed_over() -> None:
    """Where a sense tells it; without one, shared words do not."""
    told = {"someone laughs out loud, on a pier.": (1.0, 0.0), "someone grins with all teeth, on a pier.": (0.8, 0.6)}
    film = Footage(1, [shot("laughs out loud", "a pier")], ("a woman in a red coat",))
    ways = options(["grins with all teeth", "turns round"], "a pier")
    assert film.choose(ways).action == "grins with all teeth"
    assert dataclasses.replace(film, sense=Directions(told)).choose(ways).action == "turns round"
    none_left = dataclasses.replace(film, sense=Directions(told)).choose(ways[:1])
    assert none_left.action == "grins with all teeth"


def test_how_the_film_ends_is_not_given_away() -> None:
    """A picture like the closing one is passed over before."""
    told = {"someone kneels, on a pier.": (1.0, 0.0), "someone drops to both knees, on a pier.": (0.9, 0.4)}
    closing, kneeling = options(["kneels"], "a pier")[0], options(["drops to both knees", "turns round"], "a pier")
    film = Footage(1, [], ("a woman in a red coat",), closing, sense=Directions(told))
    assert film.choose(kneeling).action == "turns round"


def test_what_is_sung_decides_between_equals() -> None:
    """The passage's own words come first all the same."""
    told = {"the rain comes down": (1.0, 0.0), "someone opens an umbrella.": (0.9, 0.4)}
    film = Footage(1, [], ("a woman in a red coat",), sung="the rain comes down", sense=Directions(told))
    ways = options(["ties a shoelace", "opens an umbrella"], "a pier")
    assert film.choose(ways).action == "opens an umbrella"
    assert film.choose([dataclasses.replace(ways[0], own=True), ways[1]]).action == "ties a shoelace"


def test_the_same_in_other_endings_is_the_same() -> None:
    """Dancing and dances; spinning in the middle of a road and standing there stay two things."""
    assert likeness("dances through the leaves", "dancing through leaves") == 1.0
    assert likeness("spins in the middle of the road", "stands in the middle of the road and looks up") < 0.5


@pytest.mark.parametrize("seed", range(4))
async def test_nobody_does_the_same_twice_in_one_place(seed: int) -> None:
    """A film of sixty shots by rule: no subject does the same in the same place again."""
    parts = [Part(part.kind, part.letter, part.seconds * 1.4, part.energy) for part in POP_SONG]
    script = await script_of(made_analysis(parts), seed=seed)
    assert len(script.shots) > 55
    told = [(one.subject, one.action, one.place) for one in script.shots if one.character_ids]
    assert len(told) == len(set(told))


@pytest.mark.parametrize("part", ["climbs up the bars", "the city alive", "old photograph in the background"])
def test_what_stands_bare_is_dropped(part: str) -> None:
    """A doing, a state, a thing without its article."""
    assert not is_thing(part, ask_of())


@pytest.mark.parametrize(
    "part", ["a photograph on a wall", "old photographs on a wall", "wet cobbles", "scattered papers", "an open book"]
)
def test_a_thing_with_its_article_or_in_the_plural_stays(part: str) -> None:
    """What a good writer would say is never refused."""
    assert is_thing(part, ask_of())


def test_no_moon_under_a_roof() -> None:
    """Unless a window lets it in."""
    ask = ask_of("a woman in a red coat waits in a church at night", 0)
    assert ask.inside
    assert not is_light("soft moonlight", ask)
    assert is_light("soft moonlight through the window", ask)


def test_a_motif_is_one_thing() -> None:
    """Lists and plurals behind "a" cannot be held."""
    assert not is_handy("a raindrops, names, mirrors")
    assert not is_handy("a mirrors")
    assert is_handy("a pair of headphones")
    assert is_handy("a bunch of wild flowers")


def test_a_place_is_what_its_head_says() -> None:
    """A city hall is no street, and the roof of a house no room."""
    assert not is_place("a city hall with a large painting of roses", assigned())
    assert is_place("a narrow city street with lamps", assigned())
    assert set_of("the roof of a small house", "").name == "rooftop"
