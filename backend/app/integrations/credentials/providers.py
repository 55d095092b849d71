"""What the services we know want of a credential. Any other provider is a word of the author's own."""

from collections.abc import Mapping, Sequence

from ..base import CredentialNeed
from ..registry import MANIFESTS

NEEDS: Mapping[str, CredentialNeed] = {
    need.provider: need
    for manifest in MANIFESTS.values()
    if (need := manifest.credential) is not None and need.provider is not None
}


def usual_hosts(provider: str) -> Sequence[str]:
    """Where a credential of that provider goes unless its author says something else."""
    need = NEEDS.get(provider)
    return () if need is None else need.hosts


def takes(provider: str, strategy: str) -> bool:
    """Whether the service can use it; who is unknown takes anything."""
    need = NEEDS.get(provider)
    return need is None or strategy in need.strategies
