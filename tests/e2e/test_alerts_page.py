"""Alerts of a bot against a whole system: chosen on the page, told by the clock, and shown untaken."""

import json
from typing import Any

import pytest
from axe import LOOKS, expect_accessible_in_both
from chat_visitor import visitor
from editor_author import GRACE, SLOW, signed_in
from editor_drafts import Drafts, opened
from playwright.async_api import Locator, Page, Route, expect

from egress_servers import answer, serving
from eventually import PATIENCE, eventually_so

PHONE = {"width": 390, "height": 844}
# A word to which a number is added, at every message.
STUMBLES: dict[str, Any] = {
    "dbcv": 1,
    "kind": "bot",
    "name": "Stumbling",
    "first_step": "s",
    "steps": [
        {
            "id": "s",
            "message": {"text": "Well."},
            "groups": [
                {
                    "id": "g",
                    "set": [
                        {"variable": "session.n", "value": "a word"},
                        {"variable": "session.n", "op": "add", "value": 1},
                    ],
                    "connections": [{"id": "c", "to": "s"}],
                }
            ],
        }
    ],
}

pytestmark = pytest.mark.timeout(900)


def stumbling(drafts: Drafts) -> tuple[str, str]:
    """A published bot, and a channel where everybody may talk with it."""
    bot = drafts.make(STUMBLES)
    drafts.publish(bot)
    return bot, drafts.channel(bot)


def region(page: Page, name: str) -> Locator:
    return page.get_by_role("region", name=name)


async def choose(page: Page, url: str) -> None:
    await page.get_by_role("switch", name="Tell when problems rise").check(timeout=SLOW, force=True)
    await page.get_by_label("More problems than").fill("1")
    await page.get_by_label("Post to this address").fill(url)
    await page.get_by_role("button", name="Save").click()
    await expect(page.get_by_role("button", name="Save")).to_be_disabled(timeout=SLOW)


async def test_an_author_chooses_and_the_address_is_told_what_the_page_shows(browser, system, drafts):
    bot, channel = stumbling(drafts)
    async with serving(answer(204)) as there, visitor(browser) as context:
        page = await opened(context, system, bot)
        await page.get_by_role("button", name="More", exact=True).click(timeout=SLOW)
        await page.get_by_role("menuitem", name="Alerts").click()
        await choose(page, f"{there.url}/alerts")
        await region(page, "Secret of the address").get_by_role("button", name="Make a secret").click()
        secret = page.get_by_label("Secret", exact=True)
        assert len(await secret.input_value(timeout=SLOW)) > 30
        await expect(region(page, "Just now")).to_contain_text("0 problems")

        drafts.call("POST", f"/channels/{channel}/start", json={})
        for text in ("one", "two", "three"):
            drafts.call("POST", f"/channels/{channel}/messages", json={"text": text})
        found = await eventually_so(lambda: _seen(there), PATIENCE * 3)

        told = json.loads(found[0].body)
        assert told["event"] == "problems.risen"
        assert (told["bot"]["id"], told["bot"]["name"]) == (bot, "Stumbling")
        assert told["bot"]["url"].endswith(f"/bots/{bot}/conversations")
        assert told["problems"] > 1
        assert found[0].header("x-dbcv-signature")
        now = region(page, "Just now")
        await expect(now).to_contain_text("There are too many problems since", timeout=SLOW)
        await expect(now).to_contain_text("Only numbers can be added")
        await expect(now).to_contain_text("The last alert was sent on")


async def _seen(there: Any) -> list[Any]:
    return there.seen


async def test_the_page_tells_that_nobody_takes_the_alerts(browser, system, drafts):
    bot, _ = stumbling(drafts)
    async with visitor(browser) as context:
        page = await signed_in(context, system, f"/bots/{bot}/alerts")
        await expect(page.get_by_text("This installation has no mail server")).to_be_visible(timeout=SLOW)
        await choose(page, "http://10.0.0.1/in")
        await page.get_by_role("button", name="Send a trial alert").click()
        now = region(page, "Just now")
        await expect(now).to_contain_text("The address did not take the alert", timeout=SLOW)
        await expect(now).to_contain_text("http:blocked")


