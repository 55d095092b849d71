"""The chat on a shop's page of another origin, which forbids whatever it does not have to allow."""

import json

import pytest
from axe import EVERY_LOOK, at_rest, expect_accessible
from chat_visitor import (
    BROWSER_ON_A_SERVER_THAT_IS_DOWN,
    answers,
    framed,
    inside,
    own,
    try_now,
    visitor,
    write,
)
from fake_server import GREETING
from playwright.async_api import expect

from eventually import eventually_so

# What docs/widget.md asks of a page, and nothing beside it.
STRICT = (
    "default-src 'none'; script-src {server}; connect-src {server} {socket}; frame-src {server}; "
    "img-src {server}; style-src 'none'; base-uri 'none'; require-trusted-types-for 'script'"
)
# Of a page that lets in by nonces, and what was let in lets in its own.
NONCES = STRICT.replace("script-src {server}", "script-src 'nonce-f00d' 'strict-dynamic'")
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
TOKEN = (
    "e30.eyJzdWIiOiJjdXN0b21lci00MiIsIm5hbWUiOiJBZGEifQ.c2ln"  # says {"sub": "customer-42", "name": "Ada"}
)


def shop(server, tag="", script="", lang="en", policy=STRICT):
    """Its address; `tag` is its <dbcv-chat>, `script` the attributes of the script tag."""
    here = server.base_url
    policy = policy.format(server=here, socket=here.replace("http", "ws"))
    loaded = f'<script src="{here}/widget.js" async {script}></script>'
    head = '<meta name="viewport" content="width=device-width"><title>A shop</title>'
    html = f'<!doctype html><html lang="{lang}">{head}<h1>Teapots</h1><a href="#">Cart</a>{loaded}{tag}'
    server.pages["teapots"] = (policy, html)
    return here.replace("127.0.0.1", "localhost") + "/shop/teapots?utm_campaign=spring&secret=1"


def element(server, **attributes):
    named = {
        "channel": server.channel_id,
        **{key.replace("_", "-"): value for key, value in attributes.items()},
    }
    return "<dbcv-chat " + " ".join(f'{key}="{value}"' for key, value in named.items()) + "></dbcv-chat>"


async def enter(context, server, *shown, **attributes):
    page = await context.new_page()
    await page.goto(shop(server, element(server, **attributes), *shown))
    return page


def launcher(page):
    return page.locator(".launcher")


# The browser looks for one by itself, and the shop has none.
NO_ICON = (
    "favicon",
    "status of 404",
    'violates the following Content Security Policy directive: "default-src',
)


async def test_a_visitor_opens_it_talks_and_closes_it(browser, chat_server):
    async with visitor(browser, NO_ICON) as context:
        page = await enter(context, chat_server)
        await expect(page.get_by_role("button", name="Open chat")).to_have_attribute("aria-expanded", "false")
        assert chat_server.anonymous == 0  # nobody is made a person of who only looks at teapots
        await launcher(page).click()
        await expect(answers(page)).to_have_text([GREETING])
        assert chat_server.received == [
            {
                "type": "start",
                "params": {"page": page.url.split("?")[0], "campaign": "spring"},
            }
        ]
        await write(page, "Any green ones?")
        await expect(answers(page).last).to_have_text("You said: Any green ones?")
        await page.get_by_role("button", name="Close chat").last.click()
        await expect(page.locator(".panel")).to_be_hidden()


async def test_what_comes_while_it_is_closed_is_counted_also_on_the_next_page(browser, chat_server):
    async with visitor(browser, NO_ICON) as context:
        page = await enter(context, chat_server)
        await launcher(page).click()
        await expect(answers(page)).to_have_count(1)
        await launcher(page).click()
        await chat_server.say("They are back")
        await expect(page.locator(".badge")).to_have_text("1")
        await expect(launcher(page)).to_have_attribute("aria-label", "Open chat (1)")
        await page.reload()
        await expect(page.locator(".badge")).to_have_text("1")
        await launcher(page).click()
        await expect(answers(page)).to_have_text([GREETING, "They are back"])
        await expect(page.locator(".badge")).to_be_hidden()


