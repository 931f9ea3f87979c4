"""Words that name provisions and terms: found, spanned, and looked up."""

EXTRACTOR = 11  # raise when the same input gives other citations, term uses or links
