"""What the committee's papers are made of, brought together from the library."""
