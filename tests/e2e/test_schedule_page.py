"""What a bot says by itself, against a whole system: made, seen to come, paused, sent by hand, looked up."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from axe import LOOKS, expect_accessible_in_both
from chat_visitor import answers, visitor, write
from editor_author import SLOW, signed_in
from editor_drafts import Drafts, opened
from playwright.async_api import Locator, Page, expect

from eventually import eventually

PHONE = {"width": 390, "height": 844}
REFUSED = ("status of 422",)

ASKING: dict[str, Any] = {
    "dbcv": 1,
    "kind": "bot",
    "name": "Shop",
    "first_step": "size",
    "steps": [
        {
            "id": "size",
            "message": {"text": "Which size?", "buttons": [{"text": "Small", "value": "s"}]},
            "groups": [
                {
                    "id": "sized",
                    "connections": [
                        {
                            "id": "small",
                            "rules": {"field": "message.text", "operator": "equal", "value": "s"},
                            "to": "chosen",
                        }
                    ],
                }
            ],
        },
        {"id": "chosen", "message": {"text": "Small it is."}},
    ],
}

VISITS: dict[str, Any] = {
    "dbcv": 1,
    "kind": "bot",
    "name": "Clinic",
    "first_step": "when",
    "steps": [
        {
            "id": "when",
            "message": {"text": "When do you come?"},
            "groups": [
                {
                    "id": "told",
                    "set": [{"variable": "user.visit", "value": "{$message.text$}"}],
                    "connections": [{"id": "on", "to": "noted"}],
                }
            ],
        },
        {"id": "noted", "message": {"text": "Noted."}},
    ],
}

pytestmark = pytest.mark.timeout(900)


def live_bot(drafts: Drafts) -> tuple[str, str]:
    """A published bot, and a channel where everybody may talk with it."""
    bot = drafts.make()
    drafts.publish(bot)
    return bot, drafts.channel(bot)


def scheduled(drafts: Drafts, bot: str, name: str, schedule: dict[str, Any], **more: Any) -> str:
    wanted = {"bot_id": bot, "name": name, "message": {"text": f"{name}!"}, "schedule": schedule, **more}
    return drafts.call("POST", "/emitters", json=wanted).json()["id"]


def emitters(drafts: Drafts, bot: str) -> list[dict[str, Any]]:
    return drafts.call("GET", "/emitters", params={"bot_id": bot}).json()["items"]


async def choose(within: Page | Locator, page: Page, label: str, option: str) -> None:
    await within.get_by_role("combobox", name=label, exact=True).click()
    await page.get_by_role("option", name=option, exact=True).click()


async def write_message(dialog: Locator, page: Page, name: str, text: str) -> None:
    await dialog.get_by_label("Name").fill(name)
    await dialog.get_by_role("textbox", name="Text of the message").click(timeout=SLOW)
    await page.keyboard.insert_text(text)


def row(page: Page, name: str) -> Locator:
    return page.get_by_role("article", name=name)


async def test_a_message_is_made_seen_to_come_paused_and_sent_by_hand(browser, system, drafts):
    bot, channel = live_bot(drafts)
    async with visitor(browser) as talking, visitor(browser, timezone_id="Asia/Tokyo") as context:
        chat = await talking.new_page()
        await chat.goto(f"{system.url}/chat/{channel}")
        await expect(answers(chat).first).to_have_text("Hi there", timeout=SLOW)
        page = await opened(context, system, bot)
        await page.get_by_role("button", name="More", exact=True).click(timeout=SLOW)
        await page.get_by_role("menuitem", name="Schedule").click()
        await page.get_by_role("button", name="New message").click(timeout=SLOW)
        dialog = page.get_by_role("dialog", name="New message")
        await write_message(dialog, page, "Morning news", "Good morning!")
        await dialog.get_by_role("button", name="Add a button").click()
        await dialog.get_by_label("On the button").fill("More")
        await dialog.get_by_label("Time", exact=True).fill("08:30")
        coming = dialog.get_by_role("region", name="The next times").get_by_role("listitem")
        await expect(coming).to_have_count(5, timeout=SLOW)
        await expect(coming.first).to_contain_text("08:30", timeout=SLOW)
        await dialog.get_by_role("button", name="Save").click()
        await expect(dialog).to_have_count(0, timeout=SLOW)

        calendar = page.get_by_role("region", name="What is coming")
        await expect(calendar.get_by_role("button", name="Morning news")).to_have_count(7, timeout=SLOW)
        await expect(calendar.get_by_text("08:30")).to_have_count(7)
        news = row(page, "Morning news")
        await expect(news).to_contain_text("Every day at 08:30")
        (made,) = emitters(drafts, bot)
        assert made["message"] == {"text": "Good morning!", "buttons": [{"text": "More"}]}
        assert made["schedule"]["crons"][0]["timezone"] == "Asia/Tokyo"

        await news.get_by_role("button", name="Pause Morning news").click()
        await expect(news).to_contain_text("Paused", timeout=SLOW)
        await expect(calendar).to_contain_text("Nothing will be sent in the next 7 days.", timeout=SLOW)
        await news.get_by_role("button", name="Resume Morning news").click()
        await expect(calendar.get_by_role("button", name="Morning news")).to_have_count(7, timeout=SLOW)

        await news.get_by_role("button", name="Send Morning news now").click()
        question = page.get_by_role("dialog", name="Send “Morning news” now?")
        await expect(question).to_contain_text("Everybody will get it.")
        await question.get_by_role("button", name="Send now").click()
        await expect(news).to_contain_text("1 sent", timeout=SLOW)
        await news.get_by_role("button", name="History of Morning news").click()
        runs = page.get_by_role("dialog", name="History of “Morning news”").get_by_role("listitem")
        await expect(runs).to_have_count(1, timeout=SLOW)
        await expect(runs).to_contain_text("sent by hand")
        await expect(answers(chat).last).to_have_text("Good morning!", timeout=SLOW)


async def test_a_reminder_takes_no_buttons_from_a_question_that_is_open(browser, system, drafts):
    bot = drafts.make(ASKING)
    drafts.publish(bot)
    channel = drafts.channel(bot)
    reminder = scheduled(drafts, bot, "Tea", {"after": 10**6})
    async with visitor(browser) as talking:
        chat = await talking.new_page()
        await chat.goto(f"{system.url}/chat/{channel}")
        small = chat.get_by_role("button", name="Small")
        await expect(small).to_be_visible(timeout=SLOW)
        drafts.call("POST", f"/emitters/{reminder}/run")
        await expect(answers(chat)).to_have_text(["Which size?", "Tea!"], timeout=SLOW)
        await expect(small).to_be_visible()

        await small.click()

        await expect(answers(chat)).to_have_text(["Which size?", "Tea!", "Small it is."], timeout=SLOW)
        await expect(chat.locator(".buttons")).to_have_count(0)


async def test_a_message_is_made_and_paused_beside_the_canvas(browser, system, drafts):
    bot, _ = live_bot(drafts)
    async with visitor(browser) as context:
        page = await opened(context, system, bot)
        await page.get_by_role("button", name="Schedule", exact=True).click(timeout=SLOW)
        beside = page.get_by_role("complementary", name="Schedule")
        await expect(beside.get_by_text("The bot says nothing by itself yet")).to_be_visible(timeout=SLOW)
        await beside.get_by_role("button", name="New message").click()
        dialog = page.get_by_role("dialog", name="New message")
        await write_message(dialog, page, "Morning news", "Good morning!")
        await dialog.get_by_role("button", name="Save").click()
        await expect(dialog).to_have_count(0, timeout=SLOW)

        news = row(page, "Morning news")
        await expect(news).to_contain_text("Every day at", timeout=SLOW)
        await news.get_by_role("button", name="Pause Morning news").click()
        await expect(news).to_contain_text("Paused", timeout=SLOW)
        (made,) = emitters(drafts, bot)
        assert made["is_paused"]

        await news.get_by_role("button", name="Every day at").click()
        changing = page.get_by_role("dialog", name="Change the message")
        await expect(changing.get_by_label("Name")).to_have_value("Morning news", timeout=SLOW)
        await page.keyboard.press("Escape")
        await expect(news.get_by_role("button", name="Every day at")).to_be_focused(timeout=SLOW)


async def test_beside_the_canvas_too_it_is_told_that_a_paused_bot_sends_nothing(browser, system, drafts):
    bot, _ = live_bot(drafts)
    drafts.call("POST", f"/bots/{bot}/pause")
    async with visitor(browser) as context:
        page = await opened(context, system, bot)
        await page.get_by_role("button", name="Schedule", exact=True).click(timeout=SLOW)
        beside = page.get_by_role("complementary", name="Schedule")
        await expect(beside.get_by_text("The bot is paused: nothing is sent")).to_be_visible(timeout=SLOW)


async def test_only_those_who_are_chosen_get_it(browser, system, drafts):
    bot, channel = live_bot(drafts)
    scheduled(drafts, bot, "Surprise", {"every": 86_400})
    async with visitor(browser) as talking, visitor(browser) as context:
        chat = await talking.new_page()
        await chat.goto(f"{system.url}/chat/{channel}")
        await expect(answers(chat).first).to_have_text("Hi there", timeout=SLOW)

        page = await signed_in(context, system, f"/bots/{bot}/schedule")
        surprise = row(page, "Surprise")
        await surprise.get_by_role("button", name="Surprise", exact=True).click(timeout=SLOW)
        dialog = page.get_by_role("dialog", name="Change the message")
        await dialog.get_by_role("radio", name="People I choose").check(timeout=SLOW)
        await dialog.get_by_placeholder("Find by name").click()
        await page.get_by_role("option").first.click(timeout=SLOW)
        await dialog.get_by_role("button", name="Save").click()
        await expect(surprise).to_contain_text("1 person", timeout=SLOW)
        await surprise.get_by_role("button", name="Send Surprise now").click()
        question = page.get_by_role("dialog", name="Send “Surprise” now?")
        await expect(question).to_contain_text("1 person will get it.")
        await question.get_by_role("button", name="Send now").click()
        await expect(answers(chat).last).to_have_text("Surprise!", timeout=SLOW)


async def test_what_is_wrong_is_told_at_its_field_and_nothing_is_lost(browser, system, drafts):
    bot, _ = live_bot(drafts)
    async with visitor(browser, REFUSED) as context:
        page = await signed_in(context, system, f"/bots/{bot}/schedule")
        await page.get_by_role("button", name="New message").click(timeout=SLOW)
        dialog = page.get_by_role("dialog", name="New message")
        await dialog.get_by_role("button", name="Save").click(timeout=SLOW)
        name = dialog.get_by_label("Name")
        await expect(name).to_be_focused()
        await expect(name).to_have_accessible_description(re.compile("Give it a name"))
        await expect(dialog.get_by_text("Write what is sent")).to_be_visible()
        await write_message(dialog, page, "Never", "Hello")
        await choose(dialog, page, "How often", "By cron, for experts")
        await dialog.get_by_label("Hour", exact=True).fill("25")
        await dialog.get_by_role("button", name="Save").click()
        hour = dialog.get_by_label("Hour", exact=True)
        await expect(hour).to_have_accessible_description(re.compile("An hour from 0 to 23"), timeout=SLOW)
        await page.keyboard.press("Escape")
        question = page.get_by_role("dialog", name="Leave without saving?")
        await question.get_by_role("button", name="Go on editing").click()
        await dialog.get_by_label("Hour", exact=True).fill("9-17")
        await dialog.get_by_role("button", name="Save").click()
        await expect(row(page, "Never")).to_contain_text("hour 9-17", timeout=SLOW)


async def test_one_is_changed_to_a_date_of_people_by_rules_and_deleted(browser, system, drafts):
    bot, _ = live_bot(drafts)
    rules = {"field": "user.news", "operator": "equal", "value": True}
    audience = {"kind": "rules", "rules": rules}
    emitter = scheduled(drafts, bot, "Renewal", {"crons": [{"hour": "9"}]}, audience=audience)
    async with visitor(browser) as context:
        page = await signed_in(context, system, f"/bots/{bot}/schedule")
        await row(page, "Renewal").get_by_role("button", name="Renewal", exact=True).click(timeout=SLOW)
        dialog = page.get_by_role("dialog", name="Change the message")
        await choose(dialog, page, "How often", "By a date of each person")
        await dialog.get_by_label("Variable with the date").fill("user.renewal")
        await page.keyboard.press("Tab")
        await dialog.get_by_label("How many", exact=True).fill("3")
        await choose(dialog, page, "Again", "Every year")
        await dialog.get_by_role("switch", name="Quiet hours").check()
        await expect(dialog.get_by_role("region", name="The next times")).to_contain_text("by their date")
        await dialog.get_by_role("button", name="Save").click()
        said = "3 days before user.renewal at 09:00, every year"
        await expect(row(page, "Renewal")).to_contain_text(said, timeout=SLOW)
        changed = drafts.call("GET", f"/emitters/{emitter}").json()
        date = {"variable": "user.renewal", "days": -3, "seconds": 0, "time": "09:00", "repeat": "year"}
        assert changed["schedule"]["date"] == date
        assert changed["schedule"]["quiet"] == {"start": "22:00", "end": "08:00"}
        assert changed["audience"] == audience

        await row(page, "Renewal").get_by_role("button", name="More: Renewal").click()
        await page.get_by_role("menuitem", name="Delete").click()
        question = page.get_by_role("dialog", name="Delete “Renewal”?")
        await question.get_by_role("button", name="Delete for good").click()
        await expect(page.get_by_text("The bot says nothing by itself yet")).to_be_visible(timeout=SLOW)
    assert emitters(drafts, bot) == []


async def test_an_hour_before_a_persons_date_is_asked_for_in_hours(browser, system, drafts):
    bot = drafts.make(VISITS)
    drafts.publish(bot)
    channel = drafts.channel(bot)
    async with visitor(browser) as talking, visitor(browser) as context:
        page = await signed_in(context, system, f"/bots/{bot}/schedule")
        await page.get_by_role("button", name="New message").click(timeout=SLOW)
        dialog = page.get_by_role("dialog", name="New message")
        await write_message(dialog, page, "Visit soon", "In an hour!")
        await choose(dialog, page, "How often", "By a date of each person")
        variable = dialog.get_by_role("combobox", name="Variable with the date")
        await variable.click()
        await page.keyboard.type("user.vi")
        await page.keyboard.press("Enter")  # of the list, not of the form
        await expect(page.get_by_role("option", name="user.visit")).to_be_visible()
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("Enter")
        await expect(variable).to_have_value("user.visit")
        await choose(dialog, page, "Of what", "hours")
        await expect(dialog.get_by_label("Time of the day")).to_have_count(0)
        await dialog.get_by_role("button", name="Save").click()
        await expect(row(page, "Visit soon")).to_contain_text("1 hour before user.visit", timeout=SLOW)
        (made,) = emitters(drafts, bot)
        date = {"variable": "user.visit", "days": 0, "seconds": -3600, "time": None, "repeat": None}
        assert made["schedule"]["date"] == date

        chat = await talking.new_page()
        await chat.goto(f"{system.url}/chat/{channel}")
        await expect(answers(chat).first).to_have_text("When do you come?", timeout=SLOW)
        tomorrow = datetime.now(UTC) + timedelta(days=1)
        await write(chat, tomorrow.isoformat(timespec="minutes"))
        await expect(answers(chat).last).to_have_text("Noted.", timeout=SLOW)
        span = {"from": datetime.now(UTC).isoformat(), "to": (tomorrow + timedelta(days=1)).isoformat()}
        asked = {"bot_id": bot, "timezone": "UTC", **span}
        eventually(lambda: drafts.call("GET", "/emitters/calendar", params=asked).json()["items"])
        await page.reload()
        calendar = page.get_by_role("region", name="What is coming")
        coming = calendar.get_by_role("listitem").filter(has_text="Visit soon").last
        await expect(coming).to_contain_text("1 person", timeout=SLOW)


@pytest.mark.parametrize(("locale", "scheme"), LOOKS)
async def test_everybody_can_use_the_page(browser, system, drafts, locale, scheme):
    bot, _ = live_bot(drafts)
    looks = {"locale": locale, "color_scheme": scheme, "reduced_motion": "reduce"}
    async with visitor(browser, **looks) as context:
        page = await signed_in(context, system, f"/bots/{bot}/schedule")
        await expect(page.locator("main h2")).to_be_visible(timeout=SLOW)
        await expect_accessible_in_both(page)
        scheduled(drafts, bot, "Every minute " * 8, {"crons": [{"minute": "*"}]})
        scheduled(drafts, bot, "Paused", {"every": 3600}, is_paused=True)
        await page.reload()
        await expect(page.get_by_role("article")).to_have_count(2, timeout=SLOW)
        await expect_accessible_in_both(page)
        await page.set_viewport_size(PHONE)
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        await expect_accessible_in_both(page)
        await page.get_by_role("article").first.get_by_role("button").first.click()
        await expect(page.get_by_role("dialog").locator("form")).to_be_visible(timeout=SLOW)
        await expect(page.get_by_role("dialog").get_by_role("listitem").first).to_be_visible(timeout=SLOW)
        await expect_accessible_in_both(page)
