"""Access tokens, on a machine whose clock is not the one that all processes agree on."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest

from app.accounts.tokens import AccessTokens, Claims
from app.kit import clock
from app.kit.clock import Agreed
from app.kit.errors import Unauthenticated

LIFETIME = timedelta(minutes=15)


@pytest.fixture(autouse=True)
def alone() -> Iterator[None]:
    yield
    clock.agree(None)


@pytest.mark.parametrize("minutes", [-60, 60])
def test_they_go_by_the_time_all_processes_agree_on(minutes: int):
    tokens, there = AccessTokens("a secret", LIFETIME), clock.machine() + timedelta(minutes=minutes)
    ends = (there + LIFETIME).timestamp()
    token = tokens.issue(
        Claims(person_id=uuid4(), kind="user", role="USER", sign_in_id=uuid4(), expires_at=ends), there
    )

    clock.agree(Agreed(moment=there, since=clock.elapsed()))
    assert tokens.read(token).expires_at == int(ends)

    clock.agree(Agreed(moment=there + LIFETIME, since=clock.elapsed()))
    with pytest.raises(Unauthenticated) as refused:
        tokens.read(token)
    assert refused.value.code == "auth:token_expired"
