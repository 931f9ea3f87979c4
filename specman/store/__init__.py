"""The library on disk: manifests, expressions, history, and changes that are one commit or nothing."""
