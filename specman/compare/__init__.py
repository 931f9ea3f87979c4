"""What changed between two states, provision by provision."""

COMPARER = 16  # raise when the same two documents give other changes
