"""What the server refuses of a form is told at its field, in the language of the page."""

import pytest
from axe import expect_accessible
from chat_visitor import visitor
from editor_author import SLOW, signed_in
from editor_words import Words
from playwright.async_api import Locator, expect

from chaos.whole_system import PASSWORD

LANGUAGES = ("en-GB", "ru-RU")
REFUSED = ("status of 422",)  # what the browser itself says of it
ADDRESS = "ada..lovelace@example.org"  # a browser takes it for an address

pytestmark = pytest.mark.timeout(900)


async def expect_refused(field: Locator, words: str) -> None:
    """It says so itself, to who sees it and to who hears it."""
    await expect(field).to_have_attribute("aria-invalid", "true", timeout=SLOW)
    described = await field.get_attribute("aria-describedby") or ""
    said = [await field.page.locator(f"[id='{one}']").inner_text() for one in described.split()]
    assert words in said


@pytest.mark.parametrize("locale", LANGUAGES)
async def test_an_account_cannot_be_made_with_what_is_no_address(browser, system, locale):
    words = Words(locale)
    async with visitor(browser, REFUSED, locale=locale) as context:
        page = await context.new_page()
        await page.goto(f"{system.url}/register")
        email = page.get_by_label(words("auth:email"))
        await email.fill(ADDRESS, timeout=SLOW)
        await page.locator("input[type=password]").fill(PASSWORD)
        await page.locator("button[type=submit]").click()
        await expect_refused(email, words("errors:fields.email"))
        await expect_accessible(page)


@pytest.mark.parametrize("locale", LANGUAGES)
async def test_nor_can_somebody_be_invited_shared_with_or_written_to(browser, system, drafts, locale):
    words = Words(locale)
    drafts.make()
    async with visitor(browser, REFUSED, locale=locale) as context:
        page = await signed_in(context, system, "/people")
        await page.get_by_role("button", name=words("people:invite.open")).click(timeout=SLOW)
        dialog = page.get_by_role("dialog")
        await dialog.get_by_label(words("people:invite.email")).fill(ADDRESS)
        await dialog.locator("button[type=submit]").click()
        await expect_refused(dialog.get_by_label(words("people:invite.email")), words("errors:fields.email"))
        await expect(dialog.get_by_role("alert")).not_to_contain_text("email")

        await page.goto(f"{system.url}/bots")
        await page.locator("article button[aria-haspopup=menu]").first.click(timeout=SLOW)
        await page.get_by_role("menuitem", name=words("bots:menu.access")).click()
        await dialog.get_by_label(words("bots:access.email")).fill(ADDRESS)
        await dialog.get_by_role("button", name=words("bots:access.share"), exact=True).click()
        await expect_refused(dialog.get_by_label(words("bots:access.email")), words("errors:fields.email"))

        await page.goto(f"{system.url}/profile")
        await page.get_by_role("button", name=words("profile:email.change")).click(timeout=SLOW)
        email = page.get_by_label(words("profile:email.new"))
        await email.fill(ADDRESS)
        await page.locator("form").filter(has=email).locator("input[type=password]").fill(PASSWORD)
        await page.get_by_role("button", name=words("profile:email.send")).click()
        await expect_refused(email, words("errors:fields.email"))


@pytest.mark.parametrize("locale", LANGUAGES)
async def test_a_credential_names_the_hosts_that_are_none(browser, system, locale):
    words = Words(locale)
    async with visitor(browser, REFUSED, locale=locale) as context:
        page = await signed_in(context, system, "/credentials")
        await page.get_by_role("button", name=words("credentials:new.open")).first.click(timeout=SLOW)
        dialog = page.get_by_role("dialog")
        await dialog.get_by_label(words("credentials:form.service")).click()
        await page.get_by_role("option", name=words("credentials:form.ownService")).click()
        await dialog.get_by_label(words("credentials:form.provider")).fill("shop")
        await dialog.locator("input[type=password]").first.fill("a secret of theirs")
        hosts = dialog.get_by_label(words("credentials:form.hosts"))
        await hosts.fill("not_a_host!")
        await hosts.press("Enter")
        await dialog.get_by_role("button", name=words("credentials:new.action")).click()
        await expect_refused(hosts, words("errors:fields.host"))
        await expect_accessible(page)
