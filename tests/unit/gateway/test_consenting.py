"""What a certificate is told of faces: who declared consent to which picture, and which pictures nobody spoke for."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from songreel.script.v1 import script_pb2
from songreel.video.v1 import video_pb2
from songreel_gateway.asking.identity import Ability
from songreel_gateway.asking.requests import image_uri
from songreel_gateway.films.consenting import consents_of
from songreel_gateway.store.consents import Consents, Declaration
from songreel_gateway.store.database import Database

ADA, EVE = "a" * 64, "e" * 64
FOLLOWS = [Ability("wan_vace", (video_pb2.REFERENCE_KIND_CHARACTER,))]
CAST = [
    script_pb2.Character(id="ada", image_uris=[image_uri(ADA)]),
    script_pb2.Character(id="eve", image_uris=[image_uri(EVE), f"artifact:pictures/{'0' * 64}.png"]),
    script_pb2.Character(id="bob"),
]


@pytest.fixture
async def consents(tmp_path: Path) -> AsyncIterator[Consents]:
    database = Database(f"sqlite:///{tmp_path}/songreel.sqlite")
    database.make_tables()
    consents = Consents(database)
    await consents.add("mine", Declaration(ADA, "Ada", "It is me.", 0.0))
    yield consents
    database.close()


async def test_each_uploaded_picture_is_told_of_with_or_without_a_declaration(consents: Consents) -> None:
    """By whom, in which words and when; a picture that a pod made is nobody's face."""
    found = await consents_of(consents, "mine", CAST, FOLLOWS)
    assert [(each.character_id, each.image_uri, each.declared_by, each.statement) for each in found] == [
        ("ada", image_uri(ADA), "Ada", "It is me."), ("eve", image_uri(EVE), "", ""),
    ]  # fmt: skip
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", found[0].declared_at)


async def test_the_first_words_of_a_person_stay_and_others_stand_beside_them(consents: Consents) -> None:
    """They are in certificates that are signed."""
    await consents.add("mine", Declaration(ADA, "Ada", "Something else.", 0.0))
    await consents.add("mine", Declaration(ADA, "Her agent", "She agreed in writing.", 0.0))
    found = await consents_of(consents, "mine", CAST[:1], FOLLOWS)
    assert [each.statement for each in found] == ["It is me.", "She agreed in writing."]


async def test_another_tenants_declaration_is_not_told(consents: Consents) -> None:
    """Though it is of the same picture."""
    (found,) = await consents_of(consents, "theirs", CAST[:1], FOLLOWS)
    assert (found.declared_by, found.statement) == ("", "")


async def test_a_picture_that_no_pod_follows_is_nobodys_face_in_the_film(consents: Consents) -> None:
    """Only the words were filmed."""
    assert await consents_of(consents, "mine", CAST, [Ability("wan")]) == []
