"""A script for every shot of the analysis that client tests share."""

from songreel.script.v1 import script_pb2

from tests.heard_songs import whole_analysis


def whole_script() -> script_pb2.Script:
    """Two characters, an arc, and words for every shot."""
    analysis = whole_analysis()
    script = script_pb2.Script(
        logline="A lighthouse keeper's last night: he waits for one ship.",
        look=script_pb2.Look(style="warm 35 mm film", palette=["#102030", "#d0a060"], motifs=["a brass lamp"]),
        characters=[
            script_pb2.Character(id="keeper", name="Keeper", description="an old man in a blue coat"),
            script_pb2.Character(id="young-sailor", description="a young sailor in white", colours=["#ffffff"]),
        ],
        arc=[
            script_pb2.SectionBeat(section_index=section.index, sentence="He climbs the stair.", place="a stair")
            for section in analysis.sections
        ],
        closing_image="The lamp goes out, and the sea is light.",
        places=["a stair", "a pier"],
        written_by=script_pb2.WrittenBy(backend="embedded", model="tiny", seed=7),
    )
    for timed in analysis.shots:
        script.shots.add(
            index=timed.index,
            sentence=f"An old man in a blue coat climbs step {timed.index + 1}, and the lamp above him turns: once, "
            "twice, then it stands still over the wide dark water.",
            subject="an old man in a blue coat",
            place="a stair",
            framing=script_pb2.FRAMING_WIDE,
            camera=script_pb2.CAMERA_MOVE_PUSH_IN,
            mood=script_pb2.MOOD_CALM,
            character_ids=["keeper"],
            lyric_line="Paper lanterns on the water" if timed.index == 1 else "",
        )
    return script
