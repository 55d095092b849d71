"""How tests take hold of the editor's canvas: its steps, their handles, what stands beside it."""

from editor_author import SLOW
from playwright.async_api import FloatRect, Locator, Page, expect

from chaos.whole_system import System


def steps(page: Page) -> Locator:
    return page.locator("[data-step]")


def step(page: Page, title: str) -> Locator:
    """The one of this name, of whatever kind."""
    return page.get_by_role("group", name=f"{title},")


def edges(page: Page) -> Locator:
    return page.locator(".react-flow__edge")


def row(page: Page, title: str, text: str) -> Locator:
    """A line of a step: a way on, or work it does."""
    return step(page, title).locator("[data-row]").filter(has_text=text)


def handle(page: Page, title: str, text: str) -> Locator:
    """Where the way on that says so begins."""
    return row(page, title, text).locator(".react-flow__handle")


def properties(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Properties")


def picker(page: Page) -> Locator:
    return page.get_by_role("dialog", name="New step")


# From place to place the canvas goes in a transition, which d3 keeps with the element that it moves; before
# that begins everything stands still for a moment.
_AT_REST = "() => ![...document.querySelectorAll('.react-flow *')].some((one) => one.__transition)"


async def box(locator: Locator) -> FloatRect:
    """Where it stands, once it moves no more."""
    await expect(locator).to_be_visible(timeout=SLOW)
    await locator.page.wait_for_function(_AT_REST, timeout=SLOW)
    await locator.hover(trial=True)
    found = await locator.bounding_box()
    assert found is not None
    return found


async def middle(locator: Locator) -> tuple[float, float]:
    found = await box(locator)
    return found["x"] + found["width"] / 2, found["y"] + found["height"] / 2


async def drag(page: Page, locator: Locator, to: tuple[float, float]) -> None:
    """From its middle, by mouse, in a few moves as a hand makes them."""
    x, y = await middle(locator)
    await page.mouse.move(x, y)
    await page.mouse.down()
    for share in (0.1, 0.5, 0.9, 1):
        await page.mouse.move(x + (to[0] - x) * share, y + (to[1] - y) * share)
    await page.mouse.up()


async def pick(page: Page, name: str) -> None:
    """In the picker that is open, by its first words."""
    await expect(picker(page).get_by_role("combobox")).to_be_focused()
    await page.keyboard.type(name)
    await expect(picker(page).get_by_role("option").first).to_contain_text(name)
    await page.keyboard.press("Enter")
    await expect(picker(page)).to_be_hidden(timeout=SLOW)


async def write(field: Locator, text: str) -> None:
    """By keyboard, in place of what is there."""
    await field.click()
    await field.press("Control+a")
    await field.press_sequentially(text)


async def expect_saved(page: Page) -> None:
    await expect(page.get_by_role("banner").get_by_role("status").first).to_have_text("Saved", timeout=SLOW)


async def new_bot(page: Page, system: System, name: str) -> str:
    """An empty one, open in the editor: its id."""
    await page.goto(f"{system.url}/bots")
    await page.get_by_role("button", name="New bot").first.click(timeout=SLOW)
    await page.get_by_role("dialog").get_by_label("Name").fill(name)
    await page.keyboard.press("Enter")
    await expect(page.get_by_role("heading", name="Let us begin")).to_be_visible(timeout=SLOW)
    return page.url.rpartition("/bots/")[2].partition("?")[0]
