"""A draft is rows; its document is built from them, and a changed document is written back as rows."""

from .cache import Draft, keeping
from .read import read_draft
from .size import resized, size_of
from .write import write_draft

__all__ = ["Draft", "keeping", "read_draft", "resized", "size_of", "write_draft"]
