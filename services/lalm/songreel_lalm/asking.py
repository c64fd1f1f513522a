"""The narrative from a model that is not held to a form: asked question by question, put together by us."""

from songreel.lalm.v1 import lalm_pb2

from songreel_lalm.answers import NarrativeAnswer, check_answer, one_line
from songreel_lalm.listeners import Attempt, Listener, Unusable
from songreel_lalm.material import section_name
from songreel_lalm.questions import question

LONGEST = 240
SHORT = 110


async def ask_one_by_one(
    listener: Listener,
    request: lalm_pb2.TellNarrativeRequest,
    from_material: str,
    kind: type[NarrativeAnswer],
    attempt: Attempt,
) -> NarrativeAnswer:
    """The answer, put together. Raises Unusable when a part of it is empty or names a time."""
    opening = question("opening", material=from_material)
    language = question("language", language=request.language) if request.language else ""
    about, asked = "", 0

    async def say(name: str, limit: int, **values: object) -> str:
        nonlocal asked
        asked += 1
        own = Attempt(attempt.seed + 31 * asked, attempt.number)
        said = one_line(await listener.say(opening + about + question(name, **values) + language, own))
        if not said:
            raise Unusable(f"said nothing on {name}")
        return shortened(said, limit)

    async def name_some(name: str, least: int, most: int, **values: object) -> list[str]:
        parts = [part for part in map(tidy, (await say(name, 600, **values)).split(",")) if len(part) > 1]
        while len(parts) < least:
            parts.append(await say(name, SHORT, **values))
        return [shortened(part, SHORT) for part in dict.fromkeys(parts)][:most]

    labels = [section_name(section) for section in request.analysis.sections] or ["song"]
    concept = await say("concept", 500)
    about = question("about", concept=concept)
    arc = [
        await say("arc", LONGEST, number=number + 1, sections=len(labels), label=label)
        for number, label in enumerate(labels)
    ]
    document: dict[str, object] = {
        "concept": concept,
        "arc": arc,
        "people": [await say("people", LONGEST)],
        "places": await name_some("places", 2, 5),
        "imagery": await name_some("imagery", 2, 6),
        "moods": await name_some("moods", 1, 4),
    }
    if "scenes" in kind.model_fields:
        scenes: list[dict[str, object]] = []
        for number, beat in enumerate(arc):
            about = question("about", concept=concept) + question(
                "scene", number=number + 1, sections=len(labels), beat=beat
            )
            place = await say("scene_place", SHORT)
            light = await say("scene_light", SHORT, place=place)
            action = await say("scene_action", SHORT, place=place)
            then = await say("scene_then", SHORT, place=place, action=action)
            details = await name_some("scene_details", 2, 4, place=place)
            scenes.append({"place": place, "light": light, "action": action, "then": then, "details": details})
        document["scenes"] = scenes
    try:
        return check_answer(kind.model_validate(document))
    except ValueError as error:
        raise Unusable(f"gave too little ({str(error).splitlines()[0]})") from None


def tidy(part: str) -> str:
    """One of a list, without "and", bullet or full stop."""
    return part.strip(" .;-*").removeprefix("and ").strip()


def shortened(text: str, limit: int) -> str:
    """At most so many characters, cut between words."""
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0]
