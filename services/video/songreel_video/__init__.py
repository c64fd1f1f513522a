"""Films shots: one clip for each shot of the script."""
