"""Tests of songreel_assembly alone."""
