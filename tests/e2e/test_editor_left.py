"""An editor that is left in the middle of something, that loses its bot, or that is told a secret."""

import json
import re

import pytest
from chat_visitor import visitor
from editor_author import SLOW
from editor_drafts import SMALL, WITHOUT_NETWORK, edit, node, opened, saved, undo
from playwright.async_api import expect

from chaos.whole_system import until

WITH_A_SECRET = {**SMALL, "variables": {"token": ""}, "secrets": ["bot.token"]}
# A change that is not saved yet, and with which no step can be drawn.
BREAK = {"op": "set", "path": "steps.hello.name", "value": {"no": "name"}}
LEAVE = """([bot, operation]) => {
  const place = `${JSON.parse(localStorage.getItem("dbcv.session")).person.id}/${bot}`;
  const batch = { id: crypto.randomUUID(), label: "", merge: null, operations: [operation],
    touched: [], saw: [null], needs: 0, conflict: null, choice: null };
  const kept = { revision: 1, sent: [], batches: [batch] };
  const queue = { key: `${place}/1`, place, kept, alive: 0 };
  localStorage.setItem(`dbcv.unsaved/${queue.key}`, JSON.stringify(queue));
}"""
PAUSE = 700  # milliseconds: longer than what is typed waits to be sent
LOST = ("status of 404", "WebSocket")

pytestmark = pytest.mark.timeout(900)


async def test_a_secret_is_kept_once_when_it_was_typed_to_its_end(browser, system, drafts):
    bot = drafts.make(WITH_A_SECRET)

    def changes() -> list[dict]:
        return drafts.call("GET", f"/bots/{bot}/changes", params={"after": 0}).json()["items"]

    known = len(changes())
    async with visitor(browser) as context:
        page = await opened(context, system, bot)
        await page.get_by_role("button", name="Variables of the bot").click()
        field = page.get_by_label("First value of bot.token")
        await expect(field).to_be_visible(timeout=SLOW)
        await field.press_sequentially("pass")
        await page.wait_for_timeout(PAUSE)
        await field.press_sequentially("word")
        await page.wait_for_timeout(PAUSE)
        assert len(changes()) == known
        await field.press("Enter")
        await until(lambda: len(changes()) > known)

        await expect(saved(page)).to_have_text("Saved", timeout=SLOW)
        await expect(field).to_have_value("")
        await expect(field).to_have_attribute("placeholder", re.compile("Kept"))
        await expect(undo(page)).to_be_disabled()
        told = [one["operations"] for one in changes()[known:]]
        assert told == [[{"op": "set", "path": "variables.token", "value": "•••"}]]
        assert "password" not in drafts.call("GET", f"/bots/{bot}/draft").text


async def test_the_last_letter_is_saved_where_the_author_goes_to_another_page_at_once(
    browser, system, drafts
):
    bot = drafts.make()
    async with visitor(browser) as context:
        page = await opened(context, system, bot)
        await edit(page, "hello")
        await page.keyboard.type("!")
        await page.evaluate("document.querySelector('a[href=\"/bots\"]').click()")

        await until(lambda: drafts.text(bot) == "Hi there!")
        card = page.get_by_role("article").filter(has_text="Small").first
        await expect(card).to_be_visible(timeout=SLOW)
        await expect(page.get_by_text("Not saved")).to_have_count(0, timeout=SLOW)


async def test_the_last_letter_is_saved_where_the_page_is_closed_at_once(browser, system, drafts):
    bot = drafts.make()
    async with visitor(browser) as context:
        page = await opened(context, system, bot)
        await edit(page, "hello")
        await page.keyboard.type("!")
        await page.evaluate("location.href = 'about:blank'")

        await until(lambda: drafts.text(bot) == "Hi there!")


async def test_what_could_not_be_saved_is_marked_in_the_list(browser, system, drafts):
    bot = drafts.make()
    async with visitor(browser, ("net::ERR_", "status of 503", "WebSocket")) as context:
        page = await opened(context, system, bot)
        await page.route("**/changes", lambda route: route.fulfill(status=503, body="away"))
        await edit(page, "hello")
        await page.keyboard.type("!")
        await expect(saved(page)).to_have_text("Offline: 1 change kept", timeout=SLOW)
        await page.evaluate("document.querySelector('a[href=\"/bots\"]').click()")
        await expect(page.get_by_text("Not saved").first).to_be_visible(timeout=SLOW)
        assert drafts.text(bot) == "Hi there"

        await page.unroute("**/changes")

        await expect(page.get_by_text("Not saved")).to_have_count(0, timeout=SLOW)
        assert drafts.text(bot) == "Hi there!"


async def test_a_change_that_breaks_the_page_is_given_as_a_file_and_set_aside(browser, system, drafts):
    bot = drafts.make()
    async with visitor(browser, ("status of 503", "WebSocket", "Error: ")) as context:
        page = await opened(context, system, bot)
        await page.route("**/changes", lambda route: route.fulfill(status=503, body="away"))
        await page.goto(f"{system.url}/bots")
        await page.evaluate(LEAVE, [bot, BREAK])
        await page.goto(f"{system.url}/bots/{bot}")
        broken = page.get_by_role("alert").filter(has_text="Something went wrong on this page")
        async with page.expect_download(timeout=SLOW) as given:
            await broken.get_by_role("button", name="Save my unsaved changes as a file").click()
        path = await (await given.value).path()
        batches = [batch for one in json.loads(path.read_text()) for batch in one["batches"]]
        assert [batch["operations"] for batch in batches] == [[BREAK]]

        await broken.get_by_role("button", name="Open without the changes in the file").click()

        await expect(node(page, "hello")).to_be_visible(timeout=SLOW)
        await expect(saved(page)).to_have_text("Saved", timeout=SLOW)


async def test_a_part_that_is_first_needed_without_a_network_is_waited_for(browser, system, drafts):
    bot = drafts.make()
    async with visitor(browser, WITHOUT_NETWORK) as context:
        page = await opened(context, system, bot)
        await context.set_offline(True)
        async with page.expect_event("requestfailed", lambda told: told.resource_type == "script"):
            await page.get_by_role("button", name="Versions").click()
        await node(page, "hello").click()
        await expect(page.get_by_label("Name", exact=True)).to_have_value("Hello")
        choice = page.get_by_role("radiogroup", name="What to show")
        await expect(choice).to_have_count(0)

        await context.set_offline(False)
        await expect(choice).to_be_visible()
        await expect(page.get_by_label("Name", exact=True)).to_have_value("Hello")


async def test_an_author_is_told_that_the_bot_was_deleted_while_it_was_open(browser, system, drafts):
    bot = drafts.make()
    asked: list[str] = []
    async with visitor(browser, LOST) as context:
        page = await opened(context, system, bot)
        page.on("request", lambda told: asked.append(told.url) if "/inspect" in told.url else None)
        drafts.call("DELETE", f"/bots/{bot}")

        banner = page.get_by_role("alert").filter(has_text="There is no such bot")
        await expect(banner).to_be_visible(timeout=SLOW)
        assert len(asked) <= 1
        await banner.get_by_role("button", name="Look again").click()
        await expect(banner).to_be_visible()
        await banner.get_by_role("link").click()
        await expect(page).to_have_url(f"{system.url}/bots")
