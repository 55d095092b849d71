"""/admin/live in a real browser, against a whole system: figures that move by themselves."""

import re

import pytest
from axe import LOOKS, expect_accessible
from chat_visitor import visitor
from editor_author import ADMIN, SLOW, sign_in
from playwright.async_api import Page, expect

from chaos.whole_system import System
from servers import run_sql

# First words of a table's rows that go over two lines.
BROKEN_WORDS = """() => [...document.querySelectorAll("tbody td:first-child")].flatMap((cell) => {
  const text = cell.firstChild.nodeType === Node.TEXT_NODE ? cell.firstChild : cell.firstChild.firstChild;
  const range = document.createRange();
  range.setStart(text, 0);
  range.setEnd(text, text.data.split(" ")[0].length);
  return range.getClientRects().length > 1 ? [text.data] : [];
})"""
# Tables that reach further than the heading above them.
WIDE = """() => [...document.querySelectorAll("table")].flatMap((table) => {
  const [right, room] = [table, table.previousElementSibling].map((one) => one.getBoundingClientRect().right);
  return right > room + 1 ? [table.previousElementSibling.innerText] : [];
})"""
PHONE = {"width": 390, "height": 844}

pytestmark = pytest.mark.timeout(300)


async def arrived(page: Page, url: str) -> None:
    """By way of the sign-in and the dashboard."""
    await page.goto(f"{url}/admin/")
    await sign_in(page, ADMIN)
    await page.locator("a#live").click(timeout=SLOW)
    await expect(page).to_have_url(f"{url}/admin/live")


def meet_problems(system: System, bot: str, problems: int) -> None:
    counted = f"values ('{bot}', now(), 'http:timeout', {problems})"
    run_sql(system.told["DATABASE_URL"], f"insert into problem_count (bot_id, minute, code, count) {counted}")


async def test_the_dashboard_leads_to_figures_that_move_by_themselves(browser, system, drafts):
    bot = drafts.make()
    async with visitor(browser) as context:
        elsewhere: list[str] = []
        context.on(
            "request", lambda one: None if one.url.startswith(system.url) else elsewhere.append(one.url)
        )
        page = await context.new_page()
        await arrived(page, system.url)
        await expect(page.get_by_role("status")).to_have_text("Live", timeout=SLOW)
        await expect(page.get_by_role("row", name=re.compile("^Conversations user_messages"))).to_be_visible()
        await expect(page.get_by_role("row", name=re.compile("^Events inbox"))).to_be_visible()
        await expect(page.locator("#memory")).to_have_text(re.compile(r"^[\d.,]+ MiB$"))
        was = await page.locator("#time").inner_text()
        await expect(page.locator("#time")).not_to_have_text(was, timeout=SLOW)

        meet_problems(system, bot, 1234567)
        link = page.get_by_role("row", name="Small 1,234,567").get_by_role("link", name="Small")
        await expect(link).to_have_attribute("href", f"/bots/{bot}/conversations", timeout=SLOW)
        assert elsewhere == []


async def test_signing_out_elsewhere_ends_it(browser, system):
    async with visitor(browser) as context:
        page = await context.new_page()
        await arrived(page, system.url)
        await expect(page.get_by_role("status")).to_have_text("Live", timeout=SLOW)
        headers = {"Origin": system.url}
        answer = await context.request.post(f"{system.url}/admin/api/sign-out", headers=headers)
        assert answer.ok
        await expect(page).to_have_url(f"{system.url}/admin/sign-in", timeout=SLOW)


@pytest.mark.parametrize(("locale", "scheme"), LOOKS)
async def test_everybody_can_use_the_page(browser, system, drafts, locale, scheme):
    meet_problems(system, drafts.make(), 7)
    async with visitor(browser, locale=locale, color_scheme=scheme) as context:
        page = await context.new_page()
        await arrived(page, system.url)
        await expect(page.locator("#problems a").first).to_be_visible(timeout=SLOW)
        await expect_accessible(page)
        await page.set_viewport_size(PHONE)
        assert await page.evaluate(BROKEN_WORDS) == []
        assert await page.evaluate(WIDE) == []
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        await expect_accessible(page)
