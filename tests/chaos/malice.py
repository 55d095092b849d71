"""What every faulty input is made of, and how its answer is read."""

import json
from typing import Any

import httpx

from chaos.people import Person

PLANTED = "Qx7-planted-text"  # in everything that is sent: no log may hold it
TOKEN = "Qx7-planted-token"
JSON = {"Content-Type": "application/json"}
DEEP = b"[" * 100_000 + b"]" * 100_000
LARGEST = 256 * 1024


def fault_of(answer: httpx.Response) -> tuple[int, str]:
    """Status and code; every error has the one shape."""
    body = answer.json()
    assert body.keys() == {"error"}, body
    assert body["error"].keys() == {"code", "message", "details"}
    assert PLANTED not in answer.text
    return answer.status_code, body["error"]["code"]


def paths_of(error: dict[str, Any]) -> list[str]:
    return [field["path"] for field in error["details"].get("fields", [])]


def spoken(**parts: Any) -> bytes:
    return json.dumps(parts).encode()


async def newcomer(client: httpx.AsyncClient, channel: str) -> Person:
    person = Person(client=client, channel=channel, port=client.base_url.port or 80)
    await person.arrive()
    return person