async def test_keys_open_it_stay_in_it_and_leave_it(browser, chat_server):
    async with visitor(browser, NO_ICON) as context:
        page = await enter(context, chat_server)
        await launcher(page).focus()
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("textbox")).to_be_focused()
        await expect(answers(page)).to_have_count(1)
        inside = "() => document.activeElement.tagName"
        for key in ("Tab", "Shift+Tab"):
            for _ in range(12):
                await page.keyboard.press(key)
                assert await page.evaluate(inside) == "DBCV-CHAT"
        await page.keyboard.press("Escape")
        await expect(page.locator(".panel")).to_be_hidden()
        await expect(launcher(page)).to_be_focused()


async def test_a_phone_is_filled_by_it(browser, chat_server):
    async with visitor(browser, NO_ICON, **PHONE) as context:
        page = await enter(context, chat_server)
        await launcher(page).click()
        await expect(answers(page)).to_have_count(1)
        await at_rest(page)
        box = await page.locator(".panel").bounding_box()
        assert (box["x"], box["y"], box["width"], box["height"]) == (0, 0, 390, 844)
        await expect(launcher(page)).to_be_hidden()
        await page.get_by_role("button", name="Close chat").click()
        await expect(launcher(page)).to_be_visible()


async def test_a_script_tag_alone_is_enough(browser, chat_server):
    told = {
        "channel": chat_server.channel_id,
        "position": "left",
        "language": "ru",
        "theme": "dark",
        "start-message": "Чем помочь?",
        "params-shelf": "tea",
    }
    script = " ".join(f'data-{name}="{value}"' for name, value in told.items())
    async with visitor(browser, NO_ICON) as context:
        page = await context.new_page()
        await page.goto(shop(chat_server, script=script))
        await expect(page.locator(".teaser")).to_contain_text("Чем помочь?")
        box = await launcher(page).bounding_box()
        assert box["x"] < 100
        await page.get_by_role("button", name="Чем помочь?").click()
        await expect(page.get_by_role("textbox", name="Напишите сообщение")).to_be_visible()
        await expect(page.locator(".box.dark")).to_have_count(1)
        await expect(answers(page)).to_have_count(1)
        assert chat_server.received[0]["params"]["shelf"] == "tea"


async def test_the_channels_settings_stand_where_the_page_says_nothing(browser, chat_server):
    chat_server.look = {"theme": "dark", "position": "left", "language": "ru", "accent": "#ffe08a"}
    async with visitor(browser, NO_ICON) as context:
        page = await enter(context, chat_server, position="right")
        await expect(page.get_by_role("button", name="Открыть чат")).to_be_visible()
        assert (await launcher(page).bounding_box())["x"] > 600
        await expect(page.locator(".box.dark")).to_have_count(1)
        await expect(launcher(page)).to_have_css("background-color", "rgb(255, 224, 138)")
        await expect(launcher(page)).to_have_css("color", "rgb(0, 0, 0)")


async def test_the_page_drives_it_and_hears_of_it(browser, chat_server):
    async with visitor(browser, NO_ICON) as context:
        page = await enter(context, chat_server)
        await expect(launcher(page)).to_be_visible()
        await page.evaluate(
            """() => {
              window.heard = [];
              for (const name of ["open", "close", "message", "status"]) {
                document.addEventListener(`dbcv:${name}`, ({ detail }) => window.heard.push([name, detail]));
              }
              dbcv.setParams({ cart: 3 });
              dbcv.open();
            }"""
        )
        await expect(answers(page)).to_have_text([GREETING])
        assert chat_server.received[0]["params"]["cart"] == 3
        await page.evaluate("dbcv.send('From the page')")
        await expect(own(page)).to_have_text(["From the page"])
        await expect(answers(page)).to_have_count(2)
        assert await page.evaluate("dbcv.restart({ campaign: 'autumn' })") is True
        await expect(answers(page)).to_have_count(3)
        assert chat_server.received[-1]["restart"] is True
        assert chat_server.received[-1]["params"]["campaign"] == "autumn"
        await page.evaluate("dbcv.close()")
        await expect(page.locator(".panel")).to_be_hidden()
        heard = await page.evaluate("window.heard")
        assert heard[0][0] == "open"
        assert {"name": "Help desk", "unread": 0, "language": "en"} in [one for _, one in heard]
        texts = [one["text"] for name, one in heard if name == "message"]
        assert texts[0] == GREETING


