"""What bots and people write, on the chat page: links, files, and nothing that runs."""

import re

import pytest
from chat_visitor import a_message, answers, own, visit, visitor
from fake_server import GREETING
from playwright.async_api import expect

HOSTILE = (
    '<img src=x onerror="alert(1)"><script>alert(2)</script> javascript:alert(3) https://a.example/"><b>'
)


async def test_hostile_texts_stay_texts(browser, chat_server):
    async with visitor(browser) as context:
        page = await visit(context, chat_server)
        await expect(answers(page)).to_have_count(1)
        await chat_server.say(HOSTILE, buttons=[{"text": HOSTILE, "value": HOSTILE}])
        await expect(answers(page)).to_have_text([GREETING, HOSTILE])
        await page.locator(".buttons button").click()
        await expect(own(page)).to_have_text([HOSTILE])
        assert await page.locator("article :is(img, script, b, iframe)").count() == 0
        addresses = await page.locator("article a").evaluate_all("nodes => nodes.map((a) => a.href)")
        assert set(addresses) == {"https://a.example/"}


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " java\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        None,
    ],
)
async def test_an_attachment_with_an_unsafe_address_is_a_name_and_no_link(browser, chat_server, address):
    async with visitor(browser) as context:
        page = await visit(context, chat_server)
        await expect(answers(page)).to_have_count(1)
        await chat_server.say("look", attachments=[{"url": address, "type": "image", "name": "prize.png"}])
        await expect(page.locator(".file.dead")).to_have_text("prize.png")
        assert await page.locator("article a, article img").count() == 0


async def test_attachments_are_pictures_and_named_links(browser, chat_server):
    icon = "/icon.svg"
    async with visitor(browser) as context:
        page = await visit(context, chat_server)
        await expect(answers(page)).to_have_count(1)
        await chat_server.say(
            attachments=[
                {"url": icon, "type": "image", "name": "A drawing"},
                {"url": "https://files.example/terms%20of%20use.pdf", "type": "file"},
            ]
        )
        await expect(page.get_by_alt_text("A drawing")).to_have_js_property("naturalWidth", 150)
        link = page.get_by_role("link", name="terms of use.pdf")
        await expect(link).to_have_attribute("rel", re.compile("noopener"))


async def test_addresses_in_texts_become_links_without_the_full_stop(browser, chat_server):
    async with visitor(browser) as context:
        page = await visit(context, chat_server)
        await expect(answers(page)).to_have_count(1)
        await chat_server.say("See https://a.example/x_(y), or (http://b.example/?q=1&r=2).")
        links = page.locator("article a")
        await expect(links).to_have_text(["https://a.example/x_(y)", "http://b.example/?q=1&r=2"])


async def test_a_text_streams_in_and_ends_as_one_message(browser, chat_server):
    async with visitor(browser) as context:
        page = await visit(context, chat_server)
        await expect(answers(page)).to_have_count(1)
        await chat_server.broadcast({"type": "typing"})
        await expect(page.locator(".typing")).to_be_visible()
        for part in ("One ", "two"):
            await chat_server.broadcast({"type": "delta", "message_id": "m2", "text": part})
        await expect(answers(page)).to_have_text([GREETING, "One two"])
        await expect(page.locator(".typing")).to_be_hidden()
        await chat_server.broadcast({"type": "message", "message": a_message(2, "One two three", id="m2")})
        await expect(answers(page)).to_have_text([GREETING, "One two three"])
