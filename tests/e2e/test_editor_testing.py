"""The test chat of the editor, against a whole system: what a bot says, why, and what is kept of it."""

import re
from typing import Any

import pytest
from axe import LOOKS, expect_accessible, expect_accessible_in_both
from chat_visitor import visitor
from editor_author import SLOW, signed_in
from playwright.async_api import Locator, Page, expect

from egress_servers import answer, serving

PHONE = {"width": 390, "height": 844}
CODE = """async def main(message, variables):
    print("adding up", variables["bot.price"])
    variables["session.total"] = variables["bot.price"] * 2
"""

pytestmark = pytest.mark.timeout(900)


def way(to: str, says: str | None = None) -> dict[str, Any]:
    rules = {"condition": "AND", "rules": [{"field": "message.text", "operator": "equal", "value": says}]}
    return {"id": f"to-{to}", "to": to, **({} if says is None else {"rules": rules})}


def said(step: str, text: str, *groups: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": step, "name": step.capitalize(), "message": {"text": text, **more}, "groups": [*groups]}


def shop(price_address: str = "https://shop.invalid/price") -> dict[str, Any]:
    """Menu, rating, price of a server, sum by code, a reminder after a day."""
    menu = [{"text": word, "value": word.lower()} for word in ("Rate", "Price", "Sum")]
    ways = [way("rate", "rate"), way("ask", "price"), way("sum", "sum")]
    rating = {"type": "rating", "props": {"label": "Your rating", "max": 5}}
    steps = [
        said(
            "menu",
            "What would you like?",
            {"id": "g", "connections": ways},
            {"id": "t", "on": "timeout", "after": 86400, "connections": [way("late")]},
            buttons=menu,
        ),
        said("rate", "How was it?", {"id": "g2", "connections": [way("thanks")]}, widget=rating),
        said("thanks", "{$message.params.rating$} of 5 stars!"),
        {
            "id": "ask",
            "name": "Ask",
            "proxy": True,
            "groups": [
                {"id": "g3", "type": "response", "request": "price", "connections": [way("priced")]},
            ],
        },
        said("priced", "It costs {$response.body.price|default:'nobody knows what'$}."),
        {
            "id": "sum",
            "name": "Sum",
            "proxy": True,
            "groups": [{"id": "g4", "type": "code", "code": CODE, "connections": [way("told")]}],
        },
        said("told", "{$session.total$} in all."),
        said("late", "Are you still there?", {"id": "g5", "connections": [way("menu")]}),
    ]
    for number, step in enumerate(steps):
        step["position"] = {"x": number % 3 * 380, "y": number // 3 * 400}
    return {
        "dbcv": 1,
        "kind": "bot",
        "name": "Shop",
        "first_step": "menu",
        "variables": {"price": 12},
        "requests": [{"id": "price", "method": "GET", "url": price_address}],
        "steps": steps,
    }


def log(page: Page) -> Locator:
    """What was said so far."""
    return page.get_by_role("region", name="Talk")


def composer(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Write as a person would")


async def begun(page: Page) -> None:
    await page.get_by_role("button", name="Start the conversation").click(timeout=SLOW)
    await expect(log(page)).to_contain_text("What would you like?", timeout=SLOW)


async def say(page: Page, text: str, answer: str) -> None:
    await composer(page).fill(text)
    await composer(page).press("Enter")
    await expect(log(page).get_by_text(answer).last).to_be_visible(timeout=SLOW)
    await expect(log(page)).to_have_attribute("aria-busy", "false", timeout=SLOW)


def node(page: Page, step: str) -> Locator:
    return page.locator(f"[data-step={step}]")


async def test_a_conversation_by_keyboard_lights_its_way_and_is_explained(browser, system, drafts):
    bot = drafts.make(shop())
    async with visitor(browser) as context:
        page = await signed_in(context, system, f"/bots/{bot}?dock=chat")
        await begun(page)
        await expect(page.get_by_role("status").filter(has_text="Buttons: Rate, Price, Sum")).to_be_attached()
        await expect(node(page, "menu")).to_have_attribute("data-lit", "true")
        await log(page).get_by_role("button", name="Rate", exact=True).press("Enter")
        await expect(node(page, "rate")).to_have_attribute("data-lit", "true", timeout=SLOW)
        await expect(composer(page)).to_be_focused()

        stars = page.frame_locator("iframe[title='Your rating']")
        await stars.get_by_role("button", name="4 stars").press("Enter", timeout=SLOW)
        await expect(log(page)).to_contain_text("4 of 5 stars!", timeout=SLOW)
        await expect(log(page)).to_contain_text("The conversation has ended")
        await expect(page.get_by_role("status").filter(has_text="4 of 5 stars!")).to_be_attached()
        await expect(node(page, "rate")).not_to_have_attribute("data-lit", "true")

        await say(page, "again", "What would you like?")
        await say(page, "sum", "24 in all.")
        await page.get_by_role("button", name="What happened in turn 5").click()
        trace = page.get_by_role("region", name="What happened")
        await expect(trace).to_contain_text("A message came in sum", timeout=SLOW)
        await expect(trace).to_contain_text('saw "sum"')
        await expect(trace).to_contain_text("adding up 12")
        await expect(trace).to_contain_text("session.total null → 24")
        await expect(trace.get_by_role("heading", name="Sum")).to_contain_text("ms")
        await page.get_by_role("navigation", name="Turns").get_by_role("button", name="“4”").click()
        await expect(node(page, "thanks")).to_have_attribute("data-lit", "true")


async def test_a_server_is_asked_once_its_answer_pinned_and_its_silence_told(browser, system, drafts):
    async with serving(answer(200, b'{"price": 10}', "content-type: application/json")) as server:
        bot = drafts.make(shop(f"{server.url}/price"))
        async with visitor(browser) as context:
            page = await signed_in(context, system, f"/bots/{bot}?dock=chat")
            await begun(page)
            await say(page, "price", "It costs 10.")
            await say(page, "hello", "What would you like?")
            assert len(server.seen) == 1

            await page.get_by_role("button", name="Answers of servers").click()
            dialog = page.get_by_role("dialog")
            await dialog.get_by_role("button", name="Pin the answer of GET").click()
            await dialog.get_by_role("button", name="Change the answer of GET").click()
            await dialog.get_by_role("textbox", name="Answer").fill('{"price": 99}')
            await dialog.get_by_role("button", name="Change", exact=True).click()
            await dialog.get_by_role("button", name="Done").click()
            await expect(log(page)).to_contain_text("It costs 99.", timeout=SLOW)

            await page.get_by_role("button", name="Answers of servers: 1").click()
            await dialog.get_by_role("button", name="Remove GET").click()
            await dialog.get_by_role("switch", name="Ask servers").click()
            await dialog.get_by_role("button", name="Done").click()
            await page.get_by_role("button", name="Begin anew").click()
            await say(page, "price", "It costs nobody knows what.")
            await expect(log(page)).to_contain_text("The server could not be reached.")
            await log(page).get_by_role("button", name="Ask", exact=True).click()
            await expect(page).to_have_url(re.compile("step=ask"), timeout=SLOW)
            assert len(server.seen) == 1
            await log(page).get_by_role("button", name="Ask for real").click()
            await expect(log(page)).to_contain_text("It costs 10.", timeout=SLOW)
            assert len(server.seen) == 2


async def test_time_is_skipped_a_variable_changed_and_a_turn_taken_back(browser, system, drafts):
    bot = drafts.make(shop())
    async with visitor(browser) as context:
        page = await signed_in(context, system, f"/bots/{bot}?dock=chat")
        await begun(page)
        await page.get_by_role("button", name="Let time pass").click()
        await page.get_by_role("menuitem", name="24 hours").click()
        await expect(log(page)).to_contain_text("Are you still there?", timeout=SLOW)
        await say(page, "yes", "What would you like?")

        await page.get_by_role("tab", name="Variables").click()
        await page.get_by_role("button", name="bot.price 12").click()
        dialog = page.get_by_role("dialog")
        await dialog.get_by_role("textbox", name="Value").fill("50")
        await dialog.get_by_role("button", name="Change it").click()
        await expect(page.get_by_role("button", name="bot.price changed 50")).to_be_visible(timeout=SLOW)
        await page.get_by_role("tab", name="Talk").click()
        await say(page, "sum", "100 in all.")

        await log(page).get_by_role("button", name="Restart from here: turn 3").click()
        await expect(log(page)).not_to_contain_text("100 in all.", timeout=SLOW)
        await composer(page).press("ArrowUp")
        await expect(composer(page)).to_have_value("yes")
        await composer(page).press("ArrowDown")
        await say(page, "sum", "24 in all.")
        await composer(page).press("ArrowUp")
        await expect(composer(page)).to_have_value("sum")


async def test_a_kept_test_turns_red_holds_up_publishing_and_is_put_right(browser, system, drafts):
    bot = drafts.make(shop())
    async with visitor(browser, ("status of 409",)) as context:
        page = await signed_in(context, system, f"/bots/{bot}?dock=chat")
        await begun(page)
        await say(page, "sum", "24 in all.")
        await page.get_by_role("button", name="Keep as a test").click()
        dialog = page.get_by_role("dialog")
        await dialog.get_by_label("What it shows").fill("It adds up")
        await dialog.get_by_role("button", name="Keep", exact=True).click()
        await expect(dialog).to_be_hidden(timeout=SLOW)
        kept = drafts.draft(bot)["document"]["tests"]
        assert [turn["bot"] for turn in kept[0]["turns"]][1] == ["24 in all."]

        await page.get_by_role("tab", name="Tests").click()
        tests = page.get_by_role("tabpanel", name="Tests")
        await tests.get_by_role("button", name="Run all").click()
        await expect(tests.get_by_role("img", name="Green")).to_be_visible(timeout=SLOW)
        await tests.get_by_role("switch", name="Publish only with green tests").click()
        await expect(tests.get_by_role("switch")).to_have_attribute("aria-busy", "false", timeout=SLOW)
        await expect(tests.get_by_role("switch")).to_be_checked()

        text = ["steps", "told", "message", "text"]
        drafts.change(bot, {"op": "set", "path": text, "value": "{$session.total$} euros."})
        await tests.get_by_role("button", name="Run all").click()
        await expect(tests).to_contain_text(
            'Turn 2: message 1: expected "24 in all.", got "24 euros."', timeout=SLOW
        )
        await page.get_by_role("button", name="Publish", exact=True).click()
        await dialog.get_by_role("button", name="Publish", exact=True).click()
        await expect(dialog).to_contain_text("Some tests of the bot fail.", timeout=SLOW)
        await expect(dialog.get_by_role("listitem").first).to_contain_text('got "24 euros."')
        await expect_accessible(page)
        await dialog.get_by_role("button", name="Show all tests").click()
        await expect(page.get_by_role("tab", name="Tests")).to_have_attribute("aria-selected", "true")
        await expect(dialog).to_be_hidden()
        await page.get_by_role("button", name="Publish", exact=True).click()
        await dialog.get_by_role("button", name="Publish", exact=True).click()
        await dialog.get_by_role("link", name="It adds up").press("Enter", timeout=SLOW)
        await expect(dialog).to_be_hidden(timeout=SLOW)
        await expect(log(page)).to_contain_text("24 euros.", timeout=SLOW)
        await expect(page).not_to_have_url(re.compile("test="))
        await page.get_by_role("tab", name="Tests").click()
        await tests.get_by_role("button", name="This is right now").click()
        await expect(tests.get_by_role("img", name="Green")).to_be_visible(timeout=SLOW)
        await page.get_by_role("button", name="Publish", exact=True).click()
        await dialog.get_by_role("button", name="Publish", exact=True).click()
        await expect(dialog).to_contain_text("Version 1 is live", timeout=SLOW)


async def test_a_variable_is_renamed_everywhere_and_shows_its_last_value(browser, system, drafts):
    bot = drafts.make(shop())
    async with visitor(browser) as context:
        page = await signed_in(context, system, f"/bots/{bot}?dock=chat&rail=variables")
        await begun(page)
        await say(page, "sum", "24 in all.")
        panel = page.get_by_role("complementary", name="Variables")
        variable = panel.get_by_role("button", name="bot.price")
        await expect(panel.get_by_role("button", name="session.total")).to_contain_text("24", timeout=SLOW)
        await variable.click()
        await panel.get_by_role("textbox", name="Another name").fill("cost")
        await expect(panel).to_contain_text("1 place in code has to be changed by hand.")
        await panel.get_by_role("button", name="Rename").click()
        await expect(panel.get_by_role("button", name="bot.cost")).to_be_visible(timeout=SLOW)
        await expect(log(page)).to_contain_text("The draft has changed since.", timeout=SLOW)


@pytest.mark.parametrize(("locale", "scheme"), LOOKS)
async def test_everybody_can_use_the_test_chat(browser, system, drafts, locale, scheme):
    bot = drafts.make(shop())
    looks = {"locale": locale, "color_scheme": scheme, "reduced_motion": "reduce"}
    async with visitor(browser, **looks) as context:
        page = await signed_in(context, system, f"/bots/{bot}?dock=chat")
        await page.locator("[data-autofocus]").click(timeout=SLOW)
        talk = page.get_by_role("tabpanel").get_by_role("region").first
        await expect(talk).to_contain_text("What would you like?", timeout=SLOW)
        for text, reply in (("price", "http:"), ("what?", "what?"), ("rate", "How was it?")):
            await page.keyboard.type(text)
            await page.keyboard.press("Enter")
            await expect(talk).to_contain_text(reply, timeout=SLOW)
        await page.keyboard.press("Control+j")
        await expect(page.locator("[aria-current=true]")).to_be_visible(timeout=SLOW)
        await expect_accessible_in_both(page)
        for tab in range(2):
            await page.get_by_role("tab").nth(tab + 1).click()
            await expect_accessible_in_both(page)
        await page.set_viewport_size(PHONE)
        await page.get_by_role("tab").first.click()
        await expect_accessible_in_both(page)
