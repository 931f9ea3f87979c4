"""Word files: their package, numbering, tracked changes, reading and writing."""
