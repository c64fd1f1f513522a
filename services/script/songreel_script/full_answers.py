"""What a large model may answer: an outline of the whole film, and a scene with an action for every shot."""

import functools
from typing import Annotated, Any

from pydantic import ConfigDict, Field, create_model

from songreel_script.answers import OutlineReply, SceneReply, detail, tidy, verb_first
from songreel_script.cast import with_article
from songreel_script.outline import Outline
from songreel_script.scene import SceneAsk, SceneWords
from songreel_script.wording import clean

# Guards against run-on text, as in `answers`: what is longer than a shot can use is trimmed behind them.
Sentence = Annotated[str, Field(min_length=20, max_length=220)]
Wording = Annotated[str, Field(min_length=8, max_length=80)]
Thing = Annotated[str, Field(min_length=4, max_length=60)]
Action = Annotated[str, Field(min_length=12, max_length=110)]
Colour = Annotated[str, Field(pattern="^#[0-9a-f]{6}$")]


class FullOutline(OutlineReply):
    """The answer to an outline ask; its fields are those of `outline_of`."""

    model_config = ConfigDict(extra="forbid")

    def outline(self) -> Outline:
        """The outline as the rest of the service has it."""
        said = self.model_dump()
        return Outline(
            logline=sentence(said["logline"]),
            lead=with_article(tidy(said.get("lead", ""), 70, 80)),
            other=with_article(tidy(said.get("other", ""), 70, 80)),
            motif=with_article(tidy(said["motif"], 40, 60)),
            places=tuple(with_article(tidy(place, 60, 80)) for place in said["places"]),
            beats=tuple(map(sentence, said["beats"])),
            closing_image=sentence(said["closing_image"]),
            style=tidy(said["style"], 110, 120),
            palette=tuple(said["palette"]),
            motifs=tuple(with_article(tidy(motif, 40, 60)) for motif in said["motifs"]),
        )


class FullScene(SceneReply):
    """The answer to a scene ask; its fields are those of `scene_of`."""

    model_config = ConfigDict(extra="forbid")

    def scene(self, ask: SceneAsk) -> SceneWords:
        """The scene's words, with the lead's name taken from the front of the actions."""
        said = self.model_dump()
        action, then, *further = (verb_first(tidy(action, 100, 110), ask) for action in said["actions"])
        return SceneWords(
            place=ask.place,
            light=tidy(said["light"], 70, 80),
            action=action,
            then=then,
            details=tuple(part for part in map(detail, said["details"]) if part),
            further=tuple(further),
        )


@functools.lru_cache(maxsize=64)
def outline_of(passages: int, cast: bool) -> type[FullOutline]:
    """The answer for a film of so many passages; `cast` when the model chooses who is in it."""
    people = {"lead": (Wording, ...), "other": (Wording, ...)} if cast else {}
    fields: dict[str, Any] = {
        "logline": (Sentence, ...),
        **people,
        "motif": (Thing, ...),
        "motifs": _list(Thing, 1, 3),
        "places": _list(Wording, 5, 5),
        "style": (Annotated[str, Field(min_length=8, max_length=120)], ...),
        "palette": _list(Colour, 4, 6),
        "beats": _list(Sentence, passages, passages),
        "closing_image": (Sentence, ...),
    }
    return create_model("Outline", __base__=FullOutline, **fields)


@functools.lru_cache(maxsize=64)
def scene_of(actions: int) -> type[FullScene]:
    """The answer for a passage with so many actions, two at least."""
    fields: dict[str, Any] = {
        "light": (Wording, ...),
        "actions": _list(Action, actions, actions),
        "details": _list(Thing, 3, 5),
    }
    return create_model("Scene", __base__=FullScene, **fields)


def sentence(text: str) -> str:
    """One line with an end, in whatever language it is."""
    line = clean(text, 200)
    return line if line.endswith((".", "!", "?", "。", "！", "？")) else f"{line}."


def _list(item: Any, least: int, most: int) -> tuple[Any, Any]:
    return list[item], Field(min_length=least, max_length=most)
