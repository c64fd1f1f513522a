"""The bones of a figure: builds, stances, skeletons, and where they fall in the picture."""
