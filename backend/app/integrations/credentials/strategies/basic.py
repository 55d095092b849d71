"""A name and a password (RFC 7617)."""

from base64 import b64encode
from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints

from app.runtime.ports import Added

from .base import LONGEST_LINE, Fields, NoSettings, SecretLine, Strategy, Unlocked, one_line

type _Password = Annotated[
    str,
    StringConstraints(min_length=1, max_length=LONGEST_LINE, strip_whitespace=False),
    AfterValidator(one_line),
]


class _Secret(Fields):
    username: SecretLine = Field(description="The name to sign in with.")
    password: _Password = Field(description="The password.")


def basic_header(username: str, password: str) -> tuple[str, str]:
    """As servers expect it, in UTF-8."""
    return "Authorization", "Basic " + b64encode(f"{username}:{password}".encode()).decode()


def _added(unlocked: Unlocked) -> Added:
    username, password = unlocked.secret["username"], unlocked.secret["password"]
    header = basic_header(username, password)
    return Added(headers=(header,), secrets=(password, header[1].removeprefix("Basic ")))


STRATEGY = Strategy(title="Name and password", settings=NoSettings, secret=_Secret, added=_added)
