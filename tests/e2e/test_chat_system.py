"""The chat page against the whole system: what a visitor of a real installation goes through."""

import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from chat_visitor import (
    BROWSER_ON_A_SERVER_THAT_IS_DOWN,
    answers,
    own,
    visitor,
    write,
)
from editor_author import SLOW
from playwright.async_api import BrowserContext, Page, expect

from chaos.whole_system import System, until
from servers import product_environment

QUIZ = Path(__file__).parents[2] / "examples" / "quiz" / "bot.yaml"

pytestmark = pytest.mark.timeout(900)


@pytest.fixture(scope="module")
def chat(system: System) -> str:
    """The address that `dbcv import` prints for the quiz."""
    words = ("import", str(QUIZ), "--publish", "--channel", "Quiz", "--data", str(system.data))
    ran = subprocess.run(
        [sys.executable, "-m", "app.cli", *words],
        cwd=system.data.parent,
        env=product_environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    printed = next(line for line in ran.stdout.splitlines() if line.startswith("Chat: "))
    return f"{system.url}{urlsplit(printed.removeprefix('Chat: ')).path}"


async def enter(context: BrowserContext, address: str) -> Page:
    """The page, with the first question asked."""
    page = await context.new_page()
    await page.goto(address)
    await expect(page.locator(".buttons button").first).to_be_visible(timeout=SLOW)
    return page


async def said(page: Page) -> list[str]:
    return await page.locator("article .text").all_inner_texts()


async def test_a_visitor_answers_by_text_and_by_button_and_finds_it_all_again(browser, chat):
    async with visitor(browser) as context:
        page = await enter(context, chat)
        await expect(page).to_have_title("Quiz")
        greeted = await answers(page).count()

        await write(page, "a")
        await expect(own(page)).to_have_text(["a"])
        await expect(page.locator("article.own .state.sent")).to_have_count(1, timeout=SLOW)
        await expect(answers(page)).not_to_have_count(greeted, timeout=SLOW)
        button = page.locator(".buttons button").first
        label = await button.inner_text()
        answered = await answers(page).count()
        await button.click()
        await expect(own(page)).to_have_text(["a", label])
        await expect(answers(page)).not_to_have_count(answered, timeout=SLOW)
        await expect(page.locator(".buttons button").first).to_be_visible(timeout=SLOW)

        before = await said(page)
        await page.reload()
        await expect(page.locator("article .text")).to_have_text(before, timeout=SLOW)
        await expect(page.locator(".buttons button").first).to_be_visible()


async def test_what_is_written_while_the_api_is_dead_is_answered_when_it_is_back(browser, system, chat):
    async with visitor(browser, BROWSER_ON_A_SERVER_THAT_IS_DOWN) as context:
        page = await enter(context, chat)
        greeted = await answers(page).count()
        killed = system.kill("api")
        await write(page, "a")
        await expect(own(page)).to_have_text(["a"])
        await until(lambda: system.is_back("api", killed))

        await expect(page.locator("article.own .state.sent")).to_have_count(1, timeout=3 * SLOW)
        await expect(answers(page)).not_to_have_count(greeted, timeout=SLOW)
        # The last of what the bot says has buttons.
        await expect(page.locator(".buttons button").first).to_be_visible(timeout=SLOW)
        await expect(own(page)).to_have_text(["a"])
        before = await said(page)
        await page.reload()
        await expect(page.locator("article .text")).to_have_text(before, timeout=SLOW)
