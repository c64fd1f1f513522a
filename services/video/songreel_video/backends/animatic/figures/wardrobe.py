"""The trunk and what is worn on it: shirts and sweaters, dresses, coats that flare and swing, scarves and ties."""

from __future__ import annotations

from math import hypot, sin, sqrt

from songreel_video.backends.animatic.figures.curves import Point, Ribbon, blend, closed_curve, ribbon
from songreel_video.backends.animatic.figures.easel import Easel, between
from songreel_video.backends.animatic.figures.shading import Colour, draw_ribbon, scaled, stroke
from songreel_video.backends.animatic.figures.skeleton import Basis, Vector, offset

Section = tuple[Point, Point, Point]  # centre, projected half width vector, projected half depth vector


def _section(easel: Easel, centre: Vector, axes: Basis, half_width: float, half_depth: float) -> Section:
    left, front = easel.view.direction(axes.left), easel.view.direction(axes.forward)
    return (
        easel.at(centre),
        (left[0] * half_width, left[1] * half_width),
        (front[0] * half_depth, front[1] * half_depth),
    )


def sections_of_trunk(easel: Easel, pad: float) -> list[Section]:
    """Ellipses around the spine from the crotch to the neck, `pad` wider than the body."""
    body, build = easel.body, easel.build
    t = build.torso
    deep = 0.35 + 0.65 * easel.look.girth
    belly = 0.010 * max(0.0, easel.look.girth - 1.0) * 10.0
    child = easel.look.age == "child"
    slope = build.shoulder * 0.97
    spots = (
        (body.pelvis, body.hips, -0.004, -0.16 * t, build.hips * 0.72, 0.046 * deep),
        (body.pelvis, body.hips, -0.010, -0.02 * t, build.hips, 0.060 * deep),
        (body.waist, body.hips, 0.002 + belly * 0.6, -0.13 * t, (build.hips + build.waist) * 0.5, 0.053 * deep + belly),
        (body.waist, body.ribs, 0.004 + belly * 0.5, 0.0, build.waist, 0.047 * deep + belly),
        (
            body.chest,
            body.ribs,
            0.004 + build.bust * 0.3,
            -0.22 * t,
            (build.waist + build.chest) * 0.52,
            0.052 * deep + belly * 0.3,
        ),
        (
            body.chest,
            body.ribs,
            0.004 + build.bust,
            -0.02 * t,
            build.chest,
            (0.055 if not child else 0.05) * deep + build.bust * 0.8,
        ),
        (body.neck, body.ribs, -0.002, -0.150 * t, slope * 0.95, 0.048 * deep),
        (body.neck, body.ribs, -0.006, -0.062 * t, slope * 0.70, 0.038),
        (body.neck, body.ribs, -0.006, 0.020 * t, 0.037, 0.031),
    )
    return [
        _section(easel, offset(joint, axes, forward, up, 0.0), axes, width + pad, depth + pad)
        for joint, axes, forward, up, width, depth in spots
    ]


def ribbon_of_sections(sections: list[Section], *, crisp_start: bool, crisp_end: bool) -> Ribbon:
    """The silhouette of a stack of ellipses, as a ribbon along their centres."""
    left: list[Point] = []
    right: list[Point] = []
    normals: list[Point] = []
    count = len(sections)
    for index, (centre, wide, deep) in enumerate(sections):
        before = sections[max(0, index - 1)][0]
        after = sections[min(count - 1, index + 1)][0]
        dx, dy = after[0] - before[0], after[1] - before[1]
        length = hypot(dx, dy) or 1.0
        nx, ny = -dy / length, dx / length
        extent = hypot(wide[0] * nx + wide[1] * ny, deep[0] * nx + deep[1] * ny)
        left.append((centre[0] + nx * extent, centre[1] + ny * extent))
        right.append((centre[0] - nx * extent, centre[1] - ny * extent))
        normals.append((nx, ny))
    return Ribbon(left, right, normals, crisp_start, crisp_end)


