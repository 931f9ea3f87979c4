"""Change and configuration management for interlinked specifications."""

__version__ = "0.1.0"
