"""Proposals of assistants in the editor: seen as they come, decided whole or by part, taken back again."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe import LOOKS, expect_accessible_in_both
from chat_visitor import visitor
from editor_author import GRACE, SLOW, signed_in
from editor_drafts import SMALL, Drafts, node, opened, saved, undo
from editor_words import Words
from playwright.async_api import Locator, Page, expect

from chaos.whole_system import System, until

PHONE = {"width": 390, "height": 844}
NOBODY = "00000000-0000-7000-8000-000000000000"
ADDRESS: dict[str, Any] = {
    "id": "address",
    "name": "Address",
    "message": {"text": "Where to?"},
    "groups": [{"id": "ga", "connections": [{"id": "ca", "to": "bye"}]}],
}
OPERATIONS = (
    {"op": "add", "path": "steps", "value": ADDRESS},
    {"op": "set", "path": "steps.hello.groups.g1.connections.c1.to", "value": "address"},
    {"op": "set", "path": "steps.bye.message.text", "value": "Bye, {$sesion.name$}"},
)

pytestmark = pytest.mark.timeout(900)


@pytest.fixture
def assistant(system: System, drafts: Drafts) -> Iterator[Drafts]:
    """Whose access token may propose, and no more."""
    wanted = {"name": "Claude", "scopes": ["bots:read", "bots:propose"], "expires_in_days": 7}
    token = drafts.call("POST", "/tokens", json=wanted).json()["token"]
    with_token = Drafts(system, token=token)
    yield with_token
    with_token.close()


def propose(assistant: Drafts, bot: str, *operations: dict[str, Any]) -> str:
    told = {
        "title": "Ask for the address too",
        "note": "Two in three came back for it.",
        "operations": operations or OPERATIONS,
    }
    return assistant.call("POST", f"/bots/{bot}/proposals", json=told).json()["id"]


def mark(page: Page) -> Locator:
    return page.get_by_role("button", name=re.compile(r"^\d+ proposals? waits? for you$"))


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Proposals")


def heading(page: Page, words: str) -> Locator:
    return dialog(page).get_by_role("heading", name=words)


def state(drafts: Drafts, bot: str, proposal: str) -> str:
    return drafts.call("GET", f"/bots/{bot}/proposals/{proposal}").json()["state"]


def steps(drafts: Drafts, bot: str) -> list[str]:
    return [one["id"] for one in drafts.draft(bot)["document"]["steps"]]


async def press(page: Page, button: str) -> None:
    """By the keyboard."""
    found = dialog(page).get_by_role("button", name=button, exact=True)
    await expect(found).to_be_enabled(timeout=SLOW)
    await found.press("Enter")


async def test_it_comes_up_live_is_accepted_by_part_with_what_that_needs_and_undone(
    browser, system, drafts, assistant
):
    bot = drafts.make()
    async with visitor(browser) as context:
        page = await signed_in(context, system, f"/bots/{bot}")
        await expect(node(page, "hello")).to_be_visible(timeout=SLOW)
        await expect(mark(page)).to_have_count(0)
        proposal = propose(assistant, bot)
        await mark(page).press("Enter", timeout=SLOW)
        await expect(page).to_have_url(re.compile(f"proposal={proposal}"))
        await expect(heading(page, "Ask for the address too")).to_be_focused(timeout=SLOW)
        await expect(dialog(page)).to_contain_text("Claude, for")
        await expect(dialog(page)).to_contain_text("Two in three came back for it.")
        hello = dialog(page).get_by_role("region", name="Hello")
        await expect(hello).to_contain_text("Way “→ Bye” › Leads to")
        await expect(hello).to_contain_text("Accepting takes along: Step “Address”.")

        await press(page, "Accept: Hello")
        await expect(heading(page, "Accept 2 parts?")).to_be_focused()
        await expect(dialog(page)).to_contain_text("Step “Address” needed by what you chose")
        await expect(dialog(page)).to_contain_text("No problems in these parts.", timeout=SLOW)
        await press(page, "Accept 2 parts")
        await expect(heading(page, "Ask for the address too")).to_be_focused(timeout=SLOW)
        await expect(dialog(page).get_by_role("region")).to_have_count(1)
        await page.keyboard.press("Escape")
        await expect(page).not_to_have_url(re.compile("proposal="))
        await expect(dialog(page)).to_be_hidden()
        await expect(node(page, "address")).to_contain_text("Where to?", timeout=SLOW)
        assert steps(drafts, bot) == ["hello", "bye", "address"]

        await expect(undo(page)).to_be_enabled(timeout=SLOW)
        await page.keyboard.press("Control+z")
        await expect(node(page, "address")).to_have_count(0, timeout=SLOW)
        await expect(saved(page)).to_have_text("Saved", timeout=SLOW)
        await until(lambda: steps(drafts, bot) == ["hello", "bye"])
        assert drafts.step(bot)["groups"][0]["connections"][0]["to"] == "bye"
        assert state(drafts, bot, proposal) == "open"


async def test_what_it_would_break_is_told_first_and_all_of_it_accepted_at_once(
    browser, system, drafts, assistant
):
    bot = drafts.make()
    proposal = propose(assistant, bot)
    async with visitor(browser) as context:
        page = await signed_in(context, system, f"/bots/{bot}?proposal={proposal}")
        await dialog(page).get_by_role("button", name="Accept all").click(timeout=SLOW)
        problems = dialog(page).get_by_role("status", name="Problems once it is accepted")
        await expect(problems).to_contain_text("sesion", timeout=SLOW)
        assert steps(drafts, bot) == ["hello", "bye"]
        await dialog(page).get_by_role("button", name="Back").click()
        await expect(heading(page, "Ask for the address too")).to_be_focused()
        await dialog(page).get_by_role("button", name="Accept all").click()
        await dialog(page).get_by_role("button", name="Accept 3 parts").click(timeout=SLOW)
        await expect(dialog(page)).to_be_hidden(timeout=SLOW)
        await expect(node(page, "bye")).to_contain_text("sesion", timeout=SLOW)
        await expect(mark(page)).to_have_count(0)
        assert state(drafts, bot, proposal) == "accepted"
        await page.go_back()
        await expect(dialog(page)).to_contain_text("accepted it", timeout=SLOW)
        await expect(dialog(page).get_by_role("button", name=re.compile("Accept|Reject"))).to_have_count(0)


async def test_what_others_changed_since_is_shown_beside_it_and_written_over_by_who_saw_it(
    browser, system, drafts, assistant
):
    bot = drafts.make()
    proposal = propose(assistant, bot)
    async with visitor(browser) as context:
        page = await signed_in(context, system, f"/bots/{bot}?proposal={proposal}")
        bye = dialog(page).get_by_role("region", name="Bye")
        await expect(bye).to_contain_text("Bye, {$sesion.name$}", timeout=SLOW)
        drafts.change(bot, {"op": "set", "path": "steps.bye.message.text", "value": "Good-bye"})
        await expect(bye).to_contain_text("Somebody changed the same since", timeout=SLOW)
        sides = bye.get_by_role("definition")
        await expect(sides.filter(has_text="In the draft now")).to_contain_text("Good-bye")
        await expect(sides.filter(has_text="In the proposal")).to_contain_text("Bye, {$sesion.name$}")
        await dialog(page).get_by_role("button", name="All proposals").click()
        line = dialog(page).get_by_role("button", name="Ask for the address too")
        await expect(line).to_contain_text("1 part in conflict", timeout=SLOW)
        await line.click()

        await dialog(page).get_by_role("button", name="Accept: Bye").click(timeout=SLOW)
        await expect(dialog(page)).to_contain_text("In the draft now")
        await dialog(page).get_by_role("button", name="Accept 1 part and write over").click(timeout=SLOW)
        await expect(heading(page, "Ask for the address too")).to_be_focused(timeout=SLOW)
        await expect(bye).to_have_count(0)
        assert drafts.text(bot, "bye") == "Bye, {$sesion.name$}"


async def test_what_is_rejected_goes_with_all_that_needs_it_and_leaves_the_draft_alone(
    browser, system, drafts, assistant
):
    bot = drafts.make()
    before = drafts.draft(bot)["document"]
    proposal = propose(assistant, bot)
    async with visitor(browser) as context:
        page = await signed_in(context, system, f"/bots/{bot}?proposal={proposal}")
        address = dialog(page).get_by_role("region", name="Address")
        await expect(address).to_contain_text("Rejecting rejects along: Step “Hello”.", timeout=SLOW)
        await press(page, "Reject: Address")
        await expect(dialog(page)).to_contain_text("Step “Hello” does not work without it")
        await press(page, "Reject 2 parts")
        await expect(dialog(page).get_by_role("region")).to_have_count(1, timeout=SLOW)
        await press(page, "Reject all")
        await press(page, "Reject 1 part")
        await expect(dialog(page).get_by_role("heading", name="No proposals")).to_be_visible(timeout=SLOW)
        await expect(mark(page)).to_have_count(0)
    assert state(drafts, bot, proposal) == "rejected"
    assert drafts.draft(bot)["document"] == before


async def test_who_made_it_withdraws_it_and_one_that_says_nothing_waits_for_nobody(
    browser, system, drafts, assistant
):
    bot = drafts.make()
    before = drafts.draft(bot)["document"]
    proposal = propose(assistant, bot)
    empty = assistant.call("POST", f"/bots/{bot}/proposals", json={"title": "Nothing yet"}).json()["id"]
    async with visitor(browser) as context:
        page = await signed_in(context, system, f"/bots/{bot}?proposal={proposal}")
        await press(page, "Withdraw")
        await expect(heading(page, "Withdraw this proposal?")).to_be_focused(timeout=SLOW)
        await press(page, "Withdraw the proposal")
        line = dialog(page).get_by_role("button", name="Nothing yet")
        await line.click(timeout=SLOW)
        await expect(dialog(page)).to_contain_text("Nothing is left in it", timeout=SLOW)
        await press(page, "Reject")
        await press(page, "Reject the proposal")
        await expect(dialog(page).get_by_role("heading", name="No proposals")).to_be_visible(timeout=SLOW)
        await expect(mark(page)).to_have_count(0)
    assert (state(drafts, bot, proposal), state(drafts, bot, empty)) == ("withdrawn", "rejected")
    assert drafts.draft(bot)["document"] == before


async def test_who_may_only_look_sees_it_without_buttons_and_one_that_is_gone_is_told(
    browser, system, drafts, assistant
):
    bot = drafts.make()
    drafts.share(bot, role="VIEWER")
    propose(assistant, bot)
    async with visitor(browser, ("status of 404",)) as context:
        page = await opened(context, system, bot, person=GRACE)
        await mark(page).click(timeout=SLOW)
        await expect(dialog(page).get_by_role("region", name="Bye")).to_be_visible(timeout=SLOW)
        await expect(dialog(page).get_by_role("button", name=re.compile("^(Accept|Reject)"))).to_have_count(0)
        await page.goto(f"{system.url}/bots/{bot}?proposal={NOBODY}")
        await expect(dialog(page).get_by_role("alert")).to_contain_text("no such proposal", timeout=SLOW)


@pytest.mark.parametrize(("locale", "scheme"), LOOKS)
async def test_everybody_can_decide(browser, system, drafts, assistant, locale, scheme):
    bot = drafts.make({**SMALL, "name": "Long " * 12})
    propose(assistant, bot)
    drafts.change(bot, {"op": "set", "path": "steps.bye.message.text", "value": "Good-bye " * 30})
    words = Words(locale)
    looks = {"locale": locale, "color_scheme": scheme, "reduced_motion": "reduce"}
    async with visitor(browser, **looks) as context:
        page = await signed_in(context, system, f"/bots/{bot}?proposal=all")
        here = page.get_by_role("dialog")
        await expect(here.locator("li")).to_contain_text("Claude", timeout=SLOW)
        await expect_accessible_in_both(page)
        await here.locator("li button").click()
        everything = here.get_by_role("button", name=words("proposals:acceptAll"))
        await expect(everything).to_be_visible(timeout=SLOW)
        await expect_accessible_in_both(page)
        await page.set_viewport_size(PHONE)
        await expect_accessible_in_both(page)
        await everything.click()
        await expect(here.get_by_role("status", name=words("proposals:problems.title"))).to_be_visible(
            timeout=SLOW
        )
        await expect_accessible_in_both(page)
        await page.keyboard.press("Escape")
        await expect(here).to_have_count(0, timeout=SLOW)
        await expect_accessible_in_both(page)
