"""The chat page on a bad line: nothing lost, nothing twice, nothing out of order."""

from chat_visitor import (
    BROWSER_ON_A_SERVER_THAT_IS_DOWN,
    a_message,
    answers,
    own,
    try_now,
    visit,
    visitor,
    write,
)
from fake_server import GREETING
from playwright.async_api import expect


async def test_what_is_written_before_the_socket_is_up_is_kept_and_sent(browser, chat_server):
    chat_server.is_up = False
    async with visitor(browser, BROWSER_ON_A_SERVER_THAT_IS_DOWN) as context:
        await context.clock.install()
        page = await visit(context, chat_server)
        await write(page, "early bird")
        await expect(page.locator("article.own .state.waiting")).to_have_count(1)
        await try_now(page, chat_server)
        await expect(answers(page)).to_have_text([GREETING, "You said: early bird"])
        await expect(page.locator(".banner")).to_be_hidden()


async def test_messages_written_offline_survive_a_reload_and_arrive_once_in_order(browser, chat_server):
    async with visitor(browser, BROWSER_ON_A_SERVER_THAT_IS_DOWN) as context:
        page = await visit(context, chat_server)
        await expect(answers(page)).to_have_count(1)
        await chat_server.go_down()
        for text in ("first", "second", "third"):
            await write(page, text)
        await page.reload()
        await expect(own(page)).to_have_text(["first", "second", "third"])
        await expect(answers(page)).to_have_text([GREETING])
        chat_server.come_back()
        await expect(page.locator("article.own .state.sent")).to_have_count(3)
        await expect(answers(page)).to_have_count(4)
        assert [one["text"] for one in chat_server.messages_of_people()] == ["first", "second", "third"]


async def test_a_message_whose_receipt_was_lost_is_repeated_with_the_same_id_and_shown_once(
    browser, chat_server
):
    async with visitor(browser) as context:
        page = await visit(context, chat_server)
        await expect(answers(page)).to_have_count(1)
        chat_server.loses_receipts = True
        await write(page, "did you hear me?")
        await chat_server.wait_for(lambda: bool(chat_server.texts_received()))
        chat_server.loses_receipts = False
        await chat_server.cut()
        await expect(page.locator("article.own .state.sent")).to_have_count(1)
        await expect(own(page)).to_have_text(["did you hear me?"])
        await chat_server.wait_for(lambda: len(chat_server.texts_received()) == 2)
        ids = {frame["client_id"] for frame in chat_server.received if frame["type"] == "message"}
        assert len(ids) == len(chat_server.messages_of_people()) == 1


async def test_after_a_lost_connection_it_asks_for_what_it_missed_only(browser, chat_server):
    async with visitor(browser, BROWSER_ON_A_SERVER_THAT_IS_DOWN) as context:
        page = await visit(context, chat_server)
        await write(page, "hello")
        await expect(answers(page)).to_have_count(2)
        await chat_server.go_down()
        await chat_server.say("while you were away")
        chat_server.come_back()
        await expect(answers(page)).to_have_text([GREETING, "You said: hello", "while you were away"])
        assert chat_server.asked_after == [0, 3]


async def test_a_second_visit_shows_the_history_and_does_not_start_again(browser, chat_server):
    async with visitor(browser) as context:
        page = await visit(context, chat_server)
        await write(page, "hello")
        await expect(answers(page)).to_have_count(2)
        await page.close()
        page = await visit(context, chat_server)
        await expect(answers(page)).to_have_text([GREETING, "You said: hello"])
        await chat_server.wait_for(lambda: len(chat_server.asked_after) == 2)
        assert chat_server.asked_after == [0, 3]
        assert chat_server.received.count({"type": "start"}) == 1
        assert chat_server.anonymous == 1


async def test_a_message_that_comes_twice_is_shown_once(browser, chat_server):
    chat_server.echoes_twice = True
    async with visitor(browser) as context:
        page = await visit(context, chat_server)
        await write(page, "echo")
        await expect(answers(page)).to_have_text([GREETING, "You said: echo"])
        await expect(own(page)).to_have_text(["echo"])


async def test_messages_stand_in_the_order_of_their_numbers(browser, chat_server):
    async with visitor(browser) as context:
        page = await visit(context, chat_server)
        await expect(answers(page)).to_have_count(1)
        for seq in (4, 3, 2):
            await chat_server.broadcast({"type": "message", "message": a_message(seq, f"number {seq}")})
        await expect(answers(page)).to_have_text([GREETING, "number 2", "number 3", "number 4"])


async def test_a_gap_in_the_numbers_is_asked_for_again(browser, chat_server):
    async with visitor(browser) as context:
        page = await visit(context, chat_server)
        await expect(answers(page)).to_have_count(1)
        await chat_server.broadcast({"type": "message", "message": a_message(3, "number 3")})
        await expect(answers(page)).to_have_count(2)
        await chat_server.cut()
        await chat_server.wait_for(lambda: len(chat_server.asked_after) == 2)
        assert chat_server.asked_after == [0, 1]


async def test_what_another_tab_writes_appears_as_ones_own(browser, chat_server):
    async with visitor(browser) as context:
        one, other = await visit(context, chat_server), await visit(context, chat_server)
        await expect(answers(one)).to_have_count(1)
        await expect(answers(other)).to_have_count(1)
        await write(one, "from the first tab")
        for page in (one, other):
            await expect(own(page)).to_have_text(["from the first tab"])
        assert (chat_server.anonymous, chat_server.texts_received()) == (1, ["from the first tab"])


async def test_two_tabs_renew_a_dead_token_once(browser, chat_server):
    async with visitor(browser) as context:
        one, other = await visit(context, chat_server), await visit(context, chat_server)
        await expect(answers(one)).to_have_count(1)
        await expect(answers(other)).to_have_count(1)
        chat_server.expire_tokens()
        chat_server.may_refresh.clear()
        await chat_server.cut()
        await chat_server.wait_for(lambda: chat_server.denials == 2)
        await one.wait_for_function("async () => (await navigator.locks.query()).pending.length === 1")
        chat_server.may_refresh.set()
        await chat_server.wait_for(lambda: len(chat_server.sockets) == 2)
        assert (chat_server.refreshes, chat_server.anonymous) == (1, 1)


async def test_a_person_the_server_forgot_begins_anew(browser, chat_server):
    async with visitor(browser, ("status of 401",)) as context:
        page = await visit(context, chat_server)
        await write(page, "hello")
        await expect(answers(page)).to_have_count(2)
        chat_server.expire_tokens()
        chat_server.refresh_tokens.clear()
        await chat_server.cut()
        await expect(answers(page)).to_have_text([GREETING])
        assert chat_server.anonymous == 2


async def test_a_refused_message_tells_why_and_can_be_sent_again(browser, chat_server):
    chat_server.refuses = {"code": "channel:bot_not_here", "message": "English of the server"}
    async with visitor(browser) as context:
        page = await visit(context, chat_server)
        await write(page, "a very long story")
        await expect(page.locator(".fault")).to_contain_text("This bot is not in the chat any more.")
        await page.reload()
        await expect(page.locator(".fault")).to_contain_text("This bot is not in the chat any more.")
        chat_server.refuses = None
        await page.locator(".fault").get_by_role("button", name="Try again").click()
        await expect(answers(page)).to_have_text([GREETING, "You said: a very long story"])
        await expect(page.locator(".fault")).to_have_count(0)
