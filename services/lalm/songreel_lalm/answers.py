"""What the model tells, read strictly: as many sentences as there are sections, no times, one line each."""

import re
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, create_model
from songreel.lalm.v1 import lalm_pb2

from songreel_lalm.listeners import Unusable

TIME = re.compile(r"\b\d{1,2}:\d\d\b|\b\d+(\.\d+)?\s*(s|secs?|seconds?|mins?|minutes?)\b", re.IGNORECASE)
CONTROL = re.compile(r"[\x00-\x1f\x7f]+")

Sentence = Annotated[str, Field(min_length=4, max_length=300)]
Short = Annotated[str, Field(min_length=2, max_length=120)]


class SceneAnswer(BaseModel):
    """The words of one section's scene."""

    model_config = ConfigDict(extra="forbid")

    place: Short
    light: Short
    action: Short
    then: Short
    details: list[Short] = Field(min_length=2, max_length=4)


class NarrativeAnswer(BaseModel):
    """What every narrative has; `narrative_answer` adds how many sections there are."""

    model_config = ConfigDict(extra="forbid")

    concept: str = Field(min_length=10, max_length=600)
    arc: list[Sentence]
    people: list[Sentence] = Field(min_length=1, max_length=3)
    places: list[Short] = Field(min_length=2, max_length=5)
    imagery: list[Short] = Field(min_length=2, max_length=6)
    moods: list[Short] = Field(min_length=1, max_length=4)

    def narrative(self) -> lalm_pb2.Narrative:
        """As the contract has it, with times only as section references."""
        arc = [lalm_pb2.NarrativeBeat(section_index=i, sentence=said) for i, said in enumerate(self.arc)]
        people = [lalm_pb2.NarrativePerson(description=said) for said in self.people]
        told = lalm_pb2.Narrative(
            concept=self.concept,
            arc=arc,
            people=people,
            places=self.places,
            imagery=self.imagery,
            moods=self.moods,
        )
        for index, scene in enumerate(getattr(self, "scenes", ())):
            told.scenes.add(section_index=index, **scene.model_dump())
        return told


def narrative_answer(section_count: int, scenes: bool) -> type[NarrativeAnswer]:
    """The answer to a song of so many sections."""
    fields: dict[str, Any] = {"arc": (list[Sentence], Field(min_length=section_count, max_length=section_count))}
    if scenes:
        fields["scenes"] = (list[SceneAnswer], Field(min_length=section_count, max_length=section_count))
    return create_model("NarrativeAnswer", __base__=NarrativeAnswer, **fields)


def read_answer(text: str, kind: type[NarrativeAnswer]) -> NarrativeAnswer:
    """The answer in a text. Raises Unusable with what is wrong with it."""
    try:
        answer = kind.model_validate(_one_line(kind.model_validate_json(text).model_dump()))
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False)[0]
        where = ".".join(map(str, first["loc"])) or "the answer"
        raise Unusable(f"{where}: {first['msg']}, and {error.error_count() - 1} more faults") from None
    return check_answer(answer)


def check_answer(answer: NarrativeAnswer) -> NarrativeAnswer:
    """The answer itself. Raises Unusable where it names a time: code owns time."""
    for said in _texts(answer.model_dump()):
        if found := TIME.search(said):
            raise Unusable(f"it names a time ({found.group()!r})")
    return answer


def one_line(text: str) -> str:
    """Without line breaks and other control characters, trimmed."""
    return " ".join(CONTROL.sub(" ", text).split())


def plain_schema(kind: type[BaseModel]) -> dict[str, Any]:
    """The JSON schema as a server's `response_format` takes it."""
    return kind.model_json_schema()


def _one_line(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _one_line(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_one_line(item) for item in value]
    return one_line(value) if isinstance(value, str) else value


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for item in value.values() for text in _texts(item)]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return [value] if isinstance(value, str) else []
