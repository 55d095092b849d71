"""The chat on a shop's page of another origin, which forbids whatever it does not have to allow."""

import pytest
from axe import EVERY_LOOK, at_rest, expect_accessible
from chat_visitor import (
    BROWSER_ON_A_SERVER_THAT_IS_DOWN,
    answers,
    framed,
    inside,
    own,
    try_now,
    visitor,
    write,
)
from fake_server import GREETING
from playwright.async_api import expect
from shop_page import NO_ICON, NONCES, PHONE, element, enter, launcher, shop


async def test_a_visitor_opens_it_talks_and_closes_it(browser, chat_server):
    async with visitor(browser, NO_ICON) as context:
        page = await enter(context, chat_server)
        await expect(page.get_by_role("button", name="Open chat")).to_have_attribute("aria-expanded", "false")
        assert chat_server.anonymous == 0  # nobody is made a person of who only looks at teapots
        await launcher(page).click()
        await expect(answers(page)).to_have_text([GREETING])
        assert chat_server.received == [
            {
                "type": "start",
                "params": {"page": page.url.split("?")[0], "campaign": "spring"},
            }
        ]
        await write(page, "Any green ones?")
        await expect(answers(page).last).to_have_text("You said: Any green ones?")
        await page.get_by_role("button", name="Close chat").last.click()
        await expect(page.locator(".panel")).to_be_hidden()


async def test_what_comes_while_it_is_closed_is_counted_also_on_the_next_page(browser, chat_server):
    async with visitor(browser, NO_ICON) as context:
        page = await enter(context, chat_server)
        await launcher(page).click()
        await expect(answers(page)).to_have_count(1)
        await launcher(page).click()
        await chat_server.say("They are back")
        await expect(page.locator(".badge")).to_have_text("1")
        await expect(launcher(page)).to_have_attribute("aria-label", "Open chat (1)")
        await page.reload()
        await expect(page.locator(".badge")).to_have_text("1")
        await launcher(page).click()
        await expect(answers(page)).to_have_text([GREETING, "They are back"])
        await expect(page.locator(".badge")).to_be_hidden()


async def test_keys_open_it_stay_in_it_and_leave_it(browser, chat_server):
    async with visitor(browser, NO_ICON) as context:
        page = await enter(context, chat_server)
        await launcher(page).focus()
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("textbox")).to_be_focused()
        await expect(answers(page)).to_have_count(1)
        inside = "() => document.activeElement.tagName"
        for key in ("Tab", "Shift+Tab"):
            for _ in range(12):
                await page.keyboard.press(key)
                assert await page.evaluate(inside) == "DBCV-CHAT"
        await page.keyboard.press("Escape")
        await expect(page.locator(".panel")).to_be_hidden()
        await expect(launcher(page)).to_be_focused()


async def test_a_phone_is_filled_by_it(browser, chat_server):
    async with visitor(browser, NO_ICON, **PHONE) as context:
        page = await enter(context, chat_server)
        await launcher(page).click()
        await expect(answers(page)).to_have_count(1)
        await at_rest(page)
        box = await page.locator(".panel").bounding_box()
        assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 390, 844)
        await expect(launcher(page)).to_be_hidden()
        await page.get_by_role("button", name="Close chat").click()
        await expect(launcher(page)).to_be_visible()


async def test_a_script_tag_alone_is_enough(browser, chat_server):
    told = {
        "channel": chat_server.channel_id,
        "position": "left",
        "language": "ru",
        "theme": "dark",
        "start-message": "Чем помочь?",
        "params-shelf": "tea",
    }
    script = " ".join(f'data-{name}="{value}"' for name, value in told.items())
    async with visitor(browser, NO_ICON) as context:
        page = await context.new_page()
        await page.goto(shop(chat_server, script=script))
        await expect(page.locator(".teaser")).to_contain_text("Чем помочь?")
        box = await launcher(page).bounding_box()
        assert box["x"] < 100
        await page.get_by_role("button", name="Чем помочь?").click()
        await expect(page.get_by_role("textbox", name="Напишите сообщение")).to_be_visible()
        await expect(page.locator(".box.dark")).to_have_count(1)
        await expect(answers(page)).to_have_count(1)
        assert chat_server.received[0]["params"]["shelf"] == "tea"


async def test_the_channels_settings_stand_where_the_page_says_nothing(browser, chat_server):
    chat_server.look = {"theme": "dark", "position": "left", "language": "ru", "accent": "#ffe08a"}
    async with visitor(browser, NO_ICON) as context:
        page = await enter(context, chat_server, position="right")
        await expect(page.get_by_role("button", name="Открыть чат")).to_be_visible()
        assert (await launcher(page).bounding_box())["x"] > 600
        await expect(page.locator(".box.dark")).to_have_count(1)
        await expect(launcher(page)).to_have_css("background-color", "rgb(255, 224, 138)")
        await expect(launcher(page)).to_have_css("color", "rgb(0, 0, 0)")


