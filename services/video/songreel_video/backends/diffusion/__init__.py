"""Films a shot by a video diffusion model: mochi-1, Wan 2.1 from text, from a keyframe, or with references."""
