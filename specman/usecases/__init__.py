"""What a person can ask (`ask`) and what a person can do (`do`)."""
