"""Sending files from the chat page: chosen, dropped or pasted; told how it goes, in a real browser."""

import asyncio
import base64
import struct
import zlib

import pytest
from axe import expect_accessible
from chat_visitor import answers, visit, visitor, write
from playwright.async_api import FileChooser, Page, expect

from eventually import PATIENCE


def png(width: int, height: int) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    rows = b"".join(b"\0" + bytes((90, 40 + row % 200, 160)) * width for row in range(height))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


PICTURE = {"name": "holiday.png", "mimeType": "image/png", "buffer": png(320, 200)}
NOTE = {"name": "заметка.txt", "mimeType": "text/plain", "buffer": "Привет".encode()}
DROP = """
([kind, name, content]) => {
  const files = new DataTransfer();
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  files.items.add(new File([bytes], name));
  const chat = document.querySelector("dbcv-chat").shadowRoot.querySelector(".chat");
  chat.dispatchEvent(new DragEvent(kind, { dataTransfer: files, bubbles: true, cancelable: true }));
}
"""


def paper_clip(page: Page):
    return page.get_by_role("button", name="Attach files")


async def choose(page: Page, *files) -> None:
    await page.locator("input[type=file]").set_input_files(list(files))


async def test_chosen_files_go_out_with_the_message(browser, chat_server):
    async with visitor(browser) as context:
        page = await visit(context, chat_server)
        await expect(answers(page)).to_have_count(1)
        await choose(page, PICTURE, NOTE)
        await expect(page.locator(".tray li.ready bdi")).to_have_text(["holiday.png", "заметка.txt"])
        await write(page, "Look at these")
        await expect(page.locator(".tray")).to_be_hidden()
        picture = page.locator("article.own .picture img")
        await expect(picture).to_have_attribute("alt", "holiday.png")
        await expect(picture).to_have_js_property("naturalWidth", 320)
        await expect(page.locator("article.own .file")).to_have_text("заметка.txt")
        await expect(answers(page).last).to_have_text("You said: Look at these")
        await page.reload()
        await expect(page.locator("article.own .picture img")).to_have_count(1)
    frame = (
        chat_server.received[-2] if chat_server.received[-1]["type"] == "start" else chat_server.received[-1]
    )
    assert [one["type"] for one in frame["attachments"]] == ["image", "file"]
    assert {content for _, content in chat_server.files.values()} == {PICTURE["buffer"], NOTE["buffer"]}


@pytest.mark.parametrize("size", [{"width": 1280, "height": 800}, {"width": 390, "height": 844}], ids=str)
async def test_what_waits_to_be_sent_stands_above_the_words(browser, chat_server, size):
    async with visitor(browser, viewport=size) as context:
        page = await visit(context, chat_server)
        await expect(answers(page)).to_have_count(1)
        alone = await page.get_by_role("textbox").bounding_box()
        await choose(page, {**PICTURE, "name": "a-very-long-name-of-a-picture" * 4 + ".png"}, NOTE)
        await expect(page.locator(".tray li.ready")).to_have_count(2)
        await expect(page.locator(".unseen")).to_contain_text("Ready to send")

        said = await page.locator(".unseen").bounding_box()
        field = await page.get_by_role("textbox").bounding_box()
        rows = [await row.bounding_box() for row in await page.locator(".tray li").all()]
        assert (said["width"], said["height"]) == (1, 1)
        assert field == alone
        assert all(row["y"] + row["height"] <= field["y"] and row["width"] <= 240 for row in rows)
        await expect_accessible(page)


async def test_a_file_needs_no_words_and_a_keyboard_is_enough(browser, chat_server):
    async with visitor(browser) as context:
        page = await visit(context, chat_server)
        # Listened for early: a key is pressed sooner than the browser begins to ask us.
        choosing = asyncio.Queue()

        def asked(chooser: FileChooser) -> None:
            choosing.put_nowait(chooser)

        page.once("filechooser", asked)
        await expect(answers(page)).to_have_count(1)
        await page.get_by_role("textbox").press("Shift+Tab")
        await expect(paper_clip(page)).to_be_focused()
        await page.keyboard.press("Enter")
        await (await asyncio.wait_for(choosing.get(), PATIENCE)).set_files([NOTE])
        await expect(page.locator(".files [role=status]")).to_have_text("Ready to send: заметка.txt")
        await expect(page.get_by_role("textbox")).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(page.locator("article.own .file")).to_have_text("заметка.txt")
        await chat_server.wait_for(lambda: bool(chat_server.texts_received()))
    assert [frame["text"] for frame in chat_server.received if frame["type"] == "message"] == [""]


