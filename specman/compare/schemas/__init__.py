"""Schemas compared as components, with verdicts for those who send documents and those who receive them."""
