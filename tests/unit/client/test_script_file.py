"""Script files: lossless for what people edit, and every fault with its line."""

import json
from pathlib import Path

import pytest
from google.protobuf import json_format
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from songreel.script.v1 import script_pb2
from songreel_client.errors import BadInput, FieldFault
from songreel_client.orders import Lyrics, ScriptOrder
from songreel_client.script_file import BadScript, ScriptFile, read_script, to_yaml
from songreel_client.script_file.emitting import unedited
from songreel_client.script_file.rules import LIMITS
from songreel_script.adopting.faults import faults_of

from tests.heard_songs import whole_analysis
from tests.scripts import whole_script

FILE = ScriptFile(whole_script(), "Feelings.mp3", "ab" * 32, ScriptOrder(seed=7), Lyrics("la la\n\nlu: lu\n", "en"))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
SOME = TEXTS.filter(lambda text: bool(text.strip()))
IDS = st.lists(st.from_regex(r"[a-z]{1,6}(-[a-z]{1,6})?", fullmatch=True), unique=True, max_size=3)


def read(folder: Path, text: str, name: str = "x.yaml") -> ScriptFile:
    (folder / name).write_text(text, "utf-8", newline="")
    return read_script(folder / name)[0]


def faults(folder: Path, text: str, name: str = "x.yaml") -> list[str]:
    """`line:column: message` of each."""
    with pytest.raises(BadScript) as bad:
        read(folder, text, name)
    return [f"{fault.line}:{fault.column}: {fault.message}" for fault in bad.value.faults]


@st.composite
def scripts(draw: st.DrawFn) -> script_pb2.Script:
    ids = draw(IDS)
    script = script_pb2.Script(
        logline=draw(TEXTS),
        closing_image=draw(TEXTS),
        places=draw(st.lists(SOME, max_size=3)),
        characters=[script_pb2.Character(id=name, description=draw(SOME), hair=draw(st.just(""))) for name in ids],
    )
    script.look.style = draw(TEXTS)
    script.look.motifs.extend(draw(st.lists(SOME, max_size=2)))
    script.look.palette.extend(draw(st.lists(st.just("#a0B1c2"), max_size=2)))
    for index in range(draw(st.integers(1, 3))):
        script.arc.add(section_index=index, sentence=draw(TEXTS), place=draw(TEXTS))
        script.shots.add(
            index=index,
            sentence=draw(SOME),
            action=draw(TEXTS),
            framing=draw(st.integers(0, 5)),
            camera=draw(st.integers(0, 9)),
            transition=draw(st.integers(0, 4)),
            character_ids=ids[: draw(st.integers(0, 3))],
            lyric_line=draw(TEXTS),
        )
    return script


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(scripts(), TEXTS, TEXTS.filter(bool))
def test_what_is_written_is_read_back_whatever_the_words(
    tmp_path: Path, script: script_pb2.Script, name: str, lyrics: str
) -> None:
    """Any characters at all in any text: the same script, order, lyrics and song."""
    file = ScriptFile(script, name, "cd" * 32, ScriptOrder("lalm", "final", "beat", "9:16", 2**52), Lyrics(lyrics))
    if not script.look.ListFields():
        script.ClearField("look")
    assert read(tmp_path, to_yaml(file)) == file


def test_a_file_shows_times_and_leaves_out_what_follows(tmp_path: Path) -> None:
    """Times are remarks; prompts and token counts are made anew; nothing else is lost."""
    script = whole_script()
    script.shots[0].prompt = "made for one model"
    script.written_by.tokens.prompt_tokens = 9
    text = to_yaml(ScriptFile(script, "Feelings.mp3"), whole_analysis())
    assert "- shot: 1   # 0:00.0-0:04.0, 4.0 s\n" in text
    assert "  # ── verse 0:08-0:32 ─" in text
    assert "- section: 2    # verse 0:08-0:32\n" in text
    assert "made for one model" not in text
    assert "tokens" not in text
    assert max(map(len, text.splitlines())) <= 110
    assert read(tmp_path, text).script == whole_script()


def test_an_edited_file_is_known_from_one_that_was_only_written() -> None:
    """Any change of a word or a remark counts."""
    text = to_yaml(FILE, whole_analysis())
    assert unedited(text)
    assert not unedited(text.replace("lamp", "lantern", 1))
    assert not unedited("# As written: none\n")
    assert not unedited("")


@pytest.mark.parametrize("indent", [None, 2, "\t"])
def test_json_is_taken_too_in_the_message_spelling(tmp_path: Path, indent: str | int | None) -> None:
    """What `--json` prints, and the bare message; with tabs, and with characters escaped."""
    script = whole_script()
    script.logline = "Ünder the sea 🐙"
    message = json_format.MessageToDict(script)
    whole = {
        **ScriptFile(script, "x.mp3", "", ScriptOrder(seed=3)).document(),
        "script": message,
        "analysis": {"a": []},
    }
    found = read(tmp_path, json.dumps(whole, indent=indent), "x.json")
    assert (found.script, found.order.seed, found.song_name) == (script, 3, "x.mp3")
    assert read(tmp_path, json.dumps(message, indent=indent), "x.json").script == script


def test_numbers_are_texts_where_a_text_is_wanted(tmp_path: Path) -> None:
    """And a single name needs no list."""
    found = read(tmp_path, "logline: 1984\nplaces: no\nshots:\n  - {shot: 1, sentence: 007}\n").script
    assert (found.logline, list(found.places), found.shots[0].sentence) == ("1984", ["no"], "007")


