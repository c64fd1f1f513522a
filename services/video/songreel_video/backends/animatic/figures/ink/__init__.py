"""Lines, shapes and the paints of lit things."""
