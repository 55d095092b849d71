"""An author who reads Russian alone: from the sign-in to a published bot, and no English on the way."""

import re
from pathlib import Path

import pytest
from chat_visitor import visitor
from editor_author import SLOW, Person, newcomer, sign_in, signed_in
from editor_canvas import step, write
from editor_words import Words
from playwright.async_api import Locator, Page, expect

from chaos.whole_system import System

EXAMPLE = Path(__file__).parents[2] / "examples" / "cafe-ru" / "bot.yaml"
CAFE = "Кафе «Берёзка»"
GREETING = "Добрый день! Это кафе «Берёзка» на Покровке."
PLACES = ("/channels", "/credentials", "/templates", "/templates/dbcv-ask-date", "/people", "/profile")
RAILS = ("steps", "variables", "problems", "templates", "schedule", "versions")
# Names, and what is written so in every language.
TECHNICAL = frozenset(
    [
        "Backspace",
        "Chrome",
        "Claude",
        "Code",
        "Codex",
        "Ctrl",
        "Cursor",
        "DBCV",
        "Del",
        "Delete",
        "End",
        "Enter",
        "Esc",
        "HTTP",
        "HTTPS",
        "Home",
        "IP",
        "JSON",
        "Linux",
        "MCP",
        "PDF",
        "Python",
        "Shift",
        "Tab",
        "Telegram",
        "URL",
        "YAML",
        "ZIP",
        "en",
        "false",  # a value
        "px",
        "ru",
    ]
)
NOT_WORDS = re.compile(
    r"""\S+@\S+                        # addresses of mail
    | https?://\S+ | \b[\w-]+\.(?:yaml|json|zip|py)\b
    | /[a-z]+                           # commands people write: /start
    | \b[A-Za-z_]\w*(?:\.\w+)+          # variables: session.guests
    | \b[A-Z][a-z]+/[A-Z]\w+            # time zones: Europe/Moscow
    """,
    re.VERBOSE,
)
# What its author has named: steps and variables.
NAMED = frozenset(re.findall(r"(?:\bid: |\b(?:bot|response|session|user)\.)(\w+)", EXAMPLE.read_text()))
WORD = re.compile(r"[A-Za-z][A-Za-z'’]+")
# Texts, names and hints of what can be seen; not what is marked as another language, nor code.
_SEEN = """() => {
  const isOther = (one) => one.closest("[lang]:not([lang^=ru]), code, kbd, pre, .cm-editor, svg, iframe");
  const isSeen = (one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const told = [];
  for (const one of document.body.querySelectorAll("*")) {
    if (isOther(one) || !isSeen(one)) continue;
    for (const child of one.childNodes) if (child.nodeType === Node.TEXT_NODE) told.push(child.data);
    for (const name of ["aria-label", "placeholder", "title", "alt"]) told.push(one.getAttribute(name) ?? "");
  }
  return [document.title, ...told].map((text) => text.trim()).filter((text) => /[A-Za-z]{2}/.test(text));
}"""

pytestmark = pytest.mark.timeout(900)
words = Words("ru-RU")


@pytest.fixture
def anna(system: System) -> Person:
    return newcomer(system, "Анна")


def english(text: str) -> list[str]:
    """Its words in Latin letters that no Russian would expect."""
    return [word for word in WORD.findall(NOT_WORDS.sub(" ", text)) if word not in TECHNICAL]


async def expect_russian(page: Page) -> None:
    """All that can be seen, but what the author has named so."""
    leaks = {text for text in await page.evaluate(_SEEN) if set(english(text)) - NAMED}
    assert not leaks, f"{page.url}\n" + "\n".join(sorted(leaks))


def button(within: Page | Locator, key: str) -> Locator:
    return within.get_by_role("button", name=words(key), exact=True)


async def new_cafe(page: Page) -> None:
    await button(page, "bots:new.open").first.click()
    dialog = page.get_by_role("dialog", name=words("bots:new.title"))
    await dialog.get_by_role("radio", name=CAFE).click()
    await expect(dialog.get_by_role("listitem").first).to_contain_text("Берёзка", timeout=SLOW)
    await expect_russian(page)
    await button(dialog, "bots:new.take").click()
    await expect(step(page, "Приветствие")).to_be_visible(timeout=SLOW)


async def edit_greeting(page: Page) -> None:
    await step(page, "Приветствие").click()
    dock = page.get_by_role("complementary", name=words("panels:dock.properties"))
    text = dock.get_by_role("textbox", name=words("inspector:message.text"), exact=True).first
    await write(text, GREETING)
    await expect(step(page, "Приветствие")).to_contain_text("Добрый день")
    await expect(page.get_by_role("banner").get_by_role("status").first).to_have_text(
        words("panels:saved.saved"), timeout=SLOW
    )
    await expect_russian(page)


async def try_it(page: Page) -> None:
    await button(page.get_by_role("banner"), "panels:test").click()
    chat = page.get_by_role("complementary", name=words("panels:dock.chat"))
    await button(chat, "chat:talk.beginAction").click()
    await expect(chat).to_contain_text(GREETING, timeout=SLOW)
    await page.keyboard.press("Control+j")
    await expect(page.get_by_role("complementary", name=words("panels:drawer"))).to_be_visible()
    await expect_russian(page)


async def publish(page: Page) -> None:
    await button(page.get_by_role("banner"), "versions:publish.open").click()
    dialog = page.get_by_role("dialog", name=words("versions:publish.title"))
    await expect_russian(page)
    await button(dialog, "versions:publish.action").click()
    await expect(dialog).to_contain_text("Версия 1", timeout=SLOW)
    await expect_russian(page)
    await page.keyboard.press("Escape")


async def look_around(page: Page) -> None:
    """Every panel of the editor, its help, and the way to anything."""
    for name in RAILS:
        panel = page.get_by_role("complementary", name=words(f"panels:{name}.title"))
        if not await panel.is_visible():
            await page.get_by_role("navigation").get_by_role("button").nth(RAILS.index(name)).click()
        await expect(panel).to_be_visible(timeout=SLOW)
        await page.wait_for_load_state("networkidle")
        await expect_russian(page)
    for chord in ("?", "Control+k"):
        await page.keyboard.press("Home")
        await page.keyboard.press(chord)
        await expect(page.get_by_role("dialog")).to_be_visible(timeout=SLOW)
        await expect_russian(page)
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("dialog")).to_be_hidden()


async def test_an_author_signs_in_makes_tests_and_publishes_a_bot_in_russian_alone(browser, system, anna):
    async with visitor(browser, locale="ru-RU", viewport={"width": 1440, "height": 900}) as context:
        page = await context.new_page()
        await page.goto(f"{system.url}/bots")
        await expect(page.get_by_role("heading", name=words("auth:signIn.title"))).to_be_visible(timeout=SLOW)
        await expect_russian(page)
        await sign_in(page, anna)
        await expect(page.get_by_role("heading", name=words("bots:none.active"))).to_be_visible(timeout=SLOW)
        await expect_russian(page)
        await new_cafe(page)
        await edit_greeting(page)
        await try_it(page)
        await publish(page)
        await look_around(page)


async def test_the_other_pages_are_in_russian_too(browser, system, anna):
    async with visitor(browser, locale="ru-RU") as context:
        page = await signed_in(context, system, person=anna)
        for path in PLACES:
            await page.goto(system.url + path)
            await expect(page).to_have_url(system.url + path)
            await expect(page.get_by_role("heading", level=1)).to_be_visible(timeout=SLOW)
            await page.wait_for_load_state("networkidle")
            await expect_russian(page)
