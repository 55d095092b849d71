"""What can be read beside the tools."""

import json
from typing import Any
from uuid import UUID

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError

from .api import Api
from .guide import TOPICS, guide, whole_guide
from .lessons import Taught

_MARKDOWN, _JSON = "text/markdown", "application/json"
_GONE = ("not_found", "invalid")


def add_resources(server: MCPServer[Any], api: Api) -> None:
    """Under `dbcv://`."""
    shelf = _Shelf(api)
    of = server.resource
    of("dbcv://guide", title="The flow language for models", mime_type=_MARKDOWN)(shelf.guide)
    of("dbcv://guide/{topic}", title="One page of the guide", mime_type=_MARKDOWN)(shelf.page)
    of("dbcv://schemas/document", title="JSON Schema of bot documents", mime_type=_JSON)(
        shelf.document_schema
    )
    of("dbcv://schemas/operations", title="JSON Schema of operations", mime_type=_JSON)(
        shelf.operations_schema
    )
    of("dbcv://templates", title="Templates of the gallery and your workspace", mime_type=_JSON)(
        shelf.templates
    )
    of("dbcv://templates/{template_id}", title="A template's document", mime_type=_JSON)(shelf.template)
    of("dbcv://bots/{bot_id}", title="A bot's document", mime_type=_JSON)(shelf.bot)


class _Shelf:
    def __init__(self, api: Api) -> None:
        self._api = api

    async def guide(self) -> str:
        """How bots are written, short and with examples: all pages of get_guide."""
        return whole_guide()

    async def page(self, topic: str) -> str:
        """One of overview, conversation, rules, variables, work, templates, tests, operations."""
        if topic not in TOPICS:
            raise ResourceNotFoundError(f"There is no such page; there are: {', '.join(TOPICS)}")
        return guide(topic)

    async def document_schema(self) -> str:
        """Of bots and templates, as imports and create_bot take them."""
        return await self._read("schemas", "document")

    async def operations_schema(self) -> str:
        """Of what apply_changes takes."""
        return await self._read("schemas", "operations")

    async def templates(self) -> str:
        """Ids, versions, inputs and outputs."""
        return await self._read("templates", limit=100)

    async def template(self, template_id: str) -> str:
        """The newest version, from its id (key) in documents."""
        return await self._read("templates", template_id)

    async def bot(self, bot_id: str) -> str:
        """The draft, whole. get_outline and get_parts are smaller."""
        try:
            UUID(bot_id)
        except ValueError:
            raise ResourceNotFoundError("A bot's id is a UUID: see list_bots") from None
        return await self._read("bots", bot_id, "export", format="json")

    async def _read(self, *path: str, **query: Any) -> str:
        try:
            return json.dumps(await self._api.get(*path, **query), ensure_ascii=False)
        except Taught as fault:
            text = json.dumps(fault.lesson.as_json(), ensure_ascii=False)
            is_gone = fault.lesson.code.endswith(_GONE)
            raise (ResourceNotFoundError(text) if is_gone else ResourceError(text)) from fault
