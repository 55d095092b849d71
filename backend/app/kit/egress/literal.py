"""Addresses that are surely refused, told without looking a name up."""

from ipaddress import IPv4Address

from .addresses import read_address
from .errors import BLOCKED, EgressError
from .policy import EgressPolicy
from .target import Target, read_target

_LOOPBACK = IPv4Address("127.0.0.1")
_INSIDE = (".local", ".internal", ".home.arpa")


def is_surely_refused(url: str, policy: EgressPolicy) -> bool:
    """Whether a request there is refused whatever a look-up says; False where only a look-up can tell."""
    refused = refusal(url, policy)
    return refused is not None and refused.code == BLOCKED


def refusal(url: str, policy: EgressPolicy) -> EgressError | None:
    """Why a request there is refused whatever a look-up says; None where only a look-up can tell."""
    try:
        target = read_target(url)
    except EgressError as refused:
        return refused
    address = _LOOPBACK if _means_itself(target.host) else read_address(target.host)
    if address is not None:
        reason = policy.why_not(target.host, address, target.port)
    else:
        is_inside = target.host.endswith(_INSIDE) and not _may_be_allowed(target, policy)
        reason = "not_public" if is_inside else None
    return None if reason is None else EgressError(BLOCKED, reason, host=target.authority)


def _means_itself(host: str) -> bool:
    return host == "localhost" or host.endswith(".localhost")


def _may_be_allowed(target: Target, policy: EgressPolicy) -> bool:
    """A name that is used inside networks only may be on one that is allowed."""
    return any(
        rule.network is not None or rule.admits(target.host, _LOOPBACK, target.port) for rule in policy.allow
    )
