"""Channels and credentials in the editor's pages, against a whole system."""

import re

import pytest
from axe import LOOKS, expect_accessible_in_both
from chat_visitor import answers, visitor, write
from editor_author import SLOW, signed_in
from editor_drafts import Drafts
from playwright.async_api import Page, Route, expect

PHONE = {"width": 390, "height": 844}
SECRET = "k-never-to-be-seen-again"
ECHO = {
    "dbcv": 1,
    "kind": "bot",
    "name": "Echo",
    "first_step": "say",
    "groups": [{"type": "message", "connections": [{"name": "anything", "to": "say"}]}],
    "steps": [{"id": "say", "message": {"text": "You said: {$message.text | default: 'nothing yet'$}"}}],
}

pytestmark = pytest.mark.timeout(900)


@pytest.fixture
def bot(author: Drafts) -> str:
    bot = author.make(ECHO)
    author.publish(bot)
    return bot


async def dialog_of(page: Page, button: str):
    await page.get_by_role("button", name=button, exact=True).first.click()
    return page.get_by_role("dialog")


async def test_a_channel_is_made_with_the_mouse_and_its_link_leads_to_the_bot(browser, system, author, bot):
    async with visitor(browser) as context:
        page = await signed_in(context, system, "/channels", author.person)
        dialog = await dialog_of(page, "New channel")
        await dialog.get_by_role("button", name="Make the channel").click()
        await expect(dialog.get_by_text("Give it a name.")).to_be_visible()
        await dialog.get_by_label("Name").fill("On our site")
        await dialog.get_by_role("combobox", name="Bot").click()
        await page.get_by_role("option", name="Echo").click()
        await dialog.get_by_role("button", name="Make the channel").click()

        await expect(page).to_have_url(re.compile(r"/channels/[0-9a-f-]{36}"), timeout=SLOW)
        await expect(page.get_by_role("heading", level=1)).to_have_text("On our site")
        link = await page.get_by_role("textbox", name="Link").input_value()

    async with visitor(browser) as context:
        chat = await context.new_page()
        await chat.goto(link)
        await expect(answers(chat).first).to_have_text("You said: nothing yet", timeout=SLOW)
        await write(chat, "hello")
        await expect(answers(chat).last).to_have_text("You said: hello", timeout=SLOW)


async def test_a_channel_is_made_with_the_keyboard_alone(browser, system, author, bot):
    async with visitor(browser) as context:
        page = await signed_in(context, system, f"/channels?bot={bot}", author.person)
        await page.get_by_role("button", name="New channel").first.focus()
        await page.keyboard.press("Enter")
        dialog = page.get_by_role("dialog")
        await expect(dialog.get_by_label("Name")).to_be_focused()
        await page.keyboard.type("By keys")
        # The bot that the address names is chosen already.
        await expect(dialog.get_by_role("combobox", name="Bot")).to_have_value("Echo")
        await page.keyboard.press("Enter")
        await expect(page).to_have_url(re.compile(r"/channels/[0-9a-f-]{36}"), timeout=SLOW)

        await page.get_by_role("tab", name="Share").focus()
        await page.keyboard.press("ArrowRight")
        await expect(page.get_by_role("heading", name="Look of the chat")).to_be_visible()
        await expect(page).to_have_url(re.compile(r"#look$"))
        await page.reload()
        await expect(page.get_by_role("tab", name="Look")).to_have_attribute("aria-selected", "true")


async def test_what_is_chosen_of_a_channel_is_what_its_visitors_get(browser, system, author, bot):
    channel = author.channel(bot, name="Dressed")
    async with visitor(browser) as context:
        page = await signed_in(context, system, f"/channels/{channel}", author.person)
        await page.get_by_role("tab", name="Look").click()
        await page.get_by_role("radiogroup", name="Theme").get_by_text("Dark", exact=True).click()
        await page.get_by_label("Greeting").fill("Ask me anything")
        await page.get_by_role("button", name="Save").click()
        await expect(page.get_by_text("The look is saved")).to_be_visible(timeout=SLOW)

        await page.get_by_role("tab", name="Access").click()
        site = page.get_by_label("Address of a site")
        await site.fill("https://shop.example/cart")
        await site.press("Enter")
        await expect(page.get_by_text("Leave out what comes after the name")).to_be_visible()
        await site.fill("shop.example")
        await site.press("Enter")
        await expect(page.get_by_role("button", name="Take https://shop.example off")).to_be_visible()

        look = await context.request.get(f"{system.url}/api/v1/channels/{channel}/widget")
        assert (await look.json())["theme"] == "dark"
        assert (await look.json())["start_message"] == "Ask me anything"
        hosted = await context.request.get(f"{system.url}/chat/{channel}")
        assert "frame-ancestors 'self' https://shop.example" in hosted.headers["content-security-policy"]