async def test_while_a_file_is_on_its_way_its_progress_shows_and_nothing_goes_out(browser, chat_server):
    chat_server.may_store.clear()
    async with visitor(browser) as context:
        page = await visit(context, chat_server)
        await expect(answers(page)).to_have_count(1)
        await choose(page, PICTURE)
        await expect(page.get_by_role("progressbar", name="Uploading: holiday.png")).to_be_visible()
        await write(page, "too early")
        await expect(page.get_by_role("button", name="Send")).to_be_disabled()
        assert chat_server.texts_received() == []
        chat_server.may_store.set()
        await expect(page.locator(".tray li.ready")).to_have_count(1)
        await page.get_by_role("textbox").press("Enter")
        await expect(answers(page).last).to_have_text("You said: too early")


async def test_a_file_can_be_taken_back_before_it_is_sent(browser, chat_server):
    chat_server.may_store.clear()
    async with visitor(browser) as context:
        page = await visit(context, chat_server)
        await expect(answers(page)).to_have_count(1)
        await choose(page, PICTURE)
        await page.get_by_role("button", name="Remove: holiday.png").click()
        await expect(page.locator(".tray")).to_be_hidden()
        chat_server.may_store.set()
        await write(page, "nothing with it")
        await expect(answers(page).last).to_have_text("You said: nothing with it")
    assert "attachments" not in chat_server.received[-1]


LIMIT = {"limit": 26214400}


@pytest.mark.parametrize(
    ("language", "status", "error", "told"),
    [
        ("en", 413, {"code": "api:too_large", "details": LIMIT}, "The file is too large (at most 25 MB)"),
        ("ru", 413, {"code": "api:too_large", "details": LIMIT}, "Файл слишком большой (не больше 25 МБ)"),
        ("ru", 422, {"code": "attachment:empty"}, "Файл пустой"),
    ],
)
async def test_a_file_that_will_never_do_says_why(browser, chat_server, language, status, error, told):
    chat_server.refuses_files = (status, error)
    async with visitor(browser, allowed=(f"status of {status}",)) as context:
        page = await refused(context, chat_server, language, told)
        await expect(page.locator(".tray li button")).to_have_count(2)
        await expect(page.locator(".tray li button").first).to_be_hidden()


@pytest.mark.parametrize(
    ("language", "status", "error", "told"),
    [
        ("en", 413, {"code": "attachment:no_room", "details": LIMIT}, "There is no room for more files"),
        ("en", 429, {"code": "attachment:busy"}, "Too many files at once. Try again in a moment"),
        ("ru", 500, {"code": "api:internal"}, "Файл не удалось загрузить"),
    ],
)
async def test_a_refused_file_can_be_tried_again(browser, chat_server, language, status, error, told):
    chat_server.refuses_files = (status, error)
    async with visitor(browser, allowed=(f"status of {status}",)) as context:
        page = await refused(context, chat_server, language, told)
        chat_server.refuses_files = None
        await page.locator(".tray li button").first.click()
        await expect(page.locator(".tray li.ready")).to_have_count(1)


async def refused(context, server, language: str, told: str) -> Page:
    """A page with a file that the server did not take."""
    page = await visit(context, server, f"?language={language}")
    await expect(answers(page)).to_have_count(1)
    await choose(page, NOTE)
    await expect(page.locator(".tray .wrong")).to_have_text(told)
    await expect(page.locator(".files [role=status]")).to_contain_text(told)
    await expect(page.locator(".send")).to_be_disabled()
    return page


async def test_a_file_dropped_on_the_chat_is_attached(browser, chat_server):
    async with visitor(browser) as context:
        page = await visit(context, chat_server)
        await expect(answers(page)).to_have_count(1)
        dragged = ["dragenter", "a.png", base64.b64encode(PICTURE["buffer"]).decode()]
        await page.evaluate(DROP, dragged)
        await expect(page.get_by_text("Drop files here to attach them")).to_be_visible()
        await page.evaluate(DROP, ["drop", *dragged[1:]])
        await expect(page.get_by_text("Drop files here to attach them")).to_be_hidden()
        await expect(page.locator(".tray li.ready bdi")).to_have_text(["a.png"])


async def test_a_token_that_ended_is_renewed_for_a_file(browser, chat_server):
    async with visitor(browser, allowed=("status of 401",)) as context:
        page = await visit(context, chat_server)
        await expect(answers(page)).to_have_count(1)
        chat_server.expire_tokens()
        await choose(page, NOTE)
        await expect(page.locator(".tray li.ready")).to_have_count(1)
    assert chat_server.refreshes == 1


async def test_no_more_files_than_fit_into_a_message(browser, chat_server):
    async with visitor(browser) as context:
        page = await visit(context, chat_server)
        await expect(answers(page)).to_have_count(1)
        await choose(page, *[{**NOTE, "name": f"{number}.txt"} for number in range(22)])
        await expect(page.locator(".tray li.ready")).to_have_count(20)
        await write(page, "all")
        await expect(answers(page).last).to_have_text("You said: all")
    assert len(chat_server.received[-1]["attachments"]) == 20
