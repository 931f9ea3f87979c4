"""Answers for people and programs: pure functions from values to text. Nothing here reads, prints or decides."""
