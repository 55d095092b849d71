"""Messages the server will not take: told in the visitor's language, and nothing behind them waits."""

from chat_visitor import answers, own, visit, visitor, write
from fake_server import GREETING
from playwright.async_api import expect

LONGEST = 65_536


async def test_a_message_that_closes_the_socket_is_refused_and_the_rest_goes_on(browser, chat_server):
    chat_server.most = 1000
    async with visitor(browser) as context:
        page = await visit(context, chat_server)
        await expect(answers(page)).to_have_count(1)
        await write(page, "x" * 2000)
        await write(page, "and this?")
        await expect(answers(page)).to_have_text([GREETING, "You said: and this?"])
        await expect(page.locator(".fault")).to_contain_text("The message is too long.")
        await page.reload()
        await expect(own(page)).to_have_count(2)
        await write(page, "still here")
        await expect(answers(page)).to_have_count(3)
        await expect(page.locator(".fault button")).to_have_text(["Delete"])
        await page.get_by_role("button", name="Delete").click()
        await expect(own(page)).to_have_text(["and this?", "still here"])
        assert sum(len(text) > 1000 for text in chat_server.texts_received()) == 1


async def test_what_is_too_long_stays_in_the_composer_and_says_by_how_much(browser, chat_server):
    async with visitor(browser, locale="ru-RU") as context:
        page = await visit(context, chat_server)
        await expect(answers(page)).to_have_count(1)
        await page.get_by_role("textbox").fill("ж" * (LONGEST - 2))
        await expect(page.locator(".count")).to_have_text("Осталось 2 символа")
        await write(page, "ж" * (LONGEST + 5))
        await expect(page.locator(".count")).to_have_text("Лишних 5 символов")
        await expect(page.locator(".send")).to_be_disabled()
        await write(page, "ж" * LONGEST)
        await expect(page.locator(".count")).to_be_hidden()
        await chat_server.wait_for(lambda: len(chat_server.texts_received()) == 1)
        assert len(chat_server.texts_received()[0]) == LONGEST


async def test_a_text_kept_from_before_that_is_too_long_holds_nothing_up(browser, chat_server):
    async with visitor(browser) as context:
        page = await visit(context, chat_server)
        await expect(answers(page)).to_have_count(1)
        await page.evaluate(
            """length => {
              const prefix = Object.keys(localStorage).find((key) => key.endsWith(":tokens")).slice(0, -6);
              const said = { client_id: "old", text: "x".repeat(length), state: "waiting" };
              const entry = { ...said, order: 1, at: new Date().toISOString() };
              localStorage.setItem(`${prefix}outbox:old`, JSON.stringify(entry));
            }""",
            LONGEST + 1,
        )
        await page.reload()
        await write(page, "hello")
        await expect(answers(page)).to_have_text([GREETING, "You said: hello"])
        await expect(page.locator(".fault")).to_contain_text("The message is too long.")


async def test_a_fault_is_told_in_the_language_of_the_page_whatever_the_server_says(browser, chat_server):
    async with visitor(browser, locale="ru-RU") as context:
        page = await visit(context, chat_server)
        await expect(answers(page)).to_have_count(1)
        for code, told in (
            ("api:unavailable", "Сервер занят. Попробуйте чуть позже."),
            ("new:code", "Сервер этого не принял."),
            ("constructor", "Сервер этого не принял."),
        ):
            error = {"code": code, "message": "English of the server", "details": {}}
            await chat_server.broadcast({"type": "error", "error": error})
            await expect(page.locator(".banner span")).to_have_text(told)


async def test_who_is_told_to_wait_keeps_the_message_and_sends_it_again(browser, chat_server):
    chat_server.refuses = {"code": "channel:too_fast", "message": "Slowly"}
    chat_server.details = {"retry_after": 1}
    async with visitor(browser) as context:
        page = await visit(context, chat_server)
        await write(page, "one more")
        await chat_server.wait_for(lambda: len(chat_server.texts_received()) == 1)
        chat_server.refuses = None
        await expect(answers(page)).to_have_text([GREETING, "You said: one more"])
        await expect(page.locator(".fault")).to_have_count(0)


async def test_where_the_chat_is_closed_there_is_no_banner(browser, chat_server):
    chat_server.is_private = True
    chat_server.denial = {"code": "channel:private", "message": "English of the server", "details": {}}
    async with visitor(browser) as context:
        page = await visit(context, chat_server)
        await expect(page.get_by_role("heading", name="This chat is not open to you")).to_be_visible()
        await expect(page.locator(".banner")).to_be_hidden()
