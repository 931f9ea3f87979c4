"""One state of the library and what follows from it: documents, links, changes."""
