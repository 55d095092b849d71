"""Icons of our own drawing under addresses that say what is in them, so they may be kept for good."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from .svg import clean_svg

PATH = "/api/v1/icons"


@dataclass(frozen=True)
class Icon:
    """`name` such as `preset-menu`; `source` is an SVG, which nobody gets to see but cleaned."""

    name: str
    source: str

    @cached_property
    def content(self) -> bytes:
        return clean_svg(self.source.encode())

    @property
    def file(self) -> str:
        return f"{self.name}-{sha256(self.content).hexdigest()[:16]}.svg"

    @property
    def address(self) -> str:
        """Where anybody gets it; another picture has another address."""
        return f"{PATH}/{self.file}"


def shelf_of(icons: Iterable[Icon]) -> Mapping[str, bytes]:
    """By file name."""
    return {icon.file: icon.content for icon in icons}
