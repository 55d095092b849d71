"""The hosted chat page in a real browser: what a visitor sees and does."""

import re
import sys

import pytest
from axe import EVERY_LOOK, at_rest, expect_accessible
from chat_visitor import answers, own, visit, visitor, write
from fake_server import BUTTONS, GREETING
from playwright.async_api import expect

EMBED = """async ([server, channel]) => {
  const script = document.createElement("script");
  script.src = `${server}/widget.js`;
  document.head.append(script);
  await customElements.whenDefined("dbcv-chat");
  const chat = document.createElement("dbcv-chat");
  chat.setAttribute("inline", "");
  chat.setAttribute("channel", channel);
  chat.setAttribute("language", "ru");
  document.body.append(chat);
}"""
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}


async def test_a_first_visit_shows_the_greeting_and_its_buttons(browser, chat_server):
    async with visitor(browser) as context:
        page = await visit(context, chat_server)
        await expect(answers(page)).to_have_text([GREETING])
        await expect(page.locator(".buttons button")).to_have_text([button["text"] for button in BUTTONS])
        await expect(page).to_have_title("Help desk")
        await expect(page.get_by_role("textbox")).to_be_focused()
        assert chat_server.received == [{"type": "start"}]


async def test_a_message_is_sent_once_ticked_and_answered(browser, chat_server):
    async with visitor(browser) as context:
        page = await visit(context, chat_server)
        await expect(answers(page)).to_have_count(1)
        await write(page, "Good morning")
        await expect(answers(page)).to_have_text([GREETING, "You said: Good morning"])
        await expect(own(page)).to_have_text(["Good morning"])
        await expect(page.locator("article.own .state.sent")).to_have_count(1)
        assert chat_server.texts_received() == ["Good morning"]


async def test_shift_and_enter_begins_a_line_and_enter_sends_both(browser, chat_server):
    async with visitor(browser) as context:
        page = await visit(context, chat_server)
        box = page.get_by_role("textbox")
        await box.press_sequentially("one")
        await box.press("Shift+Enter")
        await box.press_sequentially("two")
        await box.press("Enter")
        await expect(own(page)).to_have_text(["one\ntwo"])
        await chat_server.wait_for(lambda: bool(chat_server.texts_received()))
        assert chat_server.texts_received() == ["one\ntwo"]


async def test_a_button_sends_its_value_and_shows_its_label(browser, chat_server):
    async with visitor(browser) as context:
        page = await visit(context, chat_server)
        await page.get_by_role("button", name="Yes, I am").click()
        await expect(own(page)).to_have_text(["Yes, I am"])
        await expect(answers(page)).to_have_text([GREETING, "You said: yes"])
        await expect(page.locator(".buttons")).to_have_count(0)
        sent = chat_server.received[-1]
        assert (sent["text"], sent["button"]) == ("Yes, I am", "yes")


async def test_only_the_last_message_of_the_bot_offers_buttons(browser, chat_server):
    async with visitor(browser) as context:
        page = await visit(context, chat_server)
        await expect(page.locator(".buttons")).to_have_count(1)
        await chat_server.say("Too late, we are closed")
        await expect(answers(page)).to_have_count(2)
        await expect(page.locator(".buttons")).to_have_count(0)


async def test_what_is_said_aside_leaves_the_question_its_buttons(browser, chat_server):
    async with visitor(browser) as context:
        page = await visit(context, chat_server)
        await expect(page.locator(".buttons")).to_have_count(1)
        await chat_server.say("Time to drink", aside=True, buttons=[{"text": "I did", "value": "done"}])
        await expect(answers(page)).to_have_text([GREETING, "Time to drink"])
        yes, did = (page.get_by_role("button", name=name) for name in ("Yes, I am", "I did"))
        await expect(yes).to_be_visible()
        await expect(did).to_be_visible()

        await page.reload()
        await expect(did).to_be_visible()
        await yes.click()

        await expect(answers(page)).to_have_text([GREETING, "Time to drink", "You said: yes"])
        await expect(page.locator(".buttons")).to_have_count(0)
        assert chat_server.received[-1]["button"] == "yes"


