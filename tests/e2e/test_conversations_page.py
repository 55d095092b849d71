"""Conversations with end users, against a whole system: seen as they go, replayed, counted, forgotten."""

import json
import re
from typing import Any

import httpx
import pytest
from axe import LOOKS, expect_accessible, expect_accessible_in_both
from chat_visitor import visitor
from editor_author import SLOW, signed_in
from editor_drafts import Drafts
from playwright.async_api import Page, expect

from chaos.whole_system import System
from eventually import eventually

PHONE = {"width": 390, "height": 844}

pytestmark = pytest.mark.timeout(900)


def step(name: str, text: str, *ways: tuple[str, str], **message: Any) -> dict[str, Any]:
    """`ways`: what is answered, and where that leads."""
    connections = [
        {
            "id": f"{name}-{to}",
            "to": to,
            "rules": {
                "condition": "AND",
                "rules": [{"field": "message.text", "operator": "equal", "value": answer}],
            },
        }
        for answer, to in ways
    ]
    groups = [{"id": f"{name}-g", "connections": connections}] if ways else []
    return {"id": name, "name": name.capitalize(), "message": {"text": text, **message}, "groups": groups}


def quiz() -> dict[str, Any]:
    buttons = [{"text": "Four", "value": "4"}, {"text": "Five", "value": "5"}]
    medal = {"url": "https://files.invalid/medal.pdf", "type": "file", "name": "medal.pdf"}
    steps = [
        step("ask", "What is 2 + 2?", ("4", "right"), ("5", "wrong"), buttons=buttons),
        step("right", "Right!", attachments=[medal]),
        step("wrong", "Wrong. Again?", ("yes", "ask")),
    ]
    for number, one in enumerate(steps):
        one["position"] = {"x": number * 380, "y": 0}
    return {"dbcv": 1, "kind": "bot", "name": "Quiz", "first_step": "ask", "steps": steps}


class EndUser:
    """Somebody who talks with a bot in a public channel."""

    def __init__(self, system: System, channel: str, name: str) -> None:
        api = f"{system.url}/api/v1"
        tokens = httpx.post(f"{api}/auth/anonymous", json={"name": name}, timeout=60).json()
        self._headers = {"Authorization": f"Bearer {tokens['access_token']}"}
        self._channel = f"{api}/channels/{channel}"
        self._post("start", {}, heard=1)

    def says(self, text: str, heard: int) -> None:
        """And waits until there are so many messages, one's own included."""
        self._post("messages", {"text": text}, heard)

    def _post(self, what: str, body: dict[str, Any], heard: int) -> None:
        url = f"{self._channel}/{what}"
        assert httpx.post(url, json=body, headers=self._headers, timeout=60).is_success
        eventually(lambda: self._heard() >= heard)

    def _heard(self) -> int:
        answer = httpx.get(f"{self._channel}/messages", headers=self._headers, timeout=60)
        return len(answer.json()["items"])


def live_bot(drafts: Drafts) -> tuple[str, str]:
    """A published quiz, and a channel where everybody may talk with it."""
    bot = drafts.make(quiz())
    drafts.publish(bot)
    return bot, drafts.channel(bot)


def session_of(drafts: Drafts, bot: str, name: str) -> str:
    sessions = drafts.call("GET", f"/bots/{bot}/sessions").json()["items"]
    return next(one["id"] for one in sessions if one["person"]["name"] == name)


async def find_person(page: Page, name: str) -> None:
    await page.get_by_role("button", name="Find a person").click(timeout=SLOW)
    await page.get_by_role("dialog").get_by_label("Name or e-mail").fill(name)


