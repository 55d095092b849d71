"""FastAPI whose description also says who may call, what may go wrong, what comes next, by example."""

from collections.abc import Callable, Iterator
from typing import Any

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts

from ..links import add_links
from .examples import example_of
from .names import shorten
from .parameters import describe
from .raising import raised_by
from .refusals import add_refusals

type Json = dict[str, Any]
type Call = Callable[..., Any]

BEARER = "bearer"
_SCHEME = {
    "type": "http",
    "scheme": "bearer",
    "description": "`access_token` of a sign-in (`POST /api/v1/auth/login`), or an access token of one's own "
    "(`POST /api/v1/tokens`) with the scope that stands at the route.",
}


class DescribedApi(FastAPI):
    """`signed_in`: the dependency that asks who calls; `scope_of`: method and path → what an access token
    needs (None: no access token will do)."""

    def __init__(
        self, *, signed_in: Call, scope_of: Callable[[str, str], str | None], **options: Any
    ) -> None:
        super().__init__(**options)
        self._signed_in = signed_in
        self._scope_of = scope_of

    def openapi(self) -> Json:
        """As FastAPI's, made once."""
        if self.openapi_schema is None:
            told = shorten(super().openapi())
            self._tell(told)
            add_links(told)
            self.openapi_schema = told
        return self.openapi_schema

    def _tell(self, told: Json) -> None:
        components: Json = told["components"]
        components["securitySchemes"] = {BEARER: _SCHEME}
        components["examples"] = {}
        for path, method, calls in self._routes():
            operation: Json | None = told["paths"].get(path, {}).get(method)
            if operation is None:
                continue
            raised = raised_by(calls)
            if any(one.status == 401 and one.code == "auth:required" for one in raised):
                self._secure(operation, path, method, is_needed=self._signed_in in calls)
            if "ErrorBody" in str(operation["responses"]):
                add_refusals(operation, raised, components["examples"])
            describe(operation.get("parameters", []))
            _exemplify(operation, components["schemas"])

    def _routes(self) -> Iterator[tuple[str, str, list[Call]]]:
        for route in iter_route_contexts(self.routes):
            dependant = getattr(route, "dependant", None)
            if dependant is not None and getattr(route, "methods", None):
                calls = [*_calls(dependant)]
                for method in route.methods or ():
                    yield str(route.path_format), method.lower(), calls

    def _secure(self, operation: Json, path: str, method: str, *, is_needed: bool) -> None:
        scope = self._scope_of(method.upper(), path)
        told = {BEARER: [] if scope in {None, "any"} else [scope]}
        operation["security"] = [told] if is_needed else [told, {}]
        operation["x-access-token"] = scope or "none"


def _calls(dependant: Dependant) -> Iterator[Call]:
    if dependant.call is not None:
        yield dependant.call
    for inner in dependant.dependencies:
        yield from _calls(inner)


def _exemplify(operation: Json, known: Json) -> None:
    """An example of the body and of each answer."""
    for content in operation.get("requestBody", {}).get("content", {}).values():
        schema = content.get("schema")
        if "example" not in content and schema and schema.get("format") != "binary":
            content["example"] = example_of(content["schema"], known)
    for response in operation["responses"].values():
        for kind, content in response.get("content", {}).items():
            if "ErrorBody" in str(content) or "example" in content or "examples" in content or kind == "*/*":
                continue
            if not content.get("schema"):
                content["schema"] = {"type": "null"}  # said, and nothing more
            content["example"] = example_of(content["schema"], known)
