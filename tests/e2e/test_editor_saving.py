"""Saving: soon, visibly, once, and without losing a letter, whatever becomes of the tab and the network."""

import json
import re
import sys
from pathlib import Path

import pytest
from chat_visitor import visitor
from editor_author import SLOW
from editor_drafts import REFUSING, SMALL, WITHOUT_NETWORK, edit, node, opened, saved, undo
from playwright.async_api import Page, Route, expect

from chaos.whole_system import until

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT))

from bench.authoring import large_bot  # noqa: E402 - the package lies beside `backend`

EXAMPLES = sorted((ROOT / "examples").glob("*/bot.yaml"))
SOON = 1000  # milliseconds of the page's clock from the last keystroke to the request that saves it

pytestmark = pytest.mark.timeout(900)


async def expect_saved(page: Page) -> None:
    await expect(saved(page)).to_have_text("Saved", timeout=SLOW)


async def test_what_is_typed_is_saved_within_a_second_and_undone_by_one_word_of_the_keyboard(
    browser, system, drafts
):
    bot = drafts.make()
    async with visitor(browser) as context:
        await context.clock.install()
        page = await opened(context, system, bot)
        await edit(page, "hello")
        sent: list[str] = []
        page.on(
            "request",
            lambda told: sent.append(told.url) if told.method == "POST" and "/changes" in told.url else None,
        )
        await page.clock.pause_at(await page.evaluate("Date.now() / 1000 + 1"))
        await page.keyboard.type(", my friend")
        assert sent == []
        await page.clock.run_for(SOON)
        await until(lambda: sent)
        await page.clock.resume()
        await expect_saved(page)
        assert (drafts.text(bot), len(sent)) == ("Hi there, my friend", 1)

        await node(page, "bye").click()
        await page.keyboard.press("Control+z")
        await expect(node(page, "hello")).to_contain_text("Hi there")
        await until(lambda: drafts.text(bot) == "Hi there")
        await page.keyboard.press("Control+Shift+z")
        await until(lambda: drafts.text(bot) == "Hi there, my friend")
        await expect_saved(page)


async def test_a_tab_closed_in_the_middle_of_a_word_leaves_it_to_the_next(browser, system, drafts):
    bot = drafts.make()
    async with visitor(browser) as context:
        page = await opened(context, system, bot)
        await edit(page, "hello")
        await page.keyboard.type(", and good morn")
        await page.close()

        page = await opened(context, system, bot)
        await expect(node(page, "hello")).to_contain_text("Hi there, and good morn")
        await expect_saved(page)
        await until(lambda: drafts.text(bot) == "Hi there, and good morn")


async def test_without_a_network_changes_are_kept_counted_and_saved_afterwards(browser, system, drafts):
    bot = drafts.make()
    async with visitor(browser, WITHOUT_NETWORK) as context:
        page = await opened(context, system, bot)
        await edit(page, "hello")
        await context.set_offline(True)
        await page.keyboard.type("!")
        await expect(saved(page)).to_have_text("Offline: 1 change kept", timeout=SLOW)
        await edit(page, "bye")
        await page.keyboard.type(", dear")
        await expect(saved(page)).to_have_text("Offline: 2 changes kept")
        await saved(page).click()
        await expect(page.get_by_role("dialog")).to_contain_text("kept in this browser")
        await page.keyboard.press("Escape")
        await undo(page).click()
        await expect(node(page, "bye")).not_to_contain_text("dear")
        await page.get_by_role("button", name="Redo").click()
        assert drafts.text(bot) == "Hi there"

        await page.close()
        await context.set_offline(False)
        page = await opened(context, system, bot)
        await expect_saved(page)
        await until(lambda: (drafts.text(bot), drafts.text(bot, "bye")) == ("Hi there!", "Bye, dear"))


async def test_a_server_that_is_away_for_a_while_is_waited_for(browser, system, drafts):
    bot = drafts.make()
    async with visitor(browser, WITHOUT_NETWORK) as context:
        page = await opened(context, system, bot)
        await edit(page, "hello")
        killed = system.kill("api")
        await page.keyboard.type(" while nobody listens")
        await expect(saved(page)).to_have_text(re.compile("Offline|Saving"))
        await until(lambda: system.is_back("api", killed))
        await expect(saved(page)).to_have_text("Saved", timeout=3 * SLOW)
        assert drafts.text(bot) == "Hi there while nobody listens"


