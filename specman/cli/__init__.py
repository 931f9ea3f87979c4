"""The command line: one module a command family, and the only rooms that know click."""
