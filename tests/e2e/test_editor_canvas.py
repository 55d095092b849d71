"""The canvas by mouse, by keyboard, as an outline and on a phone."""

import re
from typing import Any

import pytest
from chat_visitor import visitor
from editor_author import SLOW
from editor_canvas import (
    box,
    drag,
    edges,
    expect_saved,
    handle,
    middle,
    pick,
    picker,
    properties,
    row,
    step,
    steps,
)
from editor_drafts import Drafts, opened
from playwright.async_api import Locator, Page, expect

from chaos.whole_system import until
from eventually import eventually_so

PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
NOTE = ".react-flow__node-note"

pytestmark = pytest.mark.timeout(900)


def document(name: str = "Tea shop") -> dict[str, Any]:
    """A welcome, a choice of two, and an end."""
    asked = {"text": "Green or black?", "buttons": [{"text": "Green"}, {"text": "Black"}]}
    by_button = [
        {
            "id": f"to-{to}",
            "to": to,
            "rules": {
                "condition": "AND",
                "rules": [{"field": "message.text", "operator": "equal", "value": to.capitalize()}],
            },
        }
        for to in ("green", "black")
    ]
    return {
        "dbcv": 1,
        "kind": "bot",
        "name": name,
        "first_step": "hello",
        "steps": [
            {
                "id": "hello",
                "name": "Hello",
                "position": {"x": 0, "y": 0},
                "proxy": True,
                "message": {"text": "Welcome to the tea shop"},
                "groups": [{"id": "g-hello", "connections": [{"id": "to-ask", "to": "ask"}]}],
            },
            {
                "id": "ask",
                "name": "Which tea",
                "position": {"x": 360, "y": 0},
                "message": asked,
                "groups": [{"id": "g-ask", "connections": by_button}],
            },
            {
                "id": "green",
                "name": "Green tea",
                "position": {"x": 720, "y": -120},
                "message": {"text": "80°"},
            },
            {
                "id": "black",
                "name": "Black tea",
                "position": {"x": 720, "y": 120},
                "message": {"text": "95°"},
            },
        ],
    }


def drawn(page: Page, title: str) -> Locator:
    return page.locator(".react-flow__node").filter(has=step(page, title))


async def at(page: Page, title: str) -> tuple[float, float]:
    """Where a step stands on the canvas, in its own coordinates."""
    place = await drawn(page, title).get_attribute("style")
    found = re.search(r"translate\((-?[\d.]+)px, (-?[\d.]+)px\)", place or "")
    assert found is not None, place
    return float(found[1]), float(found[2])


async def expect_at(page: Page, title: str, place: tuple[float, float]) -> None:
    x, y = place
    await expect(drawn(page, title)).to_have_attribute("style", re.compile(rf"translate\({x:g}px, {y:g}px\)"))


def kept_at(drafts: Drafts, bot: str, step: str) -> tuple[float, float]:
    """The same, as it is saved."""
    place = drafts.step(bot, step)["position"]
    return place["x"], place["y"]


def selected(page: Page) -> Locator:
    return page.locator("[data-step][data-selected]")


async def test_a_step_is_dragged_and_comes_back_by_undo(browser, system, drafts):
    bot = drafts.make(document())
    async with visitor(browser) as context:
        page = await opened(context, system, bot)
        before = await at(page, "Green tea")
        x, y = await middle(step(page, "Green tea").locator("header"))
        await drag(page, step(page, "Green tea").locator("header"), (x - 40, y - 60))
        await until(lambda: kept_at(drafts, bot, "green") != before)
        after = kept_at(drafts, bot, "green")
        assert (after[0] % 20, after[1] % 20) == (0, 0)
        await expect_at(page, "Green tea", after)
        await page.keyboard.press("Control+z")
        await expect_at(page, "Green tea", before)
        await page.keyboard.press("Control+Shift+z")
        await expect_at(page, "Green tea", after)
        await expect_saved(page)
    assert kept_at(drafts, bot, "green") == after


async def test_many_are_chosen_by_a_frame_and_go_together(browser, system, drafts):
    bot = drafts.make(document())
    async with visitor(browser) as context:
        page = await opened(context, system, bot)
        green, black = await box(step(page, "Green tea")), await box(step(page, "Black tea"))
        await page.keyboard.down("Shift")
        await page.mouse.move(green["x"] - 12, green["y"] - 24)
        await page.mouse.down()
        await page.mouse.move(green["x"] + 100, green["y"] + 100)
        await page.mouse.move(black["x"] + black["width"] + 8, black["y"] + black["height"] + 12)
        await page.mouse.up()
        await page.keyboard.up("Shift")
        await expect(selected(page)).to_have_count(2)
        await page.keyboard.press("Shift+ArrowDown")
        await expect_at(page, "Green tea", (720, -100))
        await expect_at(page, "Black tea", (720, 140))
        await page.keyboard.press("Delete")
        await expect(steps(page)).to_have_count(2)
        await expect(page.get_by_text("2 deleted. Ctrl+Z brings them back.")).to_be_visible()
        await page.keyboard.press("Control+z")
        await expect(steps(page)).to_have_count(4)
        await expect(edges(page)).to_have_count(3)


