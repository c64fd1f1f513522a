"""The critic's clean takes: one module a set, and what sets of drawn takes and of parts of recordings share."""
