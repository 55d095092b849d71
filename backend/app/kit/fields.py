"""Fields that every noun's input has, checked at the border."""

import re
from functools import cache
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import email_validator
from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, BaseModel, ConfigDict, SecretStr, StringConstraints
from pydantic_core import PydanticCustomError

# Closed networks have mail at such names.
for _name in ("local", "localhost"):
    if _name in email_validator.SPECIAL_USE_DOMAIN_NAMES:
        email_validator.SPECIAL_USE_DOMAIN_NAMES.remove(_name)

_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def example(*bodies: dict[str, Any]) -> ConfigDict:
    """For the description of a body."""
    return ConfigDict(json_schema_extra={"examples": [*bodies]})


class Input(BaseModel):
    """A body: fields nobody knows are faults, so that a misspelt one is not lost in silence."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


def _one_line(text: str) -> str:
    if _CONTROL.search(text):
        raise PydanticCustomError("line", "Text without line breaks or control characters is wanted")
    return text


def _email(text: str) -> str:
    try:
        checked = validate_email(text, check_deliverability=False, globally_deliverable=False)
    except EmailNotValidError as fault:
        raise PydanticCustomError("email", "This is not an e-mail address") from fault
    return checked.normalized.lower()


@cache
def _timezones() -> frozenset[str]:
    return frozenset(available_timezones())


def _timezone(text: str) -> str:
    if text not in _timezones():
        raise PydanticCustomError("timezone", "This is not a time zone, such as Europe/Berlin")
    return text


def _web_address(text: str) -> str:
    parts = urlsplit(text)
    # Line breaks, spaces, and signs that turn what is read around: no address has them.
    is_plain = parts.username is None and text.isprintable() and " " not in text
    if parts.scheme in {"http", "https"} and parts.netloc and is_plain:
        return text
    raise PydanticCustomError("address", "This is not an http or https address")


def _storable(secret: SecretStr) -> SecretStr:
    if len(secret.get_secret_value()) > 512:
        raise PydanticCustomError("password_too_long", "At most 512 characters")
    return secret


def _long_enough(secret: SecretStr) -> SecretStr:
    if len(secret.get_secret_value()) < 8:
        raise PydanticCustomError("password_too_short", "At least 8 characters")
    return secret


LARGEST_INTEGER = 2**31 - 1  # that a column of rows counted by holds

type Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=200),
    AfterValidator(_one_line),
]
# What others call something: two that differ in a space alone are two.
type ExternalId = Annotated[str, StringConstraints(min_length=1, max_length=200), AfterValidator(_one_line)]
type Email = Annotated[str, StringConstraints(max_length=254), AfterValidator(_email)]
type Timezone = Annotated[str, StringConstraints(max_length=64), AfterValidator(_timezone)]
type WebAddress = Annotated[str, StringConstraints(max_length=2048), AfterValidator(_web_address)]
type Locale = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}$", max_length=40)
]
type Password = Annotated[SecretStr, AfterValidator(_storable)]
type NewPassword = Annotated[SecretStr, AfterValidator(_storable), AfterValidator(_long_enough)]
type OpaqueToken = Annotated[str, StringConstraints(min_length=1, max_length=200)]