async def test_calls_from_before_the_script_came_are_done_then(browser, chat_server):
    async with visitor(browser, NO_ICON) as context:
        page = await context.new_page()
        await page.add_init_script("window.dbcv = [['open']]")
        await page.goto(shop(chat_server, element(chat_server)))
        await expect(answers(page)).to_have_text([GREETING])


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


async def test_the_page_cannot_look_into_the_chat(browser, chat_server):
    context = await browser.new_context()
    try:
        page = await context.new_page()
        await page.goto(shop(chat_server, element(chat_server, opened="")))
        await page.wait_for_function("() => Boolean(customElements.get('dbcv-chat'))")
        await chat_server.wait_for(lambda: bool(chat_server.received))
        seen = await page.evaluate(
            """() => {
              const chat = document.querySelector("dbcv-chat");
              const words = [];
              for (let at = chat; at && at !== HTMLElement.prototype; at = Object.getPrototypeOf(at)) {
                words.push(...Reflect.ownKeys(at).map(String));
              }
              const telling = words.filter((word) => /token|online|root/i.test(word));
              return [chat.shadowRoot, chat.children.length, telling];
            }"""
        )
        assert seen == [None, 0, []]
    finally:
        await context.close()


async def test_the_hosted_page_is_not_to_be_framed_elsewhere(browser, chat_server):
    address = f"{chat_server.base_url}/chat/{chat_server.channel_id}"
    html = f'<!doctype html><title>Trap</title><iframe src="{address}"></iframe>'
    chat_server.pages["trap"] = ("", html)
    trap = chat_server.base_url.replace("127.0.0.1", "localhost") + "/shop/trap"
    async with visitor(browser, (*NO_ICON, "frame-ancestors", "Framing")) as context:
        page = await context.new_page()
        await page.goto(trap)
        await expect(page.frame_locator("iframe").locator("dbcv-chat")).to_have_count(0)
        assert chat_server.received == []
        chat_server.sites = (trap.removesuffix("/shop/trap"),)
        await page.reload()
        await expect(page.frame_locator("iframe").locator("article.other .text")).to_have_text([GREETING])


@pytest.mark.parametrize("kind", ["form", "cards", "carousel", "date", "rating", "file"])
async def test_widgets_of_the_catalogue_work_on_the_shops_page(browser, chat_server, kind):
    card = {"title": "Assam", "buttons": [{"text": "Take it", "value": "assam"}]}
    props = {
        "form": {"fields": [{"name": "who", "label": "Name", "value": "Ann"}], "submit": "Go"},
        "cards": {"cards": [card]},
        "carousel": {"cards": [card]},
        "date": {"mode": "date"},
        "rating": {"max": 3},
        "file": {"label": "A photo"},
    }
    async with visitor(browser, NO_ICON) as context:
        page = await enter(context, chat_server, opened="")
        await expect(answers(page)).to_have_count(1)
        await chat_server.say(widget={"type": kind, "props": props[kind]})
        inside = framed(page)
        await expect(inside.locator("body > *")).to_be_visible()
        await eventually_so(
            lambda: page.locator("iframe.widget").evaluate("frame => frame.clientHeight > 40")
        )
        if kind == "date":
            await inside.locator("input").fill("2026-12-01")
        if kind == "file":
            async with page.expect_file_chooser():
                await inside.get_by_role("button").click()
            return
        await inside.get_by_role("button").last.click()
        await chat_server.wait_for(lambda: bool(chat_server.texts_received()))


async def test_a_page_that_lets_in_by_nonces_gives_one_to_the_script_alone(browser, chat_server):
    script = 'nonce="f00d"'
    async with visitor(browser, NO_ICON) as context:
        page = await context.new_page()
        await page.goto(shop(chat_server, element(chat_server, opened=""), script, policy=NONCES))
        await expect(answers(page)).to_have_text([GREETING])
        await chat_server.say("Rate", widget={"type": "rating", "props": {"max": 3}})
        await framed(page).get_by_role("button", name="3 stars").click()
        await chat_server.wait_for(lambda: chat_server.texts_received() == ["3"])


