"""What the measurements are held against, and where each figure comes from.

"Measured" means on the clips of tests/contract/test_critic.py (160x90, x264 crf 18) and on 14 early animatic clips
(854x480); the tests hold the seeded faults on one side of each threshold and the clean clips on the other. Figures
without "measured" are a choice, to be revised on generated takes.
"""

BLACK_LUMA = 12.0
"""A frame is black when even its 99th percentile of luma (0 to 255) is below. Measured: a road
by night without a lamp stays at 14 or more, coded black at 0."""

SPOT_CODED_LUMA = 56
SPOTS_SHARE = 0.0005
"""But not where so much of the picture is brighter than this, as it is coded: a starry sky is not black."""

LIT_LEVEL = 8
LIT_TIMES = 0.9
LIT_SHARE = 0.02
"""A pixel is lit when its brightest colour is above the level in a tenth of the pictures; a picture with fewer lit
pixels than the share is taken as a whole."""
WHITE_QUANTILE = 0.95
HIGHLIGHT_QUANTILE = 0.998
WHITE_BY_DAY = 110.0
MOST_GAIN = 6.0
"""The light of a shot is the level below which all but a twentieth of its lit pixels lie, or nearly all of a picture
that has hardly any. Eyes get used to a darker one
than by day, up to this factor; beyond it they would see the coder's steps."""

BLACK_SHARE_WARNING = 0.10
BLACK_SHARE_DEFECT = 0.50
"""Of the shot's frames. A shot that is black for a tenth is noticed, for half it shows nothing."""

OPENING_SECONDS = 0.5
"""A shot that fades or dips in may be black this long."""

TRANSITION_SECONDS = 0.75
"""A shot's opening flash, whip, fade or dip moves the whole picture; no cut is looked for in it."""

FROZEN_CHANGE = 0.02
"""Two frames are the same picture when their thumbnails differ by less, of 255. Measured: 0.007 (median) for a still
picture; 0.012 already misses a seeded still because the encoder refreshes it. The calmest animatic clip moves by
0.18 on average; a push-in by a fiftieth over 60 frames has a median of 0.019, but never rests long enough to warn."""

FROZEN_SECONDS_WARNING = 1.5
"""The shortest shot; a still as long as that looks like a fault."""

FLICKER_WARNING = 3.0
"""Mean luma levels (of 255) by which the picture's brightness goes up and down from frame to frame. Measured: clean
clips at most 0.34 (a light on each beat), animatic clips 0.025; every other frame 15 % darker gives 19.6."""

CUT_CHANGE = 16.0
"""Least mean difference (of 255) between the frames on both sides of a hard cut."""

CUT_LIKENESS = 0.55
"""Frames on both sides of a cut correlate less. Measured: 0.02 at a cut, 0.98 at a flash, which changes the
brightness but not the drawing."""

CUT_PROMINENCE = 2.5
"""A cut stands out by this factor from the median change of the frames around it, also while a car passes close; a
whip pan does not."""

ALIKE_LIKENESS = 0.97
ALIKE_CHANGE = 6.0
"""Neighbouring shots whose pictures correlate more and differ less (of 255) look like one shot that jumped."""

REPEATED_CHANGE = 2.0
"""Two shots repeat one another when their first, middle and last pictures all differ by less, of 255."""

CUT_SHOWS_FACTOR = 2.0
CUT_SHOWS_CHANGE = 2.0
"""A planned cut is seen when the picture changes there by this factor and by this much more than it does nearby."""

CUT_SEARCH_FRAMES = 4
"""A cut that is not where it was planned is looked for this far away."""

CUT_ERROR_FRAMES_WARNING = 1.0
"""The product's promise: every cut within one frame of its moment."""

BLACK_STRETCH_SECONDS_WARNING = 1.0
"""Of the whole film: longer than any transition of ours."""

FEWEST_SHOTS = 4
"""Fewer shots than this tell nothing about motion and music."""

STRAY_CHANGE = 4.0
STRAY_RETURN = 0.7
STRAY_DRAWING = 4.0
STRAY_PROMINENCE = 2.1
STRAY_RUN = 3
"""A stray frame is further than this (of 255) from both neighbours, which differ from one another by less than this
share of it; and it changes the drawing too, as a lamp or lightning does not, and more than its neighbours' drawings
differ. It stands out by this factor from the changes around it: lamps of a tunnel do by 1.8, a torn picture behind a
car that passes close by 2.5. Two strays with one frame between them make a run of three that look so; a longer run is
flicker."""

MOVING_CHANGE = 0.5
DOUBLED_RATIO = 0.2
DOUBLED_SHARE_WARNING = 0.10
"""A frame is doubled when its drawing changes by less than a fifth of what it does on both sides, where it moves."""

STUTTER_STEPS = 10
STUTTER_RATIO = 0.7
"""So is every other frame, when half of them change by less than this share of their neighbours. Footage that was
brought from one rate to another comes to 0.76, doubled frames under a sensor's noise to 0.68."""

FROZEN_SHARE = 0.25
FROZEN_CHANGE_LIMIT = 0.08
"""In coarse and in dark pictures the coder goes on refining a still; it is one below this share of the shot's livelier
steps."""