def draw_neck(easel: Easel) -> None:
    """Draws the neck from the collar into the jaw, shaded below the chin."""
    body = easel.body
    paints = easel.tone(easel.look.skin, 0.25)
    woman = easel.look.gender == "woman"
    half = (0.0255 if woman else 0.034) * (0.6 + 0.4 * easel.look.girth) * (0.85 if easel.look.age == "child" else 1.0)
    low = between(body.neck, body.chest, 0.2)
    high = body.head
    spine = [
        easel.at(low),
        easel.at(body.neck),
        easel.on_bone(body.neck, high, 0.6),
        easel.on_bone(body.neck, high, 1.5),
    ]
    shape = _tube(spine, [half * 1.5, half * 1.06, half * 0.96, half * 0.96])
    draw_ribbon(easel.canvas, shape, paints, easel.lighting.key_side)
    if easel.pixels > 60 and easel.view.cosine > -0.35:
        upper = [shape.across(2, 0.0), shape.across(2, 1.0)]
        lower = [shape.across(1, 0.9), shape.across(1, 0.25)]
        top = [shape.across(3, 0.0), shape.across(3, 1.0)]
        easel.canvas.drawPath(closed_curve([*top, upper[1], *lower, upper[0]]), paints.shade)


def _tube(spine: list[Point], radii: list[float]) -> Ribbon:
    return ribbon(spine, radii, crisp_start=True, crisp_end=True)


def draw_pelvis(easel: Easel) -> None:
    """Draws the seat of trousers, shorts or leggings."""
    if easel.look.bottom == "bare" and easel.look.skirt_hem < 0:
        return
    sections = sections_of_trunk(easel, 0.004)[:4]
    colour = easel.look.bottom_colour if easel.look.bottom != "bare" else easel.look.skirt_colour
    draw_ribbon(
        easel.canvas,
        ribbon_of_sections(sections, crisp_start=False, crisp_end=True),
        easel.tone(colour),
        easel.lighting.key_side,
    )


def draw_trunk(easel: Easel) -> None:
    """Draws the garment on the upper body with collar, opening and belt."""
    look = easel.look
    key = easel.lighting.key_side
    pad = {
        "hoodie": 0.012,
        "sweater": 0.010,
        "tank": 0.001,
        "dress": 0.002,
        "suit": 0.008,
        "spacesuit": 0.022,
        "shirt": 0.005,
    }.get(look.top, 0.006)
    sections = sections_of_trunk(easel, pad)
    start = 2 if look.top in ("dress", "tank", "shirt", "overalls") or look.skirt_hem >= 0 else 1
    paints = easel.tone(look.top_colour, 0.32)
    worn = sections[start:]
    draw_ribbon(easel.canvas, ribbon_of_sections(worn, crisp_start=True, crisp_end=False), paints, key)
    if easel.fine and look.outer == "none":
        _draw_shirt_details(easel, sections)
    if look.outer in ("jacket", "leather", "blazer", "vest", "coat", "raincoat"):
        _draw_jacket(easel, pad)
    if look.scarf:
        _draw_scarf(easel)


def _front_line(easel: Easel, sections: list[Section], index: int, across: float) -> Point:
    """A place on the front of a section: `across` -1..1 from the body's right to its left."""
    centre, wide, deep = sections[index]
    forward = sqrt(max(0.0, 1.0 - across * across))
    return (centre[0] + wide[0] * across + deep[0] * forward, centre[1] + wide[1] * across + deep[1] * forward)


def _draw_shirt_details(easel: Easel, sections: list[Section]) -> None:
    look = easel.look
    paints = easel.tone(look.top_colour, 0.32)
    canvas = easel.canvas
    front = easel.view.cosine > 0.15
    if look.top in ("tee", "sweater", "hoodie", "dress", "tank", "overalls") and front:
        depth = {"dress": 0.55, "tank": 0.6}.get(look.top, 0.25)
        width = {"dress": 0.62, "tank": 0.55}.get(look.top, 0.36)
        lowest = blend(_front_line(easel, sections, 6, 0.0), _front_line(easel, sections, 5, 0.0), depth)
        a, b = _front_line(easel, sections, 7, -width), _front_line(easel, sections, 7, width)
        top_a, top_b = _front_line(easel, sections, 8, -0.9), _front_line(easel, sections, 8, 0.9)
        skin = easel.tone(look.skin, 0.2)
        canvas.drawPath(closed_curve([top_a, a, lowest, b, top_b]), skin.base)
        if look.top in ("sweater", "tee", "hoodie"):
            collar = closed_curve([a, lowest, b, blend(lowest, _front_line(easel, sections, 5, 0.0), 0.12)])
            canvas.drawPath(collar, paints.shade)
    if look.top == "hoodie":
        _draw_cords(easel, sections)
    if look.top in ("shirt", "suit") and front:
        _draw_shirt_front(easel, sections)
    if look.top in ("hoodie", "sweater"):
        band = ribbon_of_sections(sections[1:3], crisp_start=True, crisp_end=True)
        low = [
            band.across(0, 0.0),
            band.across(0, 1.0),
            blend(band.across(0, 1.0), band.across(1, 1.0), 0.35),
            blend(band.across(0, 0.0), band.across(1, 0.0), 0.35),
        ]
        canvas.drawPath(closed_curve([p for p in low for _ in (0, 1)]), paints.shade)
    if look.top == "overalls" and front:
        bib = easel.tone(look.bottom_colour)
        points = [
            _front_line(easel, sections, 3, -0.7),
            _front_line(easel, sections, 5, -0.45),
            _front_line(easel, sections, 5, 0.45),
            _front_line(easel, sections, 3, 0.7),
        ]
        canvas.drawPath(closed_curve([p for p in points for _ in (0, 1)]), bib.base)
        for across in (-0.42, 0.42):
            a, b = _front_line(easel, sections, 5, across), _front_line(easel, sections, 7, across * 1.2)
            canvas.drawLine(
                *a,
                *b,
                stroke(scaled(look.bottom_colour, 0.8), 0.016),
            )