async def test_what_was_done_and_whose_answer_was_lost_is_done_once(browser, system, drafts):
    bot = drafts.make()
    lost: list[dict] = []

    async def lose(route: Route) -> None:
        """The request arrives; its answer does not."""
        if route.request.method != "POST" or len(lost) == 2:
            await route.continue_()
            return
        answer = await route.fetch()
        lost.append(await answer.json())
        await route.abort()

    async with visitor(browser, WITHOUT_NETWORK) as context:
        page = await opened(context, system, bot)
        await page.route("**/changes", lose)
        await node(page, "hello").click()
        await page.get_by_role("button", name="Add a button").click(timeout=SLOW)
        await until(lambda: len(lost) == 2)
        await expect_saved(page)

    assert [[one["is_new"] for one in answer["applied"]] for answer in lost] == [[True], [False]]
    assert len(drafts.step(bot)["message"]["buttons"]) == 1
    assert drafts.draft(bot)["revision"] == lost[0]["revision"]


async def test_a_refused_change_is_taken_back_and_told_in_words(browser, system, drafts):
    bot = drafts.make()
    refusal = {"error": {"code": "document:too_large", "message": "Too large.", "details": {}}}

    async def refuse(route: Route) -> None:
        await route.fulfill(status=422, content_type="application/json", body=json.dumps(refusal))

    async with visitor(browser, REFUSING) as context:
        page = await opened(context, system, bot)
        await page.route("**/changes", refuse, times=1)
        await edit(page, "hello")
        await page.keyboard.type("!")
        await expect(saved(page)).to_have_text("A change was not taken", timeout=SLOW)
        asked = page.get_by_role("dialog")
        await expect(asked).to_contain_text("Not taken: Text")
        await expect(asked).to_contain_text("A bot has at most 10 MB.")
        await expect(node(page, "hello")).not_to_contain_text("Hi there!")
        await asked.get_by_role("button", name="All right").click()
        await expect_saved(page)
        await edit(page, "hello")
        await page.keyboard.type("?")
        await expect_saved(page)
    assert drafts.text(bot) == "Hi there?"


async def test_a_document_that_is_opened_emptied_and_undone_is_the_same_to_the_byte(browser, system, drafts):
    async with visitor(browser) as context:
        page = await opened(context, system, drafts.make(SMALL))
        for example in EXAMPLES:
            bot = drafts.make(example.read_text())
            before = drafts.exports(bot)
            await page.goto(f"{system.url}/bots/{bot}")
            await expect(page.locator("[data-step]").first).to_be_visible(timeout=SLOW)
            assert drafts.exports(bot) == before, f"opening changed {example.parent.name}"
            await page.locator(".react-flow__pane").click(position={"x": 5, "y": 5})
            for keys in ("Control+a", "Shift+ArrowRight", "Delete"):
                await page.keyboard.press(keys)
            await expect(page.locator("[data-step]")).to_have_count(0)
            await until(lambda bot=bot: not drafts.draft(bot)["document"].get("steps"))
            for _ in range(2):
                await page.keyboard.press("Control+z")
            await expect(undo(page)).to_be_disabled()
            await expect_saved(page)
            assert drafts.exports(bot) == before, f"undoing left {example.parent.name} otherwise"


async def test_a_thousand_steps_are_searched_edited_and_undone(browser, system, drafts):
    bot = drafts.make(large_bot(1000))
    before = drafts.exports(bot)
    async with visitor(browser) as context:
        page = await opened(context, system, bot)
        await page.keyboard.press("Control+k")
        await page.get_by_role("dialog").get_by_role("combobox").fill("Question 777", timeout=SLOW)
        await page.get_by_role("option", name="Question 777").first.click(timeout=SLOW)
        await expect(node(page, "step-777")).to_be_visible(timeout=SLOW)
        await edit(page, "step-777")
        await page.keyboard.type(" Really?")
        await expect_saved(page)
        assert drafts.text(bot, "step-777").endswith("what do you think? Really?")
        await undo(page).click()
        await expect_saved(page)
        await until(lambda: drafts.exports(bot) == before)
