"""What changed between two states, provision by provision."""