async def test_the_page_drives_it_and_hears_of_it(browser, chat_server):
    async with visitor(browser, NO_ICON) as context:
        page = await enter(context, chat_server)
        await expect(launcher(page)).to_be_visible()
        await page.evaluate(
            """() => {
              window.heard = [];
              for (const name of ["open", "close", "message", "status"]) {
                document.addEventListener(`dbcv:${name}`, ({ detail }) => window.heard.push([name, detail]));
              }
              dbcv.setParams({ cart: 3 });
              dbcv.open();
            }"""
        )
        await expect(answers(page)).to_have_text([GREETING])
        assert chat_server.received[0]["params"]["cart"] == 3
        await page.evaluate("dbcv.send('From the page')")
        await expect(own(page)).to_have_text(["From the page"])
        await expect(answers(page)).to_have_count(2)
        assert await page.evaluate("dbcv.restart({ campaign: 'autumn' })") is True
        await expect(answers(page)).to_have_count(3)
        assert chat_server.received[-1]["restart"] is True
        assert chat_server.received[-1]["params"]["campaign"] == "autumn"
        await page.evaluate("dbcv.close()")
        await expect(page.locator(".panel")).to_be_hidden()
        heard = await page.evaluate("window.heard")
        assert heard[0][0] == "open"
        assert {"name": "Help desk", "unread": 0, "language": "en"} in [one for _, one in heard]
        texts = [one["text"] for name, one in heard if name == "message"]
        assert texts[0] == GREETING


async def test_calls_from_before_the_script_came_are_done_then(browser, chat_server):
    async with visitor(browser, NO_ICON) as context:
        page = await context.new_page()
        await page.add_init_script("window.dbcv = [['open']]")
        await page.goto(shop(chat_server, element(chat_server)))
        await expect(answers(page)).to_have_text([GREETING])


async def test_the_page_cannot_look_into_the_chat(browser, chat_server):
    context = await browser.new_context()
    try:
        page = await context.new_page()
        await page.goto(shop(chat_server, element(chat_server, opened="")))
        await page.wait_for_function("() => Boolean(customElements.get('dbcv-chat'))")
        await chat_server.wait_for(lambda: bool(chat_server.received))
        seen = await page.evaluate(
            """() => {
              const chat = document.querySelector("dbcv-chat");
              const words = [];
              for (let at = chat; at && at !== HTMLElement.prototype; at = Object.getPrototypeOf(at)) {
                words.push(...Reflect.ownKeys(at).map(String));
              }
              const telling = words.filter((word) => /token|online|root/i.test(word));
              return [chat.shadowRoot, chat.children.length, telling];
            }"""
        )
        assert seen == [None, 0, []]
    finally:
        await context.close()


async def test_the_hosted_page_is_not_to_be_framed_elsewhere(browser, chat_server):
    address = f"{chat_server.base_url}/chat/{chat_server.channel_id}"
    html = f'<!doctype html><title>Trap</title><iframe src="{address}"></iframe>'
    chat_server.pages["trap"] = ("", html)
    trap = chat_server.base_url.replace("127.0.0.1", "localhost") + "/shop/trap"
    async with visitor(browser, (*NO_ICON, "frame-ancestors", "Framing")) as context:
        page = await context.new_page()
        await page.goto(trap)
        await expect(page.frame_locator("iframe").locator("dbcv-chat")).to_have_count(0)
        assert chat_server.received == []
        chat_server.sites = (trap.removesuffix("/shop/trap"),)
        await page.reload()
        await expect(page.frame_locator("iframe").locator("article.other .text")).to_have_text([GREETING])


async def test_a_page_that_lets_in_by_nonces_gives_one_to_the_script_alone(browser, chat_server):
    script = 'nonce="f00d"'
    async with visitor(browser, NO_ICON) as context:
        page = await context.new_page()
        await page.goto(shop(chat_server, element(chat_server, opened=""), script, policy=NONCES))
        await expect(answers(page)).to_have_text([GREETING])
        await chat_server.say("Rate", widget={"type": "rating", "props": {"max": 3}})
        await framed(page).get_by_role("button", name="3 stars").click()
        await chat_server.wait_for(lambda: chat_server.texts_received() == ["3"])


@pytest.mark.parametrize(("locale", "scheme"), EVERY_LOOK)
async def test_closed_or_open_it_is_accessible_in_both_themes_and_languages(
    browser, chat_server, locale, scheme
):
    card = {"title": "Assam", "text": "Malty", "buttons": [{"text": "Take it", "value": "assam"}]}
    fields = [{"name": "who", "label": "Name", "required": True}, {"name": "news", "type": "checkbox"}]
    asked = {
        "form": {"title": "A table", "fields": fields},
        "rating": {"max": 5},
        "date": {"mode": "date"},
        "carousel": {"cards": [card, card, card]},
        "file": {"label": "A photo"},
    }
    lang = locale[:2]
    async with visitor(browser, NO_ICON, locale=locale, color_scheme=scheme) as context:
        page = await context.new_page()
        tag = element(chat_server, start_message="Tea?")
        await page.goto(shop(chat_server, f"<main>{tag}</main>", lang=lang, policy=""))
        await expect(page.locator(".teaser")).to_be_visible()
        await expect_accessible(page)
        await launcher(page).click()
        await expect(answers(page)).to_have_count(1)
        await write(page, "Hello")
        await expect(answers(page)).to_have_count(2)
        await expect_accessible(page)
        said = await page.locator("article").count()
        for place, (kind, props) in enumerate(asked.items(), start=said):
            await chat_server.say(widget={"type": kind, "props": props})
            shown = page.locator("article").nth(place).frame_locator("iframe.widget")
            await expect(shown.locator("body > *")).to_be_visible()
            await expect_accessible(page)
            await expect_accessible(await inside(page))


async def test_a_lost_connection_loses_nothing_on_the_shops_page(browser, chat_server):
    async with visitor(browser, (*NO_ICON, *BROWSER_ON_A_SERVER_THAT_IS_DOWN)) as context:
        await context.clock.install()
        page = await enter(context, chat_server, opened="")
        await expect(answers(page)).to_have_count(1)
        await chat_server.go_down()
        await write(page, "Still there?")
        await try_now(page, chat_server)
        await expect(answers(page).last).to_have_text("You said: Still there?")