async def test_a_reader_who_scrolled_up_is_left_alone_and_told(browser, chat_server):
    async with visitor(browser, viewport={"width": 500, "height": 400}) as context:
        page = await visit(context, chat_server)
        await expect(answers(page)).to_have_count(1)
        for number in range(12):
            await chat_server.say(f"line {number}")
        await expect(page.get_by_text("line 11", exact=True)).to_be_in_viewport()
        await page.locator(".log").evaluate("log => (log.scrollTop = 0)")
        await expect(page.locator(".pill")).to_be_visible()
        await chat_server.say("news")
        await expect(page.locator(".pill")).to_have_text("1 new message")
        assert await page.locator(".log").evaluate("log => log.scrollTop") == 0
        await page.locator(".pill").click()
        await expect(page.get_by_text("news", exact=True)).to_be_in_viewport()
        await expect(page.locator(".pill")).to_be_hidden()


async def test_older_messages_come_when_asked_for(browser, chat_server):
    async with visitor(browser) as context:
        page = await visit(context, chat_server)
        await expect(answers(page)).to_have_count(1)
        for number in range(130):
            await chat_server.say(f"line {number}")
        await expect(answers(page)).to_have_count(131)
        await page.reload()
        await expect(answers(page)).to_have_count(100)
        await page.get_by_role("button", name="Earlier messages").click()
        await expect(answers(page)).to_have_count(131)
        await expect(page.get_by_role("button", name="Earlier messages")).to_be_hidden()


async def test_starting_over_asks_first_and_marks_the_place(browser, chat_server):
    async with visitor(browser) as context:
        page = await visit(context, chat_server)
        await expect(answers(page)).to_have_count(1)
        await page.get_by_role("button", name="Start over").click()
        await page.get_by_role("button", name="Cancel").click()
        assert len(chat_server.received) == 1
        await page.get_by_role("button", name="Start over").click()
        await page.get_by_role("dialog").get_by_role("button", name="Start over").click()
        await expect(answers(page)).to_have_text([GREETING, GREETING])
        await expect(page.locator(".day.restart")).to_have_text("Started over")
        assert chat_server.received[-1] == {"type": "start", "restart": True}


async def test_the_title_counts_what_came_unseen(browser, chat_server):
    async with visitor(browser) as context:
        page = await visit(context, chat_server)
        await expect(answers(page)).to_have_count(1)
        hide = "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });"
        turn = hide + "document.dispatchEvent(new Event('visibilitychange')); }"
        await page.evaluate(turn, True)
        await chat_server.say("psst")
        await expect(page).to_have_title("(1) Help desk")
        await page.evaluate(turn, False)
        await expect(page).to_have_title("Help desk")


async def test_a_denied_visitor_is_told_and_may_sign_in(browser, chat_server):
    chat_server.is_private = True
    async with visitor(browser, ("status of 401",)) as context:
        page = await visit(context, chat_server)
        await expect(page.get_by_role("heading", name="This chat is not open to you")).to_be_visible()
        await expect(page.get_by_role("textbox", name="Write a message")).to_be_hidden()
        await page.get_by_label("E-mail").fill("ann@example.com")
        await page.get_by_label("Password").fill("wrong")
        await page.get_by_role("button", name="Sign in").click()
        await expect(page.get_by_text("E-mail or password is wrong.")).to_be_visible()
        await page.get_by_label("Password").fill("right")
        await page.get_by_role("button", name="Sign in").click()
        await expect(answers(page)).to_have_text([GREETING])
        await expect(page.get_by_role("button", name="Sign out")).to_be_visible()


async def test_a_channel_that_does_not_exist_looks_like_a_closed_one(browser, chat_server):
    chat_server.channel_id, real = "0199aaaa-0000-7000-8000-000000000000", chat_server.channel_id
    async with visitor(browser) as context:
        page = await context.new_page()
        await page.goto(f"{chat_server.base_url}/chat/{real}")
        await expect(page.get_by_role("heading", name="This chat is not open to you")).to_be_visible()


async def test_a_russian_browser_gets_russian(browser, chat_server):
    async with visitor(browser, locale="ru-RU") as context:
        page = await visit(context, chat_server)
        await expect(page.get_by_role("textbox", name="Напишите сообщение")).to_be_visible()
        await expect(page.locator(".day")).to_have_text("Сегодня")
        await expect(page.locator("html")).to_have_attribute("lang", "ru")


@pytest.mark.parametrize(
    ("scheme", "query", "is_dark"),
    [
        ("light", "", False),
        ("dark", "", True),
        ("light", "?theme=dark", True),
        ("dark", "?theme=light", False),
    ],
)
async def test_the_theme_follows_the_system_unless_told(browser, chat_server, scheme, query, is_dark):
    async with visitor(browser, color_scheme=scheme) as context:
        page = await visit(context, chat_server, query)
        await expect(page.get_by_role("textbox")).to_be_visible()
        await at_rest(page)
        ground = await page.locator(".chat").evaluate("node => getComputedStyle(node).backgroundColor")
        assert (sum(map(int, re.findall(r"\d+", ground))) < 200) is is_dark


