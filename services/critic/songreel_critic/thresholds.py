"""What the measurements are held against, and where each figure comes from.

"Measured" means on the clips of tests/contract/test_critic.py (160x90, x264 crf 18) and on 14 early animatic clips
(854x480); the tests hold the seeded faults on one side of each threshold and the clean clips on the other. Figures
without "measured" are a choice, to be revised on generated takes.
"""

BLACK_LUMA = 20.0
"""A frame is black when even its 99th percentile of luma (0 to 255) is below. Measured: a dark
picture with a few lamps stays at 24 or more, coded black at 0."""

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

CUT_PROMINENCE = 4.0
"""A cut stands out by this factor from the median change of the frames around it; a whip pan does not."""

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
