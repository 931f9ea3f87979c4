"""Words that name provisions and terms: found, spanned, and looked up."""
