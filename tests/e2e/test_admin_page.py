"""/admin in a real browser, against a whole system: what FastAdmin's page does with what we tell it."""

import json
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import uuid4

import pytest
from chat_visitor import visitor
from editor_author import ADMIN, SLOW, sign_in, signed_in
from editor_drafts import Drafts
from playwright.async_api import Browser, Page, expect

from app.admin.sections import SECTIONS
from chaos.whole_system import System
from servers import run_sql

ECHO = {
    "dbcv": 1,
    "kind": "bot",
    "name": "Echo",
    "first_step": "say",
    "groups": [{"type": "message", "connections": [{"name": "anything", "to": "say"}]}],
    "steps": [{"id": "say", "message": {"text": "Hello"}}],
}
CHARTS = ("Messages a minute", "Milliseconds until a bot answers", "What waits", "Problems by code")

pytestmark = pytest.mark.timeout(300)


@asynccontextmanager
async def administration(browser: Browser, system: System, **options) -> AsyncIterator[Page]:
    """Signed in, with no word in the console and no request to anybody else."""
    async with visitor(browser, **options) as context:
        elsewhere: list[str] = []
        ours = (f"{system.url}/admin", "data:", "blob:")
        context.on("request", lambda told: None if told.url.startswith(ours) else elsewhere.append(told.url))
        page = await context.new_page()
        await page.goto(f"{system.url}/admin/")
        await expect(page).to_have_url(f"{system.url}/admin/sign-in")
        await sign_in(page, ADMIN)
        await expect(page).to_have_url(re.compile(r"/admin/(#/)?$"), timeout=SLOW)
        await expect(page.get_by_role("heading", name="Dashboard")).to_be_visible(timeout=SLOW)
        yield page
        assert elsewhere == []


async def open_list(page: Page, system: System, model: str) -> None:
    await page.goto(f"{system.url}/admin/#/list/{model}")
    await expect(page.locator(".ant-breadcrumb")).to_be_visible(timeout=SLOW)
    await expect(page.locator("table, .ant-empty").first).to_be_visible(timeout=SLOW)
    await expect(page.locator(".ant-spin-spinning")).to_have_count(0, timeout=SLOW)


def rows(page: Page):
    return page.locator("tbody tr.ant-table-row")


async def search(page: Page, words: str) -> None:
    await page.get_by_placeholder("Search By", exact=True).fill(words)
    await page.keyboard.press("Enter")


def letter(system: System, bot: str, error: str) -> str:
    """A dead letter of a conversation that there is."""
    letter, session, thread = (str(uuid4()) for _ in range(3))
    event = json.dumps({"event": {"kind": "message_received", "text": "again"}})
    run_sql(
        system.told["DATABASE_URL"],
        f"""insert into dead_letter (id, kind, bot_id, session_id, thread_id, payload, error, attempts)
        values ('{letter}', 'event', '{bot}', '{session}', '{thread}', '{event}', '{error}', 5)""",  # noqa: S608
    )
    return letter


@pytest.fixture
def bot(drafts: Drafts) -> str:
    return drafts.make(ECHO)


async def test_the_dashboard_draws_and_every_list_and_row_opens(browser, system, drafts, bot):
    drafts.publish(bot)
    drafts.channel(bot, name="Everything")
    async with administration(browser, system) as page:
        for title in CHARTS:
            await expect(page.get_by_text(title, exact=True)).to_be_visible(timeout=SLOW)
        await expect(page.locator("canvas").first).to_be_visible(timeout=SLOW)
        await page.locator("canvas").first.hover()
        await expect(page.locator(".g2-tooltip").first).to_be_visible(timeout=SLOW)
        opened = 0
        for section in SECTIONS:
            model = section.model.__name__
            await open_list(page, system, model)
            await expect(page.get_by_role("heading", name=section.verbose_name_plural)).to_be_visible()
            first = rows(page).first.locator("button.ant-btn-link")
            if await first.count():
                await first.click()
                await expect(page).to_have_url(re.compile(rf"#/change/{model}/"))
                await expect(page.locator("form")).to_be_visible(timeout=SLOW)
                opened += 1
                is_changed = any(one.writable for one in section.columns)
                save = page.get_by_role("button", name=re.compile("Save$"))
                await (expect(save).to_be_visible() if is_changed else expect(save).to_be_hidden())
        assert opened >= 7


async def test_a_dead_letter_is_found_filtered_and_replayed(browser, system, bot):
    mine, other = letter(system, bot, f"KeyError {bot[-6:]}"), letter(system, bot, "TypeError")
    async with administration(browser, system) as page:
        await open_list(page, system, "DeadLetter")
        await search(page, f"error {bot[-6:]}")
        await expect(rows(page)).to_have_count(1, timeout=SLOW)
        await rows(page).get_by_role("checkbox").first.check()
        await page.locator(".ant-select").filter(has_text="Select Action By").click()
        await page.locator(".ant-select-item-option").filter(has_text="Replay").click()
        await page.get_by_role("button", name="Apply").click()
        await expect(page.get_by_text("1 of 1 replayed")).to_be_visible(timeout=SLOW)

        opening = page.locator("th").filter(has_text="Open").locator(".ant-table-filter-trigger")
        await opening.scroll_into_view_if_needed()
        await opening.click()
        await page.get_by_role("radio", name="Yes").check()
        await page.get_by_role("button", name=re.compile("Filter$")).click()
        await expect(rows(page)).to_have_count(0, timeout=SLOW)
    open_ones = run_sql(system.told["DATABASE_URL"], "select id from dead_letter where replayed_at is null")
    assert (mine in open_ones, other in open_ones) == (False, True)


