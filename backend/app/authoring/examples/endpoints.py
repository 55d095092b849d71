"""/examples: what there is, its document, and a talk with it before it is taken."""

from typing import Annotated, Any

from fastapi import Depends, Request, Response
from pydantic import BaseModel, Field

from app.accounts.dependencies import Developer
from app.engine import BotDocument
from app.engine.document import canonical
from app.kit.api import ApiRouter, errors
from app.kit.errors import NotFound, TooLarge

from ..bodies import TEST, document_body
from ..schemas import Simulated
from ..simulation import Simulating
from .shelf import example_bots

router = ApiRouter(prefix="/examples", tags=["examples"])

LARGEST_TALK = 256 * 1024


class ExampleRead(BaseModel):
    name: str = Field(description="Names it in addresses.")
    title: str
    description: str
    locale: str = Field(description="The language its texts are in.")
    steps: int


class Examples(BaseModel):
    items: list[ExampleRead]


def _named(name: str, _: Developer) -> BotDocument:
    example = example_bots().get(name)
    if example is None:
        raise NotFound("example:not_found", "There is no such example.")
    return example


Example = Annotated[BotDocument, Depends(_named)]


async def _talk(request: Request) -> bytes:
    body = await request.body()
    if len(body) > LARGEST_TALK:
        raise TooLarge(
            "document:too_large", "A talk with an example has at most 256 KiB.", limit=LARGEST_TALK
        )
    return body


Talk = Annotated[bytes, Depends(_talk)]


@router.get("")
async def list_examples(_: Developer) -> Examples:
    """Bots to begin with."""
    return Examples(items=[_read(name, document) for name, document in example_bots().items()])


@router.get("/{name}")
async def read_example(example: Example) -> dict[str, Any]:
    """The document; `POST /bots/import` makes a bot of it."""
    return canonical(example)


@router.post(
    "/{name}/simulate",
    response_model=Simulated,
    responses=errors(413, 429),
    openapi_extra={"requestBody": document_body(TEST)},
)
async def simulate_example(
    example: Example, talk: Talk, person: Developer, simulating: Simulating
) -> Response:
    """A test (flow-language.md 9, its `bot` passed over) with the example, as with a bot of one's own."""
    return Response(await simulating.play_document(person, example, talk), media_type="application/json")


def _read(name: str, document: BotDocument) -> ExampleRead:
    return ExampleRead(
        name=name,
        title=document.name,
        description=document.description or "",
        locale=document.locale,
        steps=len(document.steps),
    )
