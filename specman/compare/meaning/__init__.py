"""What a change means, apart from its words: force, amounts, links, ends of lists, consequences."""
