"""What somebody new does: makes a quiz out of nothing, tries it, publishes it, and people talk with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from chat_visitor import answers, own, visitor
from chat_visitor import write as say
from editor_author import SLOW
from editor_canvas import (
    box,
    drag,
    edges,
    expect_saved,
    handle,
    middle,
    new_bot,
    pick,
    properties,
    row,
    step,
    steps,
    write,
)
from playwright.async_api import Page, expect

from chaos.whole_system import System

NO_ICON = ("favicon", "status of 404")
MARTHA, PASSWORD = "martha@example.org", "a short sentence"

pytestmark = pytest.mark.timeout(900)


@dataclass
class Shop:
    """Somebody's site, of another origin than ours; `snippet` is what they pasted into its page."""

    origin: str
    snippet: str = ""


@pytest.fixture
def shop() -> Iterator[Shop]:
    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            html = (
                f"<!doctype html><html lang=en><title>A shop</title><h1>Teapots</h1>{shop.snippet}".encode()
            )
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(html)

        def log_message(self, *_: object) -> None:
            """Nobody reads it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    shop = Shop(origin=f"http://127.0.0.1:{server.server_port}")
    with server:
        serving = Thread(target=server.serve_forever)
        serving.start()
        yield shop
        server.shutdown()
        serving.join()


async def register(page: Page, system: System) -> None:
    await page.goto(f"{system.url}/register")
    await page.get_by_label("Your name").fill("Martha")
    await page.get_by_label("E-mail address").fill(MARTHA)
    await page.get_by_label("Password", exact=True).fill(PASSWORD)
    await page.get_by_role("button", name="Make the account").click()
    await expect(page.get_by_role("heading", name="No bots yet")).to_be_visible(timeout=SLOW)


async def welcome(page: Page) -> None:
    """A first message by keyboard, with the person's name in it, written over what stands there."""
    await page.get_by_role("region", name="Canvas of the bot").focus()
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("button", name="A first message")).to_be_focused()
    await page.keyboard.press("Enter")
    text = properties(page).get_by_role("textbox", name="Text", exact=True)
    await expect(text).to_be_focused(timeout=SLOW)
    await expect(text).to_have_attribute("contenteditable", "true")  # a plain field stood there before
    await page.keyboard.type("Hello, {$user.na")
    await expect(page.get_by_role("option", name="user.name")).to_be_visible()
    await page.keyboard.press("Enter")
    await page.keyboard.type("! Two questions.")
    await expect(step(page, "Message").get_by_text("user.name")).to_be_visible()
    await expect(step(page, "Message")).to_contain_text("Hello, user.name! Two questions.")
    await expect(step(page, "Message")).not_to_contain_text("Hello!")


async def first_question(page: Page) -> None:
    """By dropping a handle on the empty canvas; two buttons."""
    welcome = await box(step(page, "Message"))
    await drag(page, handle(page, "Message", "Then"), (welcome["x"] + 330, welcome["y"] + 60))
    await pick(page, "Question with buttons")
    await expect(edges(page)).to_have_count(1)
    await expect(step(page, "Question with buttons")).to_be_focused()
    texts = properties(page).get_by_role("textbox", name="Text", exact=True)
    await write(texts.nth(0), "Which planet is red?")
    await write(texts.nth(1), "Mars")
    await write(texts.nth(2), "Venus")
    await expect(row(page, "Question with buttons", "Venus")).to_be_visible()


async def second_question(page: Page) -> None:
    """By Tab on the first one; a typed answer with a rule, and both buttons lead there."""
    await step(page, "Question with buttons").click(position={"x": 100, "y": 20})
    await page.keyboard.press("Tab")
    await pick(page, "Question")
    await expect(steps(page)).to_have_count(3)
    await expect(step(page, "Question")).to_be_focused()
    await page.keyboard.press("Shift+Digit1")
    await drag(page, handle(page, "Question with buttons", "Venus"), await middle(step(page, "Question")))
    await expect(edges(page)).to_have_count(3)
    await step(page, "Question").click(position={"x": 100, "y": 20})
    text = properties(page).get_by_role("textbox", name="Text", exact=True)
    await write(text, "How many legs has a spider?")
    await properties(page).get_by_role("button", name="By a rule").click()
    await row(page, "Question", "answer is").click()
    await write(properties(page).get_by_role("textbox", name="Value to compare"), "8")
    await expect(row(page, "Question", "answer is 8")).to_be_visible()


async def count(page: Page) -> None:
    """One more point, on the way that is selected."""
    panel = properties(page)
    await panel.get_by_role("button", name="Write a variable").click()
    await write(panel.get_by_label("Variable", exact=True), "session.score")
    await page.keyboard.press("Tab")
    await panel.get_by_label("What is done with session.score").click()
    await page.get_by_role("option", name="plus", exact=True).click()
    await write(panel.get_by_role("textbox", name="Value for session.score"), "1")


