"""The widgets of the catalogue on the chat page: what is drawn and what an answer carries."""

import pytest
from chat_visitor import answers, framed, inside, own, visit, visitor
from playwright.async_api import expect

from app.engine.document.widget import WIDGETS

CARDS = [
    {"title": "Margherita", "text": "Tomato, basil", "image": "/icon.svg",
     "buttons": [{"text": "Take it", "value": "pizza-1"}, {"text": "Recipe", "url": "https://a.example/r"}]},
    {"title": "Bad link", "buttons": [{"text": "Trap", "url": "javascript:alert(1)"}]},
]  # fmt: skip
FIELDS = [
    {"name": "who", "label": "Your name", "required": True},
    {"name": "mail", "type": "email"},
    {"name": "seats", "label": "Seats", "type": "number", "value": 2},
    {"name": "day", "label": "Day", "type": "date"},
    {"name": "dish", "label": "Dish", "type": "select", "options": [{"text": "Fish", "value": "f"}]},
    {"name": "extras", "label": "Extras", "type": "multiselect",
     "options": [{"text": "Bread"}, {"text": "Salad", "value": "s"}]},
    {"name": "news", "label": "News by mail", "type": "checkbox"},
    {"name": "note", "label": "Note", "type": "textarea"},
]  # fmt: skip
PROPS = {
    "form": {"title": "A table", "fields": FIELDS, "submit": "Book"},
    "cards": {"cards": CARDS},
    "carousel": {"cards": CARDS},
    "date": {"label": "Day", "min": "2026-11-21", "max": "2026-12-01T10:00"},
    "rating": {"label": "Your visit", "max": 3},
    "file": {"label": "A photo of the meter"},
    "location": {"label": "Where are you?"},
}
LOCATED = {"geolocation": {"latitude": 48.25, "longitude": 16.5}, "permissions": ["geolocation"]}


async def shown(context, server, kind, text="", **more):
    page = await visit(context, server, more.pop("query", ""))
    await expect(answers(page)).to_have_count(1)
    await server.say(text, widget={"type": kind, "props": {**PROPS[kind], **more}})
    return page


async def answer(server):
    await server.wait_for(lambda: bool(server.texts_received()))
    return server.received[-1]


@pytest.mark.parametrize("kind", WIDGETS)
async def test_every_widget_of_the_catalogue_is_drawn(browser, chat_server, kind):
    async with visitor(browser) as context:
        page = await shown(context, chat_server, kind)
        await expect(framed(page).locator("body > *")).to_be_visible()
        await expect(page.locator(".note")).to_have_count(0)


async def test_stars_send_their_number_and_go(browser, chat_server):
    async with visitor(browser) as context:
        page = await shown(context, chat_server, "rating")
        group = framed(page).get_by_role("group", name="Your visit")
        await expect(group.get_by_role("button")).to_have_count(3)
        await group.get_by_role("button", name="2 stars").click()
        said = await answer(chat_server)
        assert (said["text"], said["params"]) == ("2", {"rating": 2})
        await expect(page.locator(".widget")).to_have_count(0)
        await expect(page.locator(".note")).to_have_text("Your visit")


@pytest.mark.parametrize(
    ("mode", "typed"), [("date", "2026-11-25"), ("time", "09:30"), ("datetime", "2026-11-25T09:30")]
)
async def test_a_moment_is_chosen_within_its_bounds(browser, chat_server, mode, typed):
    async with visitor(browser) as context:
        page = await shown(context, chat_server, "date", mode=mode)
        field = framed(page).get_by_label("Day")
        await field.fill(typed)
        await framed(page).get_by_role("button", name="Send").click()
        said = await answer(chat_server)
        assert (said["text"], said["params"]) == (typed, {"date": typed})


async def test_a_day_out_of_bounds_is_not_sent(browser, chat_server):
    async with visitor(browser) as context:
        page = await shown(context, chat_server, "date")
        await framed(page).get_by_label("Day").fill("2026-12-02")
        await framed(page).get_by_role("button", name="Send").click()
        assert await framed(page).get_by_label("Day").evaluate("field => field.validity.rangeOverflow")
        assert chat_server.texts_received() == []


