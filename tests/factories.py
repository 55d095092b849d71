"""Things that tests need many of, made through the product's own code."""

from dataclasses import dataclass
from functools import cache
from uuid import UUID, uuid4

from fastapi import FastAPI
from pwdlib import PasswordHash

from app.accounts.dependencies import Parts
from app.accounts.people import NewPerson, create_person
from app.accounts.principals import Role
from app.accounts.schemas import PersonOut, TokensOut

PASSWORD = "correct horse battery"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody signed in. `headers` carry their access token."""

    id: UUID
    email: str
    tokens: TokensOut

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.tokens.access_token}"}


@cache
def _password_hash() -> str:
    return PasswordHash.recommended().hash(PASSWORD)


async def make_person(app: FastAPI, role: Role = "USER", email: str | None = None) -> Person:
    """An account with PASSWORD and a personal workspace, signed in."""
    parts: Parts = app.state.parts
    address = email or f"{uuid4().hex[:12]}@example.org"
    async with parts.database.unit_of_work() as session:
        wanted = NewPerson(email=address, password_hash=_password_hash(), role=role, name=address[:4])
        user = await create_person(session, wanted)
        await session.refresh(user)
        shown = PersonOut.model_validate(user)
    return Person(id=user.id, email=address, tokens=await parts.accounts.admit(shown))