async def result(page: Page) -> None:
    """Either answer leads to a choice by points, which leads to one message or another."""
    question = await box(step(page, "Question"))
    await drag(page, handle(page, "Question", "Otherwise"), (question["x"] + 100, question["y"] + 260))
    await pick(page, "If / else")
    await expect(steps(page)).to_have_count(4)
    await page.keyboard.press("Shift+Digit1")
    await drag(page, handle(page, "Question", "answer is 8"), await middle(step(page, "If / else")))
    await step(page, "If / else").click(position={"x": 100, "y": 20})
    panel = properties(page)
    await write(panel.get_by_label("What is compared").first, "session.score")
    await page.keyboard.press("Tab")
    await panel.get_by_label("How “score” is compared").first.click()
    await page.get_by_role("option", name="is at least").click()
    await write(panel.get_by_role("textbox", name="Value to compare “score” with").first, "2")
    await panel.get_by_role("button", name="Apply").click()
    await expect(row(page, "If / else", "score ≥ 2")).to_be_visible(timeout=SLOW)


async def ending(page: Page, way: str, said: str) -> None:
    """A last message behind one way of the choice: its open end is clicked."""
    await handle(page, "If / else", way).click()
    await pick(page, "Last message")
    text = properties(page).get_by_role("textbox", name="Text", exact=True)
    await write(text, said)


async def tries(page: Page) -> None:
    """In the test chat: the path lights up, and the bot says what it should."""
    await page.get_by_role("banner").get_by_role("button", name="Test").click()
    chat = page.get_by_role("complementary", name="Test")
    await chat.get_by_role("button", name="Start the conversation").click()
    await chat.get_by_role("button", name="Mars").click(timeout=SLOW)
    await expect(chat).to_contain_text("How many legs has a spider?", timeout=SLOW)
    await expect(step(page, "Question")).to_have_attribute("data-lit", "true")
    await expect(chat.get_by_role("textbox")).to_be_focused()
    await page.keyboard.type("8")
    await page.keyboard.press("Enter")
    await expect(chat).to_contain_text("All right, 2 points!", timeout=SLOW)
    await expect(step(page, "Last message")).to_have_attribute("data-lit", "true")


async def publish(page: Page) -> None:
    await page.get_by_role("banner").get_by_role("button", name="Publish").click()
    dialog = page.get_by_role("dialog", name="Publish")
    await dialog.get_by_label("What is new?").fill("The first one")
    await dialog.get_by_role("button", name="Publish").click()
    await expect(dialog).to_contain_text("Version 1 is live", timeout=SLOW)
    await dialog.get_by_role("link", name="Give it to people").click()


async def make_channel(page: Page, site: str) -> str:
    """One that the site may show: what its page says to paste into a page of the site."""
    await page.get_by_role("button", name="New channel").first.click(timeout=SLOW)
    dialog = page.get_by_role("dialog", name="New channel")
    await dialog.get_by_label("Name").fill("Quiz for the shop")
    await expect(dialog.get_by_label("Bot")).to_have_value("Quiz", timeout=SLOW)
    await dialog.get_by_role("button", name="Make the channel").click()
    await expect(page.get_by_role("heading", name="Quiz for the shop")).to_be_visible(timeout=SLOW)
    snippet = await page.get_by_text("<script src=").first.inner_text()
    await page.get_by_role("tab", name="Access").click()
    sites = page.get_by_label("Address of a site")
    await sites.fill(site)
    await sites.press("Enter")
    await expect(page.get_by_role("listitem").filter(has_text=site)).to_be_visible(timeout=SLOW)
    return snippet


async def talk(page: Page, address: str) -> None:
    """As a customer of the shop: one right answer of two."""
    await page.goto(address)
    await page.get_by_role("button", name="Open chat").click(timeout=SLOW)
    await expect(answers(page).last).to_have_text("Which planet is red?", timeout=SLOW)
    await page.get_by_role("button", name="Mars").click()
    await expect(answers(page).last).to_have_text("How many legs has a spider?", timeout=SLOW)
    await say(page, "six")
    await expect(own(page)).to_have_text(["Mars", "six"])
    await expect(answers(page).last).to_have_text("Only 1.", timeout=SLOW)


async def test_a_quiz_made_on_an_empty_canvas_is_played_on_another_site(browser, system, shop):
    async with visitor(browser, viewport={"width": 1440, "height": 900}) as context:
        page = await context.new_page()
        await register(page, system)
        await new_bot(page, system, "Quiz")
        await welcome(page)
        await first_question(page)
        await second_question(page)
        await count(page)
        await row(page, "Question with buttons", "Mars").click()
        await count(page)
        await result(page)
        await ending(page, "If so", "All right, {$session.score$} points!")
        await ending(page, "Otherwise", "Only {$session.score|default:0$}.")
        await expect(edges(page)).to_have_count(7)
        await expect_saved(page)
        await tries(page)
        await publish(page)
        shop.snippet = await make_channel(page, shop.origin)
    async with visitor(browser, NO_ICON) as context:
        await talk(await context.new_page(), f"{shop.origin}/teapots")