async def test_the_secret_of_a_channel_is_shown_once(browser, system, author, bot):
    channel = author.channel(bot, name="Vouched")
    async with visitor(browser) as context:
        page = await signed_in(context, system, f"/channels/{channel}", author.person)
        await page.get_by_role("tab", name="Access").click()
        dialog = await dialog_of(page, "Make a secret")
        await dialog.get_by_role("button", name="Make the secret").click()
        secret = await dialog.get_by_label("Secret", exact=True).input_value(timeout=SLOW)
        await dialog.get_by_role("button", name="I have copied it").click()
        await expect(page.get_by_text("This channel has a secret.")).to_be_visible(timeout=SLOW)
        await page.reload()
        await expect(page.get_by_text("This channel has a secret.")).to_be_visible(timeout=SLOW)
        assert len(secret) > 30
        assert secret not in await page.content()


async def test_deleting_a_channel_says_what_is_lost(browser, system, author, bot):
    channel = author.channel(bot, name="Short-lived")
    async with visitor(browser) as context:
        page = await signed_in(context, system, f"/channels/{channel}", author.person)
        await page.get_by_role("tab", name="Settings").click()
        dialog = await dialog_of(page, "Delete the channel")
        await expect(dialog).to_contain_text("All conversations held here")
        await dialog.get_by_role("button", name="Delete for good").click()
        await expect(page).to_have_url(f"{system.url}/channels", timeout=SLOW)
        await expect(page.get_by_role("link", name="Short-lived", exact=True)).to_have_count(0)


async def test_a_credential_goes_in_and_no_answer_gives_it_back(browser, system, author):
    async with visitor(browser) as context:
        page = await signed_in(context, system, "/credentials", author.person)
        texts: list[str] = []

        async def overhear(route: Route) -> None:
            answer = await route.fetch()
            texts.append(await answer.text())
            await route.fulfill(response=answer)

        await context.route("**/api/v1/credentials**", overhear)
        dialog = await dialog_of(page, "New credential")
        await dialog.get_by_role("combobox", name="Service").click()
        await page.get_by_role("option", name="Another service").click()
        await dialog.get_by_label("Name of the service").fill("shop")
        key = dialog.get_by_label(re.compile(r"^Key( \*)?$"))
        await key.fill(SECRET)
        await dialog.get_by_role("button", name="Keep it").click()
        await expect(dialog.get_by_role("alert")).to_contain_text("Name the hosts")
        await dialog.get_by_role("combobox", name="Hosts").fill("https://api.shop.example/v1")
        await dialog.get_by_role("combobox", name="Hosts").press("Enter")
        await dialog.get_by_role("button", name="Keep it").click()
        await expect(page.get_by_role("button", name="shop", exact=True)).to_be_visible(timeout=SLOW)

        await page.get_by_role("button", name="shop", exact=True).click()
        await expect(key).to_have_value("")
        await expect(key).to_have_attribute("placeholder", "kept; type to replace")
        await expect(dialog).to_contain_text("No bot names it.", timeout=SLOW)
        await dialog.get_by_role("combobox", name="Hosts").fill("elsewhere.example")
        await dialog.get_by_role("combobox", name="Hosts").press("Enter")
        await expect(dialog.get_by_role("status")).to_contain_text("the secret itself is needed again")
        await page.reload()
        await expect(page.get_by_role("button", name="shop", exact=True)).to_be_visible(timeout=SLOW)

        assert any("api.shop.example" in text for text in texts)
        assert [text for text in texts if SECRET in text] == []
        assert SECRET not in await page.content()


@pytest.mark.parametrize(("locale", "scheme"), LOOKS)
async def test_everybody_can_use_these_pages(browser, system, author, bot, locale, scheme):
    channel = author.channel(bot, name=f"{locale} {scheme}")
    looks = {"locale": locale, "color_scheme": scheme, "reduced_motion": "reduce"}
    async with visitor(browser, **looks) as context:
        page = await signed_in(context, system, "/channels", author.person)
        await expect(page.get_by_role("link", name=f"{locale} {scheme}", exact=True)).to_be_visible(
            timeout=SLOW
        )
        await expect_accessible_in_both(page)
        await page.goto(f"{system.url}/channels/{channel}")
        tabs = page.get_by_role("tab")
        await expect(tabs).to_have_count(5, timeout=SLOW)
        for place in range(5):
            await tabs.nth(place).click()
            await expect(page.get_by_role("tabpanel").get_by_role("heading").first).to_be_visible()
            await expect_accessible_in_both(page)
        await page.set_viewport_size(PHONE)
        await expect_accessible_in_both(page)
        await page.goto(f"{system.url}/credentials")
        await expect(page.get_by_role("main").get_by_role("button").first).to_be_visible(timeout=SLOW)
        await expect_accessible_in_both(page)
        await page.get_by_role("main").get_by_role("button").first.click()
        await expect(page.get_by_role("dialog").get_by_role("combobox").first).to_be_visible()
        await expect_accessible_in_both(page)
