"""Two authors at once: each sees the other, nobody's words are written over, undo takes back one's own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from axe import expect_accessible
from chat_visitor import visitor
from editor_author import GRACE, SLOW
from editor_drafts import (
    REFUSING,
    WITHOUT_NETWORK,
    edit,
    node,
    opened,
    saved,
    undo,
)
from playwright.async_api import Browser, BrowserContext, Page, expect

from chaos.whole_system import System, until

MET = "Somebody changed the same"

pytestmark = pytest.mark.timeout(900)


@asynccontextmanager
async def two_authors(browser: Browser, system: System, bot: str) -> AsyncIterator[tuple[Page, Page]]:
    """One who owns the bot and Grace, with whom it is shared; each in a browser of their own."""
    allowed = (*REFUSING, *WITHOUT_NETWORK)
    async with visitor(browser, allowed) as one, visitor(browser, allowed) as other:
        ada = await opened(one, system, bot)
        grace = await opened(other, system, bot, person=GRACE)
        await expect(ada.get_by_role("group", name="1 more person is here")).to_be_visible(timeout=SLOW)
        yield ada, grace


async def met(context: BrowserContext, ada: Page, grace: Page) -> None:
    """Both write at the end of the same text, one of them without a network."""
    await edit(ada, "hello")
    await context.set_offline(True)
    await ada.keyboard.type(" from Ada")
    await expect(saved(ada)).to_contain_text("Offline", timeout=SLOW)
    await ada.keyboard.type(" and all")
    await edit(grace, "hello")
    await grace.keyboard.type(" from Grace")
    await expect(saved(grace)).to_have_text("Saved", timeout=SLOW)
    await context.set_offline(False)
    await expect(saved(ada)).to_have_text(MET, timeout=2 * SLOW)


async def test_they_see_each_other_and_what_is_apart_is_merged_as_it_is_typed(browser, system, drafts):
    bot = drafts.make()
    drafts.share(bot)
    async with two_authors(browser, system, bot) as (ada, grace):
        await edit(grace, "hello")
        await expect(node(ada, "hello")).to_contain_text("Grace", timeout=SLOW)
        await grace.keyboard.type(" and welcome")
        await expect(node(ada, "hello")).to_contain_text("Hi there and welcome", timeout=SLOW)
        await node(ada, "hello").click()
        await expect(ada.get_by_text("Grace is working on this step just now.")).to_be_visible(timeout=SLOW)

        await ada.get_by_label("Name", exact=True).fill("Greeting")
        await expect(node(grace, "hello")).to_contain_text("Greeting", timeout=SLOW)
        await grace.keyboard.type("!")
        await expect(saved(grace)).to_have_text("Saved", timeout=SLOW)
        await expect(saved(ada)).to_have_text("Saved", timeout=SLOW)
        await until(lambda: drafts.text(bot) == "Hi there and welcome!")
        assert drafts.step(bot)["name"] == "Greeting"

        await node(grace, "bye").click()
        await expect(ada.get_by_text("Grace is working on this step just now.")).to_be_hidden(timeout=SLOW)


async def test_what_overlaps_is_shown_on_both_sides_and_theirs_can_be_taken(browser, system, drafts):
    bot = drafts.make()
    drafts.share(bot)
    async with two_authors(browser, system, bot) as (ada, grace):
        await met(ada.context, ada, grace)
        asked = ada.get_by_role("dialog", name=MET)
        await expect(asked).to_contain_text("Hi there from Ada and all")
        await expect(asked).to_contain_text("Hi there from Grace")
        await expect_accessible(ada)
        assert drafts.text(bot) == "Hi there from Grace"
        await asked.get_by_role("button", name="Take theirs").click()

        await expect(node(ada, "hello")).to_contain_text("Hi there from Grace", timeout=SLOW)
        await expect(saved(ada)).to_have_text("Saved", timeout=SLOW)
        assert drafts.text(bot) == "Hi there from Grace"
        await expect(undo(ada)).to_be_disabled()


async def test_what_overlaps_can_be_kept_as_one_wrote_it(browser, system, drafts):
    bot = drafts.make()
    drafts.share(bot)
    async with two_authors(browser, system, bot) as (ada, grace):
        await met(ada.context, ada, grace)
        await ada.get_by_role("button", name="Take mine").click()
        await expect(saved(ada)).to_have_text("Saved", timeout=SLOW)
        await until(lambda: drafts.text(bot) == "Hi there from Ada and all")
        await expect(node(grace, "hello")).to_contain_text("Hi there from Ada and all", timeout=SLOW)


async def test_undo_takes_back_ones_own_and_asks_before_it_takes_back_somebody_elses(browser, system, drafts):
    bot = drafts.make()
    drafts.share(bot)
    async with two_authors(browser, system, bot) as (ada, grace):
        await edit(ada, "hello")
        await ada.keyboard.type(" one")
        await edit(ada, "bye")
        await ada.keyboard.type(" two")
        await expect(saved(ada)).to_have_text("Saved", timeout=SLOW)
        await expect(node(grace, "hello")).to_contain_text("Hi there one", timeout=SLOW)
        await edit(grace, "hello")
        await grace.keyboard.type(" more")
        await expect(node(ada, "hello")).to_contain_text("Hi there one more", timeout=SLOW)

        await undo(ada).click()
        await until(lambda: drafts.text(bot, "bye") == "Bye")
        assert drafts.text(bot) == "Hi there one more"
        await undo(ada).click()
        asked = ada.get_by_role("dialog", name="Undo would change what somebody did since")
        await expect(asked).to_contain_text("Undoing “Text” would undo what somebody did since")
        await expect(asked).to_contain_text("Grace")
        assert drafts.text(bot) == "Hi there one more"
        await asked.get_by_role("button", name="Leave it").click()
        await expect(asked).to_be_hidden()
        await expect(undo(ada)).to_be_disabled()
        await ada.get_by_role("button", name="Redo").click()
        await until(lambda: drafts.text(bot, "bye") == "Bye two")
        assert drafts.text(bot) == "Hi there one more"


async def test_somebody_who_may_only_look_sees_changes_and_makes_none(browser, system, drafts):
    bot = drafts.make()
    drafts.share(bot, role="VIEWER")
    async with visitor(browser) as context:
        grace = await opened(context, system, bot, person=GRACE)
        await expect(grace.get_by_text("You can look, not change")).to_be_visible(timeout=SLOW)
        drafts.change(bot, {"op": "set", "path": "steps.hello.message.text", "value": "Changed"})
        await expect(node(grace, "hello")).to_contain_text("Changed", timeout=SLOW)
        await node(grace, "hello").click()
        await grace.keyboard.press("Delete")
        await expect(node(grace, "hello")).to_be_visible()
        await expect(undo(grace)).to_have_count(0)
        await expect(grace.get_by_role("button", name="Publish")).to_have_count(0)
