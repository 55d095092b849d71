"""Letters to people, through the operator's mail server."""

from .message import Letter, compose
from .sending import Undelivered, send
from .server import SmtpServer, read_smtp_url

__all__ = ["Letter", "SmtpServer", "Undelivered", "compose", "read_smtp_url", "send"]
