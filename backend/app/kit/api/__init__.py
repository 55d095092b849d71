"""What every HTTP interface of ours shares: strict bodies, one shape of errors, who is calling."""

from .client import client_address
from .responses import ErrorBody, coded, errors
from .routes import ApiRouter

__all__ = ["ApiRouter", "ErrorBody", "client_address", "coded", "errors"]
