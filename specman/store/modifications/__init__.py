"""The record of a modification on disk."""

from specman.store.modifications.read import MODIFICATION_ID, read_modification
from specman.store.modifications.write import change_modification, write_modification

__all__ = ["MODIFICATION_ID", "change_modification", "read_modification", "write_modification"]