async def test_steps_go_to_another_bot_as_plain_text(browser, system, drafts):
    bot, other = drafts.make(document()), drafts.make(document("Coffee shop"))
    async with visitor(browser) as context:
        await context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = await opened(context, system, bot)
        await step(page, "Which tea").click(position={"x": 80, "y": 20})
        await step(page, "Green tea").click(position={"x": 80, "y": 20}, modifiers=["Control"])
        await expect(selected(page)).to_have_count(2)
        await page.keyboard.press("Control+c")
        assert "Green or black?" in await page.evaluate("navigator.clipboard.readText()")
        await page.keyboard.press("Control+d")
        await expect(steps(page)).to_have_count(6)
        await expect(edges(page)).to_have_count(5)
        await page.goto(f"{system.url}/bots/{other}")
        await expect(steps(page)).to_have_count(4, timeout=SLOW)
        await page.keyboard.press("Control+v")
        await expect(steps(page)).to_have_count(6)
        await expect(selected(page)).to_have_count(2)
        await expect(edges(page)).to_have_count(4)
        await expect_saved(page)


async def test_a_step_goes_into_a_connection_by_its_plus(browser, system, drafts):
    bot = drafts.make(document())
    async with visitor(browser) as context:
        page = await opened(context, system, bot)
        await expect(edges(page)).to_have_count(3)
        start = await middle(handle(page, "Hello", "Then"))
        end = await middle(step(page, "Which tea").locator(".react-flow__handle-left"))
        half = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
        await page.mouse.move(half[0], half[1] - 80)
        await page.mouse.move(*half, steps=8)
        await expect(page.get_by_role("button", name="Insert a step here")).to_be_visible()
        await page.get_by_role("button", name="Insert a step here").click()
        await pick(page, "Message")
        await expect(steps(page)).to_have_count(5)
        await expect(edges(page)).to_have_count(4)
        await expect(step(page, "Message")).to_be_focused()


def targets(drafts: Drafts, bot: str) -> list[str]:
    return [way["to"] for way in drafts.step(bot, "ask")["groups"][0]["connections"]]


async def test_a_connection_is_led_elsewhere_and_taken_away(browser, system, drafts):
    bot = drafts.make(document())
    async with visitor(browser) as context:
        page = await opened(context, system, bot)
        await drag(page, handle(page, "Which tea", "Black"), await middle(step(page, "Green tea")))
        await until(lambda: targets(drafts, bot) == ["green", "green"])
        await row(page, "Which tea", "Black").click()
        await page.keyboard.press("Delete")
        await expect(edges(page)).to_have_count(2)
        await page.keyboard.press("Control+z")
        await expect(edges(page)).to_have_count(3)


async def test_notes_are_written_coloured_and_thrown_away(browser, system, drafts):
    bot = drafts.make(document())
    async with visitor(browser) as context:
        page = await opened(context, system, bot)
        note = page.get_by_role("note", name="Note")
        await page.keyboard.press("n")
        await expect(note.get_by_role("textbox")).to_be_focused()
        await page.keyboard.type("Ask Ada about oolong")
        await page.keyboard.press("Control+Enter")
        await expect(note).to_contain_text("Ask Ada about oolong")
        await page.get_by_role("button", name="Green", exact=True).click()
        await expect(note).to_have_attribute("data-color", "green")
        await note.dblclick()
        await expect(note.get_by_role("textbox")).to_be_focused()
        await page.keyboard.press("End")
        await page.keyboard.type("!")
        await page.keyboard.press("Control+Enter")
        await expect(note).to_contain_text("Ask Ada about oolong!")
        told = ["Ask Ada about oolong!"]
        await until(lambda: [one["text"] for one in drafts.draft(bot)["document"].get("notes", [])] == told)
        await page.keyboard.press("Delete")
        await expect(note).to_have_count(0)


async def are_in_order(page: Page) -> bool:
    hello, ask, green = [await at(page, name) for name in ("Hello", "Which tea", "Green tea")]
    return hello[0] < ask[0] < green[0]


async def test_tidy_orders_everything_and_is_undone_at_once(browser, system, drafts):
    messy = document()
    for each in messy["steps"]:
        each["position"] = {"x": 0, "y": 0}
    bot = drafts.make(messy)
    async with visitor(browser) as context:
        page = await opened(context, system, bot)
        await page.get_by_role("button", name="Tidy").click()
        await eventually_so(lambda: are_in_order(page))
        await expect(page.locator("[data-tidying]")).to_have_count(0, timeout=SLOW)
        await page.keyboard.press("Control+z")
        for name in ("Hello", "Green tea"):
            await expect_at(page, name, (0, 0))


