"""What an answer leads to: links from making a thing to everything that can be done with it (OpenAPI 3.1)."""

from typing import Any

type Json = dict[str, Any]


def add_links(schema: Json) -> None:
    """On each 201 of `POST /things` whose answer has an id: the routes below `/things/{thing_id}`."""
    for path, operations in schema["paths"].items():
        made = operations.get("post", {}).get("responses", {}).get("201")
        if made is not None and _has_id(schema, made):
            links = _links(schema, path)
            if links:
                made["links"] = links


def _links(schema: Json, path: str) -> Json:
    return {
        operation["operationId"]: {
            "operationId": operation["operationId"],
            "parameters": {below[len(path) + 2 :].partition("}")[0]: "$response.body#/id"},
        }
        for below, operations in schema["paths"].items()
        if below.startswith(f"{path}/{{") and below.count("{") == path.count("{") + 1
        for operation in operations.values()
    }


def _has_id(schema: Json, response: Json) -> bool:
    shown = response.get("content", {}).get("application/json", {}).get("schema", {})
    name = shown.get("$ref", "").rpartition("/")[2]
    return "id" in schema["components"]["schemas"].get(name, {}).get("properties", {})
