"""What a small model may answer, as JSON schemas for the server and as checked values for us."""

import re
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from songreel_script.cast import with_article
from songreel_script.outline import Outline
from songreel_script.repertoire import word_list
from songreel_script.scene import SceneAsk, SceneWords
from songreel_script.wording import clean, words

# Upper lengths are guards against run-on text: they cut in the middle of a word. The wording is trimmed after them.
Place = Annotated[str, Field(min_length=8, max_length=70)]
Person = Annotated[str, Field(min_length=8, max_length=70)]
Action = Annotated[str, Field(min_length=15, max_length=110)]


class OutlineReply(BaseModel):
    """Any answer to an outline ask."""

    def outline(self) -> Outline:
        """The outline as the rest of the service has it."""
        raise NotImplementedError


class SceneReply(BaseModel):
    """Any answer to a scene ask."""

    def scene(self, ask: SceneAsk) -> SceneWords:
        """The scene's words, trimmed."""
        raise NotImplementedError


class OutlineAnswer(OutlineReply):
    """The answer to an outline ask."""

    model_config = ConfigDict(extra="forbid")

    logline: str = Field(min_length=30, max_length=180)
    lead: Person
    other: Person
    motif: str = Field(min_length=4, max_length=40)
    places: list[Place] = Field(min_length=5, max_length=5)

    def outline(self) -> Outline:
        """The outline as the rest of the service has it."""
        return Outline(
            logline=tidy(self.logline, 180, 180),
            lead=with_article(tidy(self.lead, 60, 70)),
            other=with_article(tidy(self.other, 60, 70)),
            motif=with_article(tidy(self.motif, 40, 40)),
            places=tuple(with_article(tidy(place, 60, 70)) for place in self.places),
        )


class LoglineAnswer(OutlineReply):
    """The answer to an outline ask when nobody said what the film is about: the premise by rule stands."""

    model_config = ConfigDict(extra="forbid")

    logline: str = Field(min_length=30, max_length=180)

    def outline(self) -> Outline:
        """An outline of the logline alone."""
        return Outline(tidy(self.logline, 180, 180))


class SceneAnswer(SceneReply):
    """The answer to a scene ask."""

    model_config = ConfigDict(extra="forbid")

    light: str = Field(min_length=8, max_length=80)
    action: Action
    then: Action
    details: str = Field(min_length=15, max_length=140)

    def scene(self, ask: SceneAsk) -> SceneWords:
        """The scene's words, trimmed, with the lead's name taken from the front of the actions."""
        details = [detail(part) for part in self.details.replace(";", ",").split(",")]
        if len(self.details) >= 139:
            details = details[:-1]  # the guard cut it
        return SceneWords(
            place=ask.place,
            light=tidy(self.light, 70, 80),
            action=verb_first(tidy(self.action, 100, 110), ask),
            then=verb_first(tidy(self.then, 100, 110), ask),
            details=tuple(part for part in details if part),
        )


def schema_of(answer: type[BaseModel]) -> dict[str, Any]:
    """The JSON schema as a server's `response_format` takes it: no titles, no references."""
    return {key: value for key, value in _plain(answer.model_json_schema()).items() if key != "description"}


def tidy(text: str, limit: int, guard: int) -> str:
    """One line without a full stop; text that the guard cut ends at its last clause."""
    line = clean(text, limit if len(text) >= guard else guard)
    if len(text) >= guard and "," in line:
        line = line.rsplit(",", 1)[0]
    return re.sub(r"\ba (?=[aeio])", "an ", line.strip(" .,;:-!"))


def detail(part: str) -> str:
    """A detail in lower case at its start, without "and", with an article before a thing."""
    line = clean(part, 60).strip(" .!").removeprefix("and ")
    line = line[:1].lower() + line[1:]
    return with_article(line) if words(line)[:1] and words(line)[0] in word_list("handy") else line


def verb_first(phrase: str, ask: SceneAsk) -> str:
    """ "The young woman in a red coat walks on" and "she walks on" as "walks on"."""
    low = phrase[:1].lower() + phrase[1:]
    bare = ask.lead.description.split(" ", 1)[-1]
    for opening in _openings(bare):
        if low.lower().startswith(opening + " "):
            return low[len(opening) + 1 :]
    return low


def _openings(bare: str) -> list[str]:
    head = bare.split(" in ")[0].split(" with ")[0].split(",")[0]
    nouns = [bare, head, head.split(" ")[-1]]
    return [f"{article} {noun.lower()}" for noun in nouns for article in ("the", "a", "an")] + ["she", "he", "they"]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items() if key != "title" or not isinstance(item, str)}
    return [_plain(item) for item in value] if isinstance(value, list) else value
