"""Words for songs that have none: written for this benchmark, so that a script can be held against what is sung."""

WORDS: dict[str, tuple[str, ...]] = {
    "calm_acoustic_1": (
        "The kettle sings above the stove",
        "A letter lies beside the bread",
        "Snow is closing up the road",
        "I read the things you never said",
    ),
    "energetic_electronic_s411": (
        "Red lights running down the wet road",
        "Hands on the wheel and the radio on",
        "Throw the map out of the window",
        "We will drive until the dark is gone",
    ),
    "happy_acoustic_1": (
        "Barefoot over the morning grass",
        "Apples falling from the tree",
        "The dog runs rings around the barn",
        "Come and race me to the sea",
    ),
    "nostalgic_acoustic_s522": (
        "A paper boat goes down the drain",
        "We follow it along the street",
        "Past the baker, past the train",
        "With puddles jumping at our feet",
    ),
    "tender_acoustic_s411": (
        "Grandmother's coat still on the chair",
        "The old piano out of tune",
        "I light a candle on the stair",
        "And wait beneath a yellow moon",
    ),
    "nostalgic_electronic_2": (
        "Rain on the glass of the last train",
        "Your face goes by in every light",
        "I draw your name on the window pane",
        "And wipe it out before the night",
    ),
    "Feelings": (
        "I left my boots beside the river",
        "I left my ring upon the stone",
        "The water took the summer with it",
        "And I went up the hill alone",
        "Smoke is rising from the valley",
        "Someone burns the fallen leaves",
        "I can hear the church bell ringing",
        "Crows are sitting in the trees",
        "Carry me over, carry me over",
        "The bridge is burning, the bridge is gone",
        "Carry me over, carry me over",
        "I see your lantern on the lawn",
        "I found a boat without an anchor",
        "I tied a rope around the mast",
        "The stars came down into the water",
        "And every one was burning fast",
        "Carry me over, carry me over",
        "The bridge is burning, the bridge is gone",
        "Carry me over, carry me over",
        "I hold your lantern until the dawn",
    ),
    "War of freedom": (
        "Boots are marching through the city",
        "Broken windows, burning cars",
        "We have painted all the walls with roses",
        "We have hung our flags between the bars",
        "Stand up, stand up on the barricade",
        "Hand in hand and unafraid",
        "Stand up, stand up, let the towers fall",
        "We are climbing the castle wall",
        "There is thunder in the mountains",
        "There is fire along the shore",
        "All the horses broke out of the stable",
        "And the soldiers threw away the war",
        "Stand up, stand up on the barricade",
        "Hand in hand and unafraid",
        "Stand up, stand up, let the towers fall",
        "We are climbing the castle wall",
    ),
}


def timed(name: str, seconds: float) -> str:
    """The song's words as an LRC text, spread over its length; empty for a song that stays without."""
    lines = WORDS.get(name, ())
    step = seconds * 0.84 / max(len(lines), 1)
    starts = [seconds * 0.08 + step * number for number in range(len(lines))]
    return "\n".join(
        f"[{int(start // 60):02d}:{start % 60:05.2f}]{line}" for start, line in zip(starts, lines, strict=True)
    )
