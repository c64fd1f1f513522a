"""Tests of songreel_critic alone."""
