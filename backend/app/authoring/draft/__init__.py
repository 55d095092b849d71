"""A draft is rows; its document is built from them, and a document can be laid over them."""

from .read import read_draft
from .write import write_draft

__all__ = ["read_draft", "write_draft"]
