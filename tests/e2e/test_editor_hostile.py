"""Documents and clipboards of people who mean ill, or write what nobody thought of: none harms the editor."""

import json
from typing import Any

import pytest
from chat_visitor import visitor
from editor_author import GRACE, SLOW, signed_in_by_form
from editor_drafts import SMALL, node, opened, saved
from playwright.async_api import Page, expect

from chaos.whole_system import until

pytestmark = pytest.mark.timeout(900)

CODE = "<img src=x onerror='window.taken = 1'>\"'><script>window.taken = 1</script>{{7*7}}"
ADDRESS = "javascript:window.taken=1"
NAMES = ("constructor", "prototype", "0")  # what a browser's objects have of themselves, or order by

PASTE = """text => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const event = new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true });
  document.body.dispatchEvent(event);
}"""


def hostile_step(number: int, name: str) -> dict[str, Any]:
    card = {"title": CODE, "image": ADDRESS, "buttons": [{"text": CODE, "url": ADDRESS}]}
    rule = {"field": "session.__proto__", "operator": "constructor", "value": CODE}
    way = {"id": name, "name": CODE, "to": NAMES[0], "rules": {"condition": "AND", "rules": [rule, 5]}}
    return {
        "id": name,
        "name": CODE,
        "note": CODE,
        "position": {"x": number * 400, "y": 0},
        "message": {
            "text": f"{CODE} {{$session.constructor$}} {ADDRESS}",
            "buttons": [{"text": CODE, "value": CODE}],
            "attachments": [{"type": "image", "url": ADDRESS, "name": CODE}],
            "widget": {"type": "cards", "props": {"cards": [card, 5], "constructor": {}}},
        },
        "groups": [
            {
                "id": name,
                "set": [{"variable": "session.__proto__", "value": {"__proto__": {"taken": 1}}}],
                "connections": [way],
            }
        ],
    }


HOSTILE: dict[str, Any] = {
    "dbcv": 1,
    "kind": "bot",
    "name": CODE,
    "description": CODE,
    "first_step": NAMES[0],
    "variables": {"__proto__": {"taken": 1}, "constructor": CODE},
    "requests": [{"id": "constructor", "name": CODE, "url": ADDRESS, "headers": {"__proto__": CODE}}],
    "notes": [{"id": "constructor", "text": CODE, "position": {"x": -400, "y": 0}}],
    "steps": [hostile_step(number, name) for number, name in enumerate(NAMES)],
}


async def expect_unharmed(page: Page) -> None:
    assert await page.evaluate("[window.taken, ({}).taken]") == [None, None]


async def test_whatever_a_document_says_it_is_shown_and_nothing_in_it_runs(browser, system, drafts):
    bot = drafts.make(HOSTILE)
    async with visitor(browser) as context:
        page = await opened(context, system, bot)
        panel = page.get_by_role("complementary", name="Properties")
        for name in NAMES:
            await page.goto(f"{system.url}/bots/{bot}?step={name}")
            text = panel.get_by_role("textbox", name="Text", exact=True).first
            await expect(text).to_contain_text("window.taken", timeout=SLOW)
            await expect_unharmed(page)
        for rail in ("steps", "variables", "problems", "templates", "versions"):
            await page.goto(f"{system.url}/bots/{bot}?rail={rail}")
            await expect(page.locator("[data-step]").first).to_be_visible(timeout=SLOW)
            await expect_unharmed(page)
        await page.goto(f"{system.url}/bots")
        await expect(page.get_by_text(CODE).first).to_be_visible(timeout=SLOW)
        await expect_unharmed(page)


UNFIT: tuple[dict[str, Any], ...] = (
    {"groups": 5},
    {"groups": [{"id": "g", "type": "constructor"}]},
    {"groups": [{"id": "g", "connections": [None]}]},
    {"message": {"text": 5}},
    {"message": {"buttons": [{"text": {}}]}},
    {"name": {}},
)


async def test_pasted_steps_that_cannot_be_shown_are_left(browser, system, drafts):
    bot = drafts.make()
    async with visitor(browser) as context:
        page = await opened(context, system, bot)
        for step in UNFIT:
            await page.evaluate(
                PASTE, json.dumps({"dbcv": 1, "kind": "steps", "steps": [{"id": "a", **step}]})
            )
        good = {"id": "a", "name": "Pasted", "message": {"text": CODE}}
        await page.evaluate(PASTE, json.dumps({"dbcv": 1, "kind": "steps", "steps": [good]}))
        await expect(page.locator("[data-step]").filter(has_text="Pasted")).to_be_visible(timeout=SLOW)
        await until(lambda: len(drafts.draft(bot)["document"]["steps"]) == 3)
        await expect(saved(page)).to_have_text("Saved", timeout=SLOW)
        await expect_unharmed(page)


async def test_who_signs_in_next_finds_nothing_of_who_wrote_here_before(browser, system, drafts):
    bot = drafts.make()
    drafts.share(bot)
    async with visitor(browser, ("net::ERR_", "WebSocket connection to")) as context:
        page = await opened(context, system, bot)
        await node(page, "hello").click(position={"x": 80, "y": 20})
        text = page.get_by_role("textbox", name="Text", exact=True).first
        await expect(text).to_contain_text("Hi there", timeout=SLOW)
        await context.set_offline(True)
        await text.click()
        await page.keyboard.press("Control+End")
        await page.keyboard.type(" and nobody else")
        await expect(saved(page)).to_contain_text("Offline", timeout=SLOW)
        await page.evaluate("localStorage.removeItem('dbcv.session')")
        await page.close()
        await context.set_offline(False)

        other = await signed_in_by_form(context, system, f"/bots/{bot}", GRACE)
        await expect(node(other, "hello")).to_contain_text("Hi there", timeout=SLOW)
        await expect(saved(other)).to_have_text("Saved", timeout=SLOW)
        assert drafts.text(bot) == SMALL["steps"][0]["message"]["text"]
        await other.evaluate("localStorage.removeItem('dbcv.session')")
        await other.close()

        again = await signed_in_by_form(context, system, f"/bots/{bot}")
        await expect(node(again, "hello")).to_contain_text("and nobody else", timeout=SLOW)
        await until(lambda: drafts.text(bot).endswith(" and nobody else"))