@pytest.mark.parametrize(("locale", "scheme"), EVERY_LOOK)
async def test_closed_or_open_it_is_accessible_in_both_themes_and_languages(
    browser, chat_server, locale, scheme
):
    card = {"title": "Assam", "text": "Malty", "buttons": [{"text": "Take it", "value": "assam"}]}
    fields = [{"name": "who", "label": "Name", "required": True}, {"name": "news", "type": "checkbox"}]
    asked = {
        "form": {"title": "A table", "fields": fields},
        "rating": {"max": 5},
        "date": {"mode": "date"},
        "carousel": {"cards": [card, card, card]},
        "file": {"label": "A photo"},
    }
    lang = locale[:2]
    async with visitor(browser, NO_ICON, locale=locale, color_scheme=scheme) as context:
        page = await context.new_page()
        tag = element(chat_server, start_message="Tea?")
        await page.goto(shop(chat_server, f"<main>{tag}</main>", lang=lang, policy=""))
        await expect(page.locator(".teaser")).to_be_visible()
        await expect_accessible(page)
        await launcher(page).click()
        await expect(answers(page)).to_have_count(1)
        await write(page, "Hello")
        await expect(answers(page)).to_have_count(2)
        await expect_accessible(page)
        said = await page.locator("article").count()
        for place, (kind, props) in enumerate(asked.items(), start=said):
            await chat_server.say(widget={"type": kind, "props": props})
            shown = page.locator("article").nth(place).frame_locator("iframe.widget")
            await expect(shown.locator("body > *")).to_be_visible()
            await expect_accessible(page)
            await expect_accessible(await inside(page))


async def test_a_widget_that_is_moved_in_its_page_is_drawn_again(browser, chat_server):
    async with visitor(browser, NO_ICON) as context:
        page = await enter(context, chat_server, opened="")
        await expect(answers(page)).to_have_count(1)
        await chat_server.say("Rate", widget={"type": "rating", "props": {"max": 3}})
        await expect(framed(page).locator("body > *")).to_be_visible()
        await page.locator("article:has(iframe)").evaluate("node => node.parentNode.append(node)")
        await framed(page).get_by_role("button", name="2 stars").click()
        await chat_server.wait_for(lambda: chat_server.texts_received() == ["2"])


async def test_a_widget_sees_nothing_but_itself(browser, chat_server):
    """What a script in the frame would find: no origin, no storage, no parent, no network."""
    async with visitor(browser, (*NO_ICON, "violates", "Refused", "net::")) as context:
        page = await enter(context, chat_server, opened="")
        await expect(answers(page)).to_have_count(1)
        await chat_server.say("Rate", widget={"type": "rating", "props": {"max": 3}})
        await expect(framed(page).locator("body > *")).to_be_visible()
        frame = await inside(page)
        tries = {
            "origin": "() => self.origin",
            "storage": "() => { try { return localStorage.length } catch { return 'refused' } }",
            "cookie": "() => { try { return document.cookie } catch { return 'refused' } }",
            "parent": "() => { try { return parent.document.title } catch { return 'refused' } }",
            "network": "() => fetch('/icon.svg').then(() => 'sent', () => 'refused')",
        }
        found = {name: await frame.evaluate(script) for name, script in tries.items()}
        assert found == {
            "origin": "null",
            **dict.fromkeys(["storage", "cookie", "parent", "network"], "refused"),
        }


async def test_what_a_stranger_says_to_the_page_is_no_answer_of_a_widget(browser, chat_server):
    async with visitor(browser, NO_ICON) as context:
        page = await enter(context, chat_server, opened="")
        await expect(answers(page)).to_have_count(1)
        await chat_server.say("Rate", widget={"type": "rating", "props": {"max": 3}})
        await expect(framed(page).locator("body > *")).to_be_visible()
        forged = json.dumps({"type": "answer", "text": "forged", "params": {"rating": 1}})
        await page.evaluate(f"() => window.postMessage({forged}, '*')")
        await (await inside(page)).evaluate(f"() => parent.postMessage({forged}, '*')")
        await framed(page).get_by_role("button", name="3 stars").click()
        await chat_server.wait_for(lambda: bool(chat_server.texts_received()))
        assert chat_server.texts_received() == ["3"]


async def test_a_lost_connection_loses_nothing_on_the_shops_page(browser, chat_server):
    async with visitor(browser, (*NO_ICON, *BROWSER_ON_A_SERVER_THAT_IS_DOWN)) as context:
        await context.clock.install()
        page = await enter(context, chat_server, opened="")
        await expect(answers(page)).to_have_count(1)
        await chat_server.go_down()
        await write(page, "Still there?")
        await try_now(page, chat_server)
        await expect(answers(page).last).to_have_text("You said: Still there?")


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
