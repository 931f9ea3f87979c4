"""What was derived from documents, kept by the digest of everything it was derived from. Safe to delete."""