async def test_a_conversation_is_seen_as_it_goes_and_lights_the_canvas(browser, system, drafts):
    bot, channel = live_bot(drafts)
    ada = EndUser(system, channel, "Ada")
    async with visitor(browser) as context:
        page = await signed_in(context, system, f"/bots/{bot}/conversations")
        await page.get_by_role("link", name="Ada").click(timeout=SLOW)
        log = page.get_by_role("log", name="What was said")
        await expect(log).to_contain_text("What is 2 + 2?", timeout=SLOW)
        ada.says("5", heard=3)
        await expect(log).to_contain_text("Wrong. Again?", timeout=SLOW)
        turn = page.get_by_role("group").filter(has_text="“5” → Wrong")
        await expect(turn).to_contain_text('answer is 4 saw "5"', timeout=SLOW)
        await page.get_by_role("tab", name="Variables").click()

        await page.get_by_role("link", name="Show on the canvas").click()
        turns = page.get_by_role("navigation", name="Turns")
        await expect(turns.get_by_role("button", name="“5”")).to_be_visible(timeout=SLOW)
        await expect(page.locator("[data-step=wrong]")).to_have_attribute("data-lit", "true", timeout=SLOW)
        await expect(turns).to_contain_text("live", timeout=SLOW)
        ada.says("yes", heard=5)
        await expect(page.locator("[data-step=ask]")).to_have_attribute("data-lit", "true", timeout=SLOW)
        ada.says("4", heard=7)
        await expect(turns.get_by_role("button", name="“4”")).to_be_visible(timeout=SLOW)
        await expect(page.locator("[data-step=right]")).to_have_attribute("data-lit", "true", timeout=SLOW)
        await turns.get_by_role("button", name="“5”").click()
        await expect(page.locator("[data-step=wrong]")).to_have_attribute("data-lit", "true")
        await turns.get_by_role("link", name="Ada").click()
        await expect(log).to_contain_text("medal.pdf", timeout=SLOW)


async def test_a_conversation_is_replayed_on_the_draft(browser, system, drafts):
    bot, channel = live_bot(drafts)
    EndUser(system, channel, "Grace").says("5", heard=3)
    session = session_of(drafts, bot, "Grace")
    async with visitor(browser) as context:
        page = await signed_in(context, system, f"/bots/{bot}/conversations/{session}")
        await page.get_by_role("tab", name="Replay").click(timeout=SLOW)
        replay = page.get_by_role("tabpanel", name="Replay")
        await replay.get_by_role("button", name="Replay on the draft").click()
        await expect(replay).to_contain_text("The draft would say the same.", timeout=SLOW)
        text = {"op": "set", "path": "steps.wrong.message.text", "value": "Not quite."}
        drafts.change(bot, text)
        await replay.get_by_role("button", name="Replay on the draft").click()
        await expect(replay).to_contain_text("another way from turn 2 on", timeout=SLOW)
        await expect(replay.get_by_role("definition").filter(has_text="Wrong. Again?")).to_be_visible()
        await expect(replay.get_by_role("definition").filter(has_text="Not quite.")).to_be_visible()


async def test_what_a_person_said_becomes_a_kept_test_that_opens_in_the_test_chat(browser, system, drafts):
    bot, channel = live_bot(drafts)
    EndUser(system, channel, "Linus").says("5", heard=3)
    session = session_of(drafts, bot, "Linus")
    async with visitor(browser) as context:
        page = await signed_in(context, system, f"/bots/{bot}/conversations/{session}")
        await page.get_by_role("button", name="Keep as a test").click(timeout=SLOW)
        dialog = page.get_by_role("dialog", name="Keep as a test of the bot")
        await dialog.get_by_label("What it shows").fill("Five is wrong")
        await expect_accessible(page)
        await dialog.get_by_label("What it shows").press("Enter")
        talk = page.get_by_role("region", name="Talk")
        await expect(talk).to_contain_text("Wrong. Again?", timeout=SLOW)
        await expect(page).not_to_have_url(re.compile("test="))
        await expect(page.locator("[data-step=wrong]")).to_have_attribute("data-lit", "true", timeout=SLOW)

        await page.get_by_role("tab", name="Tests").click()
        tests = page.get_by_role("tabpanel", name="Tests")
        await expect(tests.get_by_role("listitem")).to_contain_text("Five is wrong", timeout=SLOW)
        await tests.get_by_role("button", name="Run all").click()
        await expect(tests.get_by_role("img", name="Green")).to_be_visible(timeout=SLOW)
    (kept,) = drafts.draft(bot)["document"]["tests"]
    assert [(turn.get("user"), turn["bot"], turn["at"]) for turn in kept["turns"]] == [
        (None, [{"text": "What is 2 + 2?", "buttons": [{"text": "Four"}, {"text": "Five"}]}], "ask"),
        ("5", ["Wrong. Again?"], "wrong"),
    ]


