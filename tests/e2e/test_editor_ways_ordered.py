"""Ways of a step change places on the canvas, by mouse and by keyboard; what nodes say of operations."""

from typing import Any

import pytest
from chat_visitor import visitor
from editor_author import GRACE, SLOW
from editor_canvas import box, middle, row, step
from editor_drafts import Drafts, opened, undo
from playwright.async_api import Locator, Page, expect

from chaos.whole_system import until

pytestmark = pytest.mark.timeout(900)


def said(text: str) -> dict[str, Any]:
    rule = {"field": "message.text", "operator": "equal", "value": text}
    return {"condition": "AND", "rules": [rule]}


def at(x: int, y: int = 0) -> dict[str, int]:
    return {"x": x, "y": y}


CHOOSING: dict[str, Any] = {
    "dbcv": 1,
    "kind": "bot",
    "name": "Choosing",
    "first_step": "ask",
    "steps": [
        {
            "id": "ask",
            "name": "Ask",
            "position": at(0),
            "message": {"text": "Which?"},
            "groups": [
                {
                    "id": "g",
                    "connections": [
                        {"id": "a", "name": "Apple", "rules": said("apple"), "to": "tell"},
                        {"id": "b", "name": "Berry", "rules": said("berry"), "to": "tell"},
                        {"id": "c", "name": "Citron", "rules": said("citron"), "to": ""},
                        {"id": "e", "to": "tell"},
                    ],
                }
            ],
        },
        {
            "id": "tell",
            "name": "Tell",
            "position": at(400),
            "proxy": True,
            "groups": [
                {
                    "id": "i",
                    "type": "integration",
                    "integration": "telegram.send_message",
                    "config": {"chat_id": "42", "text": "Hi"},
                }
            ],
        },
    ],
}


def ways(drafts: Drafts, bot: str) -> list[str]:
    return [one["id"] for one in drafts.step(bot, "ask")["groups"][0]["connections"]]


def rows(page: Page) -> Locator:
    return step(page, "Ask").locator("[data-row]")


def grip(page: Page, name: str) -> Locator:
    return row(page, "Ask", name).get_by_role("button", name=f"Move “{name}”")


async def drop(page: Page, name: str, beside: Locator, *, below: bool = False) -> None:
    """By its grip, which is there once the row is pointed at, to the upper or lower half of another row."""
    await row(page, "Ask", name).hover()
    await expect(grip(page, name)).to_have_css("opacity", "1")
    x, y = await middle(grip(page, name))
    found = await box(beside)
    to = found["y"] + found["height"] * (0.75 if below else 0.25)
    await page.mouse.move(x, y)
    await page.mouse.down()
    for share in (0.3, 0.7, 1):
        await page.mouse.move(x, y + (to - y) * share)
    await expect(step(page, "Ask").locator("[data-mark=before], [data-mark=after]").first).to_be_visible()
    await page.mouse.up()


async def test_ways_change_places_by_dragging_and_otherwise_stays_last(browser, system, drafts):
    bot = drafts.make(CHOOSING)
    async with visitor(browser, viewport={"width": 1280, "height": 800}) as context:
        page = await opened(context, system, bot)
        await drop(page, "Citron", row(page, "Ask", "Apple"))
        await expect(rows(page)).to_contain_text(["Citron", "Apple", "Berry", "Otherwise"])
        await until(lambda: ways(drafts, bot) == ["c", "a", "b", "e"])
        await drop(page, "Citron", row(page, "Ask", "Otherwise"), below=True)
        await until(lambda: ways(drafts, bot) == ["a", "b", "c", "e"])
        await expect(grip(page, "Otherwise")).to_have_count(0)
        await undo(page).click()
        await until(lambda: ways(drafts, bot) == ["c", "a", "b", "e"])
        assert drafts.step(bot, "ask")["position"] == at(0)


async def test_ways_change_places_by_keyboard_and_it_is_said(browser, system, drafts):
    bot = drafts.make(CHOOSING)
    async with visitor(browser, viewport={"width": 1280, "height": 800}) as context:
        page = await opened(context, system, bot)
        await row(page, "Ask", "Berry").click()
        await page.keyboard.press("Alt+ArrowUp")
        await expect(page.get_by_text("Now 1 of 3")).to_have_count(1)
        await until(lambda: ways(drafts, bot) == ["b", "a", "c", "e"])
        await grip(page, "Berry").focus()
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("ArrowDown")
        await until(lambda: ways(drafts, bot) == ["a", "c", "b", "e"])
        await expect(grip(page, "Berry")).to_be_focused()


async def test_who_may_only_look_cannot_drag_a_way(browser, system, drafts):
    bot = drafts.make(CHOOSING)
    drafts.share(bot, role="VIEWER")
    async with visitor(browser, viewport={"width": 1280, "height": 800}) as context:
        page = await opened(context, system, bot, person=GRACE)
        await row(page, "Ask", "Berry").click()
        await page.keyboard.press("Alt+ArrowUp")
        await expect(grip(page, "Berry")).to_have_count(0)
    assert ways(drafts, bot) == ["a", "b", "c", "e"]


@pytest.mark.parametrize(
    ("locale", "name"),
    [("en-GB", "Telegram: Send a message"), ("ru-RU", "Telegram: Отправить сообщение")],
)
async def test_a_node_and_the_outline_call_an_operation_by_its_name(browser, system, drafts, locale, name):
    bot = drafts.make(CHOOSING)
    async with visitor(browser, viewport={"width": 1280, "height": 800}, locale=locale) as context:
        page = await opened(context, system, bot)
        await expect(row(page, "Tell", name)).to_be_visible(timeout=SLOW)
        await page.keyboard.press("Shift+o")
        await expect(page.get_by_role("treeitem").filter(has_text=name)).to_be_visible(timeout=SLOW)
