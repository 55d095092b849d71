"""Problems in the editor: shown, gone to, mended by one click and broken again by undo."""

from typing import Any

import pytest
from axe import expect_accessible
from chat_visitor import visitor
from editor_author import GRACE, SLOW, signed_in
from editor_drafts import SMALL, Drafts, node, opened, saved, undo
from playwright.async_api import Locator, Page, expect

from chaos.whole_system import until

WRONG, RIGHT = "Bye, {$sesion.name$}", "Bye, {$session.name$}"

pytestmark = pytest.mark.timeout(900)


def misspelt(drafts: Drafts) -> str:
    """A bot that reads a variable of a scope there is not."""
    hello, bye = SMALL["steps"]
    return drafts.make({**SMALL, "steps": [hello, {**bye, "message": {"text": WRONG}}]})


def problem(drafts: Drafts, bot: str) -> dict[str, Any]:
    """The one with a fix."""
    (found,) = [one for one in drafts.call("GET", f"/bots/{bot}/inspect").json()["issues"] if one["fix"]]
    return found


def panel(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Problems")


async def test_one_click_mends_it_and_undo_brings_it_back(browser, system, drafts):
    bot = misspelt(drafts)
    told = problem(drafts, bot)
    async with visitor(browser) as context:
        page = await signed_in(context, system, f"/bots/{bot}?rail=problems")
        line = panel(page).get_by_role("button", name=told["message"])
        mend = panel(page).get_by_role("button", name=told["fix"]["title"])
        await line.press("Enter", timeout=SLOW)
        await expect(page.get_by_role("textbox", name="Text", exact=True).first).to_contain_text("sesion")
        await expect_accessible(page)
        await mend.press("Enter")
        await expect(line).to_have_count(0, timeout=SLOW)
        await expect(node(page, "bye")).to_contain_text("session.name")
        await until(lambda: drafts.text(bot, "bye") == RIGHT)

        await undo(page).click()
        await expect(line).to_be_visible(timeout=SLOW)
        await expect(mend).to_be_visible()
        await expect(saved(page)).to_have_text("Saved", timeout=SLOW)
        await until(lambda: drafts.text(bot, "bye") == WRONG)


async def test_who_may_only_look_is_told_of_it_and_offered_no_mending(browser, system, drafts):
    bot = misspelt(drafts)
    drafts.share(bot, role="VIEWER")
    told = problem(drafts, bot)
    async with visitor(browser) as context:
        page = await opened(context, system, bot, person=GRACE)
        await page.get_by_role("button", name="Problems", exact=True).click()
        await expect(panel(page).get_by_role("button", name=told["message"])).to_be_visible(timeout=SLOW)
        await expect(panel(page).get_by_role("button", name=told["fix"]["title"])).to_have_count(0)