def draw_hood_down(easel: Easel) -> None:
    """Draws the hood of a hoodie lying on the shoulders; before the neck from the front, last from behind."""
    if easel.look.top != "hoodie" or easel.look.outer != "none":
        return
    paints = easel.tone(scaled(easel.look.top_colour, 0.93))
    centre = easel.at(easel.body.neck)
    back = easel.view.direction(easel.body.ribs.forward)
    x, y = centre[0] - back[0] * 0.030, centre[1] - 0.004
    half = 0.056 + 0.008 * abs(easel.view.cosine)
    spots = ((-1.0, 0.010), (-0.9, -0.030), (0.0, -0.042), (0.9, -0.030), (1.0, 0.010), (0.5, 0.040), (-0.5, 0.040))
    shape = [(x + half * a, y + b) for a, b in spots]
    easel.canvas.drawPath(closed_curve(shape), paints.base)
    inner = [(x + (px - x) * 0.78, y + 0.004 + (py - y) * 0.66) for px, py in shape]
    easel.canvas.drawPath(closed_curve(inner), paints.shade)


def _draw_cords(easel: Easel, sections: list[Section]) -> None:
    if easel.view.cosine < 0.15:
        return
    paint = easel.tone((0.95, 0.94, 0.9)).base
    for across in (-0.3, 0.3):
        a, b = _front_line(easel, sections, 7, across), _front_line(easel, sections, 5, across)
        middle = blend(a, b, 0.5)
        easel.canvas.drawPath(closed_curve([a, middle, blend(a, b, 0.72), (middle[0] + 0.004, middle[1])]), paint)


def _draw_shirt_front(easel: Easel, sections: list[Section]) -> None:
    look, canvas = easel.look, easel.canvas
    suit = look.top == "suit"
    white = easel.tone((0.95, 0.94, 0.92) if suit else scaled(look.top_colour, 1.08), 0.2)
    neck_a, neck_b = _front_line(easel, sections, 8, -0.95), _front_line(easel, sections, 8, 0.95)
    button = blend(_front_line(easel, sections, 4, 0.0), _front_line(easel, sections, 3, 0.0), 0.3)
    if suit:
        shoulder_a, shoulder_b = _front_line(easel, sections, 7, -0.42), _front_line(easel, sections, 7, 0.42)
        canvas.drawPath(closed_curve([neck_a, shoulder_a, button, button, shoulder_b, neck_b]), white.base)
        if look.tie:
            tie = easel.tone(look.accent)
            top = _front_line(easel, sections, 7, 0.0)
            canvas.drawPath(
                closed_curve(
                    [
                        (top[0] - 0.009, top[1]),
                        (top[0] + 0.009, top[1]),
                        (button[0] + 0.010, button[1] - 0.03),
                        button,
                        (button[0] - 0.010, button[1] - 0.03),
                    ]
                ),
                tie.base,
            )
        lapel = easel.tone(scaled(look.top_colour, 1.12), 0.3)
        for across in (-1.0, 1.0):
            a = _front_line(easel, sections, 7, 0.42 * across)
            b = _front_line(easel, sections, 6, 0.62 * across)
            c = _front_line(easel, sections, 5, 0.50 * across)
            canvas.drawPath(
                closed_curve([a, a, b, b, c, button, button]),
                lapel.base if across * easel.view.cosine * easel.lighting.key_side > 0 else lapel.shade,
            )
        return
    low = _front_line(easel, sections, 2, 0.0)
    top = _front_line(easel, sections, 7, 0.0)
    canvas.drawPath(
        closed_curve(
            [(top[0] - 0.003, top[1]), (top[0] + 0.003, top[1]), (low[0] + 0.003, low[1]), (low[0] - 0.003, low[1])]
        ),
        easel.tone(look.top_colour).shade,
    )
    open_to = _front_line(easel, sections, 6, 0.0)
    canvas.drawPath(closed_curve([neck_a, open_to, open_to, neck_b]), easel.tone(look.skin).base)
    for across in (-1.0, 1.0):
        a = _front_line(easel, sections, 8, 0.95 * across)
        b = _front_line(easel, sections, 7, 0.55 * across)
        canvas.drawPath(closed_curve([a, a, b, open_to, open_to]), white.base)


