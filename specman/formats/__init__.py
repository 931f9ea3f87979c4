"""Bytes to documents and back, one module a format, behind one hardened XML parser."""
