"""What is known of the place a document will run in; None: it is not known, and not checked."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeFault:
    """Why Python source cannot be read; `line` counts from 1, 0 where it is not known."""

    message: str
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeUnread:
    """There was no time to read the source."""


UNREAD = CodeUnread()

type CodeVerdict = CodeFault | CodeUnread | None
type ReadCode = Callable[[Sequence[str]], Sequence[CodeVerdict]]


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownIntegration:
    """What an operation takes. `input` is a schema of the closed subset (flow-language.md 7).

    `needs_credential` says of a config whether nothing can be done where there is none of the `provider`;
    `takes_credential` False, one that is named is not used.
    """

    input: Mapping[str, Any]
    provider: str | None = None
    takes_credential: bool = True
    needs_credential: Callable[[Mapping[str, Any]], bool] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """`credentials`, `integrations` and `presets` by name; `channels`: kinds of the channels the bot speaks
    through.

    `files`: ids of those uploaded files a message may show.
    `defaults`: providers of which a credential is taken where none is named.
    `providers`: that of each credential, by its name.
    `is_blocked` says of an http address, without looking a name up, that requests to it are refused.
    `admits_proxy` says whether requests may go through the proxy at an address; `may_send` whether a
    credential that is known goes to an address.
    `read_code` gives for each source what is wrong with it; sources are never compiled here.
    """

    credentials: Collection[str] | None = None
    integrations: Mapping[str, KnownIntegration] | None = None
    defaults: Collection[str] | None = None
    providers: Mapping[str, str] | None = None
    presets: Collection[str] | None = None
    files: Collection[str] | None = None
    channels: Collection[str] | None = None
    is_blocked: Callable[[str], bool] | None = None
    admits_proxy: Callable[[str], bool] | None = None
    may_send: Callable[[str, str], bool] | None = None
    read_code: ReadCode | None = None


NOTHING_KNOWN = Surroundings()
