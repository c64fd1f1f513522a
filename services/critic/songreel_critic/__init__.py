"""Checks takes and films: measured findings."""
