"""Who acts: the one a verified access token stands for."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal
from uuid import UUID

type PersonKind = Literal["user", "anonymous"]
type Role = Literal["ADMIN", "DEVELOPER", "USER"]

ROLE_RANK: dict[Role, int] = {"USER": 0, "DEVELOPER": 1, "ADMIN": 2}


class Access(IntEnum):
    """What a person may do with a bot or a workspace; each rank may what those below it may."""

    VIEWER = 1
    EDITOR = 2
    OWNER = 3


ACCESS_BY_NAME: dict[str, Access] = {
    "VIEWER": Access.VIEWER,
    "EDITOR": Access.EDITOR,
    "owner": Access.OWNER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """`role` and `name` are as the database had them when the token was last checked. `scopes`: all that an
    access token allows; None for a sign-in, which allows whatever the person may. `channel_id`: the one
    channel a sign-in is good for, if so."""

    person_id: UUID
    kind: PersonKind
    role: Role
    sign_in_id: UUID
    name: str | None = None
    scopes: frozenset[str] | None = None
    channel_id: UUID | None = None

    def has_role(self, least: Role) -> bool:
        """USER chats only, DEVELOPER makes bots, ADMIN runs the place."""
        return ROLE_RANK[self.role] >= ROLE_RANK[least]
