"""The editor in headless Chromium, on the production build, with bots of several sizes."""

import secrets
import shutil
from collections.abc import Sequence
from pathlib import Path

from playwright.async_api import Browser, async_playwright

from app.embedded.ports import free_port
from bench.rows import Row
from bench.subjects.children import HOST, child, until_healthy
from bench.subjects.product import ADMIN

from . import measures
from .author import Author, opened
from .sizes import sizes

FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--no-first-run", "--disable-sync"]
STEPS = (100, 500, 1000, 2000)


async def measure_editor(folder: Path, steps: Sequence[int] = STEPS) -> list[Row]:
    """A row for each size of bot, and one of the sizes of files. Needs the pages built (`make build`)."""
    port, password = free_port(), secrets.token_urlsafe(18)
    command = ["app.cli", "up", "--port", str(port), "--data", str(folder / "state")]
    environment = {"FIRST_ADMIN_EMAIL": ADMIN, "FIRST_ADMIN_PASSWORD": password}
    log = folder / "editor.log"
    with child(command, log, environment) as supervisor:
        await until_healthy(supervisor, port, "/health/ready", log)
        author = await Author.sign_in(f"http://{HOST}:{port}", ADMIN, password)
        async with async_playwright() as playwright:
            chromium = shutil.which("chromium")
            browser = await playwright.chromium.launch(executable_path=chromium, args=FLAGS)
            rows = [await _row(browser, author, count) for count in steps]
            await browser.close()
    return [*rows, {"bench": "editor", "subject": "files", "users": 0, "steps": 0, **sizes()}]


async def _row(browser: Browser, author: Author, steps: int) -> Row:
    async with opened(browser, author, steps) as (page, cdp):
        row: Row = {"ready_ms": await measures.ready(page), "heap_mb": await measures.heap(cdp)}
        row |= await measures.moving(page)
        row["undo_ms"] = await measures.undone(page)
        row |= await measures.tidied(page)
        row["lit_ms"] = await measures.lit(page)
    rounded = {name: round(one, 1) if isinstance(one, float) else one for name, one in row.items()}
    return {"bench": "editor", "subject": f"{steps} steps", "users": 1, "steps": steps, **rounded}
