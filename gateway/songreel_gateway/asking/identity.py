"""Which way a shot is filmed, so that whoever is in it looks the same in every shot. Read the table top down.

    who is in the shot    pods there are                                filmed
    --------------------  --------------------------------------------  ------------------------------------------------
    somebody              one that follows characters (wan_vace)        by words and their pictures, given or made
    somebody              one that films from a keyframe (wan_i2v),     from a keyframe, made from the shot's words
                          and one that makes pictures
    anybody, nobody       one that films from words (wan, mochi, ...)   by words, with everybody's fixed wording
    nobody                one that follows characters                   by words, for it needs no picture
    anybody, nobody       one that films from a keyframe, and one       from a keyframe, made from the shot's words
                          that makes pictures
    anybody, nobody       one that films from a keyframe, no other      not at all: the plan says so before anything
                                                                        is spent

A picture that a client gave is followed where the way is by pictures; elsewhere the wording has to do, and the film
says so. What is chosen depends on the plan and the script alone, so that a shot is filmed the same way after a crash.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2

CHARACTER, KEYFRAME = video_pb2.REFERENCE_KIND_CHARACTER, video_pb2.REFERENCE_KIND_KEYFRAME
MOST_PICTURES = 3
"""Of one shot: each costs a frame's worth of attention, and Wan VACE was trained on few."""


@dataclass(frozen=True)
class Ability:
    """What the pods of one backend do for a film."""

    backend: str
    follows: tuple[int, ...] = ()
    """Kinds of pictures."""
    makes_pictures: bool = False


@dataclass(frozen=True)
class Way:
    """Of one shot."""

    by: Literal["words", "characters", "keyframe"]
    backend: str
    """Whose pods film it; empty for any."""
    maker: str = ""
    """Whose pods make the pictures that are missing; empty when none can be."""
    why: str = ""


def abilities(plan_size: tuple[int, int], described: Sequence[video_pb2.DescribeBackendResponse]) -> list[Ability]:
    """Of the backends that film at the first one's rate and in the plan's size, each once."""
    found: dict[str, Ability] = {}
    for each in described:
        sizes = [(size.width_pixels, size.height_pixels) for size in each.sizes]
        if each.rate == described[0].rate and plan_size in sizes:
            ability = Ability(each.backend, tuple(each.reference_kinds), each.makes_pictures)
            found.setdefault(each.backend, ability)
    return list(found.values())


def can_film(known: Sequence[Ability]) -> bool:
    """Whether every shot can be filmed one way or the other."""
    return not known or any(_needs_no_picture(each) or each.makes_pictures for each in known)


def choose(cast: Sequence[script_pb2.Character], known: Sequence[Ability]) -> Way:
    """The way of a shot with these characters in it; any pod by words, where nothing is known of them."""
    by_characters = _first(each for each in known if CHARACTER in each.follows)
    by_keyframe = _first(each for each in known if KEYFRAME in each.follows)
    by_words = _first(each for each in known if not each.follows)
    maker = _first(each for each in known if each.makes_pictures and not each.follows) or _first(
        each for each in known if each.makes_pictures
    )
    makes = maker.backend if maker else ""
    if cast and by_characters and (makes or any(each.image_uris for each in cast)):
        return Way("characters", by_characters.backend, makes, "Somebody is in the shot, and a pod follows pictures.")
    if cast and by_keyframe and makes:
        return Way("keyframe", by_keyframe.backend, makes, "Somebody is in the shot, and a pod films from a keyframe.")
    if by_words:
        return Way("words", by_words.backend, why="No pod follows pictures." if cast else "Nobody is in the shot.")
    if by_characters:
        return Way("words", by_characters.backend, why="Nobody in the shot has a picture.")
    if by_keyframe:
        return Way("keyframe", by_keyframe.backend, makes, "The pods that there are film from a keyframe.")
    return Way("words", "")


def unfollowed(cast: Iterable[script_pb2.Character], known: Sequence[Ability]) -> list[str]:
    """Ids of the characters whose pictures no pod follows."""
    if any(CHARACTER in each.follows for each in known):
        return []
    return [character.id for character in cast if character.image_uris]


def _needs_no_picture(ability: Ability) -> bool:
    return KEYFRAME not in ability.follows


def _first(found: Iterable[Ability]) -> Ability | None:
    return next(iter(found), None)
