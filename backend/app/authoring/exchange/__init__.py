"""Documents and bundles in and out. Importing reads and stores; it never runs or fetches anything."""

from ..changes.limits import LARGEST
from .documents import create_from, draft_document, lay, parse, refused, replace_with
from .limits import BUNDLE_BYTES

__all__ = [
    "BUNDLE_BYTES",
    "LARGEST",
    "create_from",
    "draft_document",
    "lay",
    "parse",
    "refused",
    "replace_with",
]