def _draw_jacket(easel: Easel, pad: float) -> None:
    look, canvas = easel.look, easel.canvas
    key = easel.lighting.key_side
    bulk = pad + {"leather": 0.006, "coat": 0.010, "raincoat": 0.014, "vest": 0.003}.get(look.outer, 0.007)
    sections = sections_of_trunk(easel, bulk)
    paints = easel.tone(look.outer_colour, 0.55 if look.outer in ("leather", "raincoat") else 0.35)
    hem = 1 if look.outer != "vest" else 2
    shape = ribbon_of_sections(sections[hem:], crisp_start=True, crisp_end=False)
    draw_ribbon(canvas, shape, paints, key)
    if easel.view.cosine < 0.1:
        return
    closed = look.outer == "raincoat" or (look.outer == "coat" and look.seed % 3 == 0)
    top = _front_line(easel, sections, 8, 0.0)
    low = _front_line(easel, sections, hem, 0.0)
    if not closed and easel.pixels > 45:
        inner = easel.tone(look.top_colour, 0.2)
        wide = 0.30 if look.outer != "blazer" else 0.22
        points = [
            *[_front_line(easel, sections, 8, -0.9)] * 2,
            _front_line(easel, sections, 6, -wide),
            _front_line(easel, sections, 4, -wide),
            *[_front_line(easel, sections, hem, -wide * 1.1)] * 2,
            *[_front_line(easel, sections, hem, wide * 1.1)] * 2,
            _front_line(easel, sections, 4, wide),
            _front_line(easel, sections, 6, wide),
            *[_front_line(easel, sections, 8, 0.9)] * 2,
        ]
        canvas.drawPath(closed_curve(points), inner.base)
        edge = [_front_line(easel, sections, index, -wide * key) for index in (8, 6, 4, hem)]
        inside = [_front_line(easel, sections, index, -wide * key * 0.5) for index in (8, 6, 4, hem)]
        outline = [edge[0], *edge, edge[-1], inside[-1], *reversed(inside), inside[0]]
        canvas.drawPath(closed_curve(outline), inner.shade)
        if look.top in ("tee", "dress", "tank", "shirt") and easel.fine:
            low_neck = blend(_front_line(easel, sections, 6, 0.0), _front_line(easel, sections, 5, 0.0), 0.15)
            sides = [_front_line(easel, sections, 8, across) for across in (-0.85, 0.85)]
            bare = easel.tone(look.skin).shade
            canvas.drawPath(closed_curve([sides[0], sides[0], low_neck, sides[1], sides[1]]), bare)
    elif easel.fine:
        canvas.drawPath(
            closed_curve(
                [(top[0] - 0.002, top[1]), (top[0] + 0.002, top[1]), (low[0] + 0.002, low[1]), (low[0] - 0.002, low[1])]
            ),
            paints.line,
        )
        for index in (6, 5, 4, 3):
            spot = _front_line(easel, sections, index, 0.22)
            canvas.drawCircle(spot[0], spot[1], 0.0055, paints.line)
    if easel.fine:
        lapel = easel.tone(scaled(look.outer_colour, 1.14), 0.4)
        for across in (-1.0, 1.0):
            a = _front_line(easel, sections, 8, 0.95 * across)
            b = _front_line(easel, sections, 7, 0.62 * across)
            c = _front_line(easel, sections, 6, 0.66 * across)
            d = _front_line(easel, sections, 5, 0.26 * across)
            if closed:
                d = _front_line(easel, sections, 6, 0.1 * across)
            canvas.drawPath(
                closed_curve([a, a, b, c, c, d, d]), lapel.base if across * easel.view.cosine * key > 0 else lapel.shade
            )


