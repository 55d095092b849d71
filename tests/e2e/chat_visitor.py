"""How the tests of the chat page come to it: a browser, a visitor, what is on the screen."""

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from fake_server import FakeServer
from playwright.async_api import Browser, BrowserContext, Frame, FrameLocator, Locator, Page, expect

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def need_chromium() -> None:
    """Skips without one, but under CI, where it has been installed and its lack is a fault."""
    if CHROMIUM is not None:
        return
    why = "no Chromium on PATH: apt-get install chromium (or brew install chromium)"
    (pytest.fail if os.environ.get("CI") else pytest.skip)(why)


# Of several lists the last one counts, so Playwright's own is repeated here. Ours are pages that Chromium
# keeps ready below the address bar of each window: nobody sees them, and a fifth of its time went there.
_WITHOUT = (
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades"),
    *("HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding"),
    *("ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints"),
    *("NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch"),
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup"),
)
FLAGS = [
    f"--disable-features={','.join(_WITHOUT)}",
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
BROWSER_ON_A_SERVER_THAT_IS_DOWN = ("WebSocket connection to", "net::ERR_", "status of 503")


# The chat's shadow root is closed to pages; tests look into it all the same.
OPENED = """
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (given) { return attach.call(this, { ...given, mode: "open" }); };
"""


@asynccontextmanager
async def visitor(
    browser: Browser, allowed: tuple[str, ...] = (), **options: Any
) -> AsyncIterator[BrowserContext]:
    """Somebody's browser; leaving it asserts that its pages wrote no error but `allowed` ones.

    What a failing test leaves on the screen is printed."""
    context = await browser.new_context(**{"locale": "en-GB", **options})
    await context.add_init_script(OPENED)
    faults: list[str] = []
    context.on(
        "console", lambda said: faults.append(said.text) if said.type in ("error", "warning") else None
    )
    context.on("weberror", lambda error: faults.append(str(error.error)))
    context.on("dialog", lambda dialog: faults.append(f"dialog {dialog.message}"))
    try:
        yield context
        unexpected = [fault for fault in faults if not any(part in fault for part in allowed)]
        assert unexpected == [], unexpected
    except BaseException:
        for page in context.pages:
            print(f"{page.url}\n{await page.locator('body').aria_snapshot()}")
        raise
    finally:
        await context.close()


async def visit(context: BrowserContext, server: FakeServer, query: str = "") -> Page:
    page = await context.new_page()
    await page.goto(f"{server.base_url}/chat/{server.channel_id}{query}")
    return page


async def write(page: Page, text: str) -> None:
    await page.get_by_role("textbox").fill(text)
    await page.get_by_role("textbox").press("Enter")


async def try_now(page: Page, server: FakeServer) -> None:
    """The server comes back, and nothing but the button tells the page: its own timers stand still meanwhile.

    The page's clock has to be the test's from the beginning (`context.clock.install()`)."""
    await expect(page.locator(".banner")).to_be_visible()
    await page.clock.pause_at(await page.evaluate("Date.now() / 1000 + 1"))
    server.come_back()
    await page.get_by_role("button", name="Try now").click()
    await page.clock.resume()


def framed(page: Page) -> FrameLocator:
    """The inside of the last widget's frame."""
    return page.frame_locator("iframe.widget >> nth=-1")


async def inside(page: Page) -> Frame:
    """The same as a frame: to be judged, or to run a script in."""
    frame = await (await page.locator("iframe.widget").last.element_handle()).content_frame()
    assert frame is not None
    return frame


def own(page: Page) -> Locator:
    return page.locator("article.own .text")


def answers(page: Page) -> Locator:
    return page.locator("article.other .text")


def a_message(seq: int, text: str, **parts: Any) -> dict:
    bot = {"kind": "bot", "id": "bot", "name": "Bot"}
    now = "2026-11-20T10:00:00Z"
    return {
        "id": f"m{seq}",
        "seq": seq,
        "sender": bot,
        "text": text,
        "buttons": [],
        "created_at": now,
        **parts,
    }
