"""/schemas: what documents and changes look like, for programs that write them."""

from functools import cache
from typing import Any

from pydantic import TypeAdapter

from app.accounts.dependencies import Developer
from app.engine.document import document_schema
from app.kit.api import ApiRouter

from .changes.schemas import OperationIn

router = ApiRouter(prefix="/schemas", tags=["schemas"])


@router.get("/document")
async def read_document_schema(_: Developer) -> dict[str, Any]:
    """JSON Schema of bot and template documents, as imports take them."""
    return _document()


@router.get("/operations")
async def read_operations_schema(_: Developer) -> dict[str, Any]:
    """JSON Schema of the operations that `/bots/{id}/changes` takes."""
    return _operations()


@cache
def _document() -> dict[str, Any]:
    return document_schema()


@cache
def _operations() -> dict[str, Any]:
    return TypeAdapter(list[OperationIn]).json_schema()
