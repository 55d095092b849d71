"""The Properties dock: looked at whole, on a phone, and what it tells of what was tried."""

import re
from typing import Any

import pytest
from axe import LOOKS, expect_accessible, expect_accessible_in_both
from chat_visitor import visitor
from editor_author import SLOW
from editor_canvas import properties
from editor_drafts import node, opened
from editor_everything import EVERYTHING, WIDGETS
from editor_properties import button, editor, text, write
from playwright.async_api import Locator, Page, expect

from chaos.whole_system import until

pytestmark = pytest.mark.timeout(900)


FAILING: dict[str, Any] = {
    "dbcv": 1,
    "kind": "bot",
    "name": "Failing",
    "first_step": "sum",
    "requests": [
        {"id": "order", "name": "Order", "method": "POST", "url": "https://api.example", "body": {}}
    ],
    "steps": [
        {
            "id": "sum",
            "name": "Sum",
            "position": {"x": 0, "y": 0},
            "proxy": True,
            "groups": [
                {
                    "id": "g1",
                    "type": "code",
                    "code": "async def main(message, variables):\n    half = 1 / 0\n    return half",
                }
            ],
        }
    ],
}


async def test_what_code_failed_with_when_it_was_tried_is_shown_at_its_line(browser, system, drafts):
    bot = drafts.make(FAILING)
    async with visitor(browser, viewport={"width": 1280, "height": 900}) as context:
        page = await opened(context, system, bot)
        await page.get_by_role("banner").get_by_role("button", name="Test").click()
        chat = page.get_by_role("complementary", name="Test")
        await chat.get_by_role("button", name="Start the conversation").click()
        await expect(chat.get_by_text("The code raised an error").first).to_be_visible(timeout=SLOW)
        await chat.get_by_text("Properties", exact=True).click()
        await node(page, "sum").click(position={"x": 100, "y": 20})
        told = properties(page).get_by_text("When it last ran, line 2: ZeroDivisionError: division by zero")
        await expect(told).to_be_visible(timeout=SLOW)
        await expect(properties(page).locator(".cm-lintRange-error")).to_have_text("half = 1 / 0")
        await properties(page).locator(".cm-lintRange-error").click()
        await page.keyboard.press("End")
        await page.keyboard.press("Backspace")
        await page.keyboard.type("2")
        await expect(told).to_be_hidden()


async def test_code_is_opened_large_and_stays_one_and_the_same(browser, system, drafts):
    bot = drafts.make(FAILING)
    async with visitor(browser, viewport={"width": 1280, "height": 900}) as context:
        page = await opened(context, system, bot)
        await node(page, "sum").click(position={"x": 100, "y": 20})
        large = properties(page).get_by_role("button", name="Open large")
        await large.click(timeout=SLOW)
        dialog = page.get_by_role("dialog", name="Code")
        await expect(dialog.get_by_role("textbox", name="Code")).to_be_focused(timeout=SLOW)
        await page.keyboard.press("Control+Home")
        await page.keyboard.type("# halves")
        await page.keyboard.press("Home")  # what is offered while one types is Escape's first
        await page.keyboard.press("Escape")
        await expect(dialog).to_be_hidden()
        await expect(large).to_be_focused()
        await expect(properties(page).get_by_role("textbox", name="Code")).to_contain_text("# halves")
        await until(lambda: drafts.step(bot, "sum")["groups"][0]["code"].startswith("# halves"))


async def test_variables_are_offered_in_the_texts_of_a_json_body(browser, system, drafts):
    bot = drafts.make(FAILING)
    async with visitor(browser, viewport={"width": 1280, "height": 900}) as context:
        page = await opened(context, system, bot)
        await button(page, re.compile("^POST Order")).click()
        await (await editor(page, "JSON")).click()
        await page.keyboard.press("Control+a")
        await page.keyboard.type('{"who": ""}')
        await page.keyboard.press("ArrowLeft")
        await page.keyboard.press("ArrowLeft")
        await page.keyboard.type("{$user.na")
        await page.get_by_role("option", name="user.name").first.click()
        told = {"who": "{$user.name$}"}
        await until(lambda: drafts.draft(bot)["document"]["requests"][0]["body"] == told)


LOOKED_AT = ("hello", "code", "call", "tpl", "post", *(f"widget-{kind}" for kind in WIDGETS))
TITLES = {step["id"]: step.get("name", step["id"]) for step in EVERYTHING["steps"]}
FOLDED = "aside button[aria-expanded=false]:not([aria-haspopup])"
UNFOLD = """async (folded) => {
  for (let one; (one = document.querySelector(folded)); ) {
    one.click();
    await new Promise((done) => requestAnimationFrame(done));
  }
}"""


def heading(page: Page) -> Locator:
    return page.locator("aside section h2")


async def unfold(page: Page) -> None:
    """Opens whatever is folded away, and what was folded away in it."""
    await page.evaluate(UNFOLD, FOLDED)


async def looked_at(page: Page) -> None:
    await expect(heading(page)).to_be_visible(timeout=SLOW)
    await unfold(page)
    await expect(page.locator("aside .cm-content").first).to_be_visible(timeout=SLOW)
    await expect(page.locator("aside .mantine-Loader-root")).to_have_count(0, timeout=SLOW)
    await unfold(page)
    await expect_accessible_in_both(page, "aside")


async def go(page: Page, place: str, title: str) -> None:
    """By its address, as the back button does it."""
    await page.mouse.move(0, 0)
    await page.evaluate("place => history.pushState(null, '', place)", f"?{place}")
    await expect(heading(page)).to_have_text(title, timeout=SLOW)


@pytest.mark.parametrize(("locale", "scheme"), LOOKS)
async def test_everybody_can_look_at_everything_and_that_changes_nothing(
    browser, system, drafts, locale, scheme
):
    bot = drafts.make(EVERYTHING)
    written, revision = drafts.exports(bot), drafts.draft(bot)["revision"]
    looks = {"locale": locale, "color_scheme": scheme, "reduced_motion": "reduce"}
    async with visitor(browser, viewport={"width": 1280, "height": 900}, **looks) as context:
        page = await opened(context, system, bot)
        await looked_at(page)
        for name in ("Ask the price", *(one["id"] for one in EVERYTHING["requests"][1:])):
            await page.locator("aside").get_by_role("button", name=name).first.click()
            await expect(heading(page)).to_have_text(name)
            await looked_at(page)
            await page.locator("aside section header button").first.click()
        for step in LOOKED_AT:
            await go(page, f"step={step}", TITLES[step])
            await looked_at(page)
        await go(page, "connection=c1", "right")
        await looked_at(page)
    assert (drafts.exports(bot), drafts.draft(bot)["revision"]) == (written, revision)


async def test_on_a_phone_texts_are_changed(browser, system, drafts):
    bot = drafts.make(EVERYTHING)
    phone = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
    async with visitor(browser, **phone) as context:
        page = await opened(context, system, bot)
        await node(page, "hello").tap(position={"x": 100, "y": 20})
        await write(text(page, "Text"), "Hi! 2+2?")
        await write(text(page, "Button 2"), "5")
        await expect_accessible(page, "aside")
        buttons = [{"text": "Four", "value": "4"}, {"text": "5"}]
        await until(lambda: drafts.step(bot)["message"]["buttons"] == buttons)
    assert drafts.text(bot) == "Hi! 2+2?"
