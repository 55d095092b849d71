"""Widgets of the catalogue, in the chat on a page of somebody else's."""

import json

import pytest
from chat_visitor import (
    answers,
    framed,
    inside,
    visitor,
)
from playwright.async_api import expect
from shop_page import NO_ICON, enter

from eventually import eventually_so


@pytest.mark.parametrize("kind", ["form", "cards", "carousel", "date", "rating", "file"])
async def test_widgets_of_the_catalogue_work_on_the_shops_page(browser, chat_server, kind):
    card = {"title": "Assam", "buttons": [{"text": "Take it", "value": "assam"}]}
    props = {
        "form": {"fields": [{"name": "who", "label": "Name", "value": "Ann"}], "submit": "Go"},
        "cards": {"cards": [card]},
        "carousel": {"cards": [card]},
        "date": {"mode": "date"},
        "rating": {"max": 3},
        "file": {"label": "A photo"},
    }
    async with visitor(browser, NO_ICON) as context:
        page = await enter(context, chat_server, opened="")
        await expect(answers(page)).to_have_count(1)
        await chat_server.say(widget={"type": kind, "props": props[kind]})
        inside = framed(page)
        await expect(inside.locator("body > *")).to_be_visible()
        await eventually_so(
            lambda: page.locator("iframe.widget").evaluate("frame => frame.clientHeight > 40")
        )
        if kind == "date":
            await inside.locator("input").fill("2026-12-01")
        if kind == "file":
            async with page.expect_file_chooser():
                await inside.get_by_role("button").click()
            return
        await inside.get_by_role("button").last.click()
        await chat_server.wait_for(lambda: bool(chat_server.texts_received()))


async def test_a_widget_that_is_moved_in_its_page_is_drawn_again(browser, chat_server):
    async with visitor(browser, NO_ICON) as context:
        page = await enter(context, chat_server, opened="")
        await expect(answers(page)).to_have_count(1)
        await chat_server.say("Rate", widget={"type": "rating", "props": {"max": 3}})
        await expect(framed(page).locator("body > *")).to_be_visible()
        await page.locator("article:has(iframe)").evaluate("node => node.parentNode.append(node)")
        await framed(page).get_by_role("button", name="2 stars").click()
        await chat_server.wait_for(lambda: chat_server.texts_received() == ["2"])


async def test_a_widget_sees_nothing_but_itself(browser, chat_server):
    """What a script in the frame would find: no origin, no storage, no parent, no network."""
    async with visitor(browser, (*NO_ICON, "violates", "Refused", "net::")) as context:
        page = await enter(context, chat_server, opened="")
        await expect(answers(page)).to_have_count(1)
        await chat_server.say("Rate", widget={"type": "rating", "props": {"max": 3}})
        await expect(framed(page).locator("body > *")).to_be_visible()
        frame = await inside(page)
        tries = {
            "origin": "() => self.origin",
            "storage": "() => { try { return localStorage.length } catch { return 'refused' } }",
            "cookie": "() => { try { return document.cookie } catch { return 'refused' } }",
            "parent": "() => { try { return parent.document.title } catch { return 'refused' } }",
            "network": "() => fetch('/icon.svg').then(() => 'sent', () => 'refused')",
        }
        found = {name: await frame.evaluate(script) for name, script in tries.items()}
        assert found == {
            "origin": "null",
            **dict.fromkeys(["storage", "cookie", "parent", "network"], "refused"),
        }


async def test_what_a_stranger_says_to_the_page_is_no_answer_of_a_widget(browser, chat_server):
    async with visitor(browser, NO_ICON) as context:
        page = await enter(context, chat_server, opened="")
        await expect(answers(page)).to_have_count(1)
        await chat_server.say("Rate", widget={"type": "rating", "props": {"max": 3}})
        await expect(framed(page).locator("body > *")).to_be_visible()
        forged = json.dumps({"type": "answer", "text": "forged", "params": {"rating": 1}})
        await page.evaluate(f"() => window.postMessage({forged}, '*')")
        await (await inside(page)).evaluate(f"() => parent.postMessage({forged}, '*')")
        await framed(page).get_by_role("button", name="3 stars").click()
        await chat_server.wait_for(lambda: bool(chat_server.texts_received()))
        assert chat_server.texts_received() == ["3"]
