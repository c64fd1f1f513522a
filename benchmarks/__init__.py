"""Measurements: each module prints one table, ours beside the alternative and the limit, taken in one run."""