JUMP_CHANGE = 6.0
JUMP_STAYS = 0.7
JUMP_MOVES = 0.2
JUMP_BY_LIGHT = 0.45
JUMP_BOTH_WAYS = 0.4
JUMP_LEVELS = 8.0
JUMP_WARNING = 3.0
"""A jump changes the drawing by so many levels, stays for more than a frame, and is so many times those around. A step
counts in full when moving explains so much of it, and when of what changes by JUMP_LEVELS and more this share gets
darker while the rest gets lighter: 0.6 where frames are lost, 0.04 when signs go on or off. Lights that change on a
beat come to 2.2, an unsteady hand to 2.9, sixteen lost frames mostly to more than 3; behind a car that passes close, or
where nothing moves, they are missed."""

ORDER_CHANGE = 0.3
ORDER_RATIO = 0.9
ORDER_BACK = 0.8
ORDER_FRAMES = 0
"""Two frames have changed places when, seen from both sides, the next but one is nearer than the next, and the step
between them, one back, is shorter than those to and from them, two on: a camera that shakes goes as far each time."""

BLANK_SPREAD = 2.0
"""A picture of one colour: no channel's standard deviation is above."""

FLASH_LEVELS = 20.0
FLASHES_DEFECT = 3.0
"""ITU-R BT.1702 and the Web's guideline 2.3.1: more than three flashes in a second can cause seizures; its 20 cd/m2
are about as many levels of a picture at 100 cd/m2."""

COLOUR_FRAMES = 4
COLOUR_JUMP_WARNING = 6.5
"""Mean levels of tint by which the picture changes from one frame to the next, less what it does nearby."""

WHITE_SHARE_WARNING = 0.4

SOFT_WARNING = 0.63
"""One less the steepness of the edges. A camera moved by hand, out of focus at times, comes to 0.55, a blur to 0.69
and more."""

SOFT_MOMENT_LEAST = 0.002
SOFT_MOMENT_PARTS = 4
SOFT_MOMENT_KEPT = 0.25
SOFT_MOMENT_WARNING = 0.6
"""Share of the fine detail, contrast left out, that is gone and comes back: the mean of what the whole picture loses
and of what the quarter of its parts loses that keeps most. A car or a train that passes close takes 0.5, a blur 0.65
and more."""

BLOCKS_WARNING = 1.9
NOISE_WARNING = 5.0
"""Film grain of 4 levels comes to 1.9 after coding, flakes to 2.7, snow of 28 to 14, and before black, where half of it
cannot be seen, to 8.8."""

COMBS_REWOVEN = 2.0
COMBS_WARNING = 0.004
"""Woven anew with the picture before, rows of windows that move disagree in 1.7 times as many places and more, pictures
of two moments in as many, at most in 1.5 times as many. Such pictures by night come to 0.005."""

BORDER_FRAMES = 3
BORDER_PLAIN = 5.0
BORDER_STEP = 4.0
BORDER_STRAIGHT = 0.8
BORDER_SHARE_DEFECT = 0.06
"""Dead rows vary by less than BORDER_PLAIN levels through the whole shot, and this share of their last row steps by
BORDER_STEP to what follows: 0.92 and more of bars, 0.7 of a wall above a window."""

DISSOLVE_LIKENESS = 0.3
DISSOLVE_PARTS = (0.25, 0.75)
DISSOLVE_TURNS = 0.1
DISSOLVE_LEFT = 0.67
DISSOLVE_PALER = 0.5
DISSOLVE_EDGES = 0.5
DISSOLVE_WARNING = 0.55
"""Share of three pictures that a mixture of two unlike ones explains: the middle one with a part of each between these,
those at the quarters with more of the nearer one. Where the pictures move much while they are mixed, less is explained,
and the dissolve is missed. It counts in full where the middle is paler by half of what two unlike pictures are when
mixed; a slow pan is not paler at all. Edges of the two pictures correlate less than this: up to 0.28 in dissolves, 0.61
and more where a wall is lit in another colour behind a dancer."""

STYLE_EDGES, STYLE_FINE, STYLE_NOISE, STYLE_COLOUR, STYLE_CONTRAST = 0.41, 0.89, 0.46, 5.0, 13.1
"""Root mean square of the steps between 29 animatic shots in as many places."""

STYLE_DRIFT_WARNING = 1.75
"""Measured: 500 orders of those shots come to at most 1.72; filmed or rendered shots put among them to 1.8 to 2.3 (six
of nine), and night and telephoto shots to 1.5."""

ANSWER_WARNING = 0.5
ANSWER_LEAST = 0.05
"""A vision model's answer counts when yes and no together have this probability; below one half, it says no."""

EXPLICIT_WARNING = 0.5
EXPLICIT_DEFECT = 0.85
"""open_nsfw's authors call scores above 0.8 very likely explicit and below 0.2 very likely not."""

WRITING_SURE = 0.8
WRITING_SHARE_WARNING = 0.3
"""Share of the stills with words; a caption stays for a second and more, a passing sign does not."""

FACE_SURE = 0.6
"""Of dlib's detector; 0 is its own choice. A face behind a hand scores 0.5, and is 0.63 away from itself."""
DRAWN_FACE_SURE = 0.0
"""Drawn faces are found in close shots at most, and only their surroundings' colours are used."""

IDENTITY_WARNING = 0.6
"""Distance of two faces in dlib's 128 numbers; its author's threshold, at which pairs of Labeled Faces in the Wild are
told apart with 99.4 %. Measured on photographs of 13 people: 53 pairs of the same are all nearer, of different people
2 %."""

SAME_SCENE = 0.75
"""Cosine of SSCD's numbers; its authors find copies at it with a precision of 90 %."""

SCENES_AROUND = 5
"""A shot is held against so many of those most like it."""