EDITS: dict[str, tuple[str, str, str]] = {
    "an unknown key": ("    place: a stair", "    plase: a stair", "Did you mean `place`?"),
    "an unknown choice": ("framing: wide", "framing: wyde", "Did you mean `wide`? It may be: extreme wide, wide,"),
    "an unknown character": ("[keeper]", "[keper]", "Did you mean `keeper`? There are: keeper, young-sailor."),
    "a shot twice": ("- shot: 2", "- shot: 1", "There are two shots 1."),
    "a number that is none": ("- shot: 2", "- shot: two", "Write a whole number"),
    "a list for a text": ("camera: push in", "camera: [push in]", "Write text here, not a list."),
    "a bad colour": ("'#102030'", "blue", 'Write the colour as "#rrggbb", not as `blue`.'),
    "an id twice": ("id: young-sailor", "id: keeper", "Another character has the id `keeper`."),
    "an unknown aspect": ("aspect: 16:9", "aspect: 4:3", "It may be: 16:9, 9:16, 1:1."),
    "a negative seed": ("seed: 7", "seed: -7", "Write a whole number"),
    "a key twice": ("    place: a stair", "    place: a\n    place: b", "stands here twice"),
    "a colon in a text": ("    place: a stair", "    place: a stair: dark", 'Put this text in "quotes"'),
    "a tab": ("    place: a stair", "\tplace: a stair", "Indent with spaces"),
    "an open quote": ("    place: a stair", "    place: 'a stair", ""),
    "a colour without quotes": ("'#102030'", "#102030", "Write colours in quotes"),
    "too long a text": ("place: a stair", f"place: {'x' * 121}", "it has 121 characters, 120 are allowed"),
    "a newer file": ("songreel_script: 1", "songreel_script: 2", "Update it."),
    "a character taken away": ("characters:", "places_:", "There is no `places_`"),
}


@pytest.mark.parametrize("case", EDITS)
def test_a_fault_is_told_with_its_line(tmp_path: Path, case: str) -> None:
    """At the line that was edited, with what to do."""
    before, after, words = EDITS[case]
    text = to_yaml(FILE)
    at = text.index(before)
    line = text.count("\n", 0, at) + 1
    found = faults(tmp_path, text[:at] + text[at:].replace(before, after, 1))
    lines = [line, line + 1] if "\n" in after else [line]
    assert any(int(each.split(":")[0]) in lines and words in each for each in found) or not words, found


def test_all_faults_are_told_at_once_in_order(tmp_path: Path) -> None:
    """Not one after the other."""
    text = to_yaml(FILE)
    for case in ("an unknown choice", "an unknown character", "a bad colour", "an id twice", "an unknown key"):
        text = text.replace(EDITS[case][0], EDITS[case][1], 1)
    found = faults(tmp_path, text)
    assert len(found) >= 5
    assert [int(each.split(":")[0]) for each in found] == sorted(int(each.split(":")[0]) for each in found)


def test_shots_that_are_missing_or_out_of_order_are_told(tmp_path: Path) -> None:
    """The file knows how many the song has."""
    shots = "shots:\n  - {shot: 2, sentence: b}\n  - {shot: 1, sentence: a}\n"
    assert faults(tmp_path, shots) == ["3:12: Shot 1 comes behind shot 2. Put them in order."]
    found = faults(tmp_path, "song: {shots: 3}\nshots:\n  - {shot: 1, sentence: a}\n  - {shot: 4, sentence: b}\n")
    assert "4:12: The song has 3 shots. Take this one out." in found
    assert any("Words are missing for shot 2, 3" in each for each in found)
    assert "Say in one sentence" in faults(tmp_path, "shots:\n  - {shot: 1, mood: calm}\n")[0]
    assert "There are no shots" in faults(tmp_path, "logline: x\n")[0]


@pytest.mark.parametrize("text", ["", "just words", "- a\n- b\n", "&a [*a]", "\x00", "a: &x {b: *x}\n", "[" * 2000])
def test_what_is_no_script_is_told(tmp_path: Path, text: str) -> None:
    """No traceback, whatever it is."""
    assert faults(tmp_path, text)


def test_files_that_cannot_be_read_are_bad_input(tmp_path: Path) -> None:
    """Missing, no text, far too large."""
    (tmp_path / "x.yaml").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "big.yaml").write_bytes(b"a: b\n" * 500_000)
    for name in ("no.yaml", "x.yaml", "big.yaml"):
        with pytest.raises(BadInput, match=name):
            read_script(tmp_path / name)


def test_what_a_gateway_finds_is_told_at_its_line(tmp_path: Path) -> None:
    """Pointers into the request become lines; of a field that is not there, its shot's."""
    path = tmp_path / "x.yaml"
    path.write_text("order:\n  seed: 3\nshots:\n  - shot: 1\n    sentence: a\n    character_ids: []\n")
    _, places = read_script(path)
    pointers = ["/script/shots/0/sentence", "/script/shots/0/mood", "/script/shots", "/seed", "/script/shots/0/index"]
    found = places.faults([FieldFault(pointer, "no") for pointer in pointers])
    assert [(fault.line, fault.column) for fault in found] == [(5, 15), (4, 5), (4, 3), (2, 9), (4, 11)]


def test_texts_may_be_as_long_as_the_script_service_takes_them() -> None:
    """The limits here are its limits: at one it finds nothing, one more it refuses."""
    analysis = whole_analysis()
    for kind, limits in LIMITS.items():
        for name, limit in limits.items():
            for length, refused in ((limit, False), (limit + 1, True)):
                script = whole_script()
                part = {
                    "Script": script, "Look": script.look, "Character": script.characters[1],
                    "SectionBeat": script.arc[0], "Shot": script.shots[0],
                }[kind]  # fmt: skip
                setattr(part, name, "x" * length)
                assert any("horten" in each.message for each in faults_of(script, analysis)) == refused, (kind, name)
