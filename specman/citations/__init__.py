"""Words that name provisions and terms: found, spanned, and looked up."""

EXTRACTOR = 13  # raise when the same input gives other citations, term uses or links
