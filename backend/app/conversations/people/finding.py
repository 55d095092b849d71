"""Finding a person by name, username, e-mail address or id."""

from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Subquery, func, literal, null, or_, select, true, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from app.kit.pagination import PageRequest, encode_cursor
from app.storage.models import AnonymousUser, Session, User, UserVariables
from app.storage.selecting import AnySelect

from .reach import Reach, people_within
from .schemas import PersonRead

TOLD = ("name", "username", "email")


async def people_of(
    session: AsyncSession, reach: Reach, search: str | None, page: PageRequest
) -> tuple[list[PersonRead], str | None]:
    """A page of them, in the order they first came."""
    known = _known()
    statement = _columns(known, reach).where(known.c.id.in_(select(people_within(reach).subquery().c[0])))
    if reach.is_everywhere:
        statement = _columns(known, reach)
    if search:
        statement = statement.where(_matches(known, reach, search))
    if page.after is not None:
        statement = statement.where(known.c.id > page.after)
    rows = (await session.execute(statement.order_by(known.c.id).limit(page.limit + 1))).all()
    shown = [PersonRead.model_validate(row._asdict()) for row in rows[: page.limit]]
    return shown, encode_cursor(shown[-1].id) if len(rows) > page.limit else None


def _known() -> Subquery:
    """Everybody there is: registered or not."""
    registered = select(User.id, literal("user").label("kind"), User.name, User.username, User.email)
    others = select(
        AnonymousUser.id,
        literal("anonymous").label("kind"),
        AnonymousUser.name,
        null().label("username"),
        null().label("email"),
    )
    return union_all(registered, others).subquery("known")


def _columns(known: Subquery, reach: Reach) -> AnySelect:
    mine = (Session.person_id == known.c.id, Session.state.is_not(None), reach.sessions())
    told = {key: _told(known, reach, key) for key in TOLD}
    account_email = known.c.email if reach.is_everywhere else null()
    return select(
        known.c.id,
        known.c.kind,
        func.coalesce(known.c.name, told["name"]).label("name"),
        func.coalesce(known.c.username, told["username"]).label("username"),
        func.coalesce(account_email, told["email"]).label("email"),
        select(func.count()).select_from(Session).where(*mine).scalar_subquery().label("sessions"),
        select(func.max(Session.updated_at)).where(*mine).scalar_subquery().label("last_seen"),
    )


def _told(known: Subquery, reach: Reach, key: str) -> ColumnElement[Any]:
    """What bots know of them."""
    here = (UserVariables.person_id == known.c.id, reach.of(UserVariables.workspace_id))
    value = UserVariables.variables[key].as_string()
    return select(func.min(value)).where(*here).scalar_subquery()


def _matches(known: Subquery, reach: Reach, search: str) -> ColumnElement[bool]:
    """Part of a name or of what they told a bot; an account's address only as a whole, but to ADMIN."""
    here = (UserVariables.person_id == known.c.id, reach.of(UserVariables.workspace_id))
    told = or_(*(UserVariables.variables[key].as_string().icontains(search, autoescape=True) for key in TOLD))
    conditions = [
        known.c.name.icontains(search, autoescape=True),
        known.c.username.icontains(search, autoescape=True),
        known.c.email.icontains(search, autoescape=True)
        if reach.is_everywhere
        else known.c.email == search.strip().lower(),
        select(true()).where(*here, told).exists(),
    ]
    if (person_id := _id(search)) is not None:
        conditions.append(known.c.id == person_id)
    return or_(*conditions)


def _id(text: str) -> UUID | None:
    try:
        return UUID(text.strip())
    except ValueError:
        return None
