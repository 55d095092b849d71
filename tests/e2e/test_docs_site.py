"""The site of the documentation, opened from the disk as `make docs` says: its search needs no server."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from chat_visitor import visitor
from playwright.async_api import expect

ROOT = Path(__file__).parents[2]
BUILD = (sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-f", ".mkdocs.yml", "-d")

pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    subprocess.run([*BUILD, str(folder)], cwd=ROOT, env=environment, check=True)
    return folder


@pytest.mark.parametrize("page", ["index.html", "reference/settings.html"])
async def test_what_is_looked_for_is_found_and_opened(browser, site, page):
    async with visitor(browser) as context:
        opened = await context.new_page()
        elsewhere: list[str] = []
        opened.on(
            "request", lambda told: None if told.url.startswith("file:") else elsewhere.append(told.url)
        )
        await opened.goto((site / page).as_uri())
        await opened.get_by_role("textbox", name="Search").click()
        await opened.keyboard.type("credentials")
        found = opened.locator(".md-search-result__link").filter(has_text="Credentials").first
        await expect(found).to_be_visible()
        await found.click()
        await expect(opened.get_by_role("heading", name="Credentials", level=1)).to_be_visible()
        assert [one for one in elsewhere if not one.startswith("data:")] == []
