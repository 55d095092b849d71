"""Every page with all that opens on it, as axe finds it, in both languages and themes.

A page is opened once for each language; the theme of the machine changes while it is open.
"""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from axe import AXE, LOOKS, expect_accessible_in_both
from chat_visitor import visitor
from editor_author import SLOW, Person, newcomer, signed_in
from editor_drafts import Drafts
from editor_words import Words
from playwright.async_api import Page, expect

from chaos.whole_system import System, eventually

EXAMPLE = Path(__file__).parents[2] / "examples" / "lead-form" / "bot.yaml"
PHONE = {"width": 390, "height": 844}
GONE = "00000000-0000-7000-8000-000000000000"
REFUSED = ("status of 404", "status of 422")  # what the browser itself says of it

type Act = Callable[[Page, Words], Awaitable[None]]

pytestmark = pytest.mark.timeout(900)


@dataclass(frozen=True, slots=True)
class Place:
    """Looked at as it comes, and after each of `acts`. `{…}` in the path: ids of what these tests made."""

    path: str
    acts: tuple[Act, ...] = ()
    ready: str = "h1"


@dataclass(frozen=True, slots=True)
class Made:
    system: System
    person: Person
    ids: dict[str, str]


def press(key: str, role: Any = "button") -> Act:
    """By its words, what opens a dialog."""

    async def act(page: Page, words: Words) -> None:
        await page.get_by_role(role, name=words(key)).first.click()
        await expect(page.get_by_role("dialog").first).to_be_visible(timeout=SLOW)

    return act


def tab(key: str) -> Act:
    async def act(page: Page, words: Words) -> None:
        found = page.get_by_role("tab", name=words(key))
        await found.click()
        await expect(found).to_have_attribute("aria-selected", "true")
        await settled(page)

    return act


def keys(chord: str, role: Any, key: str | None = None) -> Act:
    """On the canvas, at its first step; what comes has this role and these words."""

    async def act(page: Page, words: Words) -> None:
        await page.keyboard.press("Home")
        await page.keyboard.press(chord)
        name = None if key is None else words(key)
        await expect(page.get_by_role(role, name=name).first).to_be_visible(timeout=SLOW)
        await settled(page)

    return act


async def talk(page: Page, words: Words) -> None:
    """In the test chat, as far as the bot's first words."""
    await page.get_by_role("button", name=words("chat:talk.beginAction")).click()
    await expect(page.get_by_role("button", name=words("chat:pins.title"))).to_be_visible(timeout=SLOW)
    await settled(page)


def menu(selector: str) -> Act:
    async def act(page: Page, _words: Words) -> None:
        await page.locator(selector).first.click()
        await expect(page.get_by_role("menuitem").first).to_be_visible(timeout=SLOW)

    return act


def item(selector: str, key: str) -> Act:
    """A dialog that a menu leads to."""

    async def act(page: Page, words: Words) -> None:
        await menu(selector)(page, words)
        await page.get_by_role("menuitem", name=words(key)).click()
        await expect(page.get_by_role("dialog").first).to_be_visible(timeout=SLOW)

    return act


async def example(page: Page, words: Words) -> None:
    """In the gallery, one that is talked with."""
    await press("bots:new.open")(page, words)
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("radio").nth(1).click()
    await expect(dialog.get_by_role("listitem").first).to_be_visible(timeout=SLOW)


async def refused(page: Page, words: Words) -> None:
    """An import with faults."""
    await press("bots:import.open")(page, words)
    dialog = page.get_by_role("dialog")
    await dialog.get_by_label(words("bots:import.paste")).fill("{oops")
    await dialog.get_by_role("button", name=words("bots:import.action"), exact=True).click()
    await expect(dialog.get_by_role("alert")).to_be_visible(timeout=SLOW)


BOT_MENU = "article button[aria-haspopup=menu]"
MORE = "header button[aria-haspopup=menu]"
PERSON_MENU = "header button[aria-haspopup=menu]"
CHANNEL_TABS = ("share", "look", "access", "people", "settings")

