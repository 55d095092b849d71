"""The Properties dock: one of everything is made with mouse and keyboard, and that is what is exported."""

import json
import re
from collections.abc import AsyncIterator

import pytest
from chat_visitor import visitor
from editor_author import SLOW
from editor_canvas import properties
from editor_drafts import opened
from editor_one_of_everything import BEGINNING, by_names, meant
from editor_properties import button, choose, editor, switch, text, write
from playwright.async_api import Page, expect

from chaos.whole_system import until
from egress_servers import Server, serving

ANSWER = b'{"items":[{"price":10}],"currency":"EUR"}'
ANSWERED = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%b" % (
    len(ANSWER),
    ANSWER,
)

pytestmark = pytest.mark.timeout(900)


@pytest.fixture
async def shop() -> AsyncIterator[Server]:
    async with serving(ANSWERED) as shop:
        yield shop


async def add(page: Page, what: str) -> None:
    await button(page, "Add what happens next").click()
    await page.get_by_role("menuitem", name=what).click()


async def lead(page: Page, way: str, name: str) -> None:
    """The way on leads to a new step of that name, which is gone to."""
    target = properties(page).get_by_role("group", name=way, exact=True).last.get_by_label("Leads to")
    await target.fill(name)
    await page.get_by_role("option", name=f"New step “{name}”").click()
    await button(page, f"Show {name} on the canvas").click()
    await expect(properties(page).get_by_role("heading", name=name, exact=True)).to_be_visible()


async def pass_on(page: Page) -> None:
    await switch(page, "Passes on by itself")


async def form(page: Page) -> None:
    """A widget of the catalogue, drawn from its schema."""
    await write(text(page, "Name"), "Start")
    await write(await editor(page, "Text"), "Hi {$user.na")
    await page.get_by_role("option", name="user.name").first.click()
    await page.keyboard.type("!")
    await choose(page, "Widget", "Form")
    await write(text(page, "Title"), "Your order")
    await write(text(page, "Name of the answer"), "size")
    await write(text(page, "What is asked"), "Which size?")
    await choose(page, "Kind", "One of several")
    await button(page, "Add to “Choices”").click()
    await write(text(page, "What is shown"), "Small")
    await switch(page, "Must be filled in")
    await add(page, "Answers of the person")
    await button(page, "Otherwise").click()
    await lead(page, "Otherwise", "Count")


async def code(page: Page) -> None:
    """With a mistake, that is told at its line and mended there."""
    await pass_on(page)
    await add(page, "Run code")
    source = await editor(page, "Code")
    await source.click()
    await page.keyboard.press("Control+a")
    await page.keyboard.type("async def main(message, variables):\nretrun {'sum': 2}")
    at_its_line = properties(page).locator(".cm-lintRange-error")
    await expect(at_its_line).to_have_text("retrun {'sum': 2}", timeout=SLOW)
    await expect(properties(page).get_by_text("The code cannot be read (line 2)")).to_be_visible()
    await at_its_line.dblclick(position={"x": 20, "y": 8})
    await page.keyboard.type("return")
    await expect(at_its_line).to_have_count(0, timeout=SLOW)
    await button(page, "On an error").click()
    await button(page, "Otherwise").click()
    await lead(page, "Otherwise", "Ask")


async def request(page: Page, shop: Server) -> None:
    """Seen before it is sent, then sent; what comes back is kept in a variable."""
    await pass_on(page)
    await add(page, "Call an API")
    await button(page, "New request").click()
    await write(text(page, "Name"), "Price")
    await write(text(page, "Address"), f"{shop.url}/price?item={{$session.item$}}")
    await page.keyboard.press("Escape")
    await button(page, "Add a parameter").click()
    await write(properties(page).get_by_role("group", name="Line 1").get_by_label("Name"), "lang")
    await write(text(page, "Value of lang"), "en")
    await write(text(page, "session.item"), "red pen")
    await button(page, "Show what is sent").click()
    await expect(properties(page).get_by_text("Would be sent")).to_be_visible(timeout=SLOW)
    await expect(properties(page)).to_contain_text("/price?item=red%20pen")
    assert shop.seen == []
    await button(page, "Send now").click()
    await expect(properties(page).get_by_text("200", exact=True)).to_be_visible(timeout=SLOW)
    await expect(properties(page)).to_contain_text('"currency": "EUR"')
    assert [one.line for one in shop.seen] == ["GET /price?item=red%20pen&lang=en HTTP/1.1"]
    await button(page, "Back to Ask").click()
    await button(page, "Write a variable").click()
    await write(text(page, "Variable"), "session.price")
    await write(text(page, "Value for session.price"), "{$response.body.items.0.price$}")
    await button(page, "If it worked").click()
    await button(page, "Otherwise").click()
    await lead(page, "request succeeded", "Tell")


async def integration(page: Page) -> None:
    """Its settings as its manifest has them."""
    await pass_on(page)
    await add(page, "Use an integration")
    await write(text(page, "Operation"), "Send a message")
    await page.get_by_role("option", name=re.compile("^Telegram: Send a message")).click()
    await write(text(page, "Chat"), "42")
    await write(text(page, "Text").last, "Price: {$session.price$}")
    await page.keyboard.press("Escape")
    await switch(page, "Without a sound")
    await button(page, "Otherwise").click()
    await lead(page, "Otherwise", "Where to")


async def template(page: Page) -> None:
    await button(page, "Note, template").click()
    await choose(page, "Run a template", "Where to send it")
    await write(text(page, "Question"), "Where to, {$user.name$}?")
    await page.keyboard.press("Escape")
    await write(text(page, "The address"), "user.email")
    await page.keyboard.press("Escape")


async def of_the_bot(page: Page) -> None:
    """A word that works at every step, with a rule that is tried out."""
    await page.locator(".react-flow__pane").click(position={"x": 300, "y": 650})
    await button(page, "Before every step").click()
    await add(page, "Answers of the person")
    await button(page, "By a rule").click()
    await write(text(page, re.compile("^Value to compare")), "help")
    await button(page, re.compile("^More about")).click()
    await page.get_by_text("Upper and lower case are the same").click()
    await page.keyboard.press("Escape")
    await button(page, "Try with these values").click()
    await write(text(page, "message.text"), "HELP")
    await expect(properties(page).get_by_text("True with these values")).to_be_visible(timeout=SLOW)
    target = text(page, "Leads to")
    await target.fill("Start")
    await page.get_by_role("option", name=re.compile("^Start")).click()


async def test_one_of_everything_is_made_and_exported_as_it_was_meant(browser, system, drafts, shop):
    bot = drafts.make(BEGINNING)
    async with visitor(browser, viewport={"width": 1280, "height": 900}) as context:
        page = await opened(context, system, bot)
        await page.locator("[data-step]").click()
        await form(page)
        await code(page)
        await request(page, shop)
        await integration(page)
        await template(page)
        await of_the_bot(page)
        await until(lambda: json.dumps(drafts.draft(bot)["document"]["groups"]).count('"to": "start"') == 1)
    assert by_names(json.loads(drafts.exports(bot)[1])) == meant(shop.url)
