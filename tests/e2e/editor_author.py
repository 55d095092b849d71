"""How the tests of the editor come to it: who somebody is, and their browser, signed in."""

import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
from playwright.async_api import BrowserContext, Page, expect

from chaos.whole_system import EMAIL, PASSWORD, System

SLOW = 30_000  # milliseconds: the machine may be busy
REFUSED = ("status of 401",)  # what the browser itself says of a wrong password, or of a token that has ended
_FRESH = 120  # seconds: a sign-in no older than this outlasts a test

_KEEP = """tokens => localStorage.setItem("dbcv.session", JSON.stringify({
  access: tokens.access_token,
  refresh: tokens.refresh_token,
  expiresAt: Date.now() + tokens.expires_in * 1000,
  person: tokens.user,
}))"""


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    email: str
    password: str


ADMIN = Person("admin", EMAIL, PASSWORD)
GRACE = Person("Grace", "grace@example.org", "a short sentence")

_known: dict[tuple[Path, str], tuple[float, dict[str, Any]]] = {}


def tokens_of(system: System, person: Person) -> dict[str, Any]:
    """What signing in has answered; it may have been for a test before."""
    at, tokens = _known.get((system.data, person.email), (-_FRESH, {}))
    if not tokens or time.monotonic() - at > _FRESH:
        told = {"email": person.email, "password": person.password}
        return _told(system, person, "login", told)
    return tokens


def register(system: System, person: Person, invitation: str | None = None) -> None:
    told = {"name": person.name, "email": person.email, "password": person.password}
    _told(system, person, "register", told if invitation is None else {**told, "invitation": invitation})


def newcomer(system: System, name: str = "Nell") -> Person:
    """Somebody whose workspace is empty: who counts what is listed is not disturbed by other tests."""
    person = Person(name, f"{uuid4().hex[:12]}@example.org", "yet another sentence")
    register(system, person)
    return person


def _told(system: System, person: Person, what: str, told: dict[str, str]) -> dict[str, Any]:
    answer = httpx.post(f"{system.url}/api/v1/auth/{what}", json=told, timeout=60)
    assert answer.is_success, answer.text
    _known[system.data, person.email] = time.monotonic(), answer.json()
    return answer.json()


async def sign_in(page: Page, person: Person = ADMIN) -> None:
    """On the page that asks for it, in whatever language."""
    await page.locator("input[type=email]").fill(person.email)
    await page.locator("input[type=password]").fill(person.password)
    await page.locator("button[type=submit]").click()


async def signed_in_by_form(
    context: BrowserContext, system: System, path: str, person: Person = ADMIN
) -> Page:
    """A page at `path`, by way of the sign-in that it asks for."""
    page = await context.new_page()
    await page.goto(f"{system.url}{path}")
    await expect(page).to_have_url(re.compile(r"/sign-in\?next="), timeout=SLOW)
    await sign_in(page, person)
    await expect(page).to_have_url(f"{system.url}{path}", timeout=SLOW)
    return page


async def signed_in(
    context: BrowserContext, system: System, path: str = "/bots", person: Person = ADMIN
) -> Page:
    """A page at `path` of somebody who has signed in before: of whoever did so in this browser."""
    page = await context.new_page()
    await page.goto(f"{system.url}/icon.svg")
    if not await page.evaluate("'dbcv.session' in localStorage"):
        await page.evaluate(_KEEP, tokens_of(system, person))
    await page.goto(f"{system.url}{path}")
    await expect(page.locator("main").first).to_be_visible(timeout=SLOW)
    return page
