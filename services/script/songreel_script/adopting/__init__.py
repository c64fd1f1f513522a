"""Scripts that people write or edit by hand: checked field by field, and completed by rule."""
