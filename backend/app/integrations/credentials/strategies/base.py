"""What a strategy is made of: the fields it asks for, and what it makes of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

from app.kit.egress import EgressError, read_target
from app.kit.egress.headers import CARRIED, OWN
from app.kit.egress.target import CONTROL
from app.runtime.ports import Added, Headers

LONGEST_LINE = 8192  # characters

type Secret = Mapping[str, str]


class Fields(BaseModel):
    """Faults never show what was given."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True, str_strip_whitespace=True)


def one_line(text: str) -> str:
    """For a validator: fit for a header."""
    if CONTROL.search(text):
        raise PydanticCustomError("line", "Text without line breaks or control characters is wanted")
    return text


def _address(text: str) -> str:
    try:
        read_target(text)
    except EgressError as unfit:
        raise PydanticCustomError("address", "An address that begins with https:// is wanted") from unfit
    return text


def of_ones_own(name: str) -> str:
    """For a validator: a header that DBCV writes not itself, and tells to nobody a server redirects to."""
    if name.lower() in OWN | CARRIED:
        raise PydanticCustomError("header", "A header of the server's own is wanted, such as X-Api-Key")
    return name


type SecretLine = Annotated[
    str, StringConstraints(min_length=1, max_length=LONGEST_LINE), AfterValidator(one_line)
]
type HeaderName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$")]
type Address = Annotated[str, StringConstraints(max_length=2000), AfterValidator(_address)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlocked:
    """A credential in the hand of who uses it; `token`: what it was exchanged for."""

    settings: Any
    secret: Secret = field(repr=False)
    token: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """How a token is asked for: a form that is posted to `url`."""

    url: str = field(repr=False)
    form: Headers = field(repr=False)
    headers: Headers = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Strategy:
    """`settings` is what may be shown, `secret` what may not. `exchange`: it is used by way of a token.

    `missing`: fields of the secret that these settings need besides.
    """

    title: str
    settings: type[Fields]
    secret: type[BaseModel]
    added: Callable[[Unlocked], Added]
    exchange: Callable[[Unlocked, datetime], Exchange] | None = None
    missing: Callable[[Unlocked], tuple[str, ...]] = lambda _: ()


def bearer(unlocked: Unlocked) -> Added:
    """The token, in the header of its own (RFC 6750)."""
    token = unlocked.token or ""
    return Added(headers=(("Authorization", f"Bearer {token}"),), secrets=(token,))


class NoSettings(Fields):
    """Nothing to set."""
