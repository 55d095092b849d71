"""The list of bots, and who may do what there: against a whole system, in a real browser."""

import re

import pytest
from chat_visitor import visitor
from editor_author import SLOW, Person, newcomer, register, signed_in, tokens_of
from editor_drafts import SMALL, Drafts
from playwright.async_api import Locator, Page, expect

UMA = Person("Uma", "uma@example.org", "another short sentence")
NOT_FOUND = ("status of 404",)
LEFT_EARLY = ("WebSocket is closed before",)  # what the browser itself says where the editor is left at once

pytestmark = pytest.mark.timeout(900)


def named(author: Drafts, name: str) -> str:
    return author.make({**SMALL, "name": name})


def card(page: Page, name: str) -> Locator:
    return page.get_by_role("article").filter(has_text=name)


async def choose(page: Page, name: str, item: str) -> None:
    """In the menu of a bot."""
    await card(page, name).get_by_role("button").click(timeout=SLOW)
    await page.get_by_role("menuitem", name=item).click(timeout=SLOW)


async def test_a_bot_gets_another_name_and_is_found_by_what_it_is_for(browser, system, author):
    named(author, "Plain")
    async with visitor(browser, LEFT_EARLY) as context:
        page = await signed_in(context, system, person=author.person)
        await choose(page, "Plain", "Name and description")
        dialog = page.get_by_role("dialog", name="Name and description")
        await dialog.get_by_label("Name").fill("Tables")
        await dialog.get_by_label("Description").fill("Books a table by the window")
        await dialog.get_by_role("button", name="Save").click()
        await expect(dialog).to_be_hidden(timeout=SLOW)
        await expect(card(page, "Tables").get_by_role("button")).to_be_focused()

        await page.get_by_role("searchbox", name="Search bots").fill("by the WINDOW")
        await expect(page).to_have_url(re.compile(r"\?search=by"))
        await expect(page.get_by_role("article")).to_have_count(1, timeout=SLOW)
        await page.get_by_role("link", name="Tables").click()
        await expect(page.locator("[data-step]").first).to_be_visible(timeout=SLOW)
        await page.go_back()
        await expect(page.get_by_role("searchbox", name="Search bots")).to_have_value("by the WINDOW")


async def test_a_bot_goes_to_the_archive_and_comes_back_at_once(browser, system, author):
    named(author, "Old")
    async with visitor(browser) as context:
        page = await signed_in(context, system, person=author.person)
        await choose(page, "Old", "Archive")
        await expect(card(page, "Old")).to_be_hidden(timeout=SLOW)
        await page.get_by_role("button", name="Undo").click()
        await expect(card(page, "Old")).to_be_visible(timeout=SLOW)

        await choose(page, "Old", "Archive")
        await expect(card(page, "Old")).to_be_hidden(timeout=SLOW)
        await page.goto(f"{system.url}/bots?status=archived")
        await choose(page, "Old", "Delete for good")
        await page.get_by_role("dialog").get_by_role("button", name="Delete for good").click()
        await expect(page.get_by_role("heading", name="Nothing in the archive")).to_be_visible(timeout=SLOW)


async def test_who_looks_on_sees_neither_sharing_nor_archive_and_may_leave(browser, system, author):
    bot, grace = named(author, "Shared"), newcomer(system, "Grace")
    async with visitor(browser, NOT_FOUND) as context:
        page = await signed_in(context, system, person=author.person)
        await choose(page, "Shared", "Who has access")
        dialog = page.get_by_role("dialog", name="Who has access")
        await dialog.get_by_label("E-mail address").fill("nobody@example.org")
        await dialog.get_by_role("button", name="Share", exact=True).click()
        await expect(dialog.get_by_role("alert")).to_contain_text("Invite them first", timeout=SLOW)
        await dialog.get_by_label("E-mail address").fill(grace.email)
        await dialog.get_by_role("button", name="Share", exact=True).click()
        await dialog.get_by_label("What Grace may do").click(timeout=SLOW)
        async with page.expect_response(re.compile("/access/")):
            await page.get_by_role("option", name="Look on").click()

    async with visitor(browser) as context:
        page = await signed_in(context, system, person=grace)
        await expect(card(page, "Shared")).to_contain_text("Shared with you", timeout=SLOW)
        await card(page, "Shared").get_by_role("button").click()
        await expect(page.get_by_role("menuitem", name="Duplicate")).to_be_visible()
        await expect(page.get_by_role("menuitem", name="Archive")).to_have_count(0)
        await page.get_by_role("menuitem", name="Who has access").click()
        dialog = page.get_by_role("dialog", name="Who has access")
        await expect(dialog.get_by_role("button", name="Share", exact=True)).to_have_count(0)
        await dialog.get_by_role("button", name="Leave").click(timeout=SLOW)
        await expect(page.get_by_role("heading", name="No bots yet")).to_be_visible(timeout=SLOW)
    people = author.call("GET", f"/bots/{bot}/access").json()["items"]
    assert grace.email not in [one["email"] for one in people]


async def test_the_gallery_has_an_address_and_the_back_button_closes_it(browser, system, author):
    named(author, "Something")
    async with visitor(browser) as context:
        page = await signed_in(context, system, person=author.person)
        await page.get_by_role("button", name="New bot").click()
        dialog = page.get_by_role("dialog", name="New bot")
        # They come all at once, when the examples have come.
        await expect(dialog.get_by_role("radio", name="Empty")).to_be_checked(timeout=SLOW)
        await dialog.get_by_label("Name").press("Tab")
        await page.keyboard.press("ArrowDown")
        chosen = dialog.get_by_role("radio", checked=True)
        await expect(chosen).to_be_focused()
        await expect(chosen).not_to_have_accessible_name(re.compile("Empty"))
        await expect(dialog.get_by_role("listitem").first).to_be_visible(timeout=SLOW)
        await expect(page).to_have_url(f"{system.url}/bots?gallery=true")
        await page.go_back()
        await expect(dialog).to_be_hidden()
        await expect(page.get_by_role("button", name="New bot")).to_be_focused()


async def test_whose_account_only_chats_is_told_so_until_somebody_changes_that(browser, system, drafts):
    token = drafts.call("POST", "/invitations", json={"email": UMA.email, "role": "USER"}).json()["token"]
    register(system, UMA, token)
    uma = tokens_of(system, UMA)["user"]["id"]
    async with visitor(browser) as context:
        page = await signed_in(context, system, person=UMA)
        notice = page.get_by_role("heading", name="Your account talks to bots")
        await expect(notice).to_be_visible(timeout=SLOW)
        await expect(page.get_by_role("link", name="Channels")).to_have_count(0)
        await page.get_by_role("button", name="Look again").click()
        await expect(page.get_by_text("Nothing has changed yet.")).to_be_visible(timeout=SLOW)

        drafts.call("PATCH", f"/users/{uma}", json={"role": "DEVELOPER"})
        await page.get_by_role("button", name="Look again").click()
        await expect(page.get_by_role("heading", name="No bots yet")).to_be_visible(timeout=SLOW)