async def test_a_form_asks_for_what_it_needs_and_sends_answers_by_name(browser, chat_server):
    async with visitor(browser) as context:
        page = await shown(context, chat_server, "form")
        form = framed(page).locator("form")
        await form.get_by_role("button", name="Book").click()
        assert chat_server.texts_received() == []
        await form.get_by_label("Your name").fill("Ann")
        await form.get_by_label("Dish").select_option("f")
        await form.get_by_label("Salad").check()
        await form.get_by_label("Note").fill("By the window\nplease")
        await form.get_by_role("button", name="Book").click()
        said = await answer(chat_server)
        assert said["params"]["form"] == {
            "who": "Ann", "mail": "", "seats": 2, "day": "", "dish": "f", "extras": ["s"], "news": False,
            "note": "By the window\nplease",
        }  # fmt: skip
        assert said["text"] == "Ann\n2\nFish\nSalad\nNews by mail: no\nBy the window\nplease"
        await expect(own(page)).to_have_text([said["text"]])


@pytest.mark.parametrize("kind", ["cards", "carousel"])
async def test_cards_send_the_value_of_a_button_and_stay_to_be_looked_at(browser, chat_server, kind):
    async with visitor(browser) as context:
        page = await shown(context, chat_server, kind, text="Our menu")
        inside = framed(page)
        await expect(inside.get_by_role("link")).to_have_text(["Recipe"])
        await expect(inside.get_by_text("Trap")).to_have_count(0)
        await inside.get_by_role("button", name="Take it").click()
        said = await answer(chat_server)
        assert (said["text"], said["button"]) == ("Take it", "pizza-1")
        await expect(inside.get_by_role("heading", name="Margherita")).to_be_visible()
        await expect(inside.get_by_role("button", name="Take it")).to_have_count(0)


async def test_a_place_is_sent_only_when_asked_for(browser, chat_server):
    async with visitor(browser, **LOCATED) as context:
        page = await shown(context, chat_server, "location")
        assert chat_server.texts_received() == []
        await framed(page).get_by_role("button", name="Send my location").click()
        said = await answer(chat_server)
        assert said["text"] == "48.25,16.5"
        assert said["params"] == {"location": {"latitude": 48.25, "longitude": 16.5}}


async def test_a_file_that_is_asked_for_is_chosen_like_any_other(browser, chat_server):
    async with visitor(browser) as context:
        page = await shown(context, chat_server, "file")
        async with page.expect_file_chooser():
            await framed(page).get_by_role("button").click()


async def test_a_file_that_is_asked_for_is_of_the_kind_and_size_that_is_asked_for(browser, chat_server):
    async with visitor(browser) as context:
        asked = {"accept": ["image/*", ".pdf"], "max_size": 2_000_000, "multiple": True}
        page = await shown(context, chat_server, "file", **asked)
        async with page.expect_file_chooser() as opened:
            await framed(page).get_by_role("button", name="Attach files").click()
        chooser = await opened.value
        assert chooser.is_multiple()
        assert await chooser.element.get_attribute("accept") == "image/*,.pdf"
        large = {"name": "large.pdf", "mimeType": "application/pdf", "buffer": b"x" * 2_000_001}
        small = {"name": "small.pdf", "mimeType": "application/pdf", "buffer": b"x" * 2_000}
        await chooser.set_files([large, small])
        await expect(page.locator(".tray .failed")).to_contain_text("The file is too large (at most 1.9 MB)")
        await expect(page.locator(".tray .ready")).to_contain_text("small.pdf")
        await page.get_by_role("button", name="Send", exact=True).click()
        said = await answer(chat_server)
        assert [one["name"] for one in said["attachments"]] == ["small.pdf"]
        async with page.expect_file_chooser() as opened:  # unasked, any file will do
            await page.get_by_role("button", name="Attach files").click()
        assert not await (await opened.value).element.get_attribute("accept")