async def test_words_of_one_list_are_not_looked_for_in_the_next(browser, system, bot):
    letter(system, bot, "KeyError")
    async with administration(browser, system) as page:
        for name in ("Bots", "Dead letter"):
            await page.get_by_role("menuitem", name=name, exact=True).click()
        await search(page, "KeyError")
        await expect(rows(page).first).to_be_visible(timeout=SLOW)
        await page.get_by_role("menuitem", name="Bot", exact=True).click()
        await expect(page.get_by_role("heading", name="Bots")).to_be_visible(timeout=SLOW)
        await expect(page.get_by_placeholder("Search By", exact=True)).to_have_value("", timeout=SLOW)
        await expect(rows(page).first).to_be_visible(timeout=SLOW)


async def test_times_in_lists_are_whole_on_a_small_screen(browser, system):
    async with administration(browser, system, viewport={"width": 1280, "height": 800}) as page:
        await open_list(page, system, "SignIn")
        await expect(rows(page).first).to_be_visible(timeout=SLOW)
        cut = "cells => cells.filter(one => one.scrollWidth > one.clientWidth).map(one => one.innerText)"
        times = rows(page).first.locator("td").filter(has_text=re.compile(r"^20\d\d-"))
        await expect(times).to_have_count(2)
        assert await times.evaluate_all(cut) == []
        heads = page.locator(".ant-table-column-title")
        assert await heads.evaluate_all(cut) == []


async def test_the_dashboard_is_no_wider_than_the_screen(browser, system):
    async with administration(browser, system, viewport={"width": 390, "height": 844}) as page:
        await expect(page.get_by_text("Messages a minute")).to_be_visible(timeout=SLOW)
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_where_nothing_can_be_added_no_button_says_so(browser, system):
    async with administration(browser, system) as page:
        for model, can_be_added in (("User", False), ("WorkspaceMember", True)):
            await open_list(page, system, model)
            await rows(page).first.locator("button.ant-btn-link").click(timeout=SLOW)
            await expect(page.get_by_role("button", name=re.compile("Save$"))).to_be_visible(timeout=SLOW)
            another = page.get_by_role("button", name="Save and add another")
            await (expect(another).to_be_visible() if can_be_added else expect(another).to_be_hidden())


async def test_a_role_is_given_in_the_form(browser, system, author):
    email = author.person.email
    async with administration(browser, system) as page:
        await open_list(page, system, "User")
        await search(page, email)
        await expect(rows(page)).to_have_count(1, timeout=SLOW)
        await rows(page).locator("button.ant-btn-link").click()
        form = page.locator("form")
        await expect(form.get_by_label("E-mail")).to_have_value(email, timeout=SLOW)
        await expect(form.get_by_label("E-mail")).to_be_disabled()
        await form.get_by_label("Role").click()
        await page.locator(".ant-select-item-option").filter(has_text="USER").click()
        await page.get_by_role("button", name="Save and continue editing").click()
        await expect(page.get_by_text("Successfully changed")).to_be_visible(timeout=SLOW)
    role = f"select role from \"user\" where email = '{email}'"  # noqa: S608
    assert run_sql(system.told["DATABASE_URL"], role) == "USER"


async def test_signing_out_leads_to_the_sign_in_and_the_way_back_is_shut(browser, system):
    async with administration(browser, system) as page:
        await page.locator("header li.ant-menu-submenu").first.click()
        await page.get_by_role("menuitem", name="Sign Out").click()
        await expect(page).to_have_url(f"{system.url}/admin/sign-in", timeout=SLOW)
        await expect(page.get_by_role("button", name="Sign in")).to_be_visible()
        await page.goto(f"{system.url}/admin/#/list/User")
        await expect(page).to_have_url(re.compile(r"/admin/sign-in"), timeout=SLOW)


async def test_it_speaks_russian_and_has_a_dark_side(browser, system):
    async with visitor(browser, locale="ru-RU", color_scheme="dark") as context:
        page = await context.new_page()
        await page.goto(f"{system.url}/admin/")
        await expect(page.get_by_role("button", name="Войти")).to_be_visible(timeout=SLOW)
        await sign_in(page, ADMIN)
        await expect(page.get_by_text("Сообщений в минуту")).to_be_visible(timeout=SLOW)
        await expect(page.locator("body")).to_have_attribute("data-theme", "dark")
        await open_list(page, system, "DeadLetter")
        await expect(page.get_by_role("heading", name="Мёртвые письма")).to_be_visible()


async def test_the_editor_leads_administrators_there_and_nobody_else(browser, system, author):
    async with visitor(browser) as context:
        page = await signed_in(context, system, "/bots")
        await page.get_by_role("button", name=re.compile("Your account")).click()
        await page.get_by_role("menuitem", name="Administration").click()
        await expect(page).to_have_url(f"{system.url}/admin/sign-in", timeout=SLOW)
    async with visitor(browser) as context:
        page = await signed_in(context, system, "/bots", author.person)
        await page.get_by_role("button", name=re.compile("Your account")).click()
        await expect(page.get_by_role("menuitem", name="Profile")).to_be_visible(timeout=SLOW)
        await expect(page.get_by_role("menuitem", name="Administration")).to_have_count(0)


async def test_who_is_no_administrator_is_told_so(browser, system, author):
    async with visitor(browser, ("status of 403", "status of 401")) as context:
        page = await context.new_page()
        await page.goto(f"{system.url}/admin/")
        await sign_in(page, author.person)
        await expect(page.get_by_role("alert")).to_have_text(re.compile("does not administer"), timeout=SLOW)
        await page.goto(f"{system.url}/admin/")
        await expect(page).to_have_url(f"{system.url}/admin/sign-in")
