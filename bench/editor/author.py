"""Somebody with the editor open in headless Chromium, on the production build."""

import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
from playwright.async_api import Browser, BrowserContext, CDPSession, Page

from bench.authoring import large_bot

ROOM = {"width": 1280, "height": 800}
PATIENCE = 60_000  # ms
ACROSS, DOWN = 400, 300

# `measured.ready`: ms from navigation to the frame after the first step is there; `measured.tasks`: of the
# main thread, those over 50 ms; `measured.lit`: the frame in which the path of a test was lit last.
WATCH = """
window.measured = { ready: null, tasks: [], lit: null };
const look = () => {
  if (!document.querySelector(".react-flow__node")) return requestAnimationFrame(look);
  requestAnimationFrame(() => setTimeout(() => { window.measured.ready = performance.now(); }));
};
requestAnimationFrame(look);
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) window.measured.tasks.push(entry.duration);
}).observe({ type: "longtask" });
new MutationObserver(() => requestAnimationFrame((now) => { window.measured.lit = now; }))
  .observe(document, { subtree: true, attributeFilter: ["data-lit"] });
window.countFrames = () => {
  const times = [];
  let isOn = true;
  const frame = (now) => { times.push(now); if (isOn) requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
  return () => {
    isOn = false;
    const gaps = times.slice(1).map((time, at) => time - times[at]).sort((one, other) => one - other);
    const whole = times.at(-1) - times[0];
    return { fps: (1000 * gaps.length) / whole, p95: gaps[Math.floor(gaps.length * 0.95)] ?? null };
  };
};
"""


class Author:
    """Somebody signed in, over HTTP and in the browser."""

    def __init__(self, address: str, session: dict[str, Any]) -> None:
        self.address = address
        self.session = session

    @classmethod
    async def sign_in(cls, address: str, email: str, password: str) -> "Author":
        async with httpx.AsyncClient(base_url=f"{address}/api/v1") as client:
            answer = await client.post("/auth/login", json={"email": email, "password": password})
            return cls(address, answer.raise_for_status().json())

    async def bot_of(self, steps: int) -> str:
        """The id of a new bot with so many steps, each where the others leave room for it."""
        document = large_bot(steps)
        for number, step in enumerate(document["steps"]):
            step["position"] = {"x": number % 40 * ACROSS, "y": number // 40 * DOWN}
        held = {"authorization": f"Bearer {self.session['access_token']}"}
        async with httpx.AsyncClient(base_url=f"{self.address}/api/v1", headers=held, timeout=60) as client:
            answer = await client.post("/bots/import", json=document)
            return str(answer.raise_for_status().json()["id"])

    def kept(self) -> str:
        """The script that signs a browser in."""
        kept = {
            "access": self.session["access_token"],
            "refresh": self.session["refresh_token"],
            "expiresAt": (time.time() + self.session["expires_in"]) * 1000,
            "person": self.session["user"],
        }
        return f"localStorage.setItem('dbcv.session', {json.dumps(json.dumps(kept))});"


@asynccontextmanager
async def opened(browser: Browser, author: Author, steps: int) -> AsyncIterator[tuple[Page, CDPSession]]:
    """The editor with a bot of so many steps, opened a second time: the first fills the caches."""
    bot_id = await author.bot_of(steps)
    context: BrowserContext = await browser.new_context(viewport=ROOM)  # type: ignore[arg-type]
    try:
        await context.add_init_script(author.kept() + WATCH)
        page = await context.new_page()
        for _ in range(2):
            await page.goto(f"{author.address}/bots/{bot_id}")
            await page.wait_for_function("() => measured.ready !== null", timeout=PATIENCE)
            await page.wait_for_load_state("networkidle")
        yield page, await context.new_cdp_session(page)
    finally:
        await context.close()
