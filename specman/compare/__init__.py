"""What changed between two states, provision by provision."""

COMPARER = 15  # raise when the same two documents give other changes
