"""Hears a song: tempo, beats, sections, tags, and the shots on the frame grid."""
