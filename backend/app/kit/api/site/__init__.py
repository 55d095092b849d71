"""The built pages: one page for every address of theirs, and the files it names."""

from .pages import Site, add_site, read_site

__all__ = ["Site", "add_site", "read_site"]