async def test_a_widget_taller_than_the_chat_is_shown_from_its_top_and_stays_where_it_is_read(
    browser, chat_server
):
    async with visitor(browser, viewport={"width": 500, "height": 500}) as context:
        page = await shown(context, chat_server, "form")
        content = framed(page)
        await expect(content.get_by_role("heading", name="A table")).to_be_in_viewport()
        height = await (await inside(page)).evaluate(
            "Math.ceil(document.body.getBoundingClientRect().height)"
        )
        await expect(page.locator("iframe.widget")).to_have_css("height", f"{height}px")
        await expect(content.get_by_role("button", name="Book")).not_to_be_in_viewport()
        log = page.locator(".log")
        await log.evaluate("log => (log.scrollTop += 150)")
        place = await log.evaluate("log => log.scrollTop")
        await page.get_by_role("textbox", name="Write a message").fill("one\ntwo\nthree")
        await chat_server.broadcast({"type": "typing"})
        await expect(page.locator(".typing")).to_be_visible()
        assert await log.evaluate("log => log.scrollTop") == place


async def test_a_carousel_stays_where_it_is_when_it_is_answered(browser, chat_server):
    cards = [{"title": name, "buttons": [{"text": "Take it", "value": name}]} for name in "abcdef"]
    async with visitor(browser) as context:
        page = await shown(context, chat_server, "carousel", cards=cards)
        inside = framed(page)
        await inside.get_by_role("button").last.click()
        await answer(chat_server)
        await expect(inside.get_by_role("button")).to_have_count(0)
        await expect(inside.get_by_role("heading", name="f")).to_be_in_viewport()


async def test_where_the_browser_tells_no_place_the_visitor_is_told(browser, chat_server):
    async with visitor(browser, locale="ru-RU") as context:
        page = await shown(context, chat_server, "location")
        await framed(page).get_by_role("button", name="Отправить, где я").click()
        await expect(framed(page).locator(".wrong")).to_have_text(
            "Браузер не сообщает, где вы. Напишите это словами."
        )


async def test_a_widget_nobody_knows_shows_nothing_beside_a_text_and_says_so_alone(browser, chat_server):
    async with visitor(browser) as context:
        page = await visit(context, chat_server)
        await expect(answers(page)).to_have_count(1)
        strange = {"type": "constructor", "props": {}}
        await chat_server.say("Choose", widget=strange)
        await expect(answers(page)).to_have_count(2)
        await expect(page.locator(".note, .widget")).to_have_count(0)
        await chat_server.say(widget=strange)
        await expect(page.locator(".note")).to_have_text("This part of the message cannot be shown here.")


async def test_hostile_settings_of_a_widget_run_nothing(browser, chat_server):
    hostile = '<img src=x onerror="alert(1)">'
    async with visitor(browser) as context:
        page = await visit(context, chat_server)
        await expect(answers(page)).to_have_count(1)
        card = {
            "title": hostile,
            "text": hostile,
            "image": "javascript:alert(1)",
            "buttons": [None, 7, hostile],
        }
        widgets = (
            {"type": "cards", "props": {"cards": [card, None, "x"]}},
            {
                "type": "form",
                "props": {"title": hostile, "fields": [{"name": "__proto__", "label": hostile}, 5]},
            },
            {"type": "rating", "props": {"label": hostile, "max": "1e99"}},
            {"type": "date", "props": {"min": hostile}},
        )
        for place, widget in enumerate(widgets, start=1):
            await chat_server.say(widget=widget)
            content = page.locator("article").nth(place).frame_locator("iframe.widget")
            await expect(content.locator("body > *")).to_be_visible()
            assert await content.locator("body :is(img, script)").count() == 0


async def test_a_button_under_a_resting_pointer_does_not_look_chosen(browser, chat_server):
    async with visitor(browser) as context:
        page = await visit(context, chat_server)
        button = page.get_by_role("button", name="Yes, I am")
        plain = await button.evaluate("node => getComputedStyle(node).backgroundColor")
        for place in (5, 9):
            await button.hover(position={"x": place, "y": place})
        await expect(button).not_to_have_css("background-color", plain)
        await button.click()
        await expect(answers(page)).to_have_count(2)
        await chat_server.say("Again?", buttons=[{"text": "Yes, once more", "value": "y"}])
        again = page.get_by_role("button", name="Yes, once more")
        await expect(again).to_be_visible()
        await expect(page.locator(".log.pointed")).to_have_count(0)
        await expect(again).to_have_css("background-color", plain)
