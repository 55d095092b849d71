"""Versions: brought in, published, compared, taken back; and who did what."""

import pytest
from axe import expect_accessible
from chat_visitor import visitor
from editor_author import SLOW, signed_in
from editor_drafts import REFUSING, SMALL, edit, node, opened, saved
from playwright.async_api import Page, expect

from chaos.whole_system import until

FAULTY = """
dbcv: 1
kind: bot
name: Faulty
stepz: []
steps:
  - id: a
    mesage: {text: Hi}
    groups: [{connections: [{rules: {}}]}]
"""
IMPORTED = (
    "dbcv: 1\nkind: bot\nname: {name}\nfirst_step: a\nsteps:\n- id: a\n  message:\n    text: Brought in\n"
)
YES = {"condition": "AND", "rules": [{"field": "message.text", "operator": "equal", "value": "yes"}]}
CHANGES = (
    {"op": "set", "path": "steps.hello.message.text", "value": "Good morning"},
    {"op": "add", "path": "steps", "value": {"id": "more", "name": "More", "message": {"text": "More"}}},
    {
        "op": "add",
        "path": "steps.hello.groups.g1.connections",
        "value": {"id": "c2", "rules": YES, "to": "more"},
        "after": None,
    },
    {"op": "remove", "path": "steps.bye"},
    {"op": "set", "path": "steps.hello.groups.g1.connections.c1.to", "value": "more"},
    {"op": "set", "path": "steps.hello.position", "value": {"x": 40, "y": 40}},
)

pytestmark = pytest.mark.timeout(900)


async def publish(page: Page, note: str = "") -> None:
    await page.get_by_role("button", name="Publish", exact=True).click()
    dialog = page.get_by_role("dialog", name="Publish")
    await dialog.get_by_label("What is new?").fill(note)
    await dialog.get_by_role("button", name="Publish", exact=True).click()


async def test_a_document_is_brought_in_by_paste_and_by_file_and_its_faults_are_told_by_place(
    browser, system, drafts
):
    async with visitor(browser, REFUSING) as context:
        page = await signed_in(context, system)
        await page.get_by_role("button", name="Import").click(timeout=SLOW)
        dialog = page.get_by_role("dialog")
        written = dialog.get_by_label("Or paste the document")
        await written.fill("name: [oops")
        await dialog.get_by_role("button", name="Import", exact=True).click()
        await expect(dialog).to_contain_text("This is not YAML", timeout=SLOW)
        await written.fill(FAULTY)
        await dialog.get_by_role("button", name="Import", exact=True).click()
        await expect(dialog).to_contain_text("steps.0.mesage", timeout=SLOW)
        await expect(dialog).to_contain_text("Did you mean “message”?")
        await expect(dialog).to_contain_text("steps.0.groups.0.connections.0.to")

        await written.fill(IMPORTED.replace("{name}", "Pasted"))
        await dialog.get_by_role("button", name="Import", exact=True).click()
        await expect(node(page, "a")).to_contain_text("Brought in", timeout=SLOW)

        await page.goto(f"{system.url}/bots")
        await page.get_by_role("button", name="Import").click(timeout=SLOW)
        file = {
            "name": "bot.yaml",
            "mimeType": "application/yaml",
            "buffer": IMPORTED.replace("{name}", "From a file").encode(),
        }
        await dialog.locator("input[type=file]").set_input_files(file)
        await dialog.get_by_role("button", name="Import", exact=True).click()
        await expect(node(page, "a")).to_contain_text("Brought in", timeout=SLOW)
        assert drafts.draft(page.url.rpartition("/bots/")[2].partition("?")[0])["document"]["name"] == (
            "From a file"
        )


