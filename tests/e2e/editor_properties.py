"""How tests take hold of the fields of the Properties dock."""

import re

from editor_canvas import properties
from playwright.async_api import Locator, Page, expect


def text(page: Page, name: str | re.Pattern[str]) -> Locator:
    """A field that is written in, whatever offers itself below it."""
    written = page.locator("input, textarea, [contenteditable=true]")
    return properties(page).get_by_label(name, exact=isinstance(name, str)).and_(written)


async def editor(page: Page, name: str) -> Locator:
    """The same, once what offers names has come: a plain field stands in its place before."""
    field = text(page, name)
    await expect(field).to_have_attribute("contenteditable", "true")
    return field


def button(page: Page, name: str | re.Pattern[str]) -> Locator:
    return properties(page).get_by_role("button", name=name, exact=isinstance(name, str))


async def write(field: Locator, words: str) -> None:
    """In place of what is there, however long it takes."""
    await field.click()
    await field.page.keyboard.press("Control+a")
    await field.page.keyboard.type(words)


async def switch(page: Page, name: str) -> None:
    one = properties(page).get_by_role("switch", name=name)
    await one.click()
    await expect(one).to_be_checked()


async def choose(page: Page, field: str, option: str) -> None:
    """Of a list that opens below a field."""
    await text(page, field).click()
    await page.get_by_role("option", name=option, exact=True).click()