# For who is not signed in.
OUTSIDE = (
    Place("/sign-in"),
    Place("/register"),
    Place("/account/forgot"),
    Place("/account"),
    *(Place(f"/account#{letter}=x", ready="form") for letter in ("reset", "verify", "invitation")),
)
PLACES = (
    Place("/bots", (menu(BOT_MENU), example, refused, menu(PERSON_MENU)), "article"),
    Place("/bots", (item(BOT_MENU, "bots:menu.words"), item(BOT_MENU, "bots:menu.access")), "article"),
    Place("/bots?status=archived"),
    Place("/channels", (press("channels:new.open"),)),
    *(
        Place(f"/channels/{{channel}}#{tab}", ready=f"[role=tabpanel][id$=panel-{tab}]")
        for tab in CHANNEL_TABS
    ),
    Place("/channels/{webhook}#webhook", ready="[role=tabpanel][id$=panel-webhook]"),
    Place("/credentials", (press("credentials:new.open"),)),
    Place("/templates"),
    Place("/templates/dbcv-ask-date", ready="section"),
    Place("/people", (press("people:invite.open"), press("people:workspace.new")), "li"),
    Place("/profile", (press("profile:tokens.new"),), "li"),
    Place("/bots/{bot}/alerts", ready="form"),
    Place("/bots/{bot}/conversations", (press("conversations:people.open"),), "tbody tr"),
    Place(
        "/bots/{bot}/conversations/{session}",
        (
            press("conversations:keep.action"),
            tab("conversations:variables"),
            tab("conversations:replay.title"),
        ),
        "[role=log]",
    ),
    Place("/bots/{bot}?rail=steps&dock=properties", (menu(MORE),), "[data-step]"),
    Place("/bots/{bot}?rail=variables&step={message}", (), "[data-step]"),
    Place("/bots/{bot}?rail=problems&step={request}", (), "[data-step]"),
    Place("/bots/{bot}?rail=templates&connection={connection}", (), "[data-step]"),
    Place("/bots/{bot}?rail=schedule&step={message}", (), "[data-step]"),
    Place(
        "/bots/{bot}?rail=versions&dock=chat",
        (
            press("versions:publish.open"),
            press("versions:compare"),
            talk,
            press("chat:give.title"),
            press("chat:pins.title"),
            press("chat:keep.title"),
        ),
        "[data-step]",
    ),
    Place(
        "/bots/{bot}",
        (
            keys("Control+k", "dialog"),
            keys("?", "dialog"),
            keys("Tab", "dialog"),
            keys("Control+j", "complementary", "panels:drawer"),
            keys("Shift+O", "tree"),
        ),
        "[data-step]",
    ),
    Place("/bots/{bot}?proposal=all", ready="[role=dialog]"),
    Place("/nothing/here"),
    Place(f"/bots/{GONE}", ready="[role=alert]"),
    Place(f"/templates/{GONE}", ready="[role=alert]"),
)
LETTERS = Place("/people", ready="main li")  # the administrator's: what was not sent is listed below
ON_A_PHONE = (
    Place("/bots", (), "article"),
    Place("/channels"),
    Place("/people", (), "li"),
    Place("/bots/{bot}?step={message}", (), "[data-step], aside"),
)


@pytest.fixture
def made(system: System) -> Iterator[Made]:
    author = Drafts(system, newcomer(system))
    yield Made(system, author.person, _with_a_conversation(system, author))
    author.close()


def _with_a_conversation(system: System, author: Drafts) -> dict[str, str]:
    bot = author.make(EXAMPLE.read_text())
    author.publish(bot)
    channel, webhook = author.channel(bot), author.channel(bot, name="Shop", kind="webhook")
    with httpx.Client(base_url=f"{system.url}/api/v1", timeout=60) as visitor:
        token = visitor.post("/auth/anonymous", json={"name": "Ada"}).json()["access_token"]
        visitor.headers["Authorization"] = f"Bearer {token}"
        assert visitor.post(f"/channels/{channel}/start", json={}).is_success
        said = lambda: visitor.get(f"/channels/{channel}/messages").json()["items"]  # noqa: E731
        eventually(lambda: len(said()) > 0, 30)
    session = author.call("GET", f"/bots/{bot}/sessions").json()["items"][0]["id"]
    ids = {"bot": bot, "channel": channel, "webhook": webhook, "session": session}
    return {**ids, **_parts(author.draft(bot)["document"])}


def _parts(document: dict[str, Any]) -> dict[str, str]:
    groups = [(step, group) for step in document["steps"] for group in step.get("groups", [])]
    asking = next(step for step, group in groups if group.get("type") == "response")
    ruled = next(way for _, group in groups for way in group["connections"] if way.get("rules"))
    return {"message": document["first_step"], "request": asking["id"], "connection": ruled["id"]}


async def settled(page: Page) -> None:
    """Nothing is still on its way."""
    await expect(page.locator(".mantine-Loader-root:visible")).to_have_count(0, timeout=SLOW)


async def closed(page: Page) -> None:
    """Whatever an act has opened: a list of suggestions first, then the dialog it is in."""
    await page.keyboard.press("Escape")
    await page.keyboard.press("Escape")
    await expect(page.locator("[role=dialog], [role=menu]")).to_have_count(0, timeout=SLOW)


async def look(page: Page, made: Made, place: Place, words: Words) -> None:
    await page.goto(made.system.url + place.path.format_map(made.ids))
    await expect(page.locator(place.ready).first).to_be_visible(timeout=SLOW)
    await settled(page)
    await expect_accessible_in_both(page)
    for act in place.acts:
        await act(page, words)
        await expect_accessible_in_both(page)
        await closed(page)


@pytest.mark.parametrize(("locale", "scheme"), LOOKS)
async def test_everybody_can_use_every_page_and_all_that_opens_on_it(browser, made, locale, scheme):
    looks = {"locale": locale, "color_scheme": scheme, "reduced_motion": "reduce"}
    hosts: set[str] = set()
    async with visitor(browser, REFUSED, **looks) as context:
        await context.add_init_script(path=AXE)
        context.on("request", lambda request: hosts.add(urlsplit(request.url).netloc))
        outside = await context.new_page()
        for place in OUTSIDE:
            await look(outside, made, place, Words(locale))
        await outside.close()
        page = await signed_in(context, made.system, person=made.person)
        for place in PLACES:
            await look(page, made, place, Words(locale))
        await page.set_viewport_size(PHONE)
        for place in ON_A_PHONE:
            await look(page, made, place, Words(locale))
    async with visitor(browser, **looks) as context:
        page = await signed_in(context, made.system)
        await look(page, made, LETTERS, Words(locale))
    assert hosts - {""} == {urlsplit(made.system.url).netloc}
