"""Who somebody is, as the page says that the widget is on."""

from chat_visitor import (
    BROWSER_ON_A_SERVER_THAT_IS_DOWN,
    answers,
    visitor,
    write,
)
from fake_server import GREETING
from playwright.async_api import expect
from shop_page import NO_ICON, TOKEN, enter, launcher


async def test_the_page_says_who_it_is_and_everything_is_theirs(browser, chat_server):
    chat_server.known_tokens[TOKEN] = {"id": "p42", "name": "Ada", "email": "ada@shop.example"}
    chat_server.is_private = True
    async with visitor(browser, NO_ICON) as context:
        page = await enter(context, chat_server, identity=TOKEN)
        await launcher(page).click()
        await expect(answers(page)).to_have_text([GREETING])
        assert list(chat_server.messages) == ["p42"]
        assert chat_server.anonymous == 0
        await expect(page.get_by_role("button", name="Sign out")).to_have_count(0)
        await page.reload()
        await launcher(page).click()
        await expect(answers(page)).to_have_text([GREETING])
        assert chat_server.vouched == [TOKEN]  # the same word again makes no new sign-in
        await page.evaluate("dbcv.identify(null)")
        await chat_server.wait_for(lambda: len(chat_server.messages) == 2)
        await expect(answers(page)).to_have_text([GREETING])


async def test_a_word_that_is_no_good_is_told_to_the_page_by_its_code(browser, chat_server):
    async with visitor(browser, (*NO_ICON, "status of 401")) as context:
        page = await enter(context, chat_server)
        await expect(launcher(page)).to_be_visible()
        told = await page.evaluate(
            """() => new Promise((seen) => {
              document.addEventListener("dbcv:identity", ({ detail }) => seen(detail), { once: true });
              dbcv.identify("no.good.token").catch(() => undefined);
            })"""
        )
        assert told == {"code": "identity:signature"}


async def test_where_identity_is_required_nobody_is_made_a_person(browser, chat_server):
    chat_server.look = {"identity_required": True}
    async with visitor(browser, NO_ICON) as context:
        page = await enter(context, chat_server)
        await launcher(page).click()
        await expect(page.get_by_role("heading", name="Sign in to chat")).to_be_visible()
        assert chat_server.anonymous == 0
        chat_server.known_tokens[TOKEN] = {"id": "p42", "name": "Ada", "email": None}
        await page.evaluate("token => dbcv.identify(token)", TOKEN)
        await expect(answers(page)).to_have_text([GREETING])


OTHER = "e30.eyJzdWIiOiJjdXN0b21lci00MyJ9.c2ln"  # says {"sub": "customer-43"}


async def test_nothing_of_one_person_is_left_to_the_next_on_a_shared_browser(browser, chat_server):
    chat_server.known_tokens[TOKEN] = {"id": "ada", "name": "Ada", "email": None}
    chat_server.known_tokens[OTHER] = {"id": "bob", "name": "Bob", "email": None}
    async with visitor(browser, (*NO_ICON, *BROWSER_ON_A_SERVER_THAT_IS_DOWN)) as context:
        page = await enter(context, chat_server, identity=TOKEN, opened="")
        await expect(answers(page)).to_have_text([GREETING])
        await write(page, "Adas first")
        await expect(answers(page)).to_have_count(2)
        second = await enter(context, chat_server, opened="")
        await expect(answers(second)).to_have_count(2)
        await chat_server.go_down()
        await write(page, "Adas unsent")
        await page.get_by_role("textbox").fill("Adas draft")
        await second.get_by_role("textbox").fill("Adas other draft")

        await page.evaluate("dbcv.identify(null)")
        await expect(page.get_by_role("textbox")).to_have_value("")
        await expect(second.get_by_role("textbox")).to_have_value("")
        for one in (page, second):
            await expect(one.locator("article")).to_have_count(0)
        await second.close()
        kept = "Object.values({...localStorage, ...sessionStorage}).filter(one => one.includes('Adas'))"
        assert await page.evaluate(kept) == []

        chat_server.come_back()
        await page.evaluate("token => dbcv.identify(token)", OTHER)
        await expect(answers(page)).to_have_text([GREETING])
        await write(page, "Bobs own")
        await expect(answers(page).last).to_have_text("You said: Bobs own")
        assert [one for one in chat_server.texts_received() if "Adas" in one] == ["Adas first"]


async def test_whom_the_page_vouched_for_is_asked_for_again_when_the_sign_in_ends(browser, chat_server):
    chat_server.known_tokens[TOKEN] = {"id": "ada", "name": "Ada", "email": None}
    async with visitor(browser, (*NO_ICON, "status of 401", "WebSocket connection to")) as context:
        page = await enter(context, chat_server, identity=TOKEN, opened="")
        await expect(answers(page)).to_have_text([GREETING])
        await page.evaluate("addEventListener('dbcv:identity', ({ detail }) => { window.told = detail; })")
        chat_server.refresh_tokens.clear()
        end = """() => {
          const key = Object.keys(localStorage).find((name) => name.endsWith(":tokens"));
          const tokens = JSON.parse(localStorage.getItem(key));
          localStorage.setItem(key, JSON.stringify({ ...tokens, expires_at: 1 }));
          dispatchEvent(new Event("online"));
        }"""
        await page.evaluate(end)
        await expect(page.get_by_role("heading", name="Sign in to chat")).to_be_visible()
        assert await page.evaluate("window.told") == {"code": "auth:401"}
        assert chat_server.anonymous == 0

        await page.evaluate("token => dbcv.identify(token)", TOKEN)
        await expect(answers(page)).to_have_text([GREETING])
        assert list(chat_server.messages) == ["ada"]