async def test_what_somebody_else_chose_meanwhile_stays(browser, system, drafts):
    bot, _ = stumbling(drafts)
    async with visitor(browser) as context:
        page = await signed_in(context, system, f"/bots/{bot}/alerts")
        await page.get_by_role("switch", name="Tell when problems rise").check(timeout=SLOW, force=True)
        await expect(page.get_by_text("Only those who have chosen letters")).to_be_visible()
        drafts.call("PATCH", f"/bots/{bot}/alerts", json={"more_than": 7, "url": "https://hooks.example/x"})
        await page.get_by_label("In this many minutes").fill("3")
        await page.get_by_role("button", name="Save").click()

        await expect(page.get_by_label("More problems than")).to_have_value("7", timeout=SLOW)
        await expect(page.get_by_text("Only those who have chosen letters")).to_have_count(0)
        told = drafts.call("GET", f"/bots/{bot}/alerts").json()
        found = {name: told[name] for name in ("is_on", "more_than", "minutes", "url")}
        assert found == {"is_on": True, "more_than": 7, "minutes": 3, "url": "https://hooks.example/x"}


async def test_a_secret_is_not_ended_by_one_slip(browser, system, drafts):
    bot, _ = stumbling(drafts)
    drafts.call("PATCH", f"/bots/{bot}/alerts", json={"url": "https://hooks.example/x"})
    drafts.call("POST", f"/bots/{bot}/alerts/secret")
    async with visitor(browser) as context:
        page = await signed_in(context, system, f"/bots/{bot}/alerts")
        secret = page.get_by_label("Secret", exact=True)
        await page.get_by_role("button", name="Make a new secret").click(timeout=SLOW)
        question = page.get_by_role("dialog", name="Make a new secret?")
        await question.get_by_role("button", name="Cancel").click()
        await expect(question).to_have_count(0, timeout=SLOW)
        await expect(secret).to_have_count(0)

        await page.get_by_role("button", name="Make a new secret").click()
        await question.get_by_role("button", name="Make a new secret").click()
        await expect(secret).to_be_visible(timeout=SLOW)


async def test_who_only_looks_on_is_told_that_this_is_not_theirs(browser, system, drafts):
    bot, _ = stumbling(drafts)
    drafts.share(bot, "VIEWER")
    async with visitor(browser, allowed=("status of 403",)) as context:
        page = await signed_in(context, system, f"/bots/{bot}/alerts", GRACE)
        await expect(page.get_by_role("alert")).to_be_visible(timeout=SLOW)


async def unproven(route: Route) -> None:
    """As where there is a mail server, and an address that nobody has confirmed."""
    if route.request.resource_type == "document":
        await route.fallback()
        return
    answer = await route.fetch()
    await route.fulfill(response=answer, json={**await answer.json(), "mail": "unproven"})


@pytest.mark.parametrize(("locale", "scheme"), LOOKS)
async def test_everybody_can_use_the_page(browser, system, drafts, locale, scheme):
    bot, _ = stumbling(drafts)
    drafts.call("PATCH", f"/bots/{bot}/alerts", json={"is_on": True, "url": "http://10.0.0.1/in"})
    drafts.call("POST", f"/bots/{bot}/alerts/trial")
    looks = {"locale": locale, "color_scheme": scheme, "reduced_motion": "reduce"}
    async with visitor(browser, **looks) as context:
        await context.route("**/alerts", unproven)
        page = await signed_in(context, system, f"/bots/{bot}/alerts")
        await expect(page.locator("form a[href='/profile']")).to_be_visible(timeout=SLOW)
        await expect(page.get_by_text("http:blocked")).to_be_visible(timeout=SLOW)
        await expect_accessible_in_both(page)
        await page.set_viewport_size(PHONE)
        assert await page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        await expect_accessible_in_both(page)
