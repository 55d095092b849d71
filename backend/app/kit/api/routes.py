"""Routes whose JSON bodies are JSON (no NaN, no lone surrogates, no bottomless nesting: RFC 8259), and whose
queries hold nothing but what they take."""

from collections.abc import Callable, Coroutine
from typing import Any

import orjson
from fastapi import APIRouter, Request, Response
from fastapi.routing import APIRoute

from .queries import check_queries, known_queries
from .responses import errors

BODIED = {"POST", "PUT", "PATCH"}


class _StrictRequest(Request):
    async def json(self) -> Any:
        if not hasattr(self, "_json"):
            self._json = orjson.loads(await self.body())
        return self._json


class StrictRoute(APIRoute):
    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()
        known = known_queries(self.dependant)

        async def handle_strictly(request: Request) -> Response:
            check_queries(request.scope["query_string"], known)
            return await handle(_StrictRequest(request.scope, request.receive))

        return handle_strictly


class ApiRouter(APIRouter):
    """A noun's router, under /api/v1 in the composition root."""

    def __init__(self, *, prefix: str = "", tags: list[str], **options: Any) -> None:
        super().__init__(
            prefix=prefix,
            tags=[*tags],
            route_class=StrictRoute,
            responses=errors(401, 403, 404, 422),
            **options,
        )

    def add_api_route(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        """As FastAPI's; what takes a body also answers that it is no JSON."""
        if BODIED & {*(options.get("methods") or ())}:
            options["responses"] = {**errors(400), **(options.get("responses") or {})}
        super().add_api_route(path, endpoint, **options)
