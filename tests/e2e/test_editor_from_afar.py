"""The canvas seen from afar: one drawing, in which notes have their colours."""

import re

import pytest
from chat_visitor import visitor
from editor_author import SLOW
from editor_drafts import opened
from playwright.async_api import Page, expect

from eventually import eventually_so

FAR = 7_000
COLORS = ("yellow", "green", "blue", "pink", "gray")
BOT = {
    "dbcv": 1,
    "kind": "bot",
    "name": "Far",
    "first_step": "a",
    "steps": [{"id": "a", "position": {"x": 0, "y": 0}}, {"id": "b", "position": {"x": FAR, "y": 0}}],
    "notes": [
        {
            "id": color,
            "color": color,
            "text": color,
            "position": {"x": 1000 * (place + 1), "y": 400},
        }
        for place, color in enumerate(COLORS)
    ],
}
# Every colour that is somewhere in the drawing.
PAINTED = """
(drawing) => {
  const { data } = drawing.getContext("2d").getImageData(0, 0, drawing.width, drawing.height);
  const found = new Set();
  for (let at = 0; at < data.length; at += 4) found.add(`rgb(${data[at]}, ${data[at + 1]}, ${data[at + 2]})`);
  return [...found];
}
"""
PAPER = """
(color) => {
  const probe = document.createElement("div");
  probe.style.background = `var(--note-${color})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).backgroundColor;
  probe.remove();
  return found;
}
"""


async def from_afar(page: Page) -> None:
    await page.keyboard.press("Shift+Digit1")
    await expect(page.get_by_role("img", name=re.compile("7"))).to_be_visible(timeout=SLOW)


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_notes_have_their_colours_from_afar(browser, system, drafts, scheme):
    bot = drafts.make(BOT)
    looks = {"color_scheme": scheme, "reduced_motion": "reduce"}
    async with visitor(browser, viewport={"width": 1280, "height": 800}, **looks) as context:
        page = await opened(context, system, bot)
        await from_afar(page)
        papers = {color: await page.evaluate(PAPER, color) for color in COLORS}
        assert len(set(papers.values())) == len(COLORS)

        async def are_painted() -> bool:
            return set(papers.values()) <= set(await page.locator("canvas[role=img]").evaluate(PAINTED))

        await eventually_so(are_painted)
