"""Word files: `read` makes a document of one, `write` one of a document, `redline` one of two.

Here is what they share: the package, the engine that counts numbers, and the styles specman writes.
"""
