"""Letters to people with accounts: kept until a mail server has taken them."""

from .kinds import KINDS, Kind, link_of
from .outgoing import Letter, drop_letters, post

__all__ = ["KINDS", "Kind", "Letter", "drop_letters", "link_of", "post"]
