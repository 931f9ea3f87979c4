"""What a change means beside its words: force, amounts, links, ends of lists, consequences."""