async def test_a_phone_has_no_sideways_scroll_and_nothing_small_to_tap(browser, chat_server):
    async with visitor(browser, **PHONE) as context:
        page = await visit(context, chat_server)
        await expect(page.locator(".buttons")).to_be_visible()
        await chat_server.say(
            "w" * 400, buttons=[{"text": "a" * 200, "value": "a"}, {"text": "b", "value": "b"}]
        )
        await expect(answers(page)).to_have_count(2)
        wide = "nodes => nodes.filter((n) => n.scrollWidth > n.clientWidth + 1).length"
        assert await page.locator(".log, .chat, .bubble").evaluate_all(wide) == 0
        sizes = await page.locator("button:visible").evaluate_all("nodes => nodes.map((n) => n.offsetHeight)")
        assert min(sizes) >= 44
        font = await page.get_by_role("textbox").evaluate(
            "node => parseFloat(getComputedStyle(node).fontSize)"
        )
        assert font >= 16  # below it a phone zooms in on focus


async def test_the_log_and_its_controls_have_names_for_a_screen_reader(browser, chat_server):
    async with visitor(browser) as context:
        page = await visit(context, chat_server)
        log = page.get_by_role("log", name="Messages")
        await expect(log).to_have_attribute("aria-live", "polite")
        await expect(log.get_by_role("group", name="Choose a reply")).to_be_visible()
        await expect(log.get_by_role("article", name="Bot")).to_have_count(1)
        nameless = "nodes => nodes.filter((n) => !n.ariaLabel && !n.textContent.trim()).length"
        assert await page.locator("button:visible").evaluate_all(nameless) == 0


@pytest.mark.parametrize(("locale", "scheme"), EVERY_LOOK)
async def test_open_or_closed_to_one_it_is_accessible_in_both_themes_and_languages(
    browser, chat_server, locale, scheme
):
    async with visitor(browser, locale=locale, color_scheme=scheme) as context:
        page = await visit(context, chat_server)
        await expect(page.locator(".buttons button")).to_have_count(2)
        await write(page, "See https://a.example")
        await expect(answers(page)).to_have_count(2)
        await expect_accessible(page)
        await page.locator("header .tool:visible").last.click()
        await expect(page.get_by_role("dialog")).to_be_visible()
        await expect_accessible(page)
        chat_server.is_private = True
        closed = await visit(context, chat_server)
        await expect(closed.locator(".gate form")).to_be_visible()
        await expect_accessible(closed)


async def test_the_element_works_in_a_page_of_somebody_else(browser, chat_server):
    async with visitor(browser, ("favicon", "status of 404")) as context:
        page = await context.new_page()
        await page.goto(chat_server.base_url.replace("127.0.0.1", "localhost") + "/shop/empty")
        await page.evaluate(EMBED, [chat_server.base_url, chat_server.channel_id])
        await expect(answers(page)).to_have_text([GREETING])
        await expect(page.get_by_role("textbox", name="Напишите сообщение")).to_be_visible()


async def test_no_password_is_asked_for_in_a_page_of_somebody_else(browser, chat_server):
    chat_server.is_private = True
    async with visitor(browser, ("favicon", "status of 404")) as context:
        page = await context.new_page()
        await page.goto(chat_server.base_url.replace("127.0.0.1", "localhost") + "/shop/empty")
        await page.evaluate(EMBED, [chat_server.base_url, chat_server.channel_id])
        await expect(page.get_by_role("heading", name="Этот чат для вас закрыт")).to_be_visible()
        await expect(page.locator("input:visible")).to_have_count(0)
        chat_server.is_private = False
        await page.get_by_role("button", name="Повторить").click()
        await expect(answers(page)).to_have_text([GREETING])


async def test_the_page_is_usable_soon_after_navigation(browser, chat_server, record_property):
    """A figure, not a promise: machines differ."""
    async with visitor(browser) as context:
        page = await visit(context, chat_server)
        await expect(page.get_by_role("textbox")).to_be_focused()
        await page.reload()
        await expect(page.get_by_role("textbox")).to_be_focused()
        await expect(answers(page)).to_have_count(1)
        usable = await page.evaluate("performance.getEntriesByName('dbcv-usable')[0].startTime")
        record_property("usable_ms", round(usable))
        sys.stdout.write(f"chat page: input usable {usable:.0f} ms after navigation\n")
