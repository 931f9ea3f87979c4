"""Amending instructions: what a lawyer writes to change a text, made of a change set and applied to a document.

Nothing here reads a file of the library: documents and change sets come in, instructions and documents go out.
"""
