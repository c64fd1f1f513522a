"""Findings of a film: its length, its cuts as the pixels show them, its shots against one another and the song."""

from collections.abc import Iterator
from fractions import Fraction

import numpy as np
from songreel.critic.v1 import critic_pb2
from songreel.script.v1 import script_pb2

from songreel_critic import thresholds
from songreel_critic.cuts import check_cuts
from songreel_critic.drift import check_drift
from songreel_critic.findings import Limits, Measured, judged, noted
from songreel_critic.likeness import difference, likeness, longest_run
from songreel_critic.watching import PerFrame, Viewing


def check_film(request: critic_pb2.CheckFilmRequest, viewing: Viewing) -> list[critic_pb2.Finding]:
    """All findings, also those that passed. When the length is wrong, the shots cannot be told apart."""
    analysis = request.analysis
    rate = Fraction(analysis.rate.numerator or 24, analysis.rate.denominator or 1)
    findings = list(_promises(request, viewing, rate))
    if viewing.frames != analysis.frames or not analysis.shots:
        return findings
    changes = viewing.changes()
    dissolved = {shot.index for shot in request.script.shots if shot.transition == script_pb2.TRANSITION_DISSOLVE}
    findings.extend(check_cuts(analysis, changes, dissolved))
    findings.extend(_alike(request, viewing, dissolved))
    findings.extend(check_drift(analysis, viewing))
    findings.append(_black_stretch(viewing, float(rate)))
    findings.append(_motion_with_energy(request, changes))
    return findings


def _promises(request: critic_pb2.CheckFilmRequest, viewing: Viewing, rate: Fraction) -> Iterator[critic_pb2.Finding]:
    zero = Limits(defect=0)
    says = f"The film breaks off: {viewing.broken}. Cut it again." if viewing.broken else "The film decodes."
    yield judged(Measured("decodable", bool(viewing.broken), "", says), zero)
    off = abs(viewing.frames - request.analysis.frames)
    says = f"The film has {viewing.frames} frames, the song {request.analysis.frames}."
    yield judged(Measured("film_frames", off, "frames", says + (" Cut it again." if off else "")), zero)
    uneven = not viewing.steps <= {1 / rate}
    says = f"The film {'does not run' if uneven else 'runs'} at a constant {float(rate):g} frames a second."
    yield judged(Measured("rate", uneven, "", says), zero)


def _alike(request: critic_pb2.CheckFilmRequest, viewing: Viewing, dissolved: set[int]) -> Iterator[critic_pb2.Finding]:
    shots = request.analysis.shots
    places = [(s.start_frame, (s.start_frame + s.end_frame) // 2, s.end_frame - 1) for s in shots]
    looks = [viewing.thumbnails[list(place)] for place in places]
    pairs, repeats = [], []
    for index in range(1, len(shots)):
        same, apart = likeness(looks[index - 1][2], looks[index][0]), difference(looks[index - 1][2], looks[index][0])
        if same > thresholds.ALIKE_LIKENESS and apart < thresholds.ALIKE_CHANGE and index not in dissolved:
            pairs.append(index)
        repeats += [
            (other, index)
            for other in range(index)
            if all(difference(looks[other][k], looks[index][k]) < thresholds.REPEATED_CHANGE for k in range(3))
        ]
    says = "Each shot looks unlike the one before it."
    if pairs:
        says = f"Shots {pairs[0] - 1} and {pairs[0]} look like one shot that jumps. Change the framing of one of them."
    yield judged(
        Measured(
            "neighbours_alike",
            len(pairs),
            "cuts",
            says,
            shots[pairs[0]].start_frame if pairs else -1,
            pairs[0] if pairs else -1,
        ),
        Limits(warning=0),
    )
    says = "No shot repeats another."
    if repeats:
        says = f"Shot {repeats[0][1]} repeats shot {repeats[0][0]}. Film one of them with another seed or sentence."
    place = shots[repeats[0][1]].start_frame if repeats else -1
    measured = Measured("repeated_shots", len(repeats), "pairs", says, place, repeats[0][1] if repeats else -1)
    yield judged(measured, Limits(warning=0))


def _black_stretch(viewing: Viewing, rate_hz: float) -> critic_pb2.Finding:
    start, length = longest_run(viewing.black())
    seconds = length / rate_hz
    limit = thresholds.BLACK_STRETCH_SECONDS_WARNING
    says = f"The longest black stretch lasts {seconds:.1f} s."
    says += " Look at the shots there." if seconds > limit else ""
    return judged(Measured("black_stretch", seconds, "seconds", says, start if length else -1), Limits(limit))


def _motion_with_energy(request: critic_pb2.CheckFilmRequest, changes: PerFrame) -> critic_pb2.Finding:
    """Correlation over the shots of how much moves with how loud the song is; cuts themselves left out."""
    pairs = [
        (float(changes[shot.start_frame : shot.end_frame - 1].mean()), float(np.mean(shot.music.energy)))
        for shot in request.analysis.shots
        if shot.end_frame - shot.start_frame > 1 and shot.music.energy
    ]
    motion, energy = np.array(pairs).reshape(-1, 2).T
    value = 0.0
    if len(pairs) >= thresholds.FEWEST_SHOTS and motion.std() > 0 and energy.std() > 0:
        value = float(np.corrcoef(motion, energy)[0, 1])
    says = f"Motion in the picture follows the song's energy with a correlation of {value:.2f}."
    return noted(Measured("motion_with_energy", value, "correlation", says))
