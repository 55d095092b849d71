"""/users: for those who run the place."""

from typing import Annotated
from uuid import UUID

from fastapi import Query

from app.accounts.dependencies import Admin, ThisProcess, Work
from app.accounts.people import Standing, change_standing
from app.accounts.repository import Users
from app.accounts.schemas import UserIn, UserOut
from app.kit.api import ApiRouter, errors
from app.kit.errors import NotFound
from app.kit.fields import Email
from app.kit.pagination import Page, PageQuery

users = ApiRouter(prefix="/users", tags=["users"])


@users.get("")
async def list_users(
    admin: Admin, work: Work, page: PageQuery, email: Annotated[Email | None, Query()] = None
) -> Page[UserOut]:
    """Everyone with an account."""
    del admin
    found, next_cursor = await Users(work).page(page, email)
    return Page(items=[UserOut.model_validate(user) for user in found], next_cursor=next_cursor)


@users.get("/{user_id}")
async def read_user(user_id: UUID, admin: Admin, work: Work) -> UserOut:
    """One of them."""
    del admin
    user = await Users(work).get(user_id)
    if user is None:
        raise NotFound("user:not_found", "There is no such person.")
    return UserOut.model_validate(user)


@users.patch("/{user_id}", responses=errors(409))
async def change_user(user_id: UUID, body: UserIn, admin: Admin, work: Work, process: ThisProcess) -> UserOut:
    """Give another role, or lock out; it takes effect at once."""
    wanted = Standing(role=body.role, is_active=body.is_active)
    return UserOut.model_validate(await change_standing(work, admin, user_id, wanted, process.revocations))