async def test_numbers_tell_how_many_went_where_in_a_version(browser, system, drafts):
    bot, channel = live_bot(drafts)
    EndUser(system, channel, "One").says("5", heard=3)
    EndUser(system, channel, "Two").says("4", heard=3)
    drafts.change(bot, {"op": "set", "path": "steps.right.message.text", "value": "Yes!"})
    drafts.publish(bot)
    EndUser(system, channel, "Three").says("4", heard=3)
    async with visitor(browser) as context:
        page = await signed_in(context, system, f"/bots/{bot}")
        await page.get_by_role("button", name="More", exact=True).click(timeout=SLOW)
        await page.get_by_role("menuitem", name="Numbers on the canvas").click()
        asked, right = page.locator("[data-step=ask]"), page.locator("[data-step=right]")
        await expect(asked).to_contain_text("3 came", timeout=SLOW)
        await expect(right).to_contain_text("2 came")
        ways = asked.locator("[data-row]")
        await expect(ways.filter(has_text="Four").get_by_title("2")).to_be_visible()
        await expect(ways.filter(has_text="Five").get_by_title("1")).to_be_visible()
        await page.get_by_label("Of which version").select_option("Version 2")
        await expect(asked).to_contain_text("1 came", timeout=SLOW)
        await expect(ways.filter(has_text="Five").get_by_title("0")).to_be_visible()
        await page.get_by_role("button", name="Hide the numbers").click()
        await expect(asked).not_to_contain_text("came")


async def test_a_person_is_found_handed_over_and_forgotten(browser, system, drafts):
    bot, channel = live_bot(drafts)
    name = f"Forgettable {bot[-6:]}"
    EndUser(system, channel, name).says("5", heard=3)
    async with visitor(browser) as context:
        page = await signed_in(context, system, f"/bots/{bot}/conversations")
        await expect(page.get_by_role("link", name=name)).to_be_visible(timeout=SLOW)
        await find_person(page, name)
        dialog = page.get_by_role("dialog", name="Find a person")
        await expect(dialog.get_by_role("listitem")).to_have_count(1, timeout=SLOW)
        async with page.expect_download() as downloading:
            await dialog.get_by_role("button", name=f"Download everything about {name}").click()
        kept = json.loads((await (await downloading.value).path()).read_text())
        assert name in json.dumps(kept)
        await dialog.get_by_role("button", name=f"Erase {name}").click()
        await page.get_by_role("button", name="Erase for good").click()
        await expect(page.get_by_text("Everything about this person was erased.")).to_be_visible(timeout=SLOW)
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("link", name=name)).to_have_count(0, timeout=SLOW)
    sessions = drafts.call("GET", f"/bots/{bot}/sessions").json()["items"]
    assert [one["person"]["name"] for one in sessions] == []


@pytest.mark.parametrize(("locale", "scheme"), LOOKS)
async def test_everybody_can_use_these_pages(browser, system, drafts, locale, scheme):
    bot, channel = live_bot(drafts)
    EndUser(system, channel, "Ada Lovelace " * 8).says("What? " * 80, heard=2)
    looks = {"locale": locale, "color_scheme": scheme, "reduced_motion": "reduce"}
    async with visitor(browser, **looks) as context:
        page = await signed_in(context, system, f"/bots/{bot}/conversations")
        person = page.get_by_role("link", name="Ada Lovelace")
        await expect(person).to_be_visible(timeout=SLOW)
        await expect_accessible_in_both(page)
        await person.click()
        await expect(page.get_by_role("log")).to_contain_text("What is 2 + 2?", timeout=SLOW)
        for number in range(3):
            await page.get_by_role("tab").nth(number).click()
            await expect_accessible_in_both(page)
        await page.set_viewport_size(PHONE)
        await expect_accessible_in_both(page)
        await page.goto(f"{page.url.split('/conversations')[0]}?conversation={page.url.rsplit('/', 1)[1]}")
        await expect(page.locator("[aria-current=true]")).to_be_visible(timeout=SLOW)
        await expect_accessible_in_both(page)
