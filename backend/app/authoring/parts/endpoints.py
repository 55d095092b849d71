"""/steps, /connection-groups, /connections, /requests, /notes, /messages, /widgets, /template-instances."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Annotated, Any
from uuid import UUID

from fastapi import Depends, Response
from pydantic import BaseModel

from app.accounts.access import require_bot
from app.accounts.dependencies import Developer, Work
from app.accounts.principals import Access
from app.engine.document import WIDGETS as CATALOGUE
from app.kit.api import ApiRouter, errors
from app.kit.pagination import Page, PageQuery

from ..templates.instances import newest_known
from .code_executing import router as executing_code
from .executing import router as executing
from .schemas import CONNECTIONS, GROUPS, INSTANCES, MESSAGES, NOTES, REQUESTS, STEPS, WIDGETS, Shapes
from .service import (
    COLLECTIONS,
    Caller,
    IfMatch,
    Sort,
    Wanted,
    change_part,
    create_part,
    list_parts,
    owner_of,
    put_into_step,
    read_part,
    remove_part,
    revision_of,
    tag,
    wanted_in,
)

type Json = dict[str, Any]
type Create = Callable[[Caller, Json], Awaitable[Json]]


async def _seen(person: Developer, session: Work, if_match: IfMatch = None) -> Caller:
    return Caller(session=session, person=person, base_revision=revision_of(if_match))


Seen = Annotated[Caller, Depends(_seen)]


async def _caller(person: Developer, session: Work) -> Caller:
    return Caller(session=session, person=person)


Asking = Annotated[Caller, Depends(_caller)]
Query = Annotated[tuple[UUID, str | None, str | None, Sort], Depends(wanted_in)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """One kind of part over HTTP."""

    path: str
    kind: str
    one: str  # how a sentence calls it
    shapes: Shapes
    create: Create


def _in_bot(kind: str) -> Create:
    async def create(caller: Caller, given: Json) -> Json:
        bot_id: UUID = given.pop("bot_id")
        await require_bot(caller.session, caller.person, bot_id, Access.EDITOR)
        return await create_part(caller, kind, bot_id, (COLLECTIONS[kind],), given)

    return create


async def _group(caller: Caller, given: Json) -> Json:
    bot_id: UUID = given.pop("bot_id")
    await require_bot(caller.session, caller.person, bot_id, Access.EDITOR)
    step_id = given.pop("step_id", None)
    if step_id is None:
        return await create_part(caller, "group", bot_id, ("groups",), given)
    step = await owner_of(caller, "step", step_id, bot_id)
    return await create_part(caller, "group", bot_id, (*step.path, "groups"), given)


async def _connection(caller: Caller, given: Json) -> Json:
    group = await owner_of(caller, "group", given.pop("group_id"))
    return await create_part(caller, "connection", group.bot_id, (*group.path, "connections"), given)


def _in_step(kind: str) -> Create:
    async def create(caller: Caller, given: Json) -> Json:
        return await put_into_step(caller, kind, given.pop("step_id"), given)

    return create


async def _instance(caller: Caller, given: Json) -> Json:
    """In a step that is there, or in a new one."""
    bot_id: UUID = given.pop("bot_id")
    await require_bot(caller.session, caller.person, bot_id, Access.EDITOR)
    step_id = given.pop("step_id", None)
    step = {name: given.pop(name) for name in ("key", "after_key", "name", "position") if name in given}
    instance = {"id": given.pop("template"), **given}
    if instance.get("version") is None:
        instance["version"] = await newest_known(caller.session, bot_id, instance["id"])
    if step_id is None:
        return await create_part(
            caller, "template_instance", bot_id, ("steps",), {**step, "template": instance}
        )
    await owner_of(caller, "step", step_id, bot_id)
    return await put_into_step(caller, "template_instance", step_id, instance)


RESOURCES = (
    Resource(path="/steps", kind="step", one="step", shapes=STEPS, create=_in_bot("step")),
    Resource(path="/connection-groups", kind="group", one="group", shapes=GROUPS, create=_group),
    Resource(
        path="/connections", kind="connection", one="connection", shapes=CONNECTIONS, create=_connection
    ),
    Resource(path="/requests", kind="request", one="request", shapes=REQUESTS, create=_in_bot("request")),
    Resource(path="/notes", kind="note", one="note", shapes=NOTES, create=_in_bot("note")),
    Resource(path="/messages", kind="message", one="message", shapes=MESSAGES, create=_in_step("message")),
    Resource(path="/widgets", kind="widget", one="widget", shapes=WIDGETS, create=_in_step("widget")),
    Resource(
        path="/template-instances",
        kind="template_instance",
        one="template instance",
        shapes=INSTANCES,
        create=_instance,
    ),
)


def router_of(resource: Resource) -> ApiRouter:
    """List, create, read, change and remove one kind of part."""
    router = ApiRouter(prefix=resource.path, tags=["parts"])
    kind, shapes, name = resource.kind, resource.shapes, resource.kind
    creating: Any = shapes.create
    changing: Any = shapes.change
    reading: Any = shapes.read

    one = resource.one
    shown: dict[str, Any] = {"response_model": reading, "response_model_exclude_unset": True}
    written: dict[str, Any] = {**shown, "responses": errors(409, 413)}

    @router.get(
        "",
        response_model=Page[reading],
        response_model_exclude_unset=True,
        name=f"list_{name}s",
        description=(
            f"Every {one} of a bot's draft, in the order of the document; `key`: by its id there; `search`: "
            "a part of its id or of any text in it, first what is called just so."
        ),
    )
    async def list_all(caller: Asking, query: Query, page: PageQuery) -> Any:
        bot_id, key, search, sort = query
        wanted = Wanted(bot_id=bot_id, page=page, search=search, sort=sort, key=key)
        items, cursor = await list_parts(caller, kind, wanted)
        return {"items": items, "next_cursor": cursor}

    @router.post(
        "",
        status_code=201,
        name=f"create_{name}",
        description=f"A new {one}, as a change of the bot.",
        **written,
    )
    async def create(caller: Seen, wanted: creating, response: Response) -> Any:  # pyright: ignore[reportInvalidTypeForm] - one a kind
        return _tagged(response, await resource.create(caller, _given(wanted)))

    @router.get("/{part_id}", name=f"read_{name}", description=f"One {one} as it is in the draft.", **shown)
    async def read(part_id: UUID, caller: Asking, response: Response) -> Any:
        return _tagged(response, await read_part(caller, kind, part_id))

    @router.patch(
        "/{part_id}",
        name=f"change_{name}",
        description="Named fields are set, null takes one away, the others stay; a change of the bot.",
        **written,
    )
    async def change(part_id: UUID, caller: Seen, wanted: changing, response: Response) -> Any:  # pyright: ignore[reportInvalidTypeForm] - one a kind
        return _tagged(response, await change_part(caller, kind, part_id, _given(wanted)))

    @router.delete(
        "/{part_id}",
        status_code=204,
        responses=errors(409),
        name=f"delete_{name}",
        description=f"Take the {one} out of the draft with all that is in it, as a change of the bot.",
    )
    async def remove(part_id: UUID, caller: Seen) -> None:
        await remove_part(caller, kind, part_id)

    return router


def _tagged(response: Response, part: Json) -> Json:
    tag(response, part["revision"])
    return part


def _given(wanted: BaseModel) -> Json:
    return wanted.model_dump(by_alias=True, exclude_unset=True)


catalogue = ApiRouter(prefix="/widget-catalogue", tags=["parts"])


class WidgetKind(BaseModel):
    """A widget of the catalogue: the JSON Schema of its `props`."""

    type: str
    description: str
    props: dict[str, Any]


class WidgetKinds(BaseModel):
    items: list[WidgetKind]


@catalogue.get("")
async def list_widget_kinds(_: Developer) -> WidgetKinds:
    """The widgets a message can have, with the JSON Schema of their settings."""
    return WidgetKinds(
        items=[
            WidgetKind(type=name, description=(props.__doc__ or "").strip(), props=props.model_json_schema())
            for name, props in CATALOGUE.items()
        ]
    )


ROUTERS = (*map(router_of, RESOURCES), executing, executing_code, catalogue)
