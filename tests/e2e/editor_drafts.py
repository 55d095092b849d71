"""Drafts as the tests of saving look at them: by the API, and by what the top bar says."""

import json
import re
from typing import Any

import httpx
from editor_author import ADMIN, GRACE, SLOW, Person, signed_in, tokens_of
from playwright.async_api import BrowserContext, Locator, Page, Position, expect

from chaos.whole_system import System

# What the browser itself says of a network that is away, and of answers that are refusals.
WITHOUT_NETWORK = ("net::ERR_", "WebSocket connection to", "status of 50")
REFUSING = ("status of 409", "status of 422")

TITLE: Position = {"x": 80, "y": 20}  # of a step on the canvas; what is below it leads to parts of the step

SMALL: dict[str, Any] = {
    "dbcv": 1,
    "kind": "bot",
    "name": "Small",
    "first_step": "hello",
    "steps": [
        {
            "id": "hello",
            "name": "Hello",
            "position": {"x": 0, "y": 0},
            "message": {"text": "Hi there"},
            "groups": [{"id": "g1", "connections": [{"id": "c1", "to": "bye"}]}],
        },
        {"id": "bye", "name": "Bye", "position": {"x": 400, "y": 0}, "message": {"text": "Bye"}},
    ],
}


class Drafts:
    """Somebody at the API; `token`: a program with an access token of theirs."""

    def __init__(self, system: System, person: Person = ADMIN, *, token: str | None = None) -> None:
        self.person = person
        token = token or tokens_of(system, person)["access_token"]
        headers = {"Authorization": f"Bearer {token}"}
        self._client = httpx.Client(base_url=f"{system.url}/api/v1", headers=headers, timeout=60)

    def call(self, method: str, path: str, **options: Any) -> httpx.Response:
        answer = self._client.request(method, path, **options)
        assert answer.is_success, answer.text
        return answer

    def make(self, document: dict[str, Any] | str = SMALL) -> str:
        source = document if isinstance(document, str) else json.dumps(document)
        headers = {"content-type": "application/yaml"}
        return self.call("POST", "/bots/import", content=source.encode(), headers=headers).json()["id"]

    def publish(self, bot: str) -> None:
        self.call("POST", f"/bots/{bot}/publish", json={})

    def channel(self, bot: str, **more: Any) -> str:
        """Where everybody may talk with it."""
        wanted = {"name": "Here", "is_public": True, "default_bot_id": bot, **more}
        return self.call("POST", "/channels", json=wanted).json()["id"]

    def share(self, bot: str, role: str = "EDITOR") -> None:
        self.call("POST", f"/bots/{bot}/access", json={"email": GRACE.email, "role": role})

    def change(self, bot: str, *operations: dict[str, Any]) -> None:
        self.call("POST", f"/bots/{bot}/changes", json={"operations": operations})

    def draft(self, bot: str) -> dict[str, Any]:
        return self.call("GET", f"/bots/{bot}/draft").json()

    def step(self, bot: str, step: str = "hello") -> dict[str, Any]:
        return next(one for one in self.draft(bot)["document"]["steps"] if one["id"] == step)

    def text(self, bot: str, step: str = "hello") -> str:
        return self.step(bot, step)["message"]["text"]

    def exports(self, bot: str) -> list[str]:
        """The document as YAML and as JSON, to the byte."""
        kinds = ("yaml", "json")
        return [self.call("GET", f"/bots/{bot}/export", params={"format": kind}).text for kind in kinds]

    def close(self) -> None:
        self._client.close()


async def opened(context: BrowserContext, system: System, bot: str, person: Person = ADMIN) -> Page:
    """The bot in the editor."""
    page = await signed_in(context, system, f"/bots/{bot}", person)
    await expect(page.locator("[data-step]").first).to_be_visible(timeout=SLOW)
    return page


def saved(page: Page) -> Locator:
    """What the top bar says of saving."""
    return page.locator("header").get_by_role("status").first


def node(page: Page, step: str) -> Locator:
    return page.locator(f"[data-id={step}]")


def undo(page: Page) -> Locator:
    return page.get_by_role("button", name=re.compile("^Undo"))


async def edit(page: Page, step: str) -> Locator:
    """The text of a step, the caret at its end."""
    await node(page, step).click(position=TITLE)
    text = page.get_by_role("textbox", name="Text", exact=True).first
    await text.click(timeout=SLOW)
    await page.keyboard.press("Control+End")
    return text