async def test_what_is_different_is_told_field_by_field_in_words(browser, system, drafts):
    bot = drafts.make()
    drafts.call("POST", f"/bots/{bot}/publish", json={"note": "The first"})
    drafts.change(bot, *CHANGES)
    async with visitor(browser) as context:
        page = await opened(context, system, bot)
        await page.get_by_role("button", name="Versions").click()
        await expect(page.get_by_text("The first")).to_be_visible(timeout=SLOW)
        await page.get_by_role("button", name="Compare the draft with version 1").click()
        told = page.get_by_role("dialog", name="The draft beside version 1")
        await expect(told.get_by_role("term")).to_have_text(
            ["Text", "Way “→ More” › Leads to", "Way “→ More”", "Place on the canvas"], timeout=SLOW
        )
        await expect(told.get_by_role("deletion")).to_have_text(["before Hi there", "before bye"])
        await expect(told.get_by_role("insertion")).to_have_text(
            ["after Good morning", "after More", "after answer is yes → More"]
        )
        await expect(told.get_by_role("listitem")).to_contain_text(["Bye", "Hello", "More"])
        await expect_accessible(page)
        await told.get_by_role("button", name="Hello").click()
        await expect(told).to_be_hidden()
        await expect(page.get_by_label("Name", exact=True)).to_have_value("Hello", timeout=SLOW)


async def test_a_version_is_taken_back_into_the_draft_and_the_draft_is_had_back(browser, system, drafts):
    bot = drafts.make()
    drafts.call("POST", f"/bots/{bot}/publish", json={})
    published = drafts.exports(bot)
    drafts.change(bot, *CHANGES)
    edited = drafts.exports(bot)
    async with visitor(browser) as context:
        page = await opened(context, system, bot)
        await page.get_by_role("button", name="Versions").click()
        await page.get_by_role("button", name="Restore as draft: version 1").click(timeout=SLOW)
        await expect(page.get_by_text("Version 1 is the draft again.")).to_be_visible(timeout=SLOW)
        await expect(node(page, "hello")).to_contain_text("Hi there")
        assert drafts.exports(bot) == published
        await page.get_by_role("alert").get_by_role("button", name="Undo").click()
        await expect(node(page, "hello")).to_contain_text("Good morning", timeout=SLOW)
        assert drafts.exports(bot) == edited

        await page.get_by_role("radiogroup", name="What to show").get_by_text("History").click()
        lines = page.get_by_role("listitem").filter(has_text="You")
        told = ["took a change back", "took a version back", "changed", "published version 1", "imported"]
        await expect(lines).to_contain_text(told, timeout=SLOW)


async def test_errors_hold_up_publishing_and_what_becomes_of_conversations_is_chosen(browser, system, drafts):
    bot = drafts.make({**SMALL, "first_step": "nowhere"})
    async with visitor(browser) as context:
        page = await opened(context, system, bot)
        await page.get_by_role("button", name="Publish", exact=True).click()
        dialog = page.get_by_role("dialog", name="Publish")
        await expect(dialog).to_contain_text("1 error has to be mended first", timeout=SLOW)
        await expect(dialog.get_by_role("button", name="Publish", exact=True)).to_be_disabled()
        await dialog.get_by_role("button", name="Show the problems").click()
        await expect(page.get_by_role("heading", name="Problems")).to_be_visible()
        await expect(dialog).to_be_hidden()

        drafts.change(bot, {"op": "set", "path": "first_step", "value": "hello"})
        await expect(page.get_by_text("No problems")).to_be_visible(timeout=SLOW)
        await publish(page, "The first")
        await expect(page.get_by_text("Version 1 is live")).to_be_visible(timeout=SLOW)
        await page.get_by_role("button", name="Back to the canvas").click()
        await expect(dialog).to_be_hidden()

        await edit(page, "hello")
        await page.keyboard.type(" again")
        await page.get_by_role("button", name="Publish", exact=True).click()
        await dialog.get_by_label("Move them to the new version").check()
        await dialog.get_by_role("button", name="What is different from version 1").click()
        await expect(dialog.get_by_role("insertion")).to_have_text("after Hi there again", timeout=SLOW)
        await dialog.get_by_role("button", name="Publish", exact=True).click()
        await expect(page.get_by_text("Version 2 is live")).to_be_visible(timeout=SLOW)
        await expect(saved(page)).to_have_text("Saved")
    versions = drafts.call("GET", f"/bots/{bot}/versions").json()["items"]
    assert {one["number"]: one["sessions"] for one in versions} == {1: "finish", 2: "move"}
    await until(lambda: drafts.text(bot) == "Hi there again")