async def test_the_keyboard_goes_everywhere(browser, system, drafts):
    bot = drafts.make(document())
    async with visitor(browser) as context:
        page = await opened(context, system, bot)
        await page.keyboard.press("Home")
        await expect(step(page, "Hello")).to_be_focused()
        await page.keyboard.press("ArrowRight")
        await expect(step(page, "Which tea")).to_be_focused()
        await page.keyboard.press("F2")
        await expect(page.locator("[data-step] header input")).to_be_focused()
        await page.keyboard.type("What tea")
        await page.keyboard.press("Enter")
        await expect(step(page, "What tea")).to_be_focused()
        await page.keyboard.press("Tab")
        await expect(picker(page)).to_be_visible()
        await page.keyboard.press("Escape")
        await expect(step(page, "What tea")).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(properties(page).get_by_role("textbox", name="Text", exact=True).first).to_be_focused()

        await page.keyboard.press("Control+k")
        anything = page.get_by_role("dialog", name="Go to anything")
        await expect(anything.get_by_role("combobox")).to_be_focused(timeout=SLOW)
        await page.keyboard.type("95°")
        await page.keyboard.press("Enter")
        await expect(step(page, "Black tea")).to_have_attribute("data-selected", "true")

        for keys, name in (
            ("Control+b", "Steps"),
            ("Control+e", "Properties"),
            ("Control+j", "What happened"),
        ):
            part = page.get_by_role("complementary", name=name)
            before = await part.count()
            await page.keyboard.press(keys)
            await expect(part).to_have_count(1 - before)
            await page.keyboard.press(keys)
            await expect(part).to_have_count(before)
        await page.keyboard.press("Escape")
        await page.keyboard.press("?")
        shortcuts = page.get_by_role("dialog", name="Keyboard shortcuts")
        await expect(shortcuts).to_contain_text("Go to anything")
        await page.keyboard.press("Escape")
        await expect(shortcuts).to_be_hidden()


async def test_the_outline_does_it_all_by_keyboard(browser, system, drafts):
    bot = drafts.make(document())
    async with visitor(browser) as context:
        page = await opened(context, system, bot)
        await page.keyboard.press("Shift+O")
        tree = page.get_by_role("tree", name="Steps of the bot")
        await expect(tree.get_by_role("treeitem", level=1)).to_have_count(4)
        await expect(tree.get_by_role("treeitem", name="Hello")).to_be_focused()
        await page.keyboard.press("ArrowDown")
        await expect(tree.get_by_role("treeitem", level=2).first).to_be_focused()
        await page.keyboard.press("ArrowLeft")
        await page.keyboard.press("ArrowLeft")
        await expect(tree.get_by_role("treeitem", name="Hello")).to_have_attribute("aria-expanded", "false")
        await page.keyboard.press("End")
        await page.keyboard.press("a")
        await pick(page, "Last message")
        await expect(tree.get_by_role("treeitem", level=1)).to_have_count(5)
        await expect(tree.get_by_role("treeitem", name="Last message", level=1)).to_be_focused()
        await page.keyboard.press("F2")
        await expect(tree.locator("input")).to_be_focused()
        await page.keyboard.type("Goodbye")
        await page.keyboard.press("Enter")
        goodbye = tree.get_by_role("treeitem", name="Goodbye", level=1)
        await expect(goodbye).to_be_focused()
        text = properties(page).get_by_role("textbox", name="Text", exact=True)
        await page.keyboard.press("Enter")
        await expect(text).to_be_focused()
        await page.keyboard.press("Control+a")
        await page.keyboard.type("See you")
        await expect(goodbye).to_contain_text("See you")
        await goodbye.focus()
        await page.keyboard.press("Delete")
        await expect(goodbye).to_have_count(0)
        await page.keyboard.press("Control+z")
        await expect(goodbye).to_have_count(1)
        await page.keyboard.press("Shift+O")
        await page.keyboard.press("Shift+Digit1")
        await expect(steps(page)).to_have_count(5)


async def test_on_a_phone_one_looks_tries_and_mends_texts(browser, system, drafts):
    bot = drafts.make(document())
    async with visitor(browser, **PHONE) as context:
        page = await opened(context, system, bot)
        assert await page.evaluate("document.documentElement.scrollWidth") == 390
        await step(page, "Hello").locator("header").tap()
        text = properties(page).get_by_role("textbox", name="Text", exact=True)
        await text.fill("Welcome, have a seat")
        await until(lambda: drafts.text(bot) == "Welcome, have a seat")
        await page.get_by_role("banner").get_by_role("button", name="Test").tap()
        chat = page.get_by_role("complementary", name="Test")
        await chat.get_by_role("button", name="Start the conversation").tap()
        await chat.get_by_role("button", name="Green").tap(timeout=SLOW)
        await expect(chat).to_contain_text("80°", timeout=SLOW)
