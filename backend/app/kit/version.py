"""Which DBCV this is."""

from importlib.metadata import version


def product_version() -> str:
    """That of the installed package."""
    return version("dbcv")
