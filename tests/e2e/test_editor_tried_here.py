"""What is tried in the Properties dock and what comes of it; fields that are folded away or not asked for."""

import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
from chat_visitor import visitor
from editor_author import SLOW
from editor_canvas import properties
from editor_drafts import node, opened
from editor_properties import button, editor, text, write
from playwright.async_api import Page, expect

from chaos.whole_system import System, until
from egress_servers import Server, serving

ANSWER = b'{"items":[{"price":10}],"currency":"EUR"}'
ANSWERED = b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%b" % (
    len(ANSWER),
    ANSWER,
)
WIDE = {"width": 1280, "height": 900}

pytestmark = pytest.mark.timeout(900)


@pytest.fixture
async def shop() -> AsyncIterator[Server]:
    async with serving(ANSWERED) as shop:
        yield shop


CODE = """async def main(message, variables):
    print("priced at", variables["session.price"])
    variables["session.total"] = variables["session.price"] * 2
    half = 1 / (variables["session.price"] - 21)
    return {"sum": variables["session.total"], "said": message and message["text"]}
"""
FIELDS: list[dict[str, Any]] = [
    {"name": "size", "label": "Size", "type": "select", "options": [{"text": "S"}, {"text": "M"}]},
    {"name": "phone", "label": "Phone", "type": "phone"},
    {"name": "note", "label": "For {$nowhere.name$}"},
]


def document(shop: str = "https://api.example") -> dict[str, Any]:
    return {
        "dbcv": 1,
        "kind": "bot",
        "name": "Shop",
        "first_step": "order",
        "variables": {"city": "Moscow"},
        "requests": [{"id": "price", "name": "Price", "url": f"{shop}/price"}],
        "steps": [
            {
                "id": "order",
                "position": {"x": 0, "y": 0},
                "message": {"text": "Your order", "widget": {"type": "form", "props": {"fields": FIELDS}}},
                "groups": [{"id": "g1", "connections": [{"id": "c1", "to": "count"}]}],
            },
            {
                "id": "count",
                "position": {"x": 400, "y": 0},
                "proxy": True,
                "groups": [
                    {"id": "g2", "type": "code", "code": CODE, "connections": [{"id": "c2", "to": "call"}]}
                ],
            },
            {
                "id": "call",
                "position": {"x": 0, "y": 300},
                "proxy": True,
                "groups": [
                    {
                        "id": "g3",
                        "type": "response",
                        "request": "price",
                        "connections": [{"id": "c3", "to": "tell"}],
                    }
                ],
            },
            {"id": "tell", "position": {"x": 400, "y": 300}, "message": {"text": "It costs "}},
        ],
    }


async def at_step(page: Page, system: System, bot: str, step: str) -> None:
    await page.goto(f"{system.url}/bots/{bot}?step={step}")
    await expect(properties(page).get_by_role("heading", name=step, exact=True)).to_be_visible(timeout=SLOW)


async def run(page: Page) -> None:
    await button(page, "Run").click()


async def test_code_is_run_on_the_draft_and_tells_what_it_gave_set_and_printed(browser, system, drafts):
    bot = drafts.make(document())
    revision = drafts.draft(bot)["revision"]
    async with visitor(browser, viewport=WIDE) as context:
        page = await opened(context, system, bot)
        await at_step(page, system, bot, "count")
        await button(page, "Run this code").click()
        await expect(text(page, "session.total")).to_have_count(0)
        await write(text(page, "session.price"), "20")
        await write(text(page, "The person says"), "hi")
        await run(page)
        ran = properties(page).locator("[aria-live=polite]").filter(has_text="It ran")
        await expect(ran).to_contain_text('"sum": 40', timeout=SLOW)
        await expect(ran).to_contain_text('"said": "hi"')
        await expect(ran).to_contain_text("session.total = 40")
        await expect(ran).to_contain_text("priced at 20")
        await at_step(page, system, bot, "tell")
    assert drafts.draft(bot)["revision"] == revision


async def test_an_error_of_code_that_is_run_is_shown_at_its_line(browser, system, drafts):
    bot = drafts.make(document())
    async with visitor(browser, viewport=WIDE) as context:
        page = await opened(context, system, bot)
        await at_step(page, system, bot, "count")
        await button(page, "Run this code").click()
        await write(text(page, "session.price"), "21")
        await run(page)
        told = re.compile("^Line 4: ZeroDivisionError: division by zero")
        await expect(properties(page).get_by_text(told)).to_be_visible(timeout=SLOW)
        await expect(properties(page).get_by_text("priced at 21")).to_be_visible()
        await expect(properties(page).locator(".cm-lintRange-error")).to_contain_text("half = 1 /")
        await write(text(page, "session.price"), "3")
        await run(page)
        await expect(properties(page).get_by_text('"sum": 6')).to_be_visible(timeout=SLOW)
        await expect(properties(page).locator(".cm-lintRange-error")).to_have_count(0)


async def test_what_a_request_was_answered_when_it_was_tried_is_offered_behind_it(
    browser, system, drafts, shop
):
    bot = drafts.make(document(shop.url))
    async with visitor(browser, viewport=WIDE) as context:
        page = await opened(context, system, bot)
        await button(page, re.compile("Price")).first.click()
        await button(page, "Send now").click()
        await expect(properties(page).get_by_text('"price": 10')).to_be_visible(timeout=SLOW)
        await node(page, "tell").click(position={"x": 80, "y": 20})
        await (await editor(page, "Text")).click()
        await page.keyboard.press("Control+End")
        await page.keyboard.type("{$response.body.it")
        offered = page.get_by_role("option", name="response.body.items.0.price")
        await expect(offered).to_contain_text("10", timeout=SLOW)
        await offered.click()
        await until(lambda: drafts.text(bot, "tell") == "It costs {$response.body.items.0.price$}")


async def test_choices_are_asked_for_only_where_there_is_something_to_choose(browser, system, drafts):
    bot = drafts.make(document())
    async with visitor(browser, viewport=WIDE) as context:
        page = await opened(context, system, bot)
        await at_step(page, system, bot, "order")
        fields = properties(page).get_by_role("group", name="Phone", exact=True)
        await fields.get_by_role("button", name="Phone", exact=True).click()
        await expect(fields.get_by_role("textbox", name="What is asked")).to_be_visible(timeout=SLOW)
        await expect(fields.get_by_text("Choices", exact=True)).to_have_count(0)
        await fields.get_by_label("Kind").and_(page.locator("input")).click()
        await page.get_by_role("option", name="One of several", exact=True).click()
        await expect(fields.get_by_text("Choices", exact=True)).to_be_visible()


async def test_a_problem_inside_a_folded_element_opens_it_and_goes_to_the_field(browser, system, drafts):
    bot = drafts.make(document())
    async with visitor(browser, viewport=WIDE) as context:
        page = await opened(context, system, bot)
        await page.get_by_role("button", name=re.compile("^Problems")).click()
        problems = page.get_by_role("complementary", name="Problems")
        await problems.get_by_role("button", name=re.compile("nowhere")).first.click()
        element = properties(page).get_by_role("group", name="For {$nowhere.name$}")
        field = element.get_by_label("What is asked").and_(
            page.locator("[contenteditable=true], input, textarea")
        )
        await expect(field).to_be_focused(timeout=SLOW)
        await expect(
            properties(page).get_by_role("group", name="Phone", exact=True).get_by_label("Kind")
        ).to_have_count(0)
