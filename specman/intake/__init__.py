"""From files to a plan: what a person hands over, what each file is, and the form in which it would be kept."""
