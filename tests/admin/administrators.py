"""How tests come to /admin: signed in as its page does it, with a cookie of one's own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from fastapi import FastAPI
from httpx import AsyncClient, Response
from sqlalchemy import text

from app.accounts.principals import Role
from app.admin.visit import COOKIE
from drive import calling
from factories import PASSWORD, Person, make_person

OWN = {"Origin": "http://dbcv"}  # what browsers say of a page of ours


@dataclass(frozen=True, slots=True)
class Administrator:
    """`client` carries their cookie; every method but `ask` wants to succeed."""

    client: AsyncClient
    person: Person

    async def ask(self, method: str, path: str, **options: Any) -> Response:
        headers = {**OWN, **options.pop("headers", {})}
        return await self.client.request(method, f"/admin/api{path}", headers=headers, **options)

    async def rows(self, model: str, **query: Any) -> list[dict[str, Any]]:
        return done(await self.ask("GET", f"/list/{model}", params=query))["results"]

    async def row(self, model: str, row_id: str) -> dict[str, Any]:
        return done(await self.ask("GET", f"/retrieve/{model}/{row_id}"))

    async def change(self, model: str, row_id: str, **fields: Any) -> dict[str, Any]:
        return done(await self.ask("PATCH", f"/change/{model}/{row_id}", json=fields))

    async def act(self, model: str, action: str, *ids: str) -> dict[str, Any]:
        return done(await self.ask("POST", f"/action/{model}/{action}", json={"ids": ids}))

    async def draw(self, name: str, *query: dict[str, Any]) -> list[dict[str, Any]]:
        asked = await self.ask("POST", f"/widget-action/Message/{name}", json={"query": query})
        return done(asked)["data"]

    async def configuration(self, **headers: str) -> dict[str, Any]:
        return done(await self.ask("GET", "/configuration", headers=headers))


def done(answer: Response) -> Any:
    assert answer.status_code == 200, f"{answer.status_code} {answer.text}"
    return answer.json()


def refused(answer: Response) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


async def sign_in(
    client: AsyncClient, email: str, password: str = PASSWORD, headers: dict[str, str] = OWN
) -> Response:
    """What the form sends."""
    form = {"username": email, "password": password}
    return await client.post("/admin/sign-in", data=form, headers=headers)


@asynccontextmanager
async def administrator(
    app: FastAPI, role: Role = "ADMIN", address: str = "203.0.113.7"
) -> AsyncIterator[Administrator]:
    """Somebody new, signed in; with another role: who had been an administrator when they signed in."""
    person = await make_person(app, "ADMIN")
    async with calling(app, address) as client:
        assert (await sign_in(client, person.email)).status_code == 303
        assert client.cookies.get(COOKIE)
        if role != "ADMIN":
            await give_role(app, person, role)
        yield Administrator(client, person)


async def give_role(app: FastAPI, person: Person, role: Role) -> None:
    await run(app, 'update "user" set role = :role where id = :id', role=role, id=person.id)


async def run(app: FastAPI, statement: str, **values: Any) -> list[Any]:
    async with app.state.database.unit_of_work() as session:
        result = await session.execute(text(statement), values)
        return [*result.all()] if result.returns_rows else []