def _draw_scarf(easel: Easel) -> None:
    paints = easel.tone(easel.look.accent)
    sections = sections_of_trunk(easel, 0.012)
    centre = sections[8][0]
    half = 0.046
    easel.canvas.drawPath(
        closed_curve(
            [
                (centre[0] - half, centre[1] - 0.018),
                (centre[0], centre[1] - 0.030),
                (centre[0] + half, centre[1] - 0.018),
                (centre[0] + half * 0.8, centre[1] + 0.016),
                (centre[0], centre[1] + 0.028),
                (centre[0] - half * 0.8, centre[1] + 0.016),
            ]
        ),
        paints.base,
    )
    if easel.view.cosine > 0:
        start = _front_line(easel, sections, 7, 0.3)
        end = _front_line(easel, sections, 3, 0.35)
        drift = 0.02 * sin(easel.time_seconds * 2.3) - 0.5 * easel.body.stance.trail[0] * easel.view.sine
        points = [
            (start[0] - 0.015, start[1]),
            (start[0] + 0.018, start[1]),
            (end[0] + 0.020 + drift, end[1]),
            (end[0] - 0.018 + drift, end[1] + 0.006),
        ]
        easel.canvas.drawPath(
            closed_curve([points[0], points[1], points[2], points[2], points[3], points[3]]), paints.shade
        )


def draw_skirt(easel: Easel, hem: float, colour: Colour, extra: float, *, slit: bool = False) -> None:
    """Draws a skirt or the skirt of a coat from the waist to `hem` (1 knee, 2 ankle), around both legs."""
    body, build, look = easel.body, easel.build, easel.look
    sections = sections_of_trunk(easel, extra)
    count = 4 if hem > 0.5 else 3
    stack: list[Section] = [sections[2], sections[1]]
    trail_x, trail_z = body.stance.trail
    flare = look.flare * (0.10 if not slit else 0.055)
    for index in range(1, count + 1):
        t = hem * index / count
        a, b = (
            between(leg.root, leg.middle, t) if t <= 1.0 else between(leg.middle, leg.end, t - 1.0)
            for leg in (body.left_leg, body.right_leg)
        )
        centre3 = between(a, b, 0.5)
        weight = (t / max(hem, 0.1)) ** 2
        centre3 = (
            centre3[0] - trail_x * weight * (0.4 + 0.5 * hem),
            centre3[1],
            centre3[2] + trail_z * weight * (0.4 + 0.5 * hem),
        )
        centre = easel.at(centre3)
        pa, pb = easel.at(a), easel.at(b)
        limb = (0.050 - 0.018 * min(1.0, t)) * build.limb + extra * 0.8
        swing = flare * (t / 2.0) ** 0.8 * (1.0 + 0.8 * hypot(trail_x, trail_z) * 10.0)
        half_w = max(abs(pa[0] - pb[0]) * 0.5 + limb, build.hips * (0.92 if t < 0.6 else 0.8) + extra) + swing
        half_w = min(half_w, build.hips + 0.10 + swing)
        stack.append((centre, (half_w, 0.0), (0.0, half_w * 0.8)))
    shape = ribbon_of_sections(stack, crisp_start=True, crisp_end=True)
    paints = easel.tone(colour, 0.30)
    draw_ribbon(easel.canvas, shape, paints, easel.lighting.key_side)
    if easel.pixels < 70:
        return
    last = len(stack) - 1
    drift = 0.05 * sin(easel.time_seconds * 1.9 + 6.283 * easel.pose.phase)
    folds = ((0.30, 0.06), (0.52, 0.05), (0.72, 0.05)) if not slit else ((0.26, 0.045), (0.76, 0.045))
    for across, width in folds:
        start = shape.across(1, 0.5 + (across - 0.5) * 0.7)
        x0, x1 = across + drift - width * 0.5, across + drift + width * 0.5
        path = closed_curve(
            [
                start,
                start,
                shape.across(last - 1, across + drift * 0.5 - width * 0.2),
                *[shape.across(last, x0)] * 2,
                *[shape.across(last, x1)] * 2,
                shape.across(last - 1, across + drift * 0.5 + width * 0.25),
            ]
        )
        easel.canvas.drawPath(path, paints.shade)
    if slit and easel.view.cosine > 0.1:
        across = 0.5 + 0.30 * easel.view.sine
        start, end = shape.across(0, across), shape.across(last, across + 0.05 * easel.view.sine)
        easel.canvas.drawPath(
            closed_curve(
                [
                    start,
                    start,
                    shape.across(last - 1, across - 0.015),
                    *[shape.across(last, across - 0.03)] * 2,
                    *[(end[0] + 0.012, end[1])] * 2,
                ]
            ),
            paints.line,
        )
