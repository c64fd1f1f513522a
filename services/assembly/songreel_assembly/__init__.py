"""Cuts the film: clips joined under the untouched song, with a certificate."""
