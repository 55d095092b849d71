"""Accessibility as axe finds it, on a page as it stands."""

from pathlib import Path
from typing import Any

from editor_author import SLOW
from playwright.async_api import Frame, Page

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
GRAVE = ("serious", "critical")
# Language of the browser, theme of the machine: each of them, and all there are of both.
LOOKS = [("en-GB", "light"), ("ru-RU", "dark")]
EVERY_LOOK = [(locale, scheme) for locale in ("en-GB", "ru-RU") for scheme in ("light", "dark")]
_OF_COLOURS = ("color-contrast", "link-in-text-block")

_RUN = """async ([within, rules]) => {
  const only = rules ? { runOnly: { type: "rule", values: rules } } : {};
  const found = await axe.run(within ?? document, { iframes: false, resultTypes: ["violations"], ...only });
  return found.violations.flatMap((one) =>
    one.nodes.map((node) => [one.impact, `${one.id} at ${node.target.join(" ")}: ${node.failureSummary}`]));
}"""

_HAS_TURNED = "scheme => document.documentElement.dataset.mantineColorScheme === scheme"

# What is half faded in has neither its colours nor its place yet; it may begin a frame later. Endless
# ones (something is loading) go on.
_AT_REST = """async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const ending = () => {
    const trees = [document];
    for (const tree of trees)
      for (const one of tree.querySelectorAll("*")) if (one.shadowRoot) trees.push(one.shadowRoot);
    const running = trees.flatMap((tree) => tree.getAnimations());
    return running.filter((one) => Number.isFinite(one.effect.getComputedTiming().endTime));
  };
  for (;;) {
    await frame();
    await frame();
    const found = ending().filter((one) => one.playState === "running");
    if (found.length === 0) return;
    await Promise.all(found.map((one) => one.finished.catch(() => null)));
  }
}"""


async def at_rest(page: Page | Frame) -> None:
    """Once every transition that was under way is over."""
    await page.evaluate(_AT_REST)


async def findings(
    page: Page | Frame, within: str | None = None, rules: tuple[str, ...] | None = None
) -> list[str]:
    """The serious and critical ones of this frame alone; evaluated: its policy would refuse a script."""
    if not await page.evaluate("() => 'axe' in window"):
        await page.evaluate(AXE.read_text())
    await at_rest(page)
    found = await page.evaluate(_RUN, [within, rules])
    return [f"{impact}: {said}" for impact, said in found if impact in GRAVE]


async def expect_accessible(page: Page | Frame, within: str | None = None) -> None:
    """Where it isn't, what is wrong and where."""
    _expect_none(page, await findings(page, within))


async def expect_accessible_in_both(page: Page, within: str | None = None) -> None:
    """As a whole in the theme it is in, then by its colours in the other one, in which it is left.

    Nothing but its colours depends on the theme; who begins in light and in dark sees all of either."""
    await expect_accessible(page, within)
    is_dark = await page.evaluate("() => matchMedia('(prefers-color-scheme: dark)').matches")
    other: Any = "light" if is_dark else "dark"
    await page.emulate_media(color_scheme=other)
    await page.wait_for_function(_HAS_TURNED, arg=other, timeout=SLOW)
    _expect_none(page, await findings(page, within, _OF_COLOURS))


def _expect_none(page: Page | Frame, found: list[str]) -> None:
    assert found == [], f"{page.url}\n" + "\n".join(found)
